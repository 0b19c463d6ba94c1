package comity.record.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    private static final Directories TRUSTED = new Directories(Map.of("XA", Specimens.directory()));
    private static final Interval MADE = Interval.at(Specimens.AT);

    @Test
    void is_read_back_as_it_was_written() throws Exception {
        var bytes = CanonicalJson.bytes(Specimens.envelope().json());
        var again = Envelope.of(bytes);
        assertThat(CanonicalJson.bytes(again.json())).isEqualTo(bytes);
        assertThat(again.header()).isEqualTo(Specimens.header());
        assertThat(TRUSTED.signatory(again, MADE)).isEqualTo(new Directories.Signatory.Authentic());
    }

    @Test
    void stands_with_a_section_withheld() throws Exception {
        var withheld = Specimens.envelope().withholding(_ -> false);
        var again = Envelope.of(CanonicalJson.bytes(withheld.json()));
        assertThat(again.digest()).isEqualTo(Specimens.envelope().digest());
        assertThat(again.content("terms")).isEmpty();
        assertThat(TRUSTED.signatory(again, MADE)).isEqualTo(new Directories.Signatory.Authentic());
    }

    /** Receipts prove themselves; whatever else changes by one bit is no longer that act. */
    @Test
    void does_not_survive_the_change_of_any_single_bit() throws Exception {
        var sound = Specimens.envelope().with(List.<Receipt>of());
        var bytes = CanonicalJson.bytes(sound.json());
        for (var bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(passesAs(bytes)).as("bit %d", bit).isFalse();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    private static boolean passesAs(byte[] bytes) {
        try {
            return TRUSTED.signatory(Envelope.of(bytes), MADE)
                    instanceof Directories.Signatory.Authentic;
        } catch (MalformedJson | MalformedAct _) {
            return false;
        }
    }

    @Property(tries = 500)
    void refuses_any_cut_without_an_unexpected_exception(
            @ForAll @IntRange(min = 0, max = 1_500) int length) {
        var bytes = CanonicalJson.bytes(Specimens.envelope().json());
        if (length < bytes.length)
            assertThat(passesAs(java.util.Arrays.copyOf(bytes, length))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "format",
                "id",
                "docket",
                "kind",
                "type",
                "at",
                "author",
                "seen",
                "rules",
                "after",
                "sections"
            })
    void names_the_part_of_the_header_that_is_missing_or_of_another_kind(String member) {
        var members = new java.util.LinkedHashMap<>(Specimens.header().json().members());
        members.remove(member);
        assertRefused("header." + member, new Json.Obj(members));
        assertRefused("header." + member, Specimens.header().json().with(member, 7));
    }

    @Test
    void refuses_what_could_be_read_in_two_ways() {
        var header = Specimens.header().json();
        var low = "0".repeat(64);
        var high = "f".repeat(64);
        assertRefused("header", header.with("note", "unknown member"));
        assertRefused("header.format", header.with("format", "comity-act/2"));
        assertRefused(
                "header.id",
                header.with("id", Specimens.DOCKET.toString().toUpperCase(java.util.Locale.ROOT)));
        assertRefused("header.at", header.with("at", "2026-11-02T10:30:00+01:00"));
        assertRefused("header.at", header.with("at", "2026-11-02T09:30:00.000Z"));
        assertRefused("header.seen", header.with("seen", Json.strings(List.of(high, low))));
        assertRefused("header.seen", header.with("seen", Json.strings(List.of(low, low))));
        assertRefused("header.rules", header.with("rules", "A".repeat(64)));
        assertRefused("header.after", header.with("after", "x".repeat(4_001)));
        assertRefused(
                "header.author.authority",
                header.with("author", Specimens.author().json().with("authority", "XB.court")));
        assertRefused("header.sections", header.with("sections", Json.object().with("Terms", low)));
    }

    private static void assertRefused(String part, Json.Obj header) {
        assertThatThrownBy(() -> Header.of(header))
                .isInstanceOfSatisfying(
                        MalformedAct.class, refused -> assertThat(refused.part()).isEqualTo(part));
    }

    @Test
    void refuses_a_section_that_the_header_does_not_name_and_an_envelope_beyond_all_measure() {
        var other = new Section(Specimens.SALT, Json.object().with("account", "another"));
        var sections = Json.object().with("terms", other.json());
        assertThatThrownBy(
                        () -> Envelope.of(Specimens.envelope().json().with("sections", sections)))
                .isInstanceOf(MalformedAct.class);
        assertThatThrownBy(() -> Envelope.of(new byte[Envelope.MOST_BYTES + 1]))
                .isInstanceOf(MalformedAct.class);
    }

    @Test
    void reads_a_directory_back_as_it_was_written() throws Exception {
        var json = Specimens.directory().json();
        assertThat(Directory.of(json).json()).isEqualTo(json);
    }

    @Test
    void hides_a_guessable_content_behind_its_salt() {
        var content = Json.object().with("answer", "yes");
        assertThat(new Section(Specimens.filled(20), content).digest())
                .isNotEqualTo(new Section(Specimens.filled(21), content).digest());
        assertThat(Pseudonym.of(Specimens.SALT, Specimens.DOCKET, "K"))
                .isEqualTo(Pseudonym.of(Specimens.SALT, Specimens.DOCKET, "K"))
                .isNotEqualTo(Pseudonym.of(Specimens.NONCE, Specimens.DOCKET, "K"));
    }
}
