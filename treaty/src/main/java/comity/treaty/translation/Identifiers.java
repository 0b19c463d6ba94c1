package comity.treaty.translation;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What stands in a text and means the same in every language: accounts and addresses, numbers,
 * hashes, days, references to statutes and files. A translation has each of them letter for letter,
 * so that nobody is ordered to hand over another account than was asked for (T22).
 *
 * <p>A text is cut into runs of letters that are written with spaces between words (Latin,
 * Cyrillic, Greek) and of digits, with the signs that join them: {@code k.orlov@mail.example},
 * {@code 12(3)(a)}, {@code 2026-10-01}. A run is an identifier if it has a digit or an at sign, is
 * an address on the network, or a name with an underscore. Arabic and Chinese join their words to
 * what stands beside them; their letters are never part of a run. Characters that are not seen and
 * turn the direction of writing are part of the run in which they stand: no twin without them
 * passes for it. Nothing is normalised but the shape of digits in a plain number (٢٠٢٦ is 2026).
 */
public final class Identifiers {
    private static final String WORD = "[\\p{IsLatin}\\p{IsCyrillic}\\p{IsGreek}\\p{M}\\p{Nd}]";

    private static final Pattern RUN =
            Pattern.compile(
                    "@?"
                            + WORD
                            + "+(?:(?:[._\\-/@#+&=?~\\p{Cf}]+|,(?=\\p{Nd}{3})|:(?=//)|(?<=\\p{XDigit}):+(?=\\p{XDigit}))+/*"
                            + WORD
                            + "+|\\([\\p{L}\\p{Nd}]{1,4}\\))*");

    private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");
    private static final Pattern ADDRESS =
            Pattern.compile("[\\p{L}\\p{Nd}-]+(?:\\.[\\p{L}\\p{Nd}-]+)*\\.\\p{Ll}{2,24}");

    /** 18-year-old, 5-й, 3rd, 1er: the number alone is the same in another language. */
    private static final Pattern IN_PROSE =
            Pattern.compile(
                    "(\\p{Nd}+)(?:(?:-\\p{Ll}{3,})+|-\\p{IsCyrillic}{1,4}|(?:st|nd|rd|th|er|re|ème|e))");

    private static final Pattern PLAIN_NUMBER = Pattern.compile("[\\p{Nd}.,/:\\-]+");

    private Identifiers() {}

    /** Where one stands in a text. */
    public record Place(int start, int end) {}

    /** Where they stand, in order. */
    public static List<Place> places(String text) {
        return RUN.matcher(text)
                .results()
                .filter(run -> isOne(run.group()))
                .map(run -> new Place(run.start(), run.end()))
                .toList();
    }

    /** All of them, in order, each once. */
    public static Set<String> in(String text) {
        var found = new LinkedHashSet<String>();
        for (var place : places(text)) found.add(alone(text.substring(place.start(), place.end())));
        return found;
    }

    /**
     * Those of {@code original} that {@code translation} lacks.
     *
     * @param named what the act itself names as accounts, looked for as it is written
     */
    public static Set<String> missing(
            String original, Collection<String> named, String translation) {
        var wanted = new LinkedHashSet<String>();
        for (var name : named)
            if (!name.isBlank() && original.contains(name) && !translation.contains(name))
                wanted.add(name);
        var kept = in(translation);
        for (var one : in(original)) if (!kept.contains(one)) wanted.add(one);
        return wanted;
    }

    /** Whether a text has words beside its identifiers: only those have to be translated. */
    public static boolean hasWords(String text) {
        return RUN.matcher(text)
                .replaceAll(run -> isOne(run.group()) ? "" : "w")
                .codePoints()
                .anyMatch(Character::isLetter);
    }

    private static boolean isOne(String run) {
        return DIGIT.matcher(run).find()
                || run.indexOf('@') >= 0
                || run.indexOf('_') >= 0
                || run.contains("://")
                || ADDRESS.matcher(run).matches();
    }

    private static String alone(String run) {
        var prose = IN_PROSE.matcher(run);
        var number = prose.matches() ? prose.group(1) : run;
        return PLAIN_NUMBER.matcher(number).matches() ? latin(number) : number;
    }

    private static String latin(String number) {
        var digits = new StringBuilder();
        number.codePoints()
                .forEach(
                        point -> {
                            var digit = Character.digit(point, 10);
                            if (digit < 0) digits.appendCodePoint(point);
                            else digits.append(digit);
                        });
        return digits.toString();
    }
}
