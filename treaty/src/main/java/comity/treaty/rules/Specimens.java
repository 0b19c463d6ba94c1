package comity.treaty.rules;

import comity.record.act.Author;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Said;
import comity.treaty.docket.Type;
import comity.treaty.facts.Fact;
import comity.treaty.law.Profiles;
import comity.treaty.terms.DataCategory;
import comity.treaty.terms.Ground;
import comity.treaty.terms.Measure;
import comity.treaty.terms.Offence;
import comity.treaty.terms.Safeguard;
import comity.treaty.terms.Scope;
import comity.treaty.terms.Truth;
import comity.treaty.translation.AuthenticTerms;
import comity.treaty.translation.Original;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The least that an act of a type would say on a docket, filled from what is there. What may be
 * done next is asked by ruling on it: if even this is denied, so is everything of its type; if it
 * is permitted, an act that fills the same form as well will be too.
 */
final class Specimens {
    private static final String WORDS = "specimen ".repeat(12);
    private static final LocalDate DAY = LocalDate.EPOCH;
    private static final Offence OFFENCE =
            new Offence(
                    "specimen",
                    "specimen",
                    Optional.of(7L),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of());
    private static final Digest SPECIMEN = Digest.of(new byte[0]);

    private Specimens() {}

    static Act of(Type type, Docket docket, Author actor, Profiles profiles, LocalDate day) {
        var request = docket.request().map(Entry::digest);
        return switch (type) {
            case APPLY ->
                    new Act.Apply(
                            otherState(docket, actor),
                            Optional.of(Measure.PRODUCE_SUBSCRIBER),
                            OFFENCE,
                            scope(docket),
                            Optional.of(WORDS),
                            new Said(
                                    Declined.PLEADED.stream()
                                            .collect(
                                                    Collectors.toMap(
                                                            name -> name,
                                                            _ -> new Json.Str(WORDS))),
                                    Set.of()));
            case AUTHORISE ->
                    new Act.Authorise(
                            otherState(docket, actor),
                            Declined.application(docket).map(Entry::digest),
                            Declined.application(docket)
                                    .map(entry -> ((Act.Apply) entry.act()).scope())
                                    .orElseGet(() -> scope(docket)),
                            Optional.of(DAY),
                            Optional.of(WORDS),
                            Optional.of(""));
            case DECLINE ->
                    new Act.Decline(
                            Declined.before(docket, actor.state()).map(Entry::digest),
                            Set.of(Act.LegalTest.NECESSITY),
                            Optional.of(WORDS),
                            Optional.of(""));
            case REQUEST -> request(docket, actor, profiles);
            case ACKNOWLEDGE -> new Act.Acknowledge(request);
            case ASK_INFORMATION -> new Act.AskInformation(request, Optional.of(WORDS));
            case SUPPLY_INFORMATION ->
                    new Act.SupplyInformation(
                            last(docket, Act.AskInformation.class), Optional.of(WORDS));
            case FIND ->
                    new Act.Find(
                            request,
                            Safeguard.DISCRIMINATION.citation(),
                            Optional.of(Act.Outcome.CONCERN),
                            Set.of(),
                            Optional.of(WORDS));
            case REFUSE ->
                    new Act.Refuse(
                            request,
                            Set.of(Ground.ESSENTIAL_INTERESTS),
                            Optional.of(WORDS),
                            new Said(
                                    Map.of("headOfAuthority", new Json.Str(Truth.TRUE.name())),
                                    Set.of()));
            case POSTPONE ->
                    new Act.Postpone(request, Optional.of(DAY), Optional.of(WORDS), Said.NOTHING);
            case ASSESS -> new Act.Assess(request, Said.NOTHING, Optional.of(WORDS));
            case CONTEST ->
                    new Act.Contest(
                            last(docket, Act.Assess.class),
                            Set.of(Fact.TORTURE.path()),
                            Optional.of(WORDS));
            case PRESERVE ->
                    new Act.Preserve(
                            request,
                            scope(docket),
                            Optional.of(DAY),
                            Optional.of(DAY),
                            Optional.empty());
            case ASK_EXTENSION ->
                    new Act.AskExtension(
                            last(docket, Act.Preserve.class), Optional.of(DAY), Optional.of(WORDS));
            case RELEASE -> new Act.Release(last(docket, Act.Preserve.class), Optional.of(WORDS));
            case INFORM -> inform(docket, actor);
            case ASK_CONSENT ->
                    new Act.AskConsent(
                            last(docket, Act.Transmit.class),
                            Set.of(Act.Doing.USE),
                            Set.of(),
                            WORDS,
                            "",
                            Set.of(),
                            Optional.empty(),
                            Said.NOTHING);
            case CONSENT ->
                    new Act.Consent(
                            last(docket, Act.AskConsent.class),
                            Optional.of(Truth.FALSE),
                            Set.of(),
                            Optional.empty(),
                            Optional.of(WORDS));
            case TRANSFER_ONWARD ->
                    new Act.TransferOnward(
                            last(docket, Act.Transmit.class),
                            last(docket, Act.Consent.class),
                            Set.of(),
                            recipient(docket),
                            consentedFor(docket),
                            Said.NOTHING);
            case REPORT_USE ->
                    new Act.ReportUse(last(docket, Act.Transmit.class), WORDS, Said.NOTHING);
            case USE ->
                    new Act.Use(
                            last(docket, Act.Transmit.class),
                            received(docket),
                            purpose(docket),
                            Optional.of(WORDS));
            case NOTIFY_EXCULPATORY ->
                    new Act.NotifyExculpatory(
                            last(docket, Act.Transmit.class),
                            received(docket),
                            Optional.of(DAY),
                            Optional.of(WORDS));
            case DISCLOSE_EXCULPATORY ->
                    new Act.DiscloseExculpatory(
                            last(docket, Act.Transmit.class),
                            received(docket),
                            WORDS,
                            last(docket, Act.NotifyExculpatory.class),
                            Optional.of(WORDS),
                            Optional.of(WORDS));
            case PROPOSE_DISPOSAL ->
                    new Act.ProposeDisposal(
                            last(docket, Act.Transmit.class),
                            received(docket),
                            method(docket),
                            Optional.of(WORDS));
            case DISPOSE -> dispose(docket);
            case CONFIRM_RETURN ->
                    new Act.ConfirmReturn(last(docket, Act.Dispose.class), disposed(docket));
            case CERTIFY_DISPOSAL ->
                    new Act.CertifyDisposal(
                            last(docket, Act.Dispose.class),
                            disposed(docket),
                            docket.latest(Act.Dispose.class)
                                    .flatMap(entry -> ((Act.Dispose) entry.act()).method()),
                            Optional.of(DAY),
                            Set.of(WORDS),
                            WORDS);
            case RECEIVE_CERTIFICATE ->
                    new Act.ReceiveCertificate(
                            last(docket, Act.CertifyDisposal.class),
                            docket.latest(Act.CertifyDisposal.class)
                                    .map(entry -> ((Act.CertifyDisposal) entry.act()).disposed())
                                    .orElse(Set.of()));
            case CERTIFY_DESTRUCTION ->
                    new Act.CertifyDestruction(
                            last(docket, Act.Destroy.class),
                            docket.latest(Act.Destroy.class)
                                    .map(entry -> ((Act.Destroy) entry.act()).exhibits())
                                    .orElse(Set.of()),
                            Optional.of(Act.Disposal.DESTROY),
                            Optional.of(DAY),
                            Set.of(WORDS),
                            WORDS);
            case CONSULT -> new Act.Consult(request, Optional.of(WORDS));
            case AUTHORISE_EXECUTION ->
                    new Act.AuthoriseExecution(
                            request,
                            scope(docket),
                            Optional.of(DAY),
                            Optional.of(WORDS),
                            Optional.of(""));
            case ORDER ->
                    new Act.Order(
                            last(docket, Act.AuthoriseExecution.class),
                            "specimen",
                            scopeOf(docket, Act.AuthoriseExecution.class),
                            Optional.of(DAY));
            case OBJECT -> new Act.ObjectTo(last(docket, Act.Order.class), Optional.of(WORDS));
            case PRODUCE ->
                    new Act.Produce(
                            last(docket, Act.Order.class),
                            scopeOf(docket, Act.Order.class),
                            Optional.of(List.of()));
            case TRANSMIT -> transmit(docket, request);
            case CONFIRM_RECEIPT -> confirm(docket);
            case WITHDRAW -> new Act.Withdraw(request, Optional.of(WORDS));
            case CONTEST_SIGNATURE ->
                    new Act.ContestSignature(signed(docket, actor), Optional.of(WORDS));
            case RESOLVE_CONTEST ->
                    new Act.ResolveContest(
                            last(docket, Act.ContestSignature.class),
                            Optional.of(Act.Resolution.GENUINE),
                            Optional.of(WORDS));
            case REMEDY ->
                    new Act.Remedy(
                            Optional.of(Act.Redress.SUSPEND),
                            Remedies.strikable(docket, actor.state()).stream()
                                    .limit(1)
                                    .collect(Collectors.toSet()),
                            Set.of(Act.LegalTest.NECESSITY),
                            "",
                            Optional.empty(),
                            Optional.of(WORDS));
            case LIFT_SUSPENSION ->
                    new Act.LiftSuspension(
                            Remedies.suspension(docket, actor.state()), Optional.of(WORDS));
            case REMEDIED ->
                    new Act.Remedied(
                            Remedies.owed(docket, actor.state()).stream()
                                    .map(Entry::digest)
                                    .findFirst(),
                            Optional.of(day),
                            Optional.of(WORDS));
            case CLOSE -> new Act.Close(Optional.of(WORDS));
            case HOLD -> new Act.Hold(Optional.of(DAY), Optional.of(WORDS));
            case DELAY_NOTICE ->
                    new Act.DelayNotice(
                            Secrecy.last(docket, actor.state()).map(Secrecy.Order::act),
                            Optional.of(Secrecy.specimenEnd(docket, actor.state(), day)),
                            Optional.of(day),
                            Optional.of(WORDS));
            case LIFT_SECRECY ->
                    new Act.LiftSecrecy(
                            Secrecy.last(docket, actor.state()).map(Secrecy.Order::act),
                            Optional.of(WORDS));
            case NOTIFY ->
                    new Act.Notify(
                            Optional.of(Act.Told.PERSON),
                            Optional.of(Act.Channel.HAND),
                            Optional.of(day),
                            "en",
                            SPECIMEN.hex(),
                            Optional.of(WORDS),
                            Secrecy.untold(docket, actor.state()));
            case REPORT_NOT_FOUND ->
                    new Act.ReportNotFound(
                            Optional.of(Act.Told.PERSON), Optional.of(day), Optional.of(WORDS));
            case ADMIT ->
                    new Act.Admit(
                            Optional.of(SPECIMEN),
                            Optional.of(Act.Client.ACCUSED),
                            Set.of(Act.Opened.TERMS.name()),
                            Set.of(),
                            Optional.of(day.plusDays(1)),
                            Optional.of(Truth.TRUE),
                            Optional.of(WORDS));
            case EXTEND_ADMISSION ->
                    new Act.ExtendAdmission(
                            Defence.last(docket, actor).map(Defence.Admission::digest),
                            Defence.last(docket, actor).map(last -> last.specimenEnd(day)),
                            Optional.of(WORDS));
            case END_ADMISSION ->
                    new Act.EndAdmission(
                            Defence.last(docket, actor).map(Defence.Admission::digest),
                            Optional.of(WORDS));
            case COUNT_OUTAGE ->
                    new Act.CountOutage(
                            Defence.last(docket, actor).map(Defence.Admission::digest),
                            Defence.last(docket, actor)
                                    .map(last -> last.specimenOutage(day))
                                    .map(Set::of)
                                    .orElse(Set.of()));
            case CALL_BACK ->
                    new Act.CallBack(
                            request,
                            Optional.of(Act.CallResult.UNREACHED),
                            CallBacks.published(docket, profiles).orElse(""),
                            "",
                            Optional.of(WORDS));
            case LIFT_HOLD -> new Act.LiftHold(last(docket, Act.Hold.class), Optional.of(WORDS));
            case PROPOSE_ERASURE ->
                    new Act.ProposeErasure(
                            Set.copyOf(Retention.erasable(docket)), WORDS, Optional.of(WORDS));
            case ERASE -> erase(docket, actor);
            case CERTIFY_DELETION -> certify(docket, actor);
            case COMPARE ->
                    new Act.Compare(
                            last(docket, Act.Order.class),
                            WORDS,
                            Optional.of(
                                    SetAside.produced(docket, last(docket, Act.Order.class))
                                            .stream()
                                            .map(
                                                    exhibit ->
                                                            new Act.Compared(
                                                                    exhibit,
                                                                    Act.Standing.WITHIN,
                                                                    Set.of()))
                                            .toList()));
            case DECLARE ->
                    new Act.Declare(
                            last(docket, Act.Order.class),
                            Exhibits.of(docket).stream().findFirst(),
                            WORDS,
                            Optional.of(Truth.TRUE),
                            Optional.of(WORDS));
            case DECIDE_SET_ASIDE ->
                    new Act.DecideSetAside(
                            last(docket, Act.Compare.class),
                            SetAside.undecided(docket),
                            Optional.of(Act.Decision.RELEASE),
                            Optional.of(WORDS));
            case DESTROY -> destroy(docket, actor.state());
            case MARK ->
                    new Act.Mark(
                            Exhibits.of(docket).stream().findFirst(),
                            Set.of(Act.Protection.PRIVILEGED),
                            Optional.of(Act.Marker.OFFICER),
                            Optional.of(WORDS));
            case REVIEW_MARK ->
                    new Act.ReviewMark(
                            last(docket, Act.Mark.class),
                            Optional.of(Act.Reviewed.PROTECTED),
                            Optional.of(WORDS));
            case RULE_ON_MARK ->
                    new Act.RuleOnMark(
                            Marked.unruled(docket).stream().findFirst(),
                            Optional.of(Act.MarkRuling.EXCLUDE),
                            Optional.empty(),
                            Optional.of(WORDS));
            case HAND_OVER -> new Act.HandOver(touch(docket, actor), actor.state() + ".specimen");
            case RECEIVE -> receive(docket, actor);
            case HANDLE -> new Act.Handle(touch(docket, actor), Optional.of(Act.Handling.OPEN));
            case DERIVE -> derive(docket, actor);
            case IMPORT ->
                    new Act.Import(
                            WORDS,
                            WORDS,
                            Custody.permission(docket),
                            WORDS,
                            WORDS,
                            WORDS,
                            WORDS,
                            0,
                            Optional.of(List.of(made(Optional.empty()))),
                            Optional.of(WORDS));
            case CERTIFY_HANDLER ->
                    new Act.CertifyHandler(
                            Optional.of(SPECIMEN),
                            WORDS,
                            Optional.of(DAY),
                            Optional.of(DAY),
                            WORDS);
            case TRANSLATE -> translate(docket, actor, profiles);
            case DISCLOSE -> new Act.Disclose("public", WORDS, Set.of(), Optional.of(WORDS));
            case REPORT_ERROR ->
                    new Act.ReportError(
                            Optional.of(Act.Mistake.TECHNICAL_FAULT),
                            Set.of(),
                            Exhibits.of(docket).stream().limit(1).collect(Collectors.toSet()),
                            Optional.of(day),
                            Optional.of(WORDS),
                            Optional.of(WORDS),
                            Optional.of(WORDS));
            case CLASSIFY_ERROR ->
                    new Act.ClassifyError(
                            Errors.awaited(docket, actor.state())
                                    .map(reported -> reported.report().digest()),
                            Optional.of(Act.Gravity.NO_ERROR),
                            Optional.of(Act.Decision.RELEASE),
                            Optional.empty(),
                            Optional.of(WORDS));
            case SEAL_DOCKET -> new Act.SealDocket(Optional.of(day), Optional.of(WORDS));
            case UNSEAL_DOCKET ->
                    new Act.UnsealDocket(
                            Seals.last(docket, actor.state())
                                    .filter(seal -> seal.stands(day))
                                    .map(seal -> seal.act().digest()),
                            Optional.of(WORDS));
            case BREAK_GLASS ->
                    new Act.BreakGlass(Optional.of(Act.ReadingPurpose.CONDUCT), Optional.of(WORDS));
            case CONFIRM_BREAK_GLASS ->
                    new Act.ConfirmBreakGlass(
                            BrokenGlass.toConfirm(docket, actor, day)
                                    .map(broken -> broken.act().digest()));
            case PROPOSE_OPENING ->
                    new Act.ProposeOpening(
                            Openings.nameable(docket).stream().limit(1).collect(Collectors.toSet()),
                            Optional.of(Act.InspectionPurpose.SAMPLE),
                            Optional.of(day),
                            Optional.of(WORDS));
            case ANSWER_OPENING ->
                    new Act.AnswerOpening(
                            Openings.toAnswer(docket, actor, day)
                                    .map(opening -> opening.proposal().digest()),
                            Optional.of(Act.OpeningAnswer.DECLINED),
                            Optional.of(WORDS));
        };
    }

