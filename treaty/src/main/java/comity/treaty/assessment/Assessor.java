package comity.treaty.assessment;

import comity.treaty.assessment.Assessment.Channel;
import comity.treaty.assessment.Assessment.Deadline;
import comity.treaty.assessment.Assessment.Moment;
import comity.treaty.assessment.Assessment.Narrowing;
import comity.treaty.assessment.Assessment.Verdict;
import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.law.LawFacts;
import comity.treaty.law.Profile;
import comity.treaty.law.Profiles;
import comity.treaty.law.WorkingCalendar;
import comity.treaty.rules.Finding;
import comity.treaty.rules.Rulebook;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Answers a matter, by the rulebook and by what both States published of their own law. */
public final class Assessor {
    private static final Set<Stage> SENDING = EnumSet.of(Stage.SEND);
    private static final Set<Stage> LATER = EnumSet.of(Stage.EXECUTE, Stage.TRANSMIT);
    private static final Facts.Codes PRESERVATION = Facts.Codes.of("PRESERVE", "TRAFFIC_DISCLOSE");

    /** What the channel, the steps, the deadlines and the narrowing ask beside the rules. */
    private static final Set<Fact> ALWAYS =
            EnumSet.of(
                    Fact.MEASURE,
                    Fact.LANGUAGE,
                    Fact.ARTICLE,
                    Fact.MONTHS_REQUESTING,
                    Fact.SPECIFIC_PROCEEDING,
                    Fact.CATEGORIES,
                    Fact.AUTHORISED_DAYS,
                    Fact.EMERGENCY);

    private Assessor() {}

    /** The facts that an assessment of this measure may turn on. */
    public static Set<Fact> asked(String measure) {
        var stages = EnumSet.copyOf(SENDING);
        stages.addAll(LATER);
        var asked = EnumSet.copyOf(Rulebook.current().asked(stages, measure));
        asked.addAll(ALWAYS);
        return asked;
    }

    /** The same matter, day and profiles give the same answer, everywhere and always. */
    public static Assessment assess(Matter matter, Profiles profiles) {
        var facts = complete(matter, profiles);
        var mistakes = Mistakes.in(matter);
        var findings = Rulebook.current().assess(facts, SENDING, matter.day());
        var awaited = Rulebook.current().assess(facts, LATER, matter.day());
        return new Assessment(
                verdict(mistakes, findings, awaited),
                Bases.of(matter, facts, profiles),
                channel(facts),
                Steps.of(facts),
                deadlines(matter, facts, profiles),
                mistakes,
                findings,
                awaited,
                narrowings(matter, facts),
                moments(matter, profiles));
    }

    /** What the rest of the matter, the treaties and the profiles say, added to what was stated. */
    public static Facts complete(Matter matter, Profiles profiles) {
        var facts = matter.facts().but();
        if (!matter.identifiers().isEmpty()) facts.with(Fact.ACCOUNTS, matter.identifiers().size());
        if (matter.from().isPresent() && matter.to().isPresent())
            facts.with(
                    Fact.DAYS, ChronoUnit.DAYS.between(matter.from().get(), matter.to().get()) + 1);
        treaties(facts, matter, profiles, Fact.IN_FORCE, Instrument.UNCC);
        treaties(
                facts,
                matter,
                profiles,
                Fact.OTHER_TREATY,
                Instrument.BILATERAL,
                Instrument.BUDAPEST,
                Instrument.BUDAPEST_PROTOCOL_2);
        return LawFacts.with(
                facts.build(), matter.requesting(), matter.requested(), profiles, matter.day());
    }

    /** What was stated goes before what is derived; of several instruments one suffices. */
    private static void treaties(
            Facts.Builder facts,
            Matter matter,
            Profiles profiles,
            Fact fact,
            Instrument... instruments) {
        if (matter.facts().value(fact).isPresent()) return;
        var said =
                Stream.of(instruments)
                        .map(instrument -> Standing.of(matter, profiles, instrument))
                        .filter(standing -> !standing.words().isEmpty())
                        .toList();
        if (said.isEmpty()) return;
        var truth = said.stream().map(Standing::truth).reduce(Truth::or).orElse(Truth.UNKNOWN);
        if (truth == Truth.UNKNOWN) facts.unknown(fact);
        else facts.with(fact, truth == Truth.TRUE);
    }

    /** What is known to be refused there is not sent; what is still to be found there may be. */
    private static Verdict verdict(
            List<Finding> mistakes, List<Finding> findings, List<Finding> awaited) {
        var blocked =
                findings.stream().anyMatch(Assessor::forbids)
                        || awaited.stream()
                                .anyMatch(
                                        finding ->
                                                finding.effect() == Effect.REFUSE_MANDATORY
                                                        && forbids(finding));
        if (blocked) return Verdict.BLOCKED;
        var denied = findings.stream().anyMatch(finding -> finding.effect().denies());
        return denied || !mistakes.isEmpty() ? Verdict.FACTS_MISSING : Verdict.MAY_BE_SENT;
    }

    private static boolean forbids(Finding finding) {
        return finding.effect().denies()
                && finding.effect() != Effect.NEED_INFO
                && finding.truth() == Truth.FALSE;
    }

    private static Channel channel(Facts facts) {
        if (facts.is(Fact.EMERGENCY) == Truth.TRUE
                || facts.any(Fact.MEASURE, PRESERVATION) == Truth.TRUE) return Channel.CONTACT_24_7;
        return Channel.CENTRAL_AUTHORITIES;
    }

