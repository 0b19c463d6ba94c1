package comity.node.desk.work;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Words of six languages in one form: compatibility forms, marks and case removed, Arabic letters
 * that are written several ways in one way; Han by pairs of characters. And the keys under which a
 * word is put down and looked up, so that one wrong letter, a beginning, or another script finds
 * it.
 */
final class Words {
    private static final Normalizer2 NFKD = Normalizer2.getNFKDInstance();
    private static final Transliterator LATIN =
            Transliterator.getInstance("Any-Latin; Latin-ASCII; Any-Lower");

    /** Shorter words with a letter less are other words. */
    private static final int SHORTEST_MISTYPED = 4;

    private static final int LONGEST_MISTYPED = 24;
    private static final int SHORTEST_BEGINNING = 3;
    private static final int LONGEST_BEGINNING = 12;
    private static final int SHORTEST_SKELETON = 3;

    /** More words than a person types; the rest is not asked for. */
    static final int MOST_ASKED = 8;

    private Words() {}

    /** The words of a text, in their one form; Han as pairs, a single character by itself. */
    static List<String> of(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        var han = new StringBuilder();
        form(text)
                .codePoints()
                .forEach(
                        point -> {
                            var isHan = UScript.getScript(point) == UScript.HAN;
                            if (!isHan) pairs(han, words);
                            if (isHan || !UCharacter.isLetterOrDigit(point)) end(word, words);
                            if (isHan) han.appendCodePoint(point);
                            else if (UCharacter.isLetterOrDigit(point)) word.appendCodePoint(point);
                        });
        end(word, words);
        pairs(han, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) words.add(word.toString());
        word.setLength(0);
    }

    private static void pairs(StringBuilder run, List<String> words) {
        var points = run.codePoints().toArray();
        run.setLength(0);
        if (points.length == 1) words.add(new String(points, 0, 1));
        for (var i = 0; i + 1 < points.length; i++) words.add(new String(points, i, 2));
    }

    private static String form(String text) {
        var plain = new StringBuilder();
        NFKD.normalize(text)
                .codePoints()
                .filter(point -> UCharacter.getType(point) != Character.NON_SPACING_MARK)
                // The tatweel stretches a word and is no letter.
                .filter(point -> point != 0x640)
                .map(Words::arabic)
                .forEach(plain::appendCodePoint);
        return UCharacter.foldCase(plain.toString(), true);
    }

    /** Letters that are written one for the other. */
    private static int arabic(int point) {
        return switch (point) {
            case 0x622, 0x623, 0x625, 0x671 -> 0x627; // alef with madda, hamza, wasla
            case 0x649, 0x6cc -> 0x64a; // alef maqsura and Farsi yeh as yeh
            case 0x629 -> 0x647; // teh marbuta as heh
            case 0x6a9 -> 0x643; // keheh as kaf
            default -> point;
        };
    }

    /** Under what a word is put down. */
    static Set<String> put(String word) {
        var keys = new LinkedHashSet<String>();
        for (var form : forms(word)) {
            keys.add("w" + form);
            mistyped(form, keys);
            var points = form.codePointCount(0, form.length());
            for (var i = SHORTEST_BEGINNING; i < Math.min(points, LONGEST_BEGINNING + 1); i++)
                keys.add("b" + form.substring(0, form.offsetByCodePoints(0, i)));
        }
        var skeleton = skeleton(word);
        if (!skeleton.isEmpty()) keys.add((isLatin(word) ? "l" : "a") + skeleton);
        // A single character finds the pairs that it stands in.
        if (isHan(word)) word.codePoints().forEach(one -> keys.add("w" + Character.toString(one)));
        return keys;
    }

    /** Under what a word is looked up: one of them is enough. */
    static Set<String> ask(String word) {
        var keys = new LinkedHashSet<String>();
        for (var form : forms(word)) {
            keys.add("w" + form);
            mistyped(form, keys);
            if (form.codePointCount(0, form.length()) >= SHORTEST_BEGINNING) keys.add("b" + form);
        }
        var skeleton = skeleton(word);
        if (!skeleton.isEmpty()) keys.add((isLatin(word) ? "a" : "l") + skeleton);
        return keys;
    }

    /** Under what a word is looked up if it is written as it was. */
    static Set<String> exactly(String word) {
        return Set.of("w" + word);
    }

    /** How well {@code asked} is answered by {@code word}: 0 not at all, 3 as it is written. */
    static int answers(String asked, String word) {
        if (asked.equals(word)) return 3;
        var put = put(word);
        var ask = ask(asked);
        if (put.contains("w" + asked) || put.contains("b" + asked)) return 2;
        return ask.stream().anyMatch(put::contains) ? 1 : 0;
    }

    /** A word, and as Latin letters write it. */
    private static Set<String> forms(String word) {
        var forms = new LinkedHashSet<String>();
        forms.add(word);
        if (!isLatin(word)) {
            var latin = latin(word);
            if (!latin.isEmpty()) forms.add(latin);
        }
        return forms;
    }

    private static String latin(String word) {
        return LATIN.transliterate(word).replaceAll("[^a-z0-9]", "");
    }

    /**
     * Each letter left out once: two words that differ by one letter have one of these in common.
     */
    private static void mistyped(String word, Set<String> keys) {
        var points = word.codePoints().toArray();
        if (points.length < SHORTEST_MISTYPED
                || points.length > LONGEST_MISTYPED
                || word.codePoints().anyMatch(UCharacter::isDigit)) return;
        keys.add("d" + word);
        for (var i = 0; i < points.length; i++)
            keys.add(
                    "d"
                            + new String(points, 0, i)
                            + new String(points, i + 1, points.length - i - 1));
    }

    private static boolean isLatin(String word) {
        return word.codePoints().allMatch(point -> point < 0x80);
    }

    private static boolean isHan(String word) {
        return word.codePoints().allMatch(point -> UScript.getScript(point) == UScript.HAN);
    }

    /** What is left of a name where its script writes no vowels: so that Muhammad finds محمد. */
    private static String skeleton(String word) {
        var arabic =
                word.codePoints().anyMatch(point -> UScript.getScript(point) == UScript.ARABIC);
        if (!arabic && !isLatin(word) || word.codePoints().anyMatch(UCharacter::isDigit)) return "";
        var latin = arabic ? latin(word) : word;
        var bare =
                latin.replace("sh", "s")
                        .replace("kh", "k")
                        .replace("gh", "g")
                        .replace("th", "t")
                        .replace("dh", "d")
                        .replace('q', 'k')
                        .replace('c', 'k')
                        .replaceAll("[^a-z]|[aeiouyw]", "")
                        .replaceAll("(.)\\1+", "$1");
        return bare.length() < SHORTEST_SKELETON ? "" : bare;
    }
}