    /** Of the last act that can be translated, leaving everything as it is, into what is read. */
    private static Act.Translate translate(Docket docket, Author actor, Profiles profiles) {
        var original =
                docket.entries().reversed().stream()
                        .filter(Translations::isTranslatable)
                        .findFirst();
        var from =
                original.flatMap(entry -> docket.act(entry.digest()))
                        .flatMap(Original::of)
                        .flatMap(Original::language)
                        .orElse("xx");
        var accepted =
                original.map(entry -> Translations.accepted(docket, entry, actor.state(), profiles))
                        .orElse(Set.of());
        var into =
                new TreeSet<>(accepted.isEmpty() ? AuthenticTerms.LANGUAGES : accepted)
                        .stream().filter(tag -> !tag.equals(from)).findFirst().orElse("");
        return new Act.Translate(
                original.map(Entry::digest),
                from,
                into,
                original.flatMap(entry -> Translations.of(docket, entry.digest(), into))
                        .map(Entry::digest),
                Set.copyOf(Cooperation.TRANSLATABLE),
                Optional.of(Truth.TRUE),
                Optional.of(Truth.FALSE),
                "",
                Map.of());
    }

    /** What this authority holds here. */
    private static Act.Touch touch(Docket docket, Author actor) {
        return new Act.Touch(
                Holding.of(docket).heldBy(actor),
                WORDS,
                Custody.permission(docket),
                Optional.of(WORDS));
    }

