package comity.treaty.register;

import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * States by articles: what of each of the Convention's offences stands in which State's law.
 *
 * @param cells by State, then by article
 */
public record Matrix(Set<Article> articles, Map<String, Map<Article, Cell>> cells) {

    /**
     * @param relation of all provisions together to the article
     * @param belowFourYears whether the basic form of every one of them lies below four years
     */
    public record Cell(Relation relation, List<Line> lines, Truth belowFourYears) {
        /** Whether any of its provisions is not certain. */
        public boolean unverified() {
            return lines.stream().anyMatch(line -> !line.version().provision().isCertain());
        }
    }

    /** A provision beside the article. */
    public record Line(Version version, Comparison comparison) {}

    /**
     * @param standing what stands on the day that is asked about
     */
    public static Matrix of(
            Collection<Version> standing, Collection<String> states, Set<Article> articles) {
        var cells = new TreeMap<String, Map<Article, Cell>>();
        for (var state : new TreeSet<>(states)) {
            var row = new EnumMap<Article, Cell>(Article.class);
            for (var article : articles) row.put(article, cell(standing, state, article));
            cells.put(state, row);
        }
        return new Matrix(articles, cells);
    }

    private static Cell cell(Collection<Version> standing, String state, Article article) {
        var lines = new ArrayList<Line>();
        for (var version : standing) {
            var provision = version.provision();
            if (provision.state().equals(state) && provision.articles().contains(article.number()))
                lines.add(new Line(version, article.compare(provision)));
        }
        return new Cell(together(lines, article), List.copyOf(lines), belowFourYears(lines));
    }

    /**
     * The widest provision speaks for all: what one leaves out another may punish. So a provision
     * that is not certain leaves open what all of them come to, unless one is broader anyway.
     */
    private static Relation together(List<Line> lines, Article article) {
        if (lines.isEmpty()) return Relation.MISSING;
        var relations = EnumSet.noneOf(Relation.class);
        lines.forEach(line -> relations.add(line.comparison().relation()));
        for (var relation : List.of(Relation.BROADER, Relation.UNKNOWN, Relation.EQUAL))
            if (relations.contains(relation)) return relation;
        if (coverTogether(lines, article)) return Relation.EQUAL;
        return relations.contains(Relation.DIFFERENT) ? Relation.DIFFERENT : Relation.NARROWER;
    }

    /** Provisions that ask for nothing beyond the article and share its alternatives out. */
    private static boolean coverTogether(List<Line> lines, Article article) {
        var covered = EnumSet.noneOf(Verb.class);
        for (var line : lines) {
            var comparison = line.comparison();
            if (comparison.elementsBeyond().isEmpty() && comparison.elementsLacking().isEmpty())
                line.version().provision().conduct().ifPresent(covered::addAll);
        }
        return covered.containsAll(article.conduct());
    }

    private static Truth belowFourYears(List<Line> lines) {
        if (lines.isEmpty()) return Truth.UNKNOWN;
        return lines.stream()
                .map(line -> line.version().provision().belowFourYears())
                .reduce(Truth.TRUE, Truth::and);
    }

    /** What the States punish though no article of the Convention covers it: speech above all. */
    public static List<Version> uncovered(Collection<Version> standing) {
        return standing.stream()
                .filter(version -> version.provision().articles().isEmpty())
                .toList();
    }
}
