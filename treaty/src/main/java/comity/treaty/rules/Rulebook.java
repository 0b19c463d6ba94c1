package comity.treaty.rules;

import comity.record.act.Author;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Type;
import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.law.LawFacts;
import comity.treaty.law.Profiles;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Convention as one question. The switch is its table of contents: which articles speak to
 * which act. It has no default branch, so that an act without a decision about its rules does not
 * compile.
 */
public final class Rulebook {
    /** Changes whenever any rule decides differently. */
    private static final String RELEASE = "comity-rules/2026.10";

    private static final Rulebook CURRENT = new Rulebook();

    static final Rule INTELLIGIBLE =
            new Rule(
                    "W-005",
                    Citation.high(40, "(15)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "act.unrecognised",
                    "An act that this version does not know is kept and relied on by nothing.");

    private static final List<Rule> STEPS =
            List.of(
                    Article2.IN_SCOPE,
                    Article2.PENALTY_PROVEN,
                    Article2.BOTH_THRESHOLDS,
                    Article2.OWN_THRESHOLD,
                    Article2.SPECIFIC,
                    Article5.OWN_SIDE,
                    Article6.FOUND,
                    Article6.EXPRESSION,
                    Article6.SOGI,
                    Article6.ASSEMBLY,
                    Article6.RELIGION,
                    Article24.JUDGE_FOR_CONTENT,
                    Article24.REVIEW_FOR_TRAFFIC,
                    Article24.REVIEW_FOR_SUBSCRIBER,
                    Article24.INDEPENDENT,
                    Article24.PROPORTIONATE,
                    Article24.LESS_INTRUSIVE,
                    Article24.DURATION,
                    Article24.SPECIFIED,
                    Article24.NOT_BULK,
                    Article24.NOT_OVERLONG,
                    Article24.NARROWS,
                    Article40.CENTRAL_AUTHORITY,
                    Article40.AUTHENTIC,
                    Article40.LANGUAGE,
                    Article40.CONTENTS,
                    Article40.FACTS,
                    Article40.DISCRIMINATION_FOUND,
                    Article40.DISCRIMINATION,
                    Article40.CONCERN_RESOLVED,
                    Article40.FISCAL,
                    Article40.BANK_SECRECY,
                    Article40.REASONS,
                    Article40.CONSULTED,
                    Article40.PURPOSE,
                    Article40.REFERS,
                    Article40.OPEN,
                    Article40.OFFICE,
                    Article40.EXHIBITS,
                    FourEyes.TWO_PERSONS,
                    Apart.OFFICES,
                    Retention.ENDED,
                    Retention.NOT_HELD,
                    Retention.TWO_PERSONS,
                    Retention.NAMED,
                    Marked.PRIVILEGED,
                    Marked.JOURNALISTIC,
                    Marked.CHILD,
                    Marked.ASYLUM,
                    Marked.NAMED,
                    Marked.OUTSIDE,
                    Marked.RULED,
                    SetAside.KEPT,
                    SetAside.DECLARED,
                    SetAside.DECIDED,
                    SetAside.DESTROYED,
                    SetAside.COMPARED,
                    INTELLIGIBLE);

    private static final List<Rule> RULES =
            Stream.of(
                            STEPS,
                            Article3.ALL,
                            Persons.ALL,
                            Offences.ALL,
                            Review.ALL,
                            Powers.ALL,
                            Article36.ALL,
                            Execution.ALL,
                            Refusals.ALL,
                            Article42.ALL,
                            Article41.ALL,
                            Channels.ALL,
                            Article31.ALL,
                            UseLimits.ALL,
                            Disposals.ALL,
                            Exculpatory.ALL,
                            Signed.ALL,
                            Custody.ALL,
                            Declined.ALL,
                            Openings.ALL,
                            Translations.ALL,
                            Remedies.ALL,
                            Secrecy.ALL,
                            Defence.ALL,
                            CallBacks.ALL,
                            Errors.ALL,
                            Seals.ALL,
                            BrokenGlass.ALL)
                    .flatMap(List::stream)
                    .toList();

    private static final Ruleset TESTED = new Ruleset(RULES);

    /** What the docket itself answers: the rest is held against the facts that stand on it. */
    private static final Set<String> ASKED_OF_THE_DOCKET =
            STEPS.stream().map(Rule::id).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> EXECUTING =
            RULES.stream()
                    .filter(
                            rule ->
                                    rule.test()
                                            .filter(test -> test.stage() == Stage.EXECUTE)
                                            .isPresent())
                    .map(Rule::id)
                    .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, Rule> BY_ID =
            RULES.stream().collect(Collectors.toUnmodifiableMap(Rule::id, Function.identity()));

    /** What all rules demand, in one digest. */
    private static final Digest CONTENT = content();

    private Rulebook() {}

    /** The release that this program carries. */
    public static Rulebook current() {
        return CURRENT;
    }

    /** Every rule, in the order of the articles. */
    public List<Rule> rules() {
        return RULES;
    }

    /** What {@code header.rules} names: this release and the profiles that a ruling uses. */
    public Digest digest(Profiles profiles) {
        var laws = new LinkedHashMap<String, Json>();
        profiles.byState()
                .forEach((state, profile) -> laws.put(state, new Json.Str(profile.digest().hex())));
        return Digest.of(
                Json.object()
                        .with("release", RELEASE)
                        .with("rules", CONTENT.hex())
                        .with("profiles", new Json.Obj(laws)));
    }

    private static Digest content() {
        var rules = new LinkedHashMap<String, Json>();
        RULES.forEach(
                rule ->
                        rules.put(
                                rule.id(),
                                Json.object()
                                        .with("effect", rule.effect().name())
                                        .with("demand", rule.demand())));
        return Digest.of(new Json.Obj(rules));
    }

    /**
     * Whether {@code actor} may take {@code act} on {@code docket}.
     *
     * @param docket as the act's author knew it: {@link Docket#before} of what it has seen
     * @param day the act's day in UTC: it is ruled on by the rules in force on it
     */
    public Ruling ruling(Docket docket, Act act, Author actor, Profiles profiles, LocalDate day) {
        var question = new Question(docket, act, actor, profiles, day);
        var found = new ArrayList<Finding>();
        found.addAll(Article5.isTakenByItsState(question));
        found.addAll(Article40.isTakenInItsOffice(question));
        found.addAll(Article40.isStillOpen(question));
        found.addAll(FourEyes.areOpen(question));
        found.addAll(Apart.areApart(question));
        found.addAll(Defence.isNoCounsels(question));
        found.addAll(Marked.isReviewedFromOutside(question));
        found.addAll(Signed.isUncontested(question));
        found.addAll(Remedies.areAnothers(question));
        found.addAll(Remedies.isNotStruck(question));
        found.addAll(articles(question));
        found.removeIf(
                finding -> rule(finding.rule()).filter(rule -> !rule.inForce(day)).isPresent());
        found.addAll(heldAgainstFacts(question, found));
        return Ruling.of(found);
    }

    /**
     * What lies beside an act and not in it: the passkeys with which persons signed. Asked at the
     * door and by whoever verifies, with {@link #ruling}.
     *
     * @param docket as the act's author knew it
     */
    public List<Finding> ofPasskeys(Docket docket, Envelope act) {
        return all(Openings.areTwoDevices(docket, act), BrokenGlass.areTwoDevices(docket, act));
    }

    /**
     * What the rules that speak to the act's decision say of the facts on the docket. What the
     * docket has answered itself is not said twice.
     */
    private static List<Finding> heldAgainstFacts(Question question, List<Finding> said) {
        var stages = stages(question.act());
        if (stages.isEmpty()) return List.of();
        var facts =
                LawFacts.with(
                        DocketFacts.of(question),
                        question.requesting(),
                        question.requested().orElse(""),
                        question.profiles(),
                        question.day());
        var found = new ArrayList<Finding>();
        for (var finding : TESTED.on(facts, stages, question.day())) {
            if (!isSaidBefore(finding, said) && !isAnsweredByTheDocket(finding)) found.add(finding);
        }
        if (stages.contains(Stage.EXECUTE))
            Article40.isAssessedClear(question, facts).stream()
                    .filter(finding -> !isSaidBefore(finding, said))
                    .forEach(found::add);
        return switch (question.act()) {
            case Act.Preserve _ -> Preservation.meanwhile(found);
            case Act.Inform inform -> Channels.unasked(inform, found);
            default -> found;
        };
    }

    /** The same rule, or the one of the same number and effect that its letter varies. */
    private static boolean isSaidBefore(Finding finding, List<Finding> said) {
        return said.stream()
                .anyMatch(
                        before ->
                                finding.rule().startsWith(before.rule())
                                        && finding.effect() == before.effect());
    }

    /**
     * Whether the docket itself has been asked. Only on execution may a named officer's assessment
     * show what no finding on the docket says.
     */
    private static boolean isAnsweredByTheDocket(Finding finding) {
        if (!ASKED_OF_THE_DOCKET.contains(finding.rule())) return false;
        return finding.truth() != Truth.FALSE || !EXECUTING.contains(finding.rule());
    }

    /** The decisions that an act makes: the rules that speak to them are asked. */
    private static Set<Stage> stages(Act act) {
        return switch (act) {
            case Act.Request _ -> Set.of(Stage.SEND);
            case Act.AuthoriseExecution _, Act.Order _, Act.Produce _, Act.Preserve _ ->
                    Set.of(Stage.EXECUTE);
            case Act.Transmit _, Act.Inform _ -> Set.of(Stage.EXECUTE, Stage.TRANSMIT);
            case Act.Refuse _, Act.Postpone _ -> Set.of(Stage.REFUSE);
            case Act.TransferOnward _ -> Set.of(Stage.USE);
            case Act.Release _ -> Set.of(Stage.RELEASE);
            case Act.Apply _,
                    Act.Authorise _,
                    Act.Decline _,
                    Act.Acknowledge _,
                    Act.AskInformation _,
                    Act.SupplyInformation _,
                    Act.Find _,
                    Act.Assess _,
                    Act.Contest _,
                    Act.ContestSignature _,
                    Act.ResolveContest _,
                    Act.Consult _,
                    Act.AskExtension _,
                    Act.ObjectTo _,
                    Act.ConfirmReceipt _,
                    Act.AskConsent _,
                    Act.Consent _,
                    Act.ReportUse _,
                    Act.Use _,
                    Act.NotifyExculpatory _,
                    Act.DiscloseExculpatory _,
                    Act.ProposeDisposal _,
                    Act.Dispose _,
                    Act.ConfirmReturn _,
                    Act.CertifyDisposal _,
                    Act.ReceiveCertificate _,
                    Act.CertifyDestruction _,
                    Act.Withdraw _,
                    Act.Remedy _,
                    Act.LiftSuspension _,
                    Act.Remedied _,
                    Act.Close _,
                    Act.Hold _,
                    Act.LiftHold _,
                    Act.ProposeErasure _,
                    Act.Erase _,
                    Act.CertifyDeletion _,
                    Act.Disclose _,
                    Act.Compare _,
                    Act.Declare _,
                    Act.DecideSetAside _,
                    Act.Destroy _,
                    Act.Mark _,
                    Act.ReviewMark _,
                    Act.RuleOnMark _,
                    Act.HandOver _,
                    Act.Receive _,
                    Act.Handle _,
                    Act.Derive _,
                    Act.Import _,
                    Act.CertifyHandler _,
                    Act.ProposeOpening _,
                    Act.AnswerOpening _,
                    Act.Translate _,
                    Act.DelayNotice _,
                    Act.LiftSecrecy _,
                    Act.Notify _,
                    Act.ReportNotFound _,
                    Act.Admit _,
                    Act.EndAdmission _,
                    Act.ExtendAdmission _,
                    Act.CountOutage _,
                    Act.CallBack _,
                    Act.ReportError _,
                    Act.ClassifyError _,
                    Act.BreakGlass _,
                    Act.ConfirmBreakGlass _,
                    Act.SealDocket _,
                    Act.UnsealDocket _,
                    Act.Withheld _,
                    Act.Unrecognised _ ->
                    Set.of();
        };
    }

    private static List<Finding> articles(Question question) {
        return switch (question.act()) {
            case Act.Apply act ->
                    all(
                            Declined.isPleaded(act),
                            Article24.isSpecified(question, act.scope()),
                            Declined.isAskedAnew(question, act),
                            Defence.mayPlead(question));
            case Act.Authorise act ->
                    all(
                            Article24.isALimitedAuthorisation(
                                    question,
                                    act.scope(),
                                    act.until().isPresent(),
                                    act.proportionality()),
                            Declined.mayBeAuthorised(question, act));
            case Act.Decline act ->
                    all(
                            Declined.mayBeDeclined(question, act),
                            Article40.givesReasons(act.reasons()));
            case Act.Request act -> request(question, act);
            case Act.Acknowledge act ->
                    Article40.refersTo(question, act.request(), Act.Request.class);
            case Act.AskInformation act ->
                    Article40.refersTo(question, act.request(), Act.Request.class);
            case Act.SupplyInformation act ->
                    Article40.refersTo(question, act.question(), Act.AskInformation.class);
            case Act.Find act ->
                    all(
                            Article40.refersTo(question, act.request(), Act.Request.class),
                            Article40.givesReasons(act.reasons()));
            case Act.Refuse act ->
                    all(
                            Article40.refersTo(question, act.request(), Act.Request.class),
                            Article40.mayRefuse(question, act));
            case Act.Postpone act ->
                    all(
                            Article40.refersTo(question, act.request(), Act.Request.class),
                            Article40.mayPostpone(question, act));
            case Act.Assess act ->
                    all(
                            Article40.refersTo(question, act.request(), Act.Request.class),
                            Article40.givesReasons(act.reasons()));
            case Act.Contest act ->
                    all(
                            Article40.refersTo(question, act.assessment(), Act.Assess.class),
                            Article40.givesReasons(act.reasons()));
            case Act.ContestSignature act ->
                    all(Signed.isOwn(question, act), Article40.givesReasons(act.reasons()));
            case Act.ResolveContest act ->
                    all(
                            Signed.isResolvedByAnother(question, act),
                            Article40.givesReasons(act.reasons()));
            case Act.Preserve act ->
                    all(
                            Article40.refersTo(question, act.request(), Act.Request.class),
                            Article24.DURATION.met(act.until().isPresent()),
                            question.docket()
                                    .standing(act.request(), Act.Request.class)
                                    .map(request -> Article24.narrows(act.scope(), request.scope()))
                                    .orElse(List.of()));
            case Act.AskExtension act ->
                    all(
                            Article40.refersTo(question, act.preservation(), Act.Preserve.class),
                            Article40.givesReasons(act.necessity()));
            case Act.Release act ->
                    all(
                            Article40.refersTo(question, act.preservation(), Act.Preserve.class),
                            Article40.givesReasons(act.reasons()));
            case Act.Inform act ->
                    all(Channels.saysWhatItIs(act), Secrecy.isAskedForWhole(question, act.said()));
            case Act.AskConsent act ->
                    all(
                            Article40.refersTo(question, act.transmission(), Act.Transmit.class),
                            UseLimits.asksForSomething(question, act));
            case Act.Consent act ->
                    all(
                            Article40.refersTo(question, act.consentSought(), Act.AskConsent.class),
                            UseLimits.answersWhatWasAsked(question, act),
                            Article40.givesReasons(act.reasons()));
            case Act.TransferOnward act ->
                    all(
                            Article40.refersTo(question, act.transmission(), Act.Transmit.class),
                            UseLimits.mayTransfer(question, act),
                            Marked.isNotFrozen(
                                    question,
                                    question.docket()
                                            .standing(act.transmission(), Act.Transmit.class)
                                            .flatMap(Act.Transmit::exhibits)));
            case Act.ReportUse act ->
                    Article40.refersTo(question, act.transmission(), Act.Transmit.class);
            case Act.Use act ->
                    all(
                            Article40.refersTo(question, act.transmission(), Act.Transmit.class),
                            UseLimits.mayUse(question, act),
                            Marked.areNotFrozen(question, act.used()));
            case Act.NotifyExculpatory act ->
                    all(
                            Article40.refersTo(question, act.transmission(), Act.Transmit.class),
                            Exculpatory.isAnnounced(question, act),
                            Article40.givesReasons(act.reasons()));
            case Act.DiscloseExculpatory act ->
                    all(
                            Article40.refersTo(question, act.transmission(), Act.Transmit.class),
                            Exculpatory.mayBeDisclosed(question, act),
                            Article40.givesReasons(act.reasons()));
            case Act.ProposeDisposal act ->
                    all(
                            Article40.refersTo(question, act.transmission(), Act.Transmit.class),
                            Disposals.mayBeProposed(question, act),
                            Article40.givesReasons(act.reasons()));
            case Act.Dispose act ->
                    all(
                            Article40.refersTo(question, act.transmission(), Act.Transmit.class),
                            Disposals.mayDispose(question, act));
            case Act.ConfirmReturn act ->
                    all(
                            Article40.refersTo(question, act.disposal(), Act.Dispose.class),
                            Disposals.confirms(question, act));
            case Act.CertifyDisposal act ->
                    all(
                            Article40.refersTo(question, act.disposal(), Act.Dispose.class),
                            Disposals.certifies(question, act));
            case Act.ReceiveCertificate act ->
                    all(
                            Article40.refersTo(
                                    question, act.certificate(), Act.CertifyDisposal.class),
                            Disposals.receives(question, act));
            case Act.CertifyDestruction act ->
                    all(
                            Article40.refersTo(question, act.destruction(), Act.Destroy.class),
                            Disposals.certifies(question, act));
            case Act.Consult act -> Article40.refersTo(question, act.about(), Act.class);
            case Act.AuthoriseExecution act ->
                    all(
                            Article40.refersTo(question, act.request(), Act.Request.class),
                            execution(question),
                            Article24.isALimitedAuthorisation(
                                    question, act.scope(), act.until().isPresent(), act.reasons()),
                            Declined.mayBeExecuted(question, act));
            case Act.Order act ->
                    all(
                            Article40.refersTo(
                                    question, act.authorisation(), Act.AuthoriseExecution.class),
                            execution(question),
                            Article24.isAuthorisedHere(question, act),
                            CallBacks.wasMade(question));
            case Act.ObjectTo act ->
                    all(
                            Article40.refersTo(question, act.order(), Act.Order.class),
                            Article40.givesReasons(act.reasons()));
            case Act.Produce act ->
                    all(
                            Article40.refersTo(question, act.order(), Act.Order.class),
                            Article40.REFERS.met(notObjected(question, act)),
                            execution(question),
                            question.docket()
                                    .standing(act.order(), Act.Order.class)
                                    .map(order -> Article24.narrows(act.scope(), order.scope()))
                                    .orElse(List.of()));
            case Act.Transmit act ->
                    all(
                            Article40.refersTo(question, act.request(), Act.Request.class),
                            Article40.refersTo(question, act.order(), Act.Order.class),
                            execution(question),
                            CallBacks.wasMade(question),
                            Article40.comesFromProduction(question, act),
                            SetAside.mayBeTransmitted(question, act),
                            Marked.isNotFrozen(question, act.exhibits()),
                            UseLimits.areComplete(question, act),
                            Article40.keepsToThePurpose(question, act.purpose()));
            case Act.ConfirmReceipt act ->
                    all(
                            Article40.refersTo(question, act.transmission(), Act.Transmit.class),
                            Article40.confirmsWhatWasTransmitted(question, act),
                            Article40.keepsToThePurpose(question, act.purpose()));
            case Act.Withdraw act -> Article40.refersTo(question, act.request(), Act.Request.class);
            case Act.Remedy act ->
                    all(
                            Remedies.mayBeOrdered(question, act),
                            Article40.givesReasons(act.reasons()));
            case Act.LiftSuspension act ->
                    all(
                            Article40.refersTo(question, act.suspension(), Act.Remedy.class),
                            Remedies.mayBeLifted(question, act),
                            Article40.givesReasons(act.reasons()));
            case Act.Remedied act ->
                    all(
                            Article40.refersTo(question, act.ordered(), Act.Remedy.class),
                            Remedies.mayBeDone(question, act),
                            Article40.givesReasons(act.done()));
            case Act.Close act -> Article40.givesReasons(act.reasons());
            case Act.Hold act -> Article40.givesReasons(act.reasons());
            case Act.LiftHold act ->
                    all(
                            Article40.refersTo(question, act.hold(), Act.Hold.class),
                            Article40.givesReasons(act.reasons()));
            case Act.ProposeErasure act ->
                    all(
                            Retention.mayBeProposed(question, act.sections()),
                            Article40.givesReasons(act.reasons()));
            case Act.Erase act -> Retention.mayErase(question, act);
            case Act.CertifyDeletion act -> Retention.certifies(question, act);
            case Act.Disclose act ->
                    all(
                            UseLimits.mayDisclose(question, act),
                            Article40.givesReasons(act.reasons()));
            case Act.Compare act ->
                    all(
                            Article40.refersTo(question, act.order(), Act.Order.class),
                            SetAside.comparesTheProduction(question, act));
            case Act.Declare act ->
                    all(
                            Article40.refersTo(question, act.order(), Act.Order.class),
                            SetAside.isDeclaredWhole(question, act),
                            Article40.givesReasons(act.knownFrom()));
            case Act.DecideSetAside act ->
                    all(
                            Article40.refersTo(question, act.comparison(), Act.Compare.class),
                            SetAside.decidesOnWhatWasSetAside(question, act),
                            Article40.givesReasons(act.reasons()));
            case Act.Destroy act ->
                    all(
                            Article40.refersTo(
                                    question,
                                    act.decision(),
                                    Errors.isAClassification(question.docket(), act.decision())
                                            ? Act.ClassifyError.class
                                            : Act.DecideSetAside.class),
                            SetAside.mayDestroy(question, act),
                            Errors.mayGo(question, act.exhibits()));
            case Act.Mark act ->
                    all(
                            Marked.namesAnExhibit(question, act),
                            Article40.givesReasons(act.reasons()));
            case Act.ReviewMark act ->
                    all(
                            Article40.refersTo(question, act.mark(), Act.Mark.class),
                            // A report that finds nothing is none.
                            Article40.givesReasons(
                                    act.finding().isPresent() ? act.reasons() : Optional.of("")));
            case Act.RuleOnMark act ->
                    all(
                            Article40.refersTo(question, act.mark(), Act.Mark.class),
                            Marked.mayRule(question, act),
                            Article40.givesReasons(act.reasons()));
            case Act.HandOver act -> Custody.mayHandOver(question, act);
            case Act.Receive act ->
                    all(
                            Custody.mayReceive(question, act),
                            UseLimits.mayTouch(question, Act.Doing.USE, act.touch()));
            case Act.Handle act -> Custody.mayHandle(question, act);
            case Act.Derive act ->
                    all(
                            Custody.mayDerive(question, act),
                            UseLimits.mayTouch(question, Act.Doing.COPY, act.touch()));
            case Act.Import act -> Custody.mayImport(question, act);
            case Act.CertifyHandler act -> Custody.certifies(question, act);
            case Act.ProposeOpening act ->
                    all(
                            Openings.mayBeProposed(question, act),
                            Article40.givesReasons(act.reasons()));
            case Act.AnswerOpening act ->
                    all(
                            Openings.mayBeAnswered(question, act),
                            Article40.givesReasons(act.reasons()));
            case Act.Translate act -> Translations.mayBeFiled(question, act);
            case Act.DelayNotice act ->
                    all(Secrecy.mayBeDelayed(question, act), Article40.givesReasons(act.reasons()));
            case Act.LiftSecrecy act ->
                    all(Secrecy.mayBeLifted(question, act), Article40.givesReasons(act.reasons()));
            case Act.Notify act -> Secrecy.isServed(question, act);
            case Act.ReportNotFound act -> Secrecy.isNotFound(question, act);
            case Act.Admit act ->
                    all(
                            Defence.mayBeAdmitted(question, act),
                            Article40.givesReasons(act.reasons()));
            case Act.ExtendAdmission act ->
                    all(
                            Defence.mayBeExtended(question, act),
                            Article40.givesReasons(act.reasons()));
            case Act.EndAdmission act ->
                    all(Defence.mayBeEnded(question, act), Article40.givesReasons(act.reasons()));
            case Act.CountOutage act -> Defence.mayBeCounted(question, act);
            case Act.SealDocket act ->
                    all(Seals.mayBeSealed(question, act), Article40.givesReasons(act.reasons()));
            case Act.UnsealDocket act ->
                    all(Seals.mayBeLifted(question, act), Article40.givesReasons(act.reasons()));
            case Act.BreakGlass act ->
                    all(
                            BrokenGlass.mayBeBroken(question, act),
                            Article40.givesReasons(act.reasons()));
            case Act.ConfirmBreakGlass act -> BrokenGlass.mayBeConfirmed(question, act);
            case Act.CallBack act ->
                    all(
                            Article40.refersTo(question, act.request(), Act.Request.class),
                            CallBacks.isMade(question, act));
            case Act.ReportError act -> Errors.isReported(question, act);
            case Act.ClassifyError act ->
                    all(
                            Article40.refersTo(question, act.report(), Act.ReportError.class),
                            Errors.isClassified(question, act),
                            Article40.givesReasons(act.reasons()));
            case Act.Withheld _ -> INTELLIGIBLE.met(Truth.UNKNOWN);
            case Act.Unrecognised _ -> INTELLIGIBLE.met(Truth.UNKNOWN);
        };
    }

    private static List<Finding> request(Question question, Act.Request act) {
        return all(
                Article2.isInScope(question, act),
                act.measure().filter(measure -> !Cooperation.isOverData(measure)).isPresent()
                        ? List.of()
                        : Article24.isSpecified(question, act.scope()),
                Article24.isAuthorisedAtHome(question, act),
                Declined.isNotDeclined(question, act),
                Article40.containsWhatARequestContains(act),
                Article40.travelsAsItMust(question, act),
                Secrecy.isAskedForWhole(question, act.said()));
    }

    /** What every step that executes a request has to pass, each time anew. */
    private static List<Finding> execution(Question question) {
        return all(Article6.isClearOfSuppression(question), Article40.mayBeExecuted(question));
    }

    private static Truth notObjected(Question question, Act.Produce produce) {
        return Truth.of(
                question.docket().all(Act.ObjectTo.class).stream()
                        .noneMatch(
                                entry ->
                                        ((Act.ObjectTo) entry.act())
                                                .order()
                                                .equals(produce.order())));
    }

    /**
     * What a drafted request would meet in both States, before anything is sent: the rules that
     * speak to a request here, and what would be asked, conditioned or refused there.
     */
    public List<Finding> assess(
            Docket docket, Act.Request draft, Author actor, Profiles profiles, LocalDate day) {
        var here = ruling(docket, draft, actor, profiles, day).all();
        return Ruling.of(all(here, Article6.concernsNoFreedom(draft.offence().conduct()))).all();
    }

    /**
     * What every rule that is in force on {@code day} and speaks to one of {@code stages} says of
     * the facts, gravest first. All at once, and the unknown with them.
     */
    public List<Finding> assess(Facts facts, Set<Stage> stages, LocalDate day) {
        return TESTED.on(facts, stages, day);
    }

    /** The facts that may matter at these stages for a measure: what a form has to ask. */
    public Set<Fact> asked(Set<Stage> stages, String measure) {
        return TESTED.asked(stages, Fact.MEASURE, measure);
    }

    /** What a named officer assesses before this measure is executed: all that may matter then. */
    public Set<Fact> toAssess(String measure) {
        var asked = EnumSet.copyOf(Article40.GROUNDS);
        for (var fact : asked(Set.of(Stage.EXECUTE, Stage.TRANSMIT), measure))
            if (fact.isAssessed()) asked.add(fact);
        return asked;
    }

    /** What may be done next on a docket by {@code actor}: every type, permitted or why not. */
    public List<Option> options(Docket docket, Author actor, Profiles profiles, LocalDate day) {
        var options = new ArrayList<Option>();
        for (var type : Type.values()) {
            var specimen = Specimens.of(type, docket, actor, profiles, day);
            options.add(new Option(type, specimen, ruling(docket, specimen, actor, profiles, day)));
        }
        return List.copyOf(options);
    }

    /** The same, on a docket that does not exist yet. */
    public List<Option> options(Author actor, Profiles profiles, LocalDate day) {
        return options(Docket.empty(new UUID(0, 0)), actor, profiles, day);
    }

    /**
     * @param specimen the least that an act of this type would say here; the ruling is on it
     */
    public record Option(Type type, Act specimen, Ruling ruling) {
        public boolean permitted() {
            return ruling instanceof Ruling.Permitted;
        }
    }

    /** The rule of this number. */
    public Optional<Rule> rule(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** The rules by their code, for pages that explain them. */
    public Map<String, Rule> byCode() {
        var byCode = new LinkedHashMap<String, Rule>();
        RULES.forEach(rule -> byCode.put(rule.code(), rule));
        return byCode;
    }

    @SafeVarargs
    static List<Finding> all(List<Finding>... parts) {
        var all = new ArrayList<Finding>();
        for (var part : parts) all.addAll(part);
        return all;
    }
}