    private static List<Deadline> deadlines(Matter matter, Facts facts, Profiles profiles) {
        var deadlines = new ArrayList<Deadline>();
        var day = matter.day();
        if (facts.any(Fact.MEASURE, PRESERVATION) == Truth.TRUE) {
            deadlines.add(
                    new Deadline(
                            "T1", "preservation-order", Citation.high(25, "(2)"), after(day, 90)));
            deadlines.add(
                    new Deadline("T2", "preserved", Citation.high(42, "(8)"), after(day, 60)));
            deadlines.add(
                    new Deadline("T3", "extension", Citation.high(42, "(9)"), after(day, 46)));
            deadlines.add(
                    new Deadline("T4", "pending", Citation.high(42, "(8)"), Optional.empty()));
        }
        if (facts.is(Fact.EMERGENCY) == Truth.TRUE)
            deadlines.add(
                    new Deadline(
                            "T5",
                            "written-confirmation",
                            Citation.medium(40, "(14)"),
                            after(day, 3)));
        facts.value(Fact.AUTHORISED_DAYS)
                .filter(Long.class::isInstance)
                .map(Long.class::cast)
                .ifPresent(
                        days ->
                                deadlines.add(
                                        new Deadline(
                                                "T6",
                                                "authorisation-ends",
                                                Citation.high(24, "(2)"),
                                                after(day, days))));
        profiles.of(matter.requested())
                .ifPresent(there -> deadlines.addAll(OwnDeadlines.of(there, day, facts)));
        deadlines.add(new Deadline("T7", "retention", Citation.high(36, "(2)"), Optional.empty()));
        return List.copyOf(deadlines);
    }

    private static Optional<LocalDate> after(LocalDate day, long days) {
        return Optional.of(day.plusDays(Math.min(days, 36_500)));
    }

    /** Fewest accounts, days, categories; and whether to preserve first. */
    private static List<Narrowing> narrowings(Matter matter, Facts facts) {
        var narrowings = new ArrayList<Narrowing>();
        if (facts.exceeds(Fact.ACCOUNTS, Fact.MOST_ACCOUNTS) == Truth.TRUE)
            narrowings.add(
                    new Narrowing(
                            "accounts",
                            Map.of(
                                    "accounts", Facts.shown(facts, Fact.ACCOUNTS),
                                    "most", Facts.shown(facts, Fact.MOST_ACCOUNTS))));
        if (facts.exceeds(Fact.DAYS, Fact.MOST_DAYS) == Truth.TRUE)
            narrowings.add(
                    new Narrowing(
                            "days",
                            Map.of(
                                    "days",
                                    Facts.shown(facts, Fact.DAYS),
                                    "most",
                                    Facts.shown(facts, Fact.MOST_DAYS),
                                    "to",
                                    matter.from()
                                            .flatMap(
                                                    from ->
                                                            facts.value(Fact.MOST_DAYS)
                                                                    .map(
                                                                            most ->
                                                                                    from.plusDays(
                                                                                                    (Long)
                                                                                                                    most
                                                                                                            - 1)
                                                                                            .toString()))
                                            .orElse("?"))));
        if (facts.any(Fact.MEASURE, Facts.Codes.of("PRODUCE_SUBSCRIBER")) == Truth.TRUE
                && facts.any(Fact.CATEGORIES, Facts.Codes.of("TRAFFIC", "CONTENT")) == Truth.TRUE)
            narrowings.add(new Narrowing("categories-subscriber", Map.of()));
        if (facts.any(Fact.MEASURE, Facts.Codes.of("PRODUCE_TRAFFIC", "RT_TRAFFIC")) == Truth.TRUE
                && facts.any(Fact.CATEGORIES, Facts.Codes.of("CONTENT")) == Truth.TRUE)
            narrowings.add(new Narrowing("categories-traffic", Map.of()));
        if (facts.any(
                                Fact.MEASURE,
                                Facts.Codes.of(
                                        "PRODUCE_CONTENT", "PRODUCE_TRAFFIC", "SEARCH_SEIZE"))
                        == Truth.TRUE
                && facts.atLeast(Fact.DAYS_PRESERVED, 0) == Truth.UNKNOWN)
            narrowings.add(new Narrowing("preserve-first", Map.of()));
        return List.copyOf(narrowings);
    }

    private static List<Moment> moments(Matter matter, Profiles profiles) {
        return matter.identifiers().stream()
                .filter(identifier -> identifier.at().isPresent())
                .map(
                        identifier -> {
                            var at = identifier.at().orElseThrow();
                            return new Moment(
                                    identifier.value(),
                                    at.atZoneSameInstant(ZoneOffset.UTC),
                                    zone(matter.requestingZone(), profiles, matter.requesting())
                                            .map(at::atZoneSameInstant),
                                    zone(matter.requestedZone(), profiles, matter.requested())
                                            .map(at::atZoneSameInstant));
                        })
                .toList();
    }

    /** What the matter says, else the zone in which that State counts its own days. */
    private static Optional<ZoneId> zone(Optional<ZoneId> stated, Profiles profiles, String state) {
        return stated.or(
                () -> profiles.of(state).flatMap(Profile::calendar).map(WorkingCalendar::zone));
    }
}
