package comity.treaty.positions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import comity.treaty.positions.Position.Kind;
import comity.treaty.positions.Positions.Standing;
import comity.treaty.rules.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.PropertyResourceBundle;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the release says about States is what its sources say. */
class ShippedPositionsTest {
    private final Positions positions = Positions.shipped();

    @Test
    void no_signatory_of_november_2025_was_lost_or_invented() throws IOException {
        var expected = new TreeMap<String, String>();
        for (var line : Files.readAllLines(signatories())) {
            if (line.startsWith("#") || line.startsWith("name,")) continue;
            var fields = Objects.requireNonNull(Csv.fields(line));
            expected.put(
                    fields.get(1), fields.get(2).replace("2025-10-25/26", "2025-10-25/2025-10-26"));
        }
        var ours = new TreeMap<String, String>();
        for (var position : positions.all())
            if (position.kind() == Kind.SIGNED
                    && position.asOf().equals(positions.signaturesAsOf()))
                ours.put(position.state(), position.date().orElseThrow().toString());
        assertThat(expected).hasSize(72);
        assertThat(ours).isEqualTo(expected);
    }

    @Test
    void who_signed_later_is_named_here() {
        assertThat(
                        positions.all().stream()
                                .filter(position -> position.kind() == Kind.SIGNED)
                                .filter(
                                        position ->
                                                !position.asOf().equals(positions.signaturesAsOf()))
                                .map(Position::state)
                                .distinct())
                .containsExactly("CA");
    }

    @Test
    void the_depositarys_count_is_the_number_of_signatories_listed() {
        assertThat(positions.signaturesAsOf()).hasToString("2025-11");
        assertThat(
                        positions.counts().stream()
                                .filter(count -> count.confidence() == Confidence.SEEN)
                                .map(Count::number))
                .containsExactly(72);
    }

    @Test
    void no_instrument_is_certain_and_those_in_dispute_are_shown_as_such() {
        assertThat(new EntryIntoForce(positions).tally())
                .isEqualTo(new EntryIntoForce.Tally(0, 1, 2, 0));
        assertThat(new EntryIntoForce(positions).day()).isEmpty();
        assertThat(positions.standing("QA")).isEqualTo(Standing.INSTRUMENT);
        assertThat(positions.standing("AZ")).isEqualTo(Standing.INSTRUMENT_DISPUTED);
        assertThat(positions.standing("VN")).isEqualTo(Standing.INSTRUMENT_DISPUTED);
    }

    @Test
    void a_ratification_that_one_blog_tells_of_is_no_fact() {
        assertThat(positions.of("IN", Kind.INSTRUMENT)).isEmpty();
        assertThat(positions.standing("IN")).isEqualTo(Standing.NOT_SIGNED);
    }

    @Test
    void a_standing_is_as_sure_as_what_it_rests_on() {
        assertThat(positions.confidence("DZ")).contains(Confidence.SEEN);
        assertThat(positions.confidence("KZ")).contains(Confidence.SECONDARY);
        assertThat(positions.confidence("CA")).contains(Confidence.DISPUTED);
        assertThat(positions.confidence("VN")).contains(Confidence.DISPUTED);
        assertThat(positions.confidence("US")).contains(Confidence.SECONDARY);
        assertThat(positions.confidence("AL")).isEmpty();
    }

    @Test
    void counts_that_contradict_each_other_are_all_there_and_disputed() {
        assertThat(positions.counts().stream().filter(count -> count.of() == Count.Of.INSTRUMENTS))
                .hasSizeGreaterThan(1)
                .allSatisfy(count -> assertThat(count.confidence()).isEqualTo(Confidence.DISPUTED));
    }

    @Test
    void what_comes_from_memory_is_unverified_wherever_it_stands() {
        positions.all().stream()
                .filter(position -> position.sources().contains("NOTES"))
                .forEach(
                        position ->
                                assertThat(position.confidence()).isEqualTo(Confidence.UNVERIFIED));
        positions.motions().stream()
                .filter(motion -> motion.sources().contains("NOTES"))
                .forEach(
                        motion -> assertThat(motion.confidence()).isEqualTo(Confidence.UNVERIFIED));
        assertThat(positions.motion("delete-human-rights").map(Motion::confidence))
                .isEqualTo(Optional.of(Confidence.UNVERIFIED));
    }

    @Test
    void every_source_is_used() {
        var used = new TreeSet<String>();
        positions.all().forEach(position -> used.addAll(position.sources()));
        positions.motions().forEach(motion -> used.addAll(motion.sources()));
        positions.counts().forEach(count -> used.addAll(count.sources()));
        assertThat(used).isEqualTo(positions.sources().keySet());
    }

    @Test
    void all_who_may_sign_are_there() {
        assertThat(positions.participants())
                .hasSize(198)
                .containsKeys("EU", "VA", "PS", "CK", "NU");
    }

    @Test
    void what_they_say_more_is_there_in_six_languages() throws IOException {
        var wanted = new TreeSet<String>();
        positions.all().stream()
                .map(Position::phrase)
                .filter(phrase -> !phrase.isEmpty())
                .forEach(wanted::add);
        positions.motions().forEach(motion -> wanted.add("motion-" + motion.id()));
        for (var language : Wording.LANGUAGES)
            try (var in =
                    Phrases.class.getResourceAsStream(
                            "phrases_" + language.getLanguage() + ".properties")) {
                var bundle = new PropertyResourceBundle(Objects.requireNonNull(in));
                assertThat(new TreeSet<>(bundle.keySet())).as("%s", language).isEqualTo(wanted);
            }
        var iran = positions.of("IR", Kind.OBJECTED).getFirst();
        assertThat(new Phrases(java.util.Locale.FRENCH).of(iran)).startsWith("A objecté");
    }

    private static Path signatories() {
        var named = System.getenv("COMITY_CORPORA");
        var folder =
                named != null
                        ? Path.of(named)
                        : Path.of(System.getProperty("comity.root", "."))
                                .resolve("../shared/corpora");
        var file = folder.resolve("treaty/uncac-cyber-signatories.csv");
        if (!Files.exists(file)) System.out.println("skipped: no corpora " + file);
        assumeTrue(Files.exists(file), "no corpora");
        return file;
    }
}
