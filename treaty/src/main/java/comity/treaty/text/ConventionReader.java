package comity.treaty.text;

import comity.treaty.text.ConventionText.Article;
import comity.treaty.text.ConventionText.Passage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the Convention's text, in any of its six languages, from the words of a file. First what is
 * not text is taken off ({@link Furniture}), then articles are found ({@link Headings}), then
 * paragraphs in each ({@link Marks}). Whatever could not be placed is said, never guessed.
 */
public final class ConventionReader {
    /** A text with fewer articles is no certified text of the whole. */
    public static final int LEAST_ARTICLES = 60;

    /** Of the citations whose words are known, this part has to speak of what it should. */
    private static final double LEAST_ALIKE = 0.5;

    private static final int MOST_TITLE = 240;
    private static final Pattern SENTENCE_ENDS = Pattern.compile(".*[.;:。；：؛]\\s*$");

    private ConventionReader() {}

    /** What came of reading a file. */
    public sealed interface Reading {
        /**
         * @param remarks what could not be read, and where
         */
        record Read(ConventionText text, List<Remark> remarks) implements Reading {}

        /**
         * The file is not the certified text of the Convention.
         *
         * @param articles how many were found in it
         */
        record Refused(Reason reason, int articles) implements Reading {}
    }

    /** Why a file is refused. */
    public enum Reason {
        /** No article at all: another language than was named, or pictures of pages. */
        NO_ARTICLES,
        /** Too few: a part of the text, or another text. */
        TOO_FEW_ARTICLES,
        /** Numbered like the Convention, but it speaks of other things. */
        ANOTHER_TEXT
    }

    /** What could not be read. */
    public enum Trouble {
        /** No heading of this article was found. */
        ARTICLE_MISSING,
        /** It has a heading and no words. */
        ARTICLE_EMPTY,
        /** No title could be told from its words. */
        TITLE_MISSING,
        /** Numbering jumped to this paragraph. */
        NUMBERING_JUMPED
    }

    /**
     * @param path the paragraph; empty for the article
     */
    public record Remark(int article, String path, Trouble trouble) {}

    /**
     * @param document the file's words, pages parted by form feeds
     * @param language one of the six, as {@code fr}
     * @throws IllegalArgumentException for another language
     */
    public static Reading read(String document, String language) {
        if (!Terms.LANGUAGES.contains(language))
            throw new IllegalArgumentException("not a language of the Convention: " + language);
        var text = parse(document, language);
        var found = text.text().articles().size();
        if (found == 0) return new Reading.Refused(Reason.NO_ARTICLES, 0);
        if (found < LEAST_ARTICLES) return new Reading.Refused(Reason.TOO_FEW_ARTICLES, found);
        return Terms.alike(text.text()) < LEAST_ALIKE
                ? new Reading.Refused(Reason.ANOTHER_TEXT, found)
                : text;
    }

    /** As {@link #read}, of whatever the document is: also of a part. */
    public static Reading.Read parse(String document, String language) {
        var lines = Furniture.without(document, language);
        var headings = Headings.in(lines, language);
        var articles = new ArrayList<Article>();
        var remarks = new ArrayList<Remark>();
        for (var at = 0; at < headings.size(); at++) {
            var heading = headings.get(at);
            var end = at + 1 < headings.size() ? headings.get(at + 1).line() : lines.size();
            var body = body(lines.subList(heading.line() + 1, end), language);
            articles.add(article(heading, body, language, remarks));
        }
        for (var number = 1; number <= ConventionText.ARTICLES; number++) {
            var wanted = number;
            if (articles.stream().noneMatch(article -> article.number() == wanted))
                remarks.add(new Remark(number, "", Trouble.ARTICLE_MISSING));
        }
        return new Reading.Read(new ConventionText(language, articles), List.copyOf(remarks));
    }

    /** Up to the next chapter's heading, or the words with which the treaty ends. */
    private static List<String> body(List<String> lines, String language) {
        var body = new ArrayList<String>();
        for (var line : lines) {
            if (Headings.isChapter(line, language) || Headings.isEnd(line, language)) break;
            body.add(line);
        }
        while (!body.isEmpty() && body.getFirst().isEmpty()) body.removeFirst();
        return body;
    }

