package comity.record.act;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {
    /** Valid by RFC 8259, and refused because a record must have one meaning (RFC 7493). */
    private static final Set<String> REASONS =
            Set.of("duplicate-key", "lone-surrogate", "number-out-of-range", "too-deep");

    @Test
    void judges_JSONTestSuite_as_RFC_8259_does_or_says_why_not() {
        for (var file : Corpora.files("adversarial/JSONTestSuite/test_parsing", ".json")) {
            var name = Corpora.name(file);
            try {
                JsonReader.interchange(Corpora.bytes(file));
                assertThat(name).doesNotStartWith("n_");
            } catch (MalformedJson refused) {
                if (name.startsWith("y_")) assertThat(REASONS).as(name).contains(refused.code());
            }
        }
        for (var file : Corpora.files("adversarial/JSONTestSuite/test_transform", ".json")) {
            try {
                JsonReader.interchange(Corpora.bytes(file));
                assertThat(Corpora.name(file)).doesNotStartWith("object_same_key");
            } catch (MalformedJson refused) {
                assertThat(refused.code()).as(Corpora.name(file)).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "duplicate-key | {\"a\":1,\"a\":1}",
                "duplicate-key | {\"a\":1,\"\\u0061\":2}",
                "fraction-refused | {\"a\":1.0}",
                "fraction-refused | {\"a\":1e2}",
                "fraction-refused | {\"a\":-0}",
                "number-out-of-range | {\"a\":9007199254740992}",
                "number-out-of-range | {\"a\":123456789012345678901}",
                "null-refused | {\"a\":null}",
                "lone-surrogate | {\"a\":\"\\ud800\"}",
                "lone-surrogate | {\"a\":\"\\udc00\\ud800\"}",
                "trailing-bytes | {} {}",
                "unexpected-character | {\"a\":01}",
                "unexpected-character | {\"a\":+1}",
                "name-expected | {\"a\":1,}",
                "ends-too-early | {\"a\":",
                "bad-escape | {\"a\":\"\\u00٣0\"}",
                "not-an-object | []",
            })
    void refuses_in_an_act(String code, String text) {
        assertThatThrownBy(() -> JsonReader.actObject(text.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        MalformedJson.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void refuses_what_is_no_UTF_8_and_a_byte_order_mark_and_a_million_brackets() {
        assertRefused("not-utf-8", new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'});
        assertRefused("not-utf-8", new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'});
        assertRefused("unexpected-character", "\ufeff{}".getBytes(UTF_8));
        assertRefused("too-deep", "[".repeat(1_000_000).getBytes(UTF_8));
        assertRefused("too-deep", "{\"a\":".repeat(100_000).getBytes(UTF_8));
    }

    private static void assertRefused(String code, byte[] bytes) {
        assertThatThrownBy(() -> JsonReader.act(bytes))
                .isInstanceOfSatisfying(
                        MalformedJson.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Property(tries = 2000)
    void answers_any_bytes_with_a_value_or_a_refusal(@ForAll byte[] noise) {
        for (var whole : Set.of(true, false)) {
            try {
                var value = whole ? JsonReader.act(noise) : JsonReader.interchange(noise);
                assertThat(CanonicalJson.bytes(value)).isNotEmpty();
            } catch (MalformedJson refused) {
                assertThat(refused.offset()).isBetween(0, noise.length);
            }
        }
    }
}
