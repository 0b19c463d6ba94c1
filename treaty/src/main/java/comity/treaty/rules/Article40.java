package comity.treaty.rules;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Type;
import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.law.Profile;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Ground;
import comity.treaty.terms.Safeguard;
import comity.treaty.terms.Stage;
import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Article 40: mutual legal assistance; what a request contains, how it is executed, refused, used.
 */
final class Article40 {
    private static final int THIN = 80;
    private static final List<Fact> CONTENT_FACTS =
            List.of(
                    Fact.AUTHORITY,
                    Fact.CONDUCTING_AUTHORITY,
                    Fact.OFFENCE_TITLE,
                    Fact.SUMMARY,
                    Fact.ASSISTANCE,
                    Fact.PURPOSE);

    static final Rule CENTRAL_AUTHORITY =
            new Rule(
                            "R-057",
                            Citation.medium(40, "(12)"),
                            Basis.TREATY,
                            Effect.NEED_INFO,
                            "channel.not-central-authority",
                            "Requests travel between the authorities that the States designated.")
                    .when(Stage.SEND, facts -> facts.not(Fact.DESIGNATED), Article40::authority);
    static final Rule AUTHENTIC =
            new Rule(
                            "R-054",
                            Citation.medium(40, "(14)"),
                            Basis.TREATY,
                            Effect.NEED_INFO,
                            "request.not-authentic",
                            "Nothing is executed on a request whose authenticity is not established.")
                    .when(Stage.EXECUTE, facts -> facts.not(Fact.AUTHENTIC));
    static final Rule LANGUAGE =
            new Rule(
                            "R-055",
                            Citation.medium(40, "(14)"),
                            Basis.TREATY,
                            Effect.NEED_INFO,
                            "request.language",
                            "A request is in a language that the requested State accepts.")
                    .when(
                            Stage.SEND,
                            facts -> facts.not(Fact.LANGUAGE_ACCEPTED),
                            Article40::language);
    static final Rule CONTENTS =
            new Rule(
                            "R-050",
                            Citation.high(40, "(15)"),
                            Basis.TREATY,
                            Effect.NEED_INFO,
                            "request.contents-missing",
                            "A request names the authority, the nature of the proceeding, the facts, the assistance and the purpose.")
                    .when(
                            Stage.SEND,
                            facts ->
                                    facts.missing(Fact.AUTHORITY)
                                            .or(facts.missing(Fact.CONDUCTING_AUTHORITY))
                                            .or(facts.missing(Fact.OFFENCE_TITLE))
                                            .or(facts.missing(Fact.SUMMARY))
                                            .or(facts.missing(Fact.ASSISTANCE))
                                            .or(facts.missing(Fact.PURPOSE)),
                            Article40::missing);
    static final Rule FACTS =
            new Rule(
                            "R-051",
                            Citation.high(40, "(15)"),
                            Basis.POLICY,
                            Effect.NEED_INFO,
                            "request.facts-too-thin",
                            "A summary of facts says what happened, when, to whom, and what the account has to do with it.")
                    .when(
                            Stage.SEND,
                            facts -> facts.shorter(Fact.SUMMARY, THIN),
                            _ -> Map.of("least", Integer.toString(THIN)));
    static final Rule DISCRIMINATION_FOUND =
            new Rule(
                    "W-022",
                    Citation.high(40, "(22)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "discrimination.not-found-on",
                    "Before anything is executed, a named person of the requested State finds on the discrimination clause.");
    static final Rule DISCRIMINATION =
            new Rule(
                            "R-013",
                            Citation.high(40, "(22)"),
                            Basis.DISCRETION,
                            Effect.REFUSE_OPTIONAL,
                            "discrimination.concern",
                            "There is no obligation to help where a request is believed to be made on account of sex, race, language, religion, nationality, ethnic origin or political opinions.")
                    .when(Stage.EXECUTE, facts -> facts.is(Fact.OTHER_GROUND));
    static final Rule CONCERN_RESOLVED =
            new Rule(
                    "W-023",
                    Citation.high(40, "(22)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "discrimination.concern-open",
                    "A concern that was recorded is resolved by a named person, with reasons, before anything is executed.");
    static final Rule FISCAL =
            new Rule(
                            "R-061",
                            Citation.medium(40, "(23)"),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "refusal.solely-fiscal",
                            "Assistance is not refused solely because the offence is also fiscal.")
                    .when(
                            Stage.REFUSE,
                            facts -> facts.only(Fact.REFUSAL_GROUNDS, Refusals.FISCAL_ALONE));
    static final Rule BANK_SECRECY =
            new Rule(
                            "R-062",
                            Citation.medium(40, "(24)"),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "refusal.bank-secrecy",
                            "Assistance is not declined on the ground of bank secrecy.")
                    .when(
                            Stage.REFUSE,
                            facts ->
                                    facts.any(Fact.REFUSAL_GROUNDS, Refusals.BANK_SECRECY)
                                            .and(
                                                    facts.only(
                                                            Fact.REFUSAL_GROUNDS,
                                                            Refusals.SECRECY)));
    static final Rule REASONS =
            new Rule(
                            "R-065",
                            Citation.medium(40, "(25)"),
                            Basis.TREATY,
                            Effect.NEED_INFO,
                            "refusal.without-reasons",
                            "Reasons are given for every refusal.")
                    .when(
                            Stage.REFUSE,
                            facts ->
                                    facts.missing(Fact.REFUSAL_REASONS)
                                            .or(facts.empty(Fact.REFUSAL_GROUNDS)));
    static final Rule CONSULTED =
            new Rule(
                            "R-065b",
                            Citation.medium(40, "(28)"),
                            Basis.TREATY,
                            Effect.NEED_INFO,
                            "refusal.without-consultation",
                            "Before it refuses or postpones, the requested State consults whether assistance is possible on terms and conditions.")
                    .when(Stage.REFUSE, facts -> facts.not(Fact.CONSULTED));
    static final Rule PURPOSE =
            new Rule(
                            "R-066",
                            Citation.medium(40, "(19)"),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "use.other-purpose",
                            "What is transmitted is used for the purpose that the request states, and no other without consent.")
                    .when(
                            Stage.USE,
                            facts -> facts.is(Fact.OTHER_USE).and(facts.not(Fact.USE_CONSENT)));
    static final Rule REFERS =
            new Rule(
                    "W-001",
                    Citation.high(40, "(15)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "step.refers-to-nothing",
                    "A step names the act that it answers, and that act stands.");
    static final Rule OPEN =
            new Rule(
                    "W-002",
                    Citation.medium(40, "(26)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "step.proceeding-ended",
                    "After a withdrawal, a refusal or a closing nothing more is executed.");
    static final Rule OFFICE =
            new Rule(
                    "W-003",
                    Citation.medium(40, "(12)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "office.not-competent",
                    "Each step is taken in the office that may take it.");
    static final Rule EXHIBITS =
            new Rule(
                    "W-004",
                    Citation.high(40, "(15)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "exhibits.not-from-production",
                    "What is transmitted was produced under the order, or derived from what was, with the tool named.");

    private Article40() {}

    private static Map<String, String> authority(Facts facts) {
        return Map.of("authority", Facts.shown(facts, Fact.AUTHORITY));
    }

    private static Map<String, String> language(Facts facts) {
        return Map.of("language", Facts.shown(facts, Fact.LANGUAGE));
    }

    private static Map<String, String> missing(Facts facts) {
        return Map.of(
                "field",
                CONTENT_FACTS.stream()
                        .filter(fact -> facts.missing(fact) == Truth.TRUE)
                        .map(Fact::path)
                        .collect(Collectors.joining(", ")));
    }

    /** 40(15): the contents of a request. */
    static List<Finding> containsWhatARequestContains(Act.Request request) {
        var missing = new ArrayList<String>();
        if (request.conductingAuthority().isBlank()) missing.add("conductingAuthority");
        if (request.proceeding().isBlank()) missing.add("proceeding");
        if (request.assistance().isBlank()) missing.add("assistance");
        if (request.purpose().isBlank()) missing.add("purpose");
        if (request.offence().title().isBlank()) missing.add("offenceTitle");
        if (request.summary().filter(String::isBlank).isPresent()) missing.add("summary");
        var found = new ArrayList<Finding>();
        missing.forEach(field -> found.addAll(CONTENTS.met(Truth.FALSE, Map.of("field", field))));
        if (request.summary().isEmpty())
            found.addAll(CONTENTS.met(Truth.UNKNOWN, Map.of("field", "summary")));
        request.summary()
                .filter(summary -> !summary.isBlank())
                .ifPresent(
                        summary ->
                                found.addAll(
                                        FACTS.met(
                                                summary.strip().length() >= THIN,
                                                Map.of("least", Integer.toString(THIN)))));
        return found;
    }

    /** 40(14): language; 40(12): channel. Unknown while the other State's profile is not held. */
    static List<Finding> travelsAsItMust(Question question, Act.Request request) {
        var profile = question.requestedProfile();
        var found =
                new ArrayList<>(
                        LANGUAGE.met(
                                profile.map(
                                                law ->
                                                        Truth.of(
                                                                law.languages()
                                                                        .contains(
                                                                                request
                                                                                        .language())))
                                        .orElse(Truth.UNKNOWN),
                                Map.of(
                                        "language",
                                        request.language(),
                                        "accepted",
                                        profile.map(
                                                        law ->
                                                                law.languages().stream()
                                                                        .sorted()
                                                                        .collect(
                                                                                Collectors.joining(
                                                                                        ", ")))
                                                .orElse("?"))));
        found.addAll(
                CENTRAL_AUTHORITY.met(
                        question.profiles()
                                .of(question.actor().state())
                                .flatMap(Profile::centralAuthority)
                                .map(
                                        designated ->
                                                Truth.of(
                                                        designated.equals(
                                                                question.actor().authority())))
                                .orElse(Truth.UNKNOWN),
                        Map.of("authority", question.actor().authority())));
        return found;
    }

    /** 40(14), (22) before anything is executed. */
    static List<Finding> mayBeExecuted(Question question) {
        var found =
                new ArrayList<>(
                        AUTHENTIC.met(question.docket().holds(Act.Request.class, _ -> true)));
        found.addAll(
                DISCRIMINATION_FOUND.met(
                        Safeguards.found(question.docket(), Safeguard.DISCRIMINATION)));
        var open = Safeguards.openConcern(question.docket(), Safeguard.DISCRIMINATION);
        var facts = open.map(entry -> Map.of("finding", entry.digest().brief())).orElse(Map.of());
        found.addAll(DISCRIMINATION.met(open.isEmpty(), facts));
        found.addAll(CONCERN_RESOLVED.met(open.isEmpty(), facts));
        return found;
    }

    /**
     * 40(22): a ground of the discrimination clause that an officer assessed as given stays open
     * until it is assessed anew.
     */
    /**
     * The limbs of the discrimination clause, of which nothing may be executed while one is open.
     */
    static final Set<Fact> GROUNDS =
            Set.of(Fact.POLITICAL_OPINION, Fact.OTHER_GROUND, Fact.PREJUDICE);

    static List<Finding> isAssessedClear(Question question, Facts facts) {
        var given =
                facts.is(Fact.POLITICAL_OPINION)
                        .or(facts.is(Fact.OTHER_GROUND))
                        .or(facts.is(Fact.PREJUDICE));
        // Of the other two limbs say themselves that they are not known.
        var unknown = facts.is(Fact.OTHER_GROUND) == Truth.UNKNOWN;
        if (given != Truth.TRUE && !unknown) return List.of();
        return CONCERN_RESOLVED.met(
                given == Truth.TRUE ? Truth.FALSE : Truth.UNKNOWN,
                question.docket()
                        .latest(Act.Assess.class)
                        .map(entry -> Map.of("finding", entry.digest().brief()))
                        .orElse(Map.of()));
    }

    /** 40(23) to (25), (28): what stops an unlawful refusal. */
    static List<Finding> mayRefuse(Question question, Act.Refuse refusal) {
        var grounds = refusal.grounds();
        var found = new ArrayList<>(FISCAL.met(!grounds.equals(EnumSet.of(Ground.FISCAL))));
        found.addAll(
                BANK_SECRECY.met(
                        grounds.isEmpty()
                                || !EnumSet.of(Ground.FISCAL, Ground.BANK_SECRECY)
                                        .containsAll(grounds)
                                || !grounds.contains(Ground.BANK_SECRECY)));
        found.addAll(REASONS.met(Truth.of(!grounds.isEmpty()).and(given(refusal.reasons()))));
        found.addAll(consulted(question));
        return found;
    }

    /** 40(27), (28). */
    static List<Finding> mayPostpone(Question question, Act.Postpone postponement) {
        var found =
                new ArrayList<>(
                        REASONS.met(
                                Truth.of(postponement.until().isPresent())
                                        .and(given(postponement.reasons()))));
        found.addAll(consulted(question));
        return found;
    }

    private static List<Finding> consulted(Question question) {
        var state = question.actor().state();
        var asked =
                question.docket().all(Act.Consult.class).stream()
                        .anyMatch(entry -> entry.header().author().state().equals(state));
        return CONSULTED.met(asked);
    }

    static List<Finding> givesReasons(Optional<String> reasons) {
        return REASONS.met(given(reasons));
    }

    /** 40(19): the purpose of a transmission or of a use is the request's. */
    static List<Finding> keepsToThePurpose(Question question, String purpose) {
        var stated = question.request().map(Act.Request::purpose);
        return PURPOSE.met(
                stated.map(words -> Truth.of(words.equals(purpose))).orElse(Truth.UNKNOWN),
                Map.of("purpose", purpose, "stated", stated.orElse("?")));
    }

    /** Each step names an act of the right kind that stands. */
    static List<Finding> refersTo(
            Question question, Optional<Digest> named, Class<? extends Act> type) {
        var stands = question.docket().standing(named, type).isPresent();
        var withheld =
                named.flatMap(question.docket()::entry)
                        .filter(entry -> entry.act() instanceof Act.Withheld)
                        .isPresent();
        var unheld = named.filter(question.docket().unknown()::contains).isPresent();
        return REFERS.met(
                stands ? Truth.TRUE : withheld || unheld ? Truth.UNKNOWN : Truth.FALSE,
                Map.of("named", named.map(Digest::brief).orElse("-")));
    }

    /** After withdrawal, refusal or closing, only what ends or tidies up. */
    static List<Finding> isStillOpen(Question question) {
        var ended = question.docket().ends().findFirst();
        if (ended.isEmpty()) return List.of();
        var tidy =
                switch (question.act()) {
                    case Act.Close _ -> question.docket().latest(Act.Close.class).isEmpty();
                    // 42(8), 36(3), 40(19): what was preserved is let go, what was received is
                    // used; 36(2): it is kept or erased.
                    case Act.Release _,
                            Act.AskConsent _,
                            Act.Consent _,
                            Act.TransferOnward _,
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
                            Act.ContestSignature _,
                            Act.ResolveContest _,
                            // 24(2): a remedy reaches also what is over.
                            Act.Remedy _,
                            Act.LiftSuspension _,
                            Act.Remedied _,
                            Act.Hold _,
                            Act.LiftHold _,
                            Act.ProposeErasure _,
                            Act.Erase _,
                            Act.CertifyDeletion _,
                            Act.Disclose _,
                            Act.DecideSetAside _,
                            Act.Destroy _,
                            Act.Mark _,
                            // 36(2): a mistake is found when it is found.
                            Act.ReportError _,
                            Act.ClassifyError _,
                            Act.ReviewMark _,
                            Act.RuleOnMark _,
                            Act.HandOver _,
                            Act.Receive _,
                            Act.Handle _,
                            Act.Derive _,
                            Act.Import _,
                            Act.CertifyHandler _,
                            // 24(2): what was done is looked at also when it is over.
                            Act.ProposeOpening _,
                            Act.AnswerOpening _,
                            Act.Translate _,
                            // 40(20): secrecy ends, and the person is told, also when it is over.
                            Act.DelayNotice _,
                            Act.LiftSecrecy _,
                            Act.Notify _,
                            Act.ReportNotFound _,
                            // 21(4): a trial comes when the assistance is over.
                            Act.Admit _,
                            Act.ExtendAdmission _,
                            Act.EndAdmission _,
                            Act.CountOutage _,
                            // 40(20): what is secret stays so until a judge or a day ends it.
                            Act.SealDocket _,
                            Act.UnsealDocket _,
                            // 24(2): what is over may have to be read at once as well.
                            Act.BreakGlass _,
                            Act.ConfirmBreakGlass _ ->
                            true;
                    default -> false;
                };
        return OPEN.met(
                tidy,
                Map.of("ended", ended.get().header().type(), "act", ended.get().digest().brief()));
    }

    static List<Finding> isTakenInItsOffice(Question question) {
        var type = Type.of(question.act());
        if (type.isEmpty()) return List.of();
        var office = question.actor().office();
        return OFFICE.met(
                type.get().offices().stream()
                        .anyMatch(competent -> competent.name().equals(office)),
                Map.of("office", office, "type", type.get().word()));
    }

    /** What leaves the State came in under the order. */
    static List<Finding> comesFromProduction(Question question, Act.Transmit transmission) {
        if (transmission.exhibits().isEmpty()) return EXHIBITS.met(Truth.UNKNOWN);
        var produced =
                question.docket().all(Act.Produce.class).stream()
                        .map(entry -> (Act.Produce) entry.act())
                        .filter(produce -> produce.order().equals(transmission.order()))
                        .toList();
        if (produced.stream().anyMatch(produce -> produce.exhibits().isEmpty()))
            return EXHIBITS.met(Truth.UNKNOWN);
        Set<Digest> hashes =
                produced.stream()
                        .flatMap(produce -> produce.exhibits().orElseThrow().stream())
                        .map(Act.Exhibit::sha256)
                        .collect(Collectors.toSet());
        var all = transmission.exhibits().get();
        return EXHIBITS.met(
                !all.isEmpty()
                        && all.stream()
                                .allMatch(
                                        exhibit ->
                                                comesFrom(exhibit, hashes)
                                                        || wasDerived(
                                                                question.docket(),
                                                                exhibit,
                                                                hashes)));
    }

    /** Whether its holder made it, by acts that lead back to what was produced. */
    private static boolean wasDerived(Docket docket, Act.Exhibit exhibit, Set<Digest> produced) {
        var told =
                docket.all(Act.Derive.class).stream()
                        .flatMap(entry -> Exhibits.named(entry.act()).stream())
                        .anyMatch(made -> made.equals(exhibit));
        return told
                && Exhibits.line(exhibit.sha256(), Exhibits.derivations(docket)).stream()
                        .anyMatch(produced::contains);
    }

    static boolean comesFrom(Act.Exhibit exhibit, Set<Digest> produced) {
        return exhibit.derivation()
                .map(made -> produced.contains(made.from()) && !made.tool().isBlank())
                .orElseGet(() -> produced.contains(exhibit.sha256()));
    }

    /** What is confirmed is what was transmitted. */
    static List<Finding> confirmsWhatWasTransmitted(Question question, Act.ConfirmReceipt receipt) {
        var sent =
                question.docket()
                        .standing(receipt.transmission(), Act.Transmit.class)
                        .flatMap(Act.Transmit::exhibits);
        if (sent.isEmpty() || receipt.exhibits().isEmpty()) return EXHIBITS.met(Truth.UNKNOWN);
        return EXHIBITS.met(hashes(sent.get()).equals(hashes(receipt.exhibits().get())));
    }

    private static Set<Digest> hashes(List<Act.Exhibit> exhibits) {
        return exhibits.stream().map(Act.Exhibit::sha256).collect(Collectors.toSet());
    }

    private static Truth given(Optional<String> text) {
        return text.map(words -> Truth.of(!words.isBlank())).orElse(Truth.UNKNOWN);
    }
}
