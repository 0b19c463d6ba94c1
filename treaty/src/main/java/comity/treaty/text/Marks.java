package comity.treaty.text;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where one is in an article: paragraph, subparagraph, item. A mark at the start of a line counts
 * only where it continues the numbering; anything else that looks like one is text, for a line may
 * begin with a reference.
 */
final class Marks {
    /** How many marks may have been lost between two. */
    private static final int LOST = 2;

    private static final Pattern NUMBER =
            Pattern.compile(
                    "(\\d{1,2})\\s*[.、)]\\s*(?!\\d)|(\\d{1,2})\\s*[-–—]\\s+|[-–—]\\s*(\\d{1,2})\\s+");
    private static final Pattern HAN_NUMBER = Pattern.compile("([一二三四五六七八九十]{1,3})\\s*[、.,，]\\s*");
    private static final Pattern HAN_LETTER = Pattern.compile("[(]([一二三四五六七八九十]{1,3})[)]\\s*");
    private static final Pattern LETTER = Pattern.compile("[(]?\\s*(\\p{L})\u0640?\\s*[)]\\s*");
    private static final Pattern ROMAN = Pattern.compile("[(]?\\s*([ivx]{1,5})\\s*[)]\\s*");
    private static final Pattern QUOTED =
            Pattern.compile("[’‘'\"“”`]\\s*(\\d{1,2})\\s*[’‘'\"“”`]\\s*");

    private int number;
    private int letter;
    private int item;
    private boolean han;

    /**
     * @param path where the line stands now
     * @param rest of the line, after the mark
     * @param skipped whether numbering jumped to get here
     */
    record Mark(String path, String rest, boolean skipped) {}

    /** The path of the place reached. */
    String path() {
        return (number > 0 ? "(" + number + ")" : "")
                + (letter > 0 ? "(" + Numerals.letter(letter) + ")" : "")
                + (item > 0 ? "(" + Numerals.roman(item) + ")" : "");
    }

    /** Takes the mark at the start of {@code line}, if it continues what came before. */
    Optional<Mark> take(String line) {
        var plain = Numerals.plain(line);
        var next = number(plain);
        if (next.isEmpty()) next = letterOrItem(plain);
        return next;
    }

    private Optional<Mark> number(String plain) {
        var hanNumber = HAN_NUMBER.matcher(plain);
        if (hanNumber.lookingAt()) {
            var mark = paragraph(Numerals.han(hanNumber.group(1)), hanNumber, plain);
            han = han || mark.isPresent();
            return mark;
        }
        var western = NUMBER.matcher(plain);
        if (!western.lookingAt()) return Optional.empty();
        var said = Integer.parseInt(group(western));
        // Where Han numerals count the paragraphs, Western ones count the items below.
        return han ? item(said, western, plain) : paragraph(said, western, plain);
    }

    private static String group(Matcher matcher) {
        for (var at = 1; at <= matcher.groupCount(); at++)
            if (matcher.group(at) != null) return matcher.group(at);
        throw new IllegalStateException("a pattern without its group: " + matcher);
    }

    private Optional<Mark> paragraph(int said, Matcher mark, String plain) {
        if (!continues(number, said)) return Optional.empty();
        var skipped = said != number + 1;
        number = said;
        letter = 0;
        item = 0;
        return Optional.of(new Mark(path(), plain.substring(mark.end()), skipped));
    }

    private Optional<Mark> letterOrItem(String plain) {
        var quoted = QUOTED.matcher(plain);
        if (quoted.lookingAt()) return item(Integer.parseInt(quoted.group(1)), quoted, plain);
        var hanLetter = HAN_LETTER.matcher(plain);
        if (hanLetter.lookingAt())
            return letter(Set.of(Numerals.han(hanLetter.group(1))), hanLetter, plain);
        var latin = LETTER.matcher(plain);
        if (latin.lookingAt()) {
            var places = new TreeSet<>(Numerals.places(latin.group(1)));
            if (places.contains(letter + 1)) return letter(places, latin, plain);
            var roman = Numerals.roman(latin.group(1));
            if (roman > 0 && roman == item + 1) return item(roman, latin, plain);
            return letter(places, latin, plain);
        }
        var roman = ROMAN.matcher(plain);
        return roman.lookingAt()
                ? item(Numerals.roman(roman.group(1)), roman, plain)
                : Optional.empty();
    }

    private Optional<Mark> letter(Set<Integer> places, Matcher mark, String plain) {
        for (var said : places) {
            if (!continues(letter, said)) continue;
            var skipped = said != letter + 1 && !places.contains(letter + 1);
            letter = places.contains(letter + 1) ? letter + 1 : said;
            item = 0;
            return Optional.of(new Mark(path(), plain.substring(mark.end()), skipped));
        }
        return Optional.empty();
    }

    private Optional<Mark> item(int said, Matcher mark, String plain) {
        if (said != item + 1 || number + letter == 0) return Optional.empty();
        item = said;
        return Optional.of(new Mark(path(), plain.substring(mark.end()), false));
    }

    /** The first, or one soon after the one before. */
    private static boolean continues(int before, int said) {
        return before == 0 ? said == 1 : said > before && said <= before + 1 + LOST;
    }
}