    private static Act.Receive receive(Docket docket, Author actor) {
        var sent = Holding.of(docket).underWayTo(actor);
        return new Act.Receive(
                new Act.Touch(
                        sent.map(entry -> ((Act.HandOver) entry.act()).touch().exhibits())
                                .orElse(Set.of()),
                        WORDS,
                        Custody.permission(docket),
                        Optional.of(WORDS)),
                sent.map(Entry::digest));
    }

    private static Act.Derive derive(Docket docket, Author actor) {
        var touch = touch(docket, actor);
        return new Act.Derive(
                touch,
                Optional.of(Act.Making.EXTRACT),
                WORDS,
                WORDS,
                WORDS,
                Optional.empty(),
                Optional.of(List.of(made(touch.exhibits().stream().findFirst()))));
    }

    private static Act.Exhibit made(Optional<Digest> from) {
        return new Act.Exhibit(
                SPECIMEN,
                1,
                WORDS,
                WORDS,
                from.map(origin -> new Act.Derivation(origin, WORDS, 0, 0)));
    }

    /** What was proposed, or what the other State demands; else all, as a profile may do alone. */
    private static Act.Erase erase(Docket docket, Author actor) {
        var proposed = docket.latest(Act.ProposeErasure.class);
        var duty =
                docket.all(Act.Erase.class).stream()
                        .filter(entry -> !entry.header().author().state().equals(actor.state()))
                        .reduce((_, later) -> later);
        var sections =
                proposed.map(entry -> ((Act.ProposeErasure) entry.act()).sections())
                        .or(() -> duty.map(entry -> ((Act.Erase) entry.act()).sections()))
                        .orElseGet(() -> Set.copyOf(Retention.erasable(docket)));
        return new Act.Erase(
                proposed.map(Entry::digest),
                duty.map(Entry::digest),
                sections,
                WORDS,
                Optional.empty(),
                "");
    }

