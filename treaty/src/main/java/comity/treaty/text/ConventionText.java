package comity.treaty.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Convention in one language, as it was read from a file: articles by number, in each its
 * passages in the order of the text.
 *
 * @param language one of the six, as {@code ar}
 */
public record ConventionText(String language, List<Article> articles) {
    /** How many articles the Convention has. */
    public static final int ARTICLES = 68;

    private static final Pattern STEP = Pattern.compile("\\(([^)]*)\\)");

    public ConventionText {
        articles = articles.stream().sorted(Comparator.comparingInt(Article::number)).toList();
    }

    /**
     * @param path where it stands in its article, as citations write it in every language: {@code
     *     (3)(e)}; empty for what precedes the first paragraph, or is the only one
     * @param words as they stand in the file, without the marks of paragraphs
     */
    public record Passage(String path, String words) {}

    /**
     * @param title empty if none was recognised
     */
    public record Article(int number, String title, List<Passage> passages) {
        public Article {
            passages = List.copyOf(passages);
        }

        /** The paths of its paragraphs, in the order of the text. */
        public List<String> paragraphs() {
            return passages.stream().map(Passage::path).filter(path -> !path.isEmpty()).toList();
        }

        /**
         * What stands at {@code path} and below it; the whole article for the empty path. A range,
         * as {@code (3)(a)-(c)}, is all that lies in it.
         */
        public List<Passage> at(String path) {
            if (path.isEmpty()) return passages;
            var range = path.indexOf('-');
            if (range < 0) return below(path);
            var from = path.substring(0, range);
            var to = from.substring(0, from.lastIndexOf('(')) + path.substring(range + 1);
            var within = new ArrayList<Passage>();
            var inside = false;
            for (var passage : passages) {
                if (passage.path().equals(from)) inside = true;
                if (inside && !within.isEmpty() && past(passage.path(), to)) break;
                if (inside) within.add(passage);
            }
            return within;
        }

        private List<Passage> below(String path) {
            return passages.stream().filter(passage -> passage.path().startsWith(path)).toList();
        }

        /** Whether {@code path} comes after everything at or below {@code last}. */
        private boolean past(String path, String last) {
            var end = below(last);
            if (end.isEmpty()) return !path.startsWith(last.substring(0, last.lastIndexOf('(')));
            var paths = passages.stream().map(Passage::path).toList();
            return paths.indexOf(path) > paths.lastIndexOf(end.getLast().path());
        }
    }

    public Optional<Article> article(int number) {
        return articles.stream().filter(article -> article.number() == number).findFirst();
    }

    /** What stands at a citation's place; empty if nothing does. */
    public List<Passage> at(int article, String path) {
        return article(article).map(found -> found.at(path)).orElse(List.of());
    }

    /** The last step of a path, as a text numbers it: {@code e} of {@code (3)(e)}. */
    static String label(String path) {
        var label = "";
        var steps = STEP.matcher(path);
        while (steps.find()) label = steps.group(1);
        return label;
    }
}
