package comity.treaty.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes off a document what is not its text: running heads, page numbers, document symbols,
 * footnotes. Pages are parted by form feeds, where the file knows pages.
 */
final class Furniture {
    /** A head or foot stands at the edge of this many pages at least, and of every third. */
    private static final int REPEATED = 3;

    /** What begins like a paragraph is none, however often it is repeated. */
    private static final Pattern MARKED =
            Pattern.compile("(?:\\d{1,2}\\s*[.、)-]|[(]?\\p{L}\\s*[)]|[一二三四五六七八九十]{1,3}\\s*[、.]).*");

    private static final int EDGE = 2;

    private static final Pattern PAGE_NUMBER =
            Pattern.compile(
                    "\\d{1,3}(?:\\s*/\\s*\\d{1,3})?|[-–—|]\\s*\\d{1,3}\\s*[-–—|]|第?\\s*\\d{1,3}\\s*页.*|[Pp]age \\d{1,3}.*");

    /** A United Nations symbol ({@code A/RES/79/243}) or job number ({@code 24-24486}). */
    private static final Pattern SYMBOL =
            Pattern.compile("[^\\p{L}]*(?:A/(?:RES/)?\\d+/\\S+|[A-Z]?\\.?\\d{2}-\\d{5}).{0,40}");

    private static final Pattern RULE = Pattern.compile("[_–—-]{5,}");

    private static final Pattern NOTE =
            Pattern.compile(
                    "(?:[¹²³⁴-⁹]+|\\*+|\\d{1,2}\\s|\\(\\d{1,2}\\)\\s).*(?:Treaty Series"
                            + "|Recueil des [Tt]raités|Сборник договоров|条约汇编|مجموعة المعاهدات).*");

    private Furniture() {}

    /** The lines of the text itself; an empty line where one was. */
    static List<String> without(String document, String language) {
        var pages = pages(document);
        var heads = running(pages);
        var lines = new ArrayList<String>();
        for (var page : pages) {
            var note = false;
            for (var at = 0; at < page.size(); at++) {
                var line = page.get(at);
                var plain = Numerals.plain(line).strip();
                note = pages.size() > 1 && note || RULE.matcher(plain).matches();
                if (note || NOTE.matcher(plain).matches()) continue;
                if (SYMBOL.matcher(plain).matches() || PAGE_NUMBER.matcher(plain).matches())
                    continue;
                if (atEdge(page, at)
                        && heads.contains(shape(plain))
                        && !MARKED.matcher(plain).matches()
                        && Headings.of(line, at, language).isEmpty()) continue;
                lines.add(line);
            }
        }
        return lines;
    }

    private static List<List<String>> pages(String document) {
        var pages = new ArrayList<List<String>>();
        for (var page : document.split("\f")) {
            var lines = new ArrayList<String>();
            for (var line : page.split("\r\n|[\n\r\u0085\u2028]")) lines.add(clean(line));
            pages.add(lines);
        }
        return pages;
    }

    /** Without what cannot be seen: soft hyphens at a line's end stay, for they join words. */
    private static String clean(String line) {
        return line.replaceAll("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "")
                .replace('\u00a0', ' ')
                .strip();
    }

    private static List<String> running(List<List<String>> pages) {
        var counts = new HashMap<String, Integer>();
        for (var page : pages)
            for (var at = 0; at < page.size(); at++)
                if (atEdge(page, at) && !page.get(at).isEmpty())
                    counts.merge(shape(Numerals.plain(page.get(at)).strip()), 1, Integer::sum);
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= Math.max(REPEATED, pages.size() / 3))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    private static boolean atEdge(List<String> page, int at) {
        var above = page.subList(0, at).stream().filter(line -> !line.isEmpty()).count();
        var below =
                page.subList(at + 1, page.size()).stream().filter(line -> !line.isEmpty()).count();
        return above < EDGE || below < EDGE;
    }

    /** A line with its numbers taken out, so that pages' heads are alike. */
    private static String shape(String line) {
        return line.length() > 120 ? line : line.replaceAll("\\d+", "#");
    }
}