    private static Act.CertifyDeletion certify(Docket docket, Author actor) {
        var own =
                docket.all(Act.Erase.class).stream()
                        .filter(entry -> entry.header().author().state().equals(actor.state()))
                        .reduce((_, later) -> later);
        return new Act.CertifyDeletion(
                own.map(Entry::digest),
                Optional.empty(),
                own.map(entry -> ((Act.Erase) entry.act()).sections()).orElse(Set.of()),
                Optional.of(DAY),
                WORDS,
                WORDS);
    }

    /** What a judge had destroyed, and is still there. */
    private static Act.Destroy destroy(Docket docket, String state) {
        var error = Errors.toDestroy(docket, state).stream().findFirst();
        if (error.isPresent())
            return new Act.Destroy(
                    error.get().classification().map(Entry::digest), error.get().exhibits());
        var decision =
                docket.all(Act.DecideSetAside.class).stream()
                        .filter(
                                entry ->
                                        ((Act.DecideSetAside) entry.act())
                                                .decision()
                                                .filter(Act.Decision.DESTROY::equals)
                                                .isPresent())
                        .reduce((_, later) -> later);
        return new Act.Destroy(
                decision.map(Entry::digest),
                decision.map(entry -> ((Act.DecideSetAside) entry.act()).exhibits())
                        .orElse(Set.of()));
    }

