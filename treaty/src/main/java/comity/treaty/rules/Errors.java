package comity.treaty.rules;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Office;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Articles 24(2) and 36(2): what was obtained or disclosed by mistake. Whoever finds it says so on
 * the docket, and from then on it is in quarantine in both States. The oversight body of that State
 * says how grave it was and what becomes of the data (docs/decisions/0130).
 */
public final class Errors {
    static final Rule QUARANTINED =
            new Rule(
                    "W-140",
                    Citation.high(36, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "error.quarantined",
                    "What was reported as obtained or disclosed by mistake is not opened, used, exported, transmitted or disclosed until an oversight body has released it.");
    static final Rule NAMED =
            new Rule(
                    "W-141",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "error.not-named",
                    "Whoever reports an error says which it is, in which acts or exhibits of the docket, since when, whose data it is, how it was found and what was done at once.");
    static final Rule INDEPENDENT =
            new Rule(
                    "W-142",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "error.not-theirs",
                    "An error is classified once, by the oversight body of the State in which it was reported, and never by whoever reported it.");
    static final Rule WHOLE =
            new Rule(
                    "W-143",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "error.not-whole",
                    "A classification says how grave the error was and whether the data is released or destroyed; what is to be destroyed has a last day, and what was no error is released.");
    static final Rule UNCLASSIFIED =
            new Rule(
                    "W-144",
                    Citation.high(36, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "error.unclassified",
                    "Nothing that was reported as a mistake is destroyed or returned before an oversight body has classified it, or a judge has ordered it.");

    static final List<Rule> ALL = List.of(QUARANTINED, NAMED, INDEPENDENT, WHOLE, UNCLASSIFIED);

    private Errors() {}

    /** How far a reported error has come. */
    public enum Standing {
        /** Nobody has classified it, and there are days left. */
        AWAITED,
        /** Nobody has classified it, and the last day has passed. */
        OVERDUE,
        /** It is classified, and the data may be used again. */
        RELEASED,
        /** Some State has still to destroy it. */
        TO_DESTROY,
        DESTROYED
    }

    /**
     * A report, and what became of it.
     *
     * @param classification what the body says; empty as long as it is awaited
     * @param exhibits what is, or was, in quarantine
     */
    public record Reported(Entry report, Optional<Entry> classification, Set<Digest> exhibits) {
        /** What the report says. */
        public Act.ReportError said() {
            return (Act.ReportError) report.act();
        }

        /** What the body says of it. */
        public Optional<Act.ClassifyError> classified() {
            return classification.map(entry -> (Act.ClassifyError) entry.act());
        }

        /** Whether the body had it destroyed. */
        public boolean isCondemned() {
            return classified()
                    .flatMap(Act.ClassifyError::decision)
                    .filter(Act.Decision.DESTROY::equals)
                    .isPresent();
        }

        /** The State in which it was reported, and whose body classifies it. */
        public String state() {
            return report.header().author().state();
        }

        /** The last day on which it may be classified in time. */
        public LocalDate until() {
            return day(report).plus(Timer.ERROR.length().orElseThrow());
        }
    }

    /** The reported errors of a docket, in causal order. */
    public static List<Reported> on(Docket docket) {
        var reports = docket.all(Act.ReportError.class);
        if (reports.isEmpty()) return List.of();
        var origins = Exhibits.origins(docket);
        return reports.stream()
                .map(
                        report ->
                                new Reported(
                                        report,
                                        classification(docket, report),
                                        quarantined(docket, report, origins)))
                .toList();
    }

    /** How far one has come on {@code day}. */
    public static Standing standing(Docket docket, Reported reported, LocalDate day) {
        if (reported.classification().isEmpty())
            return day.isAfter(reported.until()) ? Standing.OVERDUE : Standing.AWAITED;
        if (!reported.isCondemned()) return Standing.RELEASED;
        return owing(docket, reported).isEmpty() ? Standing.DESTROYED : Standing.TO_DESTROY;
    }

    /** The States that hold what was to be destroyed, and have not certified that it is gone. */
    public static Set<String> owing(Docket docket, Reported reported) {
        var owing = new TreeSet<String>();
        if (!reported.isCondemned()) return owing;
        var origins = Exhibits.origins(docket);
        for (var state : Timers.states(docket))
            if (reported.exhibits().stream()
                    .filter(exhibit -> isHeld(docket, state, exhibit))
                    .anyMatch(exhibit -> !isGone(docket, state, Exhibits.line(exhibit, origins))))
                owing.add(state);
        return owing;
    }

    /**
     * What its own acts name, and in the State that asked what was transmitted to it; also what a
     * concurrent act has overridden, since the bytes are there.
     */
    private static boolean isHeld(Docket docket, String state, Digest exhibit) {
        var asks = docket.requesting().filter(state::equals).isPresent();
        return docket.entries().stream()
                .filter(
                        entry ->
                                entry.header().author().state().equals(state)
                                        || asks && entry.act() instanceof Act.Transmit)
                .flatMap(entry -> Exhibits.named(entry.act()).stream())
                .anyMatch(named -> named.sha256().equals(exhibit));
    }

    private static boolean isGone(Docket docket, String state, Set<Digest> line) {
        return docket.entries().stream()
                .filter(entry -> !entry.overridden())
                .filter(entry -> entry.header().author().state().equals(state))
                .anyMatch(
                        entry ->
                                switch (entry.act()) {
                                    case Act.CertifyDisposal gone ->
                                            gone.disposed().stream().anyMatch(line::contains);
                                    case Act.CertifyDestruction gone ->
                                            gone.disposed().stream().anyMatch(line::contains);
                                    default -> false;
                                });
    }

    /**
     * Why an exhibit is in quarantine; empty if it is not. A report keeps what it names, what the
     * acts that it names brought, what that was made of, and what was made of it.
     */
    public static Optional<Finding> quarantine(Docket docket, Digest exhibit) {
        var reports = docket.all(Act.ReportError.class);
        if (reports.isEmpty()) return Optional.empty();
        var origins = Exhibits.origins(docket);
        return reports.stream()
                .filter(report -> !isReleased(docket, report))
                .filter(report -> concerns(docket, report, exhibit, origins))
                .map(report -> QUARANTINED.violated(Map.of("report", report.digest().brief())))
                .findFirst();
    }

    private static boolean isReleased(Docket docket, Entry report) {
        return classification(docket, report)
                .flatMap(entry -> ((Act.ClassifyError) entry.act()).decision())
                .filter(Act.Decision.RELEASE::equals)
                .isPresent();
    }

    /** Of the body of the State in which it was reported: what others say releases nothing. */
    private static Optional<Entry> classification(Docket docket, Entry report) {
        return docket.all(Act.ClassifyError.class).stream()
                .filter(
                        entry ->
                                ((Act.ClassifyError) entry.act())
                                        .report()
                                        .filter(report.digest()::equals)
                                        .isPresent())
                .filter(entry -> isOfTheBody(entry, report))
                .filter(entry -> docket.stayed(entry.digest()).isEmpty())
                .findFirst();
    }

    private static boolean isOfTheBody(Entry classification, Entry report) {
        var author = classification.header().author();
        return author.office().equals(Office.OVS.name())
                && author.state().equals(report.header().author().state());
    }

    private static Set<Digest> quarantined(
            Docket docket, Entry report, Map<Digest, Digest> origins) {
        var all = new LinkedHashSet<>(((Act.ReportError) report.act()).exhibits());
        for (var exhibit : Exhibits.of(docket))
            if (concerns(docket, report, exhibit, origins)) all.add(exhibit);
        return all;
    }

    private static boolean concerns(
            Docket docket, Entry report, Digest exhibit, Map<Digest, Digest> origins) {
        return named(docket, (Act.ReportError) report.act()).stream()
                .anyMatch(
                        named ->
                                Exhibits.line(exhibit, origins).contains(named)
                                        || Exhibits.line(named, origins).contains(exhibit));
    }

    private static Set<Digest> named(Docket docket, Act.ReportError report) {
        var named = new LinkedHashSet<>(report.exhibits());
        for (var act : report.acts())
            docket.entry(act).stream()
                    .flatMap(entry -> Exhibits.named(entry.act()).stream())
                    .map(Act.Exhibit::sha256)
                    .forEach(named::add);
        return named;
    }

    /** Whether a decision is what a body made of an error. */
    static boolean isAClassification(Docket docket, Optional<Digest> decision) {
        return docket.standing(decision, Act.ClassifyError.class).isPresent();
    }

    /** What a classification had destroyed; nothing if it released; empty if it is none. */
    static Optional<Set<Digest>> condemned(Docket docket, Digest decision) {
        if (!isAClassification(docket, Optional.of(decision))) return Optional.empty();
        return Optional.of(
                on(docket).stream()
                        .filter(Reported::isCondemned)
                        .filter(
                                reported ->
                                        reported.classification()
                                                .map(Entry::digest)
                                                .filter(decision::equals)
                                                .isPresent())
                        .flatMap(reported -> reported.exhibits().stream())
                        .collect(Collectors.toSet()));
    }

    /** What has still to be destroyed in {@code state}, by the decision, oldest first. */
    public static List<Reported> toDestroy(Docket docket, String state) {
        return on(docket).stream()
                .filter(reported -> owing(docket, reported).contains(state))
                .toList();
    }

    /** Of these exhibits, what a body had destroyed: then no other way is open. */
    static Optional<Act.Disposal> disposal(Docket docket, Set<Digest> exhibits) {
        return on(docket).stream()
                .filter(Reported::isCondemned)
                .filter(reported -> reported.exhibits().stream().anyMatch(exhibits::contains))
                .map(_ -> Act.Disposal.DESTROY)
                .findFirst();
    }

    /** The classifications by which a serious error is on record. */
    public static List<Entry> serious(Docket docket) {
        return on(docket).stream()
                .filter(
                        reported ->
                                reported.classified()
                                        .flatMap(Act.ClassifyError::gravity)
                                        .filter(Act.Gravity.SERIOUS_ERROR::equals)
                                        .isPresent())
                .flatMap(reported -> reported.classification().stream())
                .toList();
    }

    /** 36(2): what a mistake was is seen before its traces go. */
    static List<Finding> mayGo(Question question, Set<Digest> exhibits) {
        var docket = question.docket();
        return on(docket).stream()
                .filter(reported -> reported.classification().isEmpty())
                .filter(reported -> reported.exhibits().stream().anyMatch(exhibits::contains))
                .filter(_ -> Remedies.disposal(docket, exhibits).isEmpty())
                .map(
                        reported ->
                                UNCLASSIFIED.violated(
                                        Map.of("report", reported.report().digest().brief())))
                .limit(1)
                .toList();
    }

    /** The last report of {@code state} that its body has not classified. */
    static Optional<Reported> awaited(Docket docket, String state) {
        return on(docket).reversed().stream()
                .filter(reported -> reported.classification().isEmpty())
                .filter(reported -> reported.state().equals(state))
                .findFirst();
    }

    /** 24(2): a report that somebody else can classify. */
    static List<Finding> isReported(Question question, Act.ReportError act) {
        var lacking = new ArrayList<String>();
        if (act.kind().isEmpty()) lacking.add("mistake");
        if (act.acts().isEmpty() && act.exhibits().isEmpty()) lacking.add("quarantined");
        if (act.since().filter(day -> !day.isAfter(question.day())).isEmpty())
            lacking.add("mistakenSince");
        var said =
                Truth.of(lacking.isEmpty())
                        .and(said(act.concerned(), "concerned", lacking))
                        .and(said(act.found(), "foundHow", lacking))
                        .and(said(act.done(), "doneAtOnce", lacking));
        return NAMED.met(
                said.and(areKnown(question.docket(), act, lacking)),
                Map.of("lacking", String.join(", ", lacking)));
    }

    /** What is blank is missing; what is not there may be withheld from this reader. */
    private static Truth said(Optional<String> text, String field, List<String> lacking) {
        if (text.filter(words -> !words.isBlank()).isPresent()) return Truth.TRUE;
        lacking.add(field);
        return text.isPresent() ? Truth.FALSE : Truth.UNKNOWN;
    }

    private static Truth areKnown(Docket docket, Act.ReportError act, List<String> lacking) {
        var acts =
                act.acts().stream()
                        .map(
                                named ->
                                        docket.entry(named).isPresent()
                                                ? Truth.TRUE
                                                : docket.unknown().contains(named)
                                                        ? Truth.UNKNOWN
                                                        : Truth.FALSE)
                        .reduce(Truth.TRUE, Truth::and);
        var exhibits =
                Exhibits.of(docket).containsAll(act.exhibits())
                        ? Truth.TRUE
                        : Exhibits.areHidden(docket) ? Truth.UNKNOWN : Truth.FALSE;
        if (acts == Truth.FALSE) lacking.add("mistakenActs");
        if (exhibits == Truth.FALSE) lacking.add("quarantined");
        return acts.and(exhibits);
    }

    /** 24(2): by the body of that State, which had no part in it, once and whole. */
    static List<Finding> isClassified(Question question, Act.ClassifyError act) {
        var docket = question.docket();
        var report =
                act.report()
                        .flatMap(docket::entry)
                        .filter(entry -> entry.act() instanceof Act.ReportError);
        if (report.isEmpty()) return List.of();
        var reporter = report.get().header().author();
        var found =
                new ArrayList<>(
                        INDEPENDENT.met(
                                reporter.state().equals(question.actor().state())
                                        && !reporter.authority()
                                                .equals(question.actor().authority())
                                        && !reporter.officer().equals(question.actor().officer())
                                        && classification(docket, report.get()).isEmpty(),
                                Map.of("report", report.get().digest().brief())));
        var lacking = new ArrayList<String>();
        if (act.gravity().isEmpty()) lacking.add("gravity");
        if (act.decision().isEmpty()) lacking.add("decision");
        var destroys = act.decision().filter(Act.Decision.DESTROY::equals).isPresent();
        if (destroys && act.due().filter(day -> !day.isBefore(question.day())).isEmpty())
            lacking.add("due");
        if (destroys && act.gravity().filter(Act.Gravity.NO_ERROR::equals).isPresent())
            lacking.add("decision");
        found.addAll(WHOLE.met(lacking.isEmpty(), Map.of("lacking", String.join(", ", lacking))));
        return found;
    }

    private static LocalDate day(Entry entry) {
        return LocalDate.ofInstant(entry.header().at(), ZoneOffset.UTC);
    }
}
