package comity.record.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Six words stand for a digest: everywhere the same, and hard to steer. */
class CheckWordsTest {
    private static final Digest DIGEST = Digest.of("act".getBytes(StandardCharsets.UTF_8));

    /** The JDK's PBKDF2 and whole-number arithmetic, instead of BouncyCastle's and ours. */
    @Test
    void are_what_another_implementation_of_the_format_makes_of_the_digest() throws Exception {
        var secret =
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(
                                new PBEKeySpec(
                                        DIGEST.hex().toCharArray(),
                                        "comity-check-words/1".getBytes(StandardCharsets.UTF_8),
                                        16_384,
                                        72));
        var drawn = new BigInteger(1, secret.getEncoded()).shiftRight(6);
        var places = CheckWords.of(DIGEST).places();
        for (var word = 0; word < 6; word++)
            assertThat(places.get(word))
                    .isEqualTo(
                            drawn.shiftRight(11 * (5 - word))
                                    .and(BigInteger.valueOf(2047))
                                    .intValue());
    }

    @Test
    void change_with_the_last_bit_of_the_digest() {
        var bytes = DIGEST.bytes();
        bytes[31] ^= 1;
        assertThat(CheckWords.of(Digest.ofHash(bytes)).places())
                .isNotEqualTo(CheckWords.of(DIGEST).places());
    }

    @Test
    void stand_at_the_same_places_in_every_language() {
        var words = CheckWords.of(DIGEST);
        assertThat(words.in(Locale.of("es"))).hasSize(6).doesNotHaveAnyElementsOfTypes(Void.class);
        assertThat(words.in(Locale.of("de"))).isEqualTo(words.in(Locale.ENGLISH));
        for (var language : List.of("ar", "en", "es", "fr", "ru", "zh"))
            assertThat(words.line(Locale.of(language)).split(" · ")).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "en", "es", "fr", "ru", "zh"})
    void come_from_lists_without_twins(String language) throws Exception {
        var list =
                new String(
                                CheckWords.class
                                        .getResourceAsStream("words_" + language + ".txt")
                                        .readAllBytes(),
                                StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        var folded = new HashSet<String>();
        for (var word : list) {
            assertThat(word).matches("\\p{L}{2,12}");
            assertThat(word).isEqualTo(Normalizer.normalize(word, Normalizer.Form.NFC));
            assertThat(folded.add(heard(word))).as(word + " has a twin").isTrue();
        }
        assertThat(list).hasSize(2048);
    }

    /** As it is heard or typed in haste: without accents, hamzas and the like. */
    private static String heard(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replace('ё', 'е')
                .replace('ة', 'ه')
                .replace('ى', 'ي');
    }
}