    private static Act.Request request(Docket docket, Author actor, Profiles profiles) {
        var authorise = docket.latest(Act.Authorise.class);
        return new Act.Request(
                otherState(docket, actor),
                authorise.map(Entry::digest),
                OFFENCE,
                scopeOf(docket, Act.Authorise.class),
                "specimen",
                "specimen",
                "specimen",
                "specimen",
                language(docket, profiles),
                Optional.of(WORDS),
                Optional.of(WORDS),
                Optional.of(WORDS),
                requested(docket, profiles));
    }

    /** A request's answers that no rule speaks against, for the most intrusive category asked. */
    private static Said requested(Docket docket, Profiles profiles) {
        var categories = scopeOf(docket, Act.Authorise.class).categories();
        var measure =
                categories.contains(DataCategory.CONTENT)
                        ? Measure.PRODUCE_CONTENT
                        : categories.contains(DataCategory.TRAFFIC)
                                ? Measure.PRODUCE_TRAFFIC
                                : Measure.PRODUCE_SUBSCRIBER;
        var said = new HashMap<String, Json>();
        for (var field : Cooperation.fields(Type.REQUEST)) {
            switch (field.kind()) {
                case TRUTH -> said.put(field.name(), new Json.Str(Truth.FALSE.name()));
                case TEXT, LONG_TEXT -> said.put(field.name(), new Json.Str(WORDS));
                default -> {}
            }
        }
        said.put("measure", new Json.Str(measure.name()));
        said.put("nature", new Json.Str("CRIMINAL"));
        said.put("jurisdiction", new Json.Str("TERRITORY"));
        said.put("channel", new Json.Str("CENTRAL"));
        said.put("conventionArticle", new Json.Int(7));
        said.put("language", new Json.Str(language(docket, profiles)));
        return new Said(said, Set.of());
    }

