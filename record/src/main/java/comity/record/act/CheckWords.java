package comity.record.act;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Six words for an act's digest, so that two people can compare it over the telephone
 * (docs/formats/check-words.md): 66 bits, eleven for each word, from a fixed list of 2048 for each
 * of the six languages.
 *
 * <p>The bits come out of PBKDF2 over the digest and not straight from it: whoever looks for two
 * acts with the same words has to pay some thousand hashes for each try (docs/decisions/0044).
 */
public final class CheckWords {
    public static final int WORDS = 6;

    private static final int BITS_OF_A_WORD = 11;

    /** How many words each language has: eleven bits. */
    public static final int CHOICES = 1 << BITS_OF_A_WORD;

    private static final int ROUNDS = 16_384;
    private static final byte[] SALT = "comity-check-words/1".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, List<String>> LISTS =
            Stream.of("ar", "en", "es", "fr", "ru", "zh")
                    .collect(Collectors.toUnmodifiableMap(code -> code, CheckWords::read));

    private final List<Integer> places;

    private CheckWords(List<Integer> places) {
        this.places = List.copyOf(places);
    }

    public static CheckWords of(Digest digest) {
        var slow = new PKCS5S2ParametersGenerator(new SHA256Digest());
        slow.init(digest.hex().getBytes(StandardCharsets.US_ASCII), SALT, ROUNDS);
        var drawn = ((KeyParameter) slow.generateDerivedMacParameters(72)).getKey();
        var places = new ArrayList<Integer>();
        for (var word = 0; word < WORDS; word++) places.add(bits(drawn, word * BITS_OF_A_WORD));
        return new CheckWords(places);
    }

    /** Eleven bits from {@code first} on, the most significant bit of the first byte being 0. */
    private static int bits(byte[] drawn, int first) {
        var value = 0;
        for (var bit = first; bit < first + BITS_OF_A_WORD; bit++)
            value = value << 1 | drawn[bit / 8] >> (7 - bit % 8) & 1;
        return value;
    }

    /** The places as one text, for a report that is worded later: {@code 12.1045.3.…}. */
    public String text() {
        return places.stream().map(Object::toString).collect(Collectors.joining("."));
    }

    /** Reads {@link #text}; empty if it is not one. */
    public static Optional<CheckWords> ofText(String text) {
        var parts = List.of(text.split("\\.", -1));
        if (parts.size() != WORDS || !parts.stream().allMatch(part -> part.matches("[0-9]{1,4}")))
            return Optional.empty();
        var places = parts.stream().map(Integer::valueOf).toList();
        return places.stream().allMatch(place -> place < CHOICES)
                ? Optional.of(new CheckWords(places))
                : Optional.empty();
    }

    /** The places in the lists, from 0 to 2047: the same in every language. */
    public List<Integer> places() {
        return places;
    }

    /** The six words in {@code language}; in English where there is no list of it. */
    public List<String> in(Locale language) {
        var list =
                Objects.requireNonNull(LISTS.getOrDefault(language.getLanguage(), LISTS.get("en")));
        return places.stream().map(list::get).toList();
    }

    /**
     * Whether somebody who heard these words wrote them down: all six, in their order, in any one
     * of the languages, with spaces, commas, dots or hyphens between them.
     */
    public boolean areReadAs(String heard) {
        var words =
                Stream.of(heard.split("[\\s,.·;、，-]+"))
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .toList();
        return LISTS.values().stream()
                .anyMatch(list -> places.stream().map(list::get).toList().equals(words));
    }

    /** The words on one line. */
    public String line(Locale language) {
        return String.join(" · ", in(language));
    }

    private static List<String> read(String language) {
        var name = "words_" + language + ".txt";
        try (var in = CheckWords.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("the release lacks " + name);
            var words = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            if (words.size() != CHOICES)
                throw new IllegalStateException(name + " has not " + CHOICES + " words");
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException("the release's " + name + " cannot be read", e);
        }
    }
}
