package comity.treaty.translation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
    /** What joins the parts of a run, if a letter or a digit follows. */
    private static final String JOINERS = "._-/@#+&=?~";

    /** How numbers end that count: 3rd, 1er, 2e. */
    private static final Set<String> ENDINGS =
            Set.of("st", "nd", "rd", "th", "er", "re", "e", "ème");

    private Identifiers() {}

    /** Where one stands in a text. */
    public record Place(int start, int end) {}

    /** Where they stand, in order. */
    public static List<Place> places(String text) {
        return runs(text).stream()
                .filter(run -> isOne(text.substring(run.start(), run.end())))
                .toList();
    }

    /**
     * The runs of a text. By hand, in one pass: a pattern would follow a text of hyphens, which
     * anybody may send, into as many calls as it is long; and the verifier in a browser knows no
     * patterns of scripts.
     */
    private static List<Place> runs(String text) {
        var runs = new ArrayList<Place>();
        var at = 0;
        while (at < text.length()) {
            var start = at;
            if (text.charAt(at) == '@') at++;
            // A mark belongs to the letter before it, which may be of a script that no run has.
            var end = at < text.length() && isMark(text.codePointAt(at)) ? at : word(text, at);
            if (end == at) {
                at = start + Character.charCount(text.codePointAt(start));
                continue;
            }
            for (var next = further(text, end); next > end; next = further(text, end)) end = next;
            runs.add(new Place(start, end));
            at = end;
        }
        return runs;
    }

    /** Where the letters and digits that begin at {@code at} end. */
    private static int word(String text, int at) {
        var end = at;
        while (end < text.length() && isOfWord(text.codePointAt(end)))
            end += Character.charCount(text.codePointAt(end));
        return end;
    }

    /**
     * The end of the next part of a run that has come to {@code at}; {@code at} if none follows.
     */
    private static int further(String text, int at) {
        if (at < text.length() && text.charAt(at) == '(') {
            var end = at + 1;
            while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) end++;
            var letters = end - at - 1;
            return letters >= 1 && letters <= 4 && end < text.length() && text.charAt(end) == ')'
                    ? end + 1
                    : at;
        }
        var joined = at;
        while (joined < text.length() && joins(text, joined)) joined++;
        var end = word(text, joined);
        return joined > at && end > joined ? end : at;
    }

    private static boolean joins(String text, int at) {
        var sign = text.charAt(at);
        return switch (sign) {
            case ',' -> at + 3 < text.length() && digits(text, at + 1, 3);
            case ':' ->
                    text.startsWith("//", at + 1)
                            || at > 0
                                    && at + 1 < text.length()
                                    && isHex(text.charAt(at - 1))
                                    && isHex(text.charAt(at + 1));
            default -> JOINERS.indexOf(sign) >= 0 || Character.getType(sign) == Character.FORMAT;
        };
    }

    private static boolean digits(String text, int from, int count) {
        for (var at = from; at < from + count; at++) if (!isDigit(text.charAt(at))) return false;
        return true;
    }

    private static boolean isHex(char sign) {
        return sign == ':' || Character.digit(sign, 16) >= 0;
    }

    private static boolean isOfWord(int point) {
        return isDigit(point) || isMark(point) || isSpaced(point) && Character.isLetter(point);
    }

    private static boolean isDigit(int point) {
        return Character.isDigit(point);
    }

    /** Latin, Greek and Cyrillic with their extensions, and Latin as wide as Chinese. */
    private static boolean isSpaced(int point) {
        return point <= 0x052F
                || point >= 0x1C80 && point <= 0x1C8F
                || point >= 0x1D00 && point <= 0x1FFF
                || point >= 0x2C60 && point <= 0x2C7F
                || point >= 0x2DE0 && point <= 0x2DFF
                || point >= 0xA640 && point <= 0xA69F
                || point >= 0xA720 && point <= 0xA7FF
                || point >= 0xAB30 && point <= 0xAB6F
                || point >= 0xFF21 && point <= 0xFF5A;
    }

    private static boolean isMark(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    true;
            default -> false;
        };
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
        var at = 0;
        for (var place : places(text)) {
            if (hasLetters(text.substring(at, place.start()))) return true;
            at = place.end();
        }
        return hasLetters(text.substring(at));
    }

    private static boolean hasLetters(String text) {
        for (var at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at)))
            if (Character.isLetter(text.codePointAt(at))) return true;
        return false;
    }

    private static boolean isOne(String run) {
        if (run.indexOf('@') >= 0 || run.indexOf('_') >= 0 || run.contains("://")) return true;
        for (var at = 0; at < run.length(); at += Character.charCount(run.codePointAt(at)))
            if (isDigit(run.codePointAt(at))) return true;
        return isName(run);
    }

    /** pay-here.example: names with dots between, the last of small letters alone. */
    private static boolean isName(String run) {
        var dot = run.lastIndexOf('.');
        var last = run.length() - dot - 1;
        if (dot < 1 || last < 2 || last > 24) return false;
        for (var at = dot + 1; at < run.length(); at++)
            if (!Character.isLowerCase(run.charAt(at))) return false;
        for (var at = 0; at < dot; at++) {
            var sign = run.charAt(at);
            if (sign == '.' ? run.charAt(at + 1) == '.' : sign != '-' && !isOfWord(sign))
                return false;
        }
        return true;
    }

    private static String alone(String run) {
        var number = 0;
        while (number < run.length() && isDigit(run.charAt(number))) number++;
        if (number > 0 && isProse(run.substring(number))) return latin(run.substring(0, number));
        for (var at = 0; at < run.length(); at++)
            if (!isDigit(run.charAt(at)) && ".,/:-".indexOf(run.charAt(at)) < 0) return run;
        return latin(run);
    }

    /** Of 18-year-old, 5-й, 3rd and 1er the number alone is the same in another language. */
    private static boolean isProse(String rest) {
        if (ENDINGS.contains(rest)) return true;
        if (rest.length() < 2 || rest.charAt(0) != '-') return false;
        if (rest.length() <= 5 && isCyrillic(rest.charAt(1))) return isSmall(rest.substring(1), 1);
        for (var part : rest.substring(1).split("-", -1)) if (!isSmall(part, 3)) return false;
        return true;
    }

    private static boolean isCyrillic(char letter) {
        return letter >= 0x0400 && letter <= 0x052F;
    }

    private static boolean isSmall(String letters, int least) {
        for (var at = 0; at < letters.length(); at++)
            if (!Character.isLowerCase(letters.charAt(at))) return false;
        return letters.length() >= least;
    }

    private static String latin(String number) {
        var digits = new StringBuilder();
        for (var at = 0; at < number.length(); at++) {
            var digit = Character.digit(number.charAt(at), 10);
            if (digit < 0) digits.append(number.charAt(at));
            else digits.append(digit);
        }
        return digits.toString();
    }
}
