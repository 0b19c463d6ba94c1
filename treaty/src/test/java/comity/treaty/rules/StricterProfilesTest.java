package comity.treaty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.law.LawFacts;
import comity.treaty.law.Profile;
import comity.treaty.law.ProfileComparison;
import comity.treaty.law.ProfileComparison.Direction;
import comity.treaty.law.ProfileReader;
import comity.treaty.law.ProfileReader.Publisher;
import comity.treaty.law.Profiles;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** 59(2): a stricter profile never permits more. Said of documents, as a State publishes them. */
class StricterProfilesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final Set<Stage> ALL = EnumSet.allOf(Stage.class);

    /** Everything that the rules ask of a State's law is answered, as mildly as may be. */
    private static final Json.Obj MILD =
            json(
                    """
                    { "format": "comity-profile/1", "state": "XB", "version": 1,
                      "asOf": "2026-01-01", "inForceFrom": "2026-01-01",
                      "authorities": { "central": "XB.central-authority" },
                      "languages": ["en", "fr"],
                      "thresholds": { "months": 48, "bothThresholds": false, "dualCriminality": [] },
                      "caps": { "accounts": 50, "days": 400, "authorisedDays": 120 },
                      "powers": { "unavailable": [] },
                      "interception": { "minimumMonths": 48, "offences": [
                        { "provision": "art. 310", "article": 10, "months": 96 },
                        { "provision": "art. 207", "article": 14, "months": 96 } ] },
                      "elements": [], "reservations": [],
                      "treaties": [ { "instrument": "UNCC", "with": "XA", "inForce": true,
                        "from": "2026-01-01", "asOf": "2026-01-02", "source": "depositary" } ],
                      "deathPenalty": { "abolished": false, "barsHelp": false },
                      "dataProtection": { "transfers": [ { "to": "*", "basis": "SAFEGUARDS" } ] },
                      "remedy": { "available": true } }
                    """);

    private static Json.Obj json(String text) {
        try {
            return JsonReader.actObject(text.getBytes(StandardCharsets.UTF_8));
        } catch (comity.record.act.MalformedJson e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Each makes a document stricter in one respect. */
    private interface Tightening {
        Json.Obj apply(Json.Obj document);
    }

    private static Tightening set(String group, String name, Json value) {
        return document ->
                document.with(group, document.object(group).orElse(Json.EMPTY).with(name, value));
    }

    private static final List<Tightening> TIGHTENINGS =
            List.of(
                    document -> document.with("languages", Json.strings(List.of("fr"))),
                    set("thresholds", "bothThresholds", new Json.Bool(true)),
                    set("thresholds", "months", new Json.Int(60)),
                    set(
                            "thresholds",
                            "dualCriminality",
                            Json.strings(List.of("PRODUCE_CONTENT", "INTERCEPT"))),
                    set("caps", "accounts", new Json.Int(2)),
                    set("caps", "days", new Json.Int(7)),
                    set("caps", "authorisedDays", new Json.Int(14)),
                    set(
                            "powers",
                            "unavailable",
                            Json.strings(List.of("RT_TRAFFIC", "PRODUCE_TRAFFIC"))),
                    set("interception", "minimumMonths", new Json.Int(120)),
                    document ->
                            document.with(
                                    "interception",
                                    json(
                                            "{ \"minimumMonths\": 120, \"offences\": [ { \"provision\": \"art. 207\", \"article\": 14, \"months\": 96 } ] }")),
                    document ->
                            document.with(
                                    "elements",
                                    Json.strings(
                                            List.of(
                                                    "A7_2_INTENT",
                                                    "A8_2_INTENT",
                                                    "A9_2_SERIOUS_HARM",
                                                    "A12_2_INTENT",
                                                    "A14_3_EXISTING_PERSON",
                                                    "A14_4_SELF_GENERATED",
                                                    "A15_4_CONDUCT_BY_CHILDREN",
                                                    "A16_5_INTENT_TO_HARM"))),
                    document ->
                            document.with(
                                    "reservations",
                                    json("{ \"r\": [ { \"provision\": \"23(3)(a)\", \"articles\": [10, 14], \"minimumMonths\": 48, \"text\": \"t\", \"asOf\": \"2026-01-01\" } ] }")
                                            .members()
                                            .getOrDefault("r", Json.EMPTY)),
                    document ->
                            document.with(
                                    "reservations",
                                    json("{ \"r\": [ { \"provision\": \"23(3)(b)\", \"text\": \"t\", \"asOf\": \"2026-01-01\" } ] }")
                                            .members()
                                            .getOrDefault("r", Json.EMPTY)),
                    set("deathPenalty", "abolished", new Json.Bool(true)),
                    set("deathPenalty", "barsHelp", new Json.Bool(true)),
                    document ->
                            document.with(
                                    "authorisations",
                                    json("{ \"a\": [ { \"side\": \"REQUESTED\", \"measure\": \"PRODUCE_SUBSCRIBER\", \"kinds\": [\"JUDGE\"] } ] }")
                                            .members()
                                            .getOrDefault("a", Json.EMPTY)));

    private static Profile read(Json.Obj document) {
        var read = ProfileReader.read(document, Publisher.of("XB"));
        assertThat(read.problems()).isEmpty();
        return read.profile().orElseThrow();
    }

    private static List<Finding> found(Facts stated, Profile profile) {
        var facts = LawFacts.with(stated, "XA", "XB", new Profiles(Map.of("XB", profile)), DAY);
        return Rulebook.current().assess(facts, ALL, DAY);
    }

    private static boolean permitted(Facts stated, Profile profile) {
        return found(stated, profile).stream().map(Finding::effect).noneMatch(Effect::denies);
    }

    @Test
    void every_tightening_is_told_as_one() {
        var mild = read(MILD);
        for (var tightening : TIGHTENINGS) {
            var changes = ProfileComparison.of(mild, read(tightening.apply(MILD)));
            assertThat(changes)
                    .isNotEmpty()
                    .allMatch(change -> change.direction() == Direction.STRICTER);
            assertThat(ProfileComparison.of(read(tightening.apply(MILD)), mild))
                    .allMatch(change -> change.direction() == Direction.MILDER);
        }
    }

    @Test
    void the_mild_profile_permits_and_tightenings_change_what_is_found() {
        var cases = cases();
        var mild = read(MILD);
        assertThat(cases).anyMatch(facts -> permitted(facts, mild));
        var told = new AtomicInteger();
        var ended = new AtomicInteger();
        for (var tightening : TIGHTENINGS) {
            var strict = read(tightening.apply(MILD));
            if (cases.stream().anyMatch(facts -> !found(facts, mild).equals(found(facts, strict))))
                told.incrementAndGet();
            if (cases.stream()
                    .anyMatch(facts -> permitted(facts, mild) && !permitted(facts, strict)))
                ended.incrementAndGet();
        }
        assertThat(told.get())
                .as("else the property below would hold of anything")
                .isGreaterThan(8);
        assertThat(ended.get()).isGreaterThan(4);
    }

    private static List<Facts> cases() {
        return Stream.of("PRODUCE_CONTENT", "INTERCEPT", "RT_TRAFFIC", "PRODUCE_SUBSCRIBER")
                .flatMap(
                        measure ->
                                Stream.of(0L, 7L, 10L, 14L, 16L)
                                        .map(
                                                article ->
                                                        base().but()
                                                                .with(Fact.MEASURE, measure)
                                                                .with(Fact.ARTICLE, article)
                                                                .with(Fact.DAYS, 20)
                                                                .with(Fact.ACCOUNTS, 3)
                                                                .with(Fact.MONTHS_REQUESTED, 48)
                                                                .with(Fact.FICTIONAL, article == 14)
                                                                .build()))
                .toList();
    }

    @Property(tries = 500)
    void a_stricter_profile_never_permits_more(
            @ForAll("tightenings") List<Integer> which, @ForAll("requests") Facts request) {
        var document = MILD;
        for (var index : which) {
            var before = read(document);
            document = TIGHTENINGS.get(index).apply(document);
            var after = read(document);
            // One may take the place of another that was stricter still.
            var stricter =
                    ProfileComparison.of(before, after).stream()
                            .allMatch(change -> change.direction() == Direction.STRICTER);
            if (stricter && permitted(request, after))
                assertThat(permitted(request, before)).as("%s", request.stated()).isTrue();
        }
    }

    @Provide
    Arbitrary<List<Integer>> tightenings() {
        return Arbitraries.integers()
                .between(0, TIGHTENINGS.size() - 1)
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    /** What nothing speaks against, with nothing said of the requested State's law. */
    private static Facts base() {
        var facts = Examples.base().but();
        for (var fact : Fact.values())
            if (fact.owner() == Fact.Owner.LAW && fact != Fact.DESIGNATED) facts.without(fact);
        return facts.build();
    }

    @Provide
    Arbitrary<Facts> requests() {
        return Arbitraries.integers()
                .between(0, 1_000_000)
                .list()
                .ofMaxSize(5)
                .map(
                        dice -> {
                            var facts = base().but();
                            for (var die : dice) change(facts, die % 9, die / 9);
                            return facts.build();
                        });
    }

    private static void change(Facts.Builder facts, int which, int die) {
        var measures = Fact.MEASURE.codes();
        switch (which) {
            case 0 -> facts.with(Fact.MEASURE, measures.get(die % measures.size()));
            case 1 -> facts.with(Fact.ARTICLE, die % 19);
            case 2 -> facts.with(Fact.MONTHS_REQUESTED, 12L * (die % 15));
            case 3 -> facts.unknown(Fact.MONTHS_REQUESTED);
            case 4 -> facts.with(Fact.LANGUAGE, List.of("en", "fr", "ru").get(die % 3));
            case 5 -> facts.with(Fact.ACCOUNTS, die % 60);
            case 6 -> facts.with(Fact.DAYS, die % 500);
            case 7 ->
                    facts.with(Fact.DEATH_PENALTY, die % 2 == 0).with(Fact.ASSURANCE, die % 3 == 0);
            default -> facts.with(Fact.AUTHORISED_DAYS, die % 150);
        }
    }
}