    private static String language(Docket docket, Profiles profiles) {
        return profiles.of(docket.requested())
                .flatMap(law -> law.languages().stream().sorted().findFirst())
                .orElse("");
    }

    private static Act.Inform inform(Docket docket, Author actor) {
        return new Act.Inform(
                otherState(docket, actor),
                new Said(
                        Map.of(
                                "information", new Json.Str(WORDS),
                                "reasonUseful", new Json.Str(WORDS),
                                "transferBasis", new Json.Str(WORDS),
                                "personalData", new Json.Str(Truth.FALSE.name())),
                        Set.of()));
    }

    private static Act.Transmit transmit(Docket docket, Optional<Digest> request) {
        var produce = docket.latest(Act.Produce.class).map(entry -> (Act.Produce) entry.act());
        var purpose =
                docket.request().map(entry -> ((Act.Request) entry.act()).purpose()).orElse("");
        return new Act.Transmit(
                request,
                produce.flatMap(Act.Produce::order),
                internals(docket),
                purpose,
                Act.Conditions.NONE,
                Optional.of(leaving(docket, produce.flatMap(Act.Produce::exhibits))));
    }

    /** What may leave; what was produced, if nothing of it may. */
    private static List<Act.Exhibit> leaving(Docket docket, Optional<List<Act.Exhibit>> produced) {
        var leaving =
                docket.entries().stream()
                        .filter(
                                entry ->
                                        entry.act() instanceof Act.Produce
                                                || entry.act() instanceof Act.Compare)
                        .flatMap(entry -> Exhibits.named(entry.act()).stream())
                        .filter(exhibit -> SetAside.mayLeave(docket, exhibit.sha256()))
                        .distinct()
                        .toList();
        return leaving.isEmpty() ? produced.orElse(List.of()) : leaving;
    }

