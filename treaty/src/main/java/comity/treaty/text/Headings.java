package comity.treaty.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds where articles begin. A line that names an article may be a heading, or a reference that a
 * line break put at the start of a line; so all are collected first, and of them the rising
 * sequence is taken that has the most articles and, among equals (a table of contents), the most
 * text.
 */
final class Headings {
    private static final int WORTH = 4_000;

    /** Nothing, or what parts a heading from its title on the same line. */
    private static final String REST = "(?:\\s*[.:：–—-]*\\s*$|\\s*[.:：–—-]\\s*(?<title>\\S.*)$)";

    private static final Map<String, Pattern> HEADINGS =
            Map.of(
                    "en", Pattern.compile("(?:Article|ARTICLE)\\s+(?<n>\\d{1,2})" + REST),
                    "fr",
                            Pattern.compile(
                                    "(?:Article|ARTICLE)\\s+(?<n>\\d{1,2}|premier|PREMIER|1er)"
                                            + REST),
                    "es", Pattern.compile("(?:Art[ií]culo|ART[IÍ]CULO)\\s+(?<n>\\d{1,2})" + REST),
                    "ru", Pattern.compile("(?:Статья|СТАТЬЯ)\\s+(?<n>\\d{1,2})" + REST),
                    "ar", Pattern.compile("المادة\\s+\\(?(?<n>\\d{1,2})\\)?" + REST),
                    "zh",
                            Pattern.compile(
                                    "第\\s*(?<n>[一二三四五六七八九十]{1,3}|\\d{1,2})\\s*条"
                                            + "(?:\\s*[.:：]?\\s*$|(?:\\s+|[:：])(?<title>[^，。；第]{1,60})$)"));

    private static final Map<String, Pattern> CHAPTERS =
            Map.of(
                    "en", Pattern.compile("(?:Chapter|CHAPTER)\\s+[IVX\\d]+\\b.*"),
                    "fr", Pattern.compile("(?:Chapitre|CHAPITRE)\\s+(?:[IVX\\d]+|premier)\\b.*"),
                    "es", Pattern.compile("(?:Cap[ií]tulo|CAP[IÍ]TULO)\\s+[IVX\\d]+\\b.*"),
                    "ru", Pattern.compile("(?:Глава|ГЛАВА)\\s+[IVXIХ\\d]+.*"),
                    "ar", Pattern.compile("الفصل\\s+(?:ال\\S+|\\d+).*"),
                    "zh", Pattern.compile("第\\s*[一二三四五六七八九十\\d]{1,2}\\s*章.*"));

    /** With these words a treaty ends, and its signatures begin. */
    private static final Map<String, Pattern> END =
            Map.of(
                    "en", Pattern.compile("(?i)in witness whereof.*"),
                    "fr", Pattern.compile("(?i)en foi de quoi.*"),
                    "es", Pattern.compile("(?i)en fe de lo cual.*"),
                    "ru", Pattern.compile("(?iu)в удостоверение.*"),
                    "ar", Pattern.compile("وإثباتاً? ل(?:ما تقدم|ذلك).*"),
                    "zh", Pattern.compile("(?:为此|兹由).*(?:签字|签署|以昭信守).*"));

    /**
     * @param line at which its heading stands
     * @param title on that same line; empty if it follows
     */
    record Heading(int number, int line, String title) {}

    private Headings() {}

    static Optional<Heading> of(String line, int at, String language) {
        var heading = of(HEADINGS, language).matcher(Numerals.plain(line).strip());
        if (!heading.matches()) return Optional.empty();
        var number = number(heading.group("n"));
        if (number < 1 || number > ConventionText.ARTICLES) return Optional.empty();
        return Optional.of(
                new Heading(
                        number,
                        at,
                        Optional.ofNullable(heading.group("title")).orElse("").strip()));
    }

    private static int number(String written) {
        if (written.chars().allMatch(Character::isDigit)) return Integer.parseInt(written);
        return Character.UnicodeScript.of(written.codePointAt(0)) == Character.UnicodeScript.HAN
                ? Numerals.han(written)
                : 1; // premier
    }

    static boolean isChapter(String line, String language) {
        return line.length() < 120
                && of(CHAPTERS, language).matcher(Numerals.plain(line).strip()).matches();
    }

    static boolean isEnd(String line, String language) {
        return of(END, language).matcher(line.strip()).matches();
    }

    private static Pattern of(Map<String, Pattern> patterns, String language) {
        return Objects.requireNonNull(patterns.get(language), language);
    }

    /** The headings of a text, rising. */
    static List<Heading> in(List<String> lines, String language) {
        var found = new ArrayList<Heading>();
        for (var at = 0; at < lines.size(); at++)
            of(lines.get(at), at, language).ifPresent(found::add);
        return rising(found, lines);
    }

    private static List<Heading> rising(List<Heading> found, List<String> lines) {
        var best = new long[found.size()];
        var before = new int[found.size()];
        var last = -1;
        for (var at = 0; at < found.size(); at++) {
            before[at] = -1;
            for (var earlier = 0; earlier < at; earlier++)
                if (found.get(earlier).number() < found.get(at).number()
                        && (before[at] < 0 || best[earlier] > best[before[at]]))
                    before[at] = earlier;
            best[at] = worth(found, at, lines) + (before[at] < 0 ? 0 : best[before[at]]);
            if (last < 0 || best[at] > best[last]) last = at;
        }
        var rising = new ArrayList<Heading>();
        for (var at = last; at >= 0; at = before[at]) rising.add(found.get(at));
        Collections.reverse(rising);
        return rising;
    }

    /** One article counts for more than all the text that any could have. */
    private static long worth(List<Heading> found, int at, List<String> lines) {
        var end = at + 1 < found.size() ? found.get(at + 1).line() : lines.size();
        var text =
                lines.subList(found.get(at).line() + 1, end).stream()
                        .mapToInt(String::length)
                        .sum();
        return (long) WORTH * ConventionText.ARTICLES + Math.min(text, WORTH);
    }
}