    private static Article article(
            Headings.Heading heading, List<String> body, String language, List<Remark> remarks) {
        var titled = heading.title().isEmpty() ? titleLines(body) : 0;
        var title =
                titled == 0 ? heading.title() : joined(body.subList(0, titled), language).strip();
        var passages =
                passages(heading.number(), body.subList(titled, body.size()), language, remarks);
        if (passages.isEmpty())
            remarks.add(new Remark(heading.number(), "", Trouble.ARTICLE_EMPTY));
        if (title.isEmpty()) remarks.add(new Remark(heading.number(), "", Trouble.TITLE_MISSING));
        return new Article(heading.number(), title, passages);
    }

    /**
     * How many lines the title takes: those before an empty line or the first mark; else, where
     * words follow without either, the first line and what continues it in small letters.
     */
    private static int titleLines(List<String> body) {
        var block = 0;
        while (block < body.size()
                && !body.get(block).isEmpty()
                && new Marks().take(body.get(block)).isEmpty()) block++;
        var length = body.subList(0, block).stream().mapToInt(String::length).sum();
        if (block == 0 || block == body.size() && block == 1) return 0;
        if (length <= MOST_TITLE
                && block < body.size()
                && !SENTENCE_ENDS.matcher(body.get(block - 1)).matches()) return block;
        var lines = 1;
        while (lines < block - 1
                && Character.isLowerCase(body.get(lines).codePointAt(0))
                && lines < 3) lines++;
        return SENTENCE_ENDS.matcher(body.getFirst()).matches() ? 0 : lines;
    }

    private static List<Passage> passages(
            int article, List<String> body, String language, List<Remark> remarks) {
        var marks = new Marks();
        var words = new LinkedHashMap<String, List<String>>();
        for (var line : body) {
            var rest = line;
            for (var mark = marks.take(rest); mark.isPresent(); mark = marks.take(rest)) {
                if (mark.get().skipped())
                    remarks.add(new Remark(article, mark.get().path(), Trouble.NUMBERING_JUMPED));
                rest = original(line, mark.get().rest());
                words.computeIfAbsent(marks.path(), _ -> new ArrayList<>());
            }
            if (!rest.isBlank())
                words.computeIfAbsent(marks.path(), _ -> new ArrayList<>()).add(rest);
        }
        return words.entrySet().stream()
                .map(entry -> new Passage(entry.getKey(), joined(entry.getValue(), language)))
                .toList();
    }

    /** Marks are read with digits made plain; what follows them stays as it was written. */
    private static String original(String line, String rest) {
        for (var from = 0; from < line.length(); from++)
            if (Numerals.plain(line.substring(from)).equals(rest)) return line.substring(from);
        return rest;
    }

    /** Lines as one: words that a line's end divided are put together again. */
    private static String joined(List<String> lines, String language) {
        var text = new StringBuilder();
        for (var line : lines) {
            if (line.isEmpty()) continue;
            var divided = !text.isEmpty() && divides(text, line);
            if (divided) text.setLength(text.length() - 1);
            else if (!text.isEmpty() && !(language.equals("zh") && betweenHan(text, line)))
                text.append(' ');
            text.append(line);
        }
        return text.toString();
    }

    private static boolean divides(StringBuilder text, String next) {
        var last = text.charAt(text.length() - 1);
        if (last == '\u00ad') return true;
        return (last == '-' || last == '\u2010')
                && text.length() > 1
                && Character.isLetter(text.charAt(text.length() - 2))
                && Character.isLowerCase(next.codePointAt(0));
    }

    private static boolean betweenHan(StringBuilder text, String next) {
        return text.charAt(text.length() - 1) > 0x2e7f || next.charAt(0) > 0x2e7f;
    }

    /** The articles found, with the paths of their paragraphs: what a loader is shown. */
    public static Map<Integer, List<String>> found(ConventionText text) {
        var found = new LinkedHashMap<Integer, List<String>>();
        text.articles().forEach(article -> found.put(article.number(), article.paragraphs()));
        return found;
    }
}