    private static Set<Digest> received(Docket docket) {
        return UseLimits.of(docket, last(docket, Act.Transmit.class));
    }

    private static String purpose(Docket docket) {
        return docket.latest(Act.Transmit.class)
                .map(entry -> ((Act.Transmit) entry.act()).purpose())
                .orElse(WORDS);
    }

    private static Optional<Act.Disposal> method(Docket docket) {
        return docket.latest(Act.Transmit.class)
                .flatMap(entry -> ((Act.Transmit) entry.act()).conditions().atEnd())
                .or(() -> Optional.of(Act.Disposal.DESTROY));
    }

    /** What was proposed. */
    private static Act.Dispose dispose(Docket docket) {
        var proposed = docket.latest(Act.ProposeDisposal.class);
        var said = proposed.map(entry -> (Act.ProposeDisposal) entry.act());
        return new Act.Dispose(
                said.flatMap(Act.ProposeDisposal::transmission)
                        .or(() -> last(docket, Act.Transmit.class)),
                proposed.map(Entry::digest),
                said.map(Act.ProposeDisposal::disposed).orElse(received(docket)),
                said.flatMap(Act.ProposeDisposal::method).or(() -> method(docket)));
    }

    private static Set<Digest> disposed(Docket docket) {
        return docket.latest(Act.Dispose.class)
                .map(entry -> ((Act.Dispose) entry.act()).disposed())
                .orElse(Set.of());
    }

    /** The request that the last consent answers. */
    private static Optional<Act.AskConsent> consented(Docket docket) {
        return docket.latest(Act.Consent.class)
                .flatMap(
                        entry ->
                                docket.standing(
                                        ((Act.Consent) entry.act()).consentSought(),
                                        Act.AskConsent.class));
    }

    private static String recipient(Docket docket) {
        return consented(docket).map(Act.AskConsent::recipient).orElse(WORDS);
    }

    private static String consentedFor(Docket docket) {
        return consented(docket).map(Act.AskConsent::purpose).orElse(WORDS);
    }

    /** The internal acts that a transmission rests on and has to disclose. */
    static Set<Digest> internals(Docket docket) {
        return docket.entries().stream()
                .filter(entry -> Type.of(entry.header().type()).filter(Type::internal).isPresent())
                .map(Entry::digest)
                .collect(Collectors.toSet());
    }

    private static Act.ConfirmReceipt confirm(Docket docket) {
        var transmit = docket.latest(Act.Transmit.class);
        var act = transmit.map(entry -> (Act.Transmit) entry.act());
        return new Act.ConfirmReceipt(
                transmit.map(Entry::digest),
                act.map(Act.Transmit::purpose).orElse(""),
                act.flatMap(Act.Transmit::exhibits).or(() -> Optional.of(List.of())));
    }

    /** The last act that a person of the actor's authority had to sign. */
    private static Optional<Digest> signed(Docket docket, Author actor) {
        return docket.entries().stream()
                .filter(entry -> entry.header().author().authority().equals(actor.authority()))
                .filter(entry -> Cooperation.personal(entry.header()))
                .reduce((_, later) -> later)
                .map(Entry::digest);
    }

    private static Optional<Digest> last(Docket docket, Class<? extends Act> type) {
        return docket.latest(type).map(Entry::digest);
    }

    private static String otherState(Docket docket, Author actor) {
        return docket.requested().orElse(actor.state().equals("XX") ? "XY" : "XX");
    }

    private static Scope scope(Docket docket) {
        return docket.request()
                .map(entry -> ((Act.Request) entry.act()).scope())
                .orElse(
                        new Scope(
                                Optional.of(Set.of("specimen")),
                                Set.of(DataCategory.SUBSCRIBER),
                                Optional.of(DAY),
                                Optional.of(DAY)));
    }

    private static Scope scopeOf(Docket docket, Class<? extends Act> type) {
        return docket.latest(type)
                .map(
                        entry ->
                                switch (entry.act()) {
                                    case Act.Authorise act -> act.scope();
                                    case Act.AuthoriseExecution act -> act.scope();
                                    case Act.Order act -> act.scope();
                                    default -> scope(docket);
                                })
                .orElseGet(() -> scope(docket));
    }
}
