package comity.node.law.register;

import comity.treaty.register.Article;
import comity.treaty.register.Comparison;
import comity.treaty.register.ConductFacts;
import comity.treaty.register.DualCriminality;
import comity.treaty.register.Element;
import comity.treaty.register.Matrix;
import comity.treaty.register.Register;
import comity.treaty.register.Verb;
import comity.treaty.register.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two States side by side.
 *
 * @param asked which circumstances a case can be asked for: those that one of the two laws names
 * @param answer whether the conduct is criminal in both; empty while no conduct was named
 */
public record SideBySide(
        String first,
        String second,
        LocalDate day,
        List<Pairing> pairings,
        List<Version> speechOfFirst,
        List<Version> speechOfSecond,
        ConductFacts facts,
        Set<Element> asked,
        DualCriminality.@Nullable Answer answer) {

    /** What stands for one article in each, and how the ones differ from the others. */
    public record Pairing(
            Article article, Matrix.Cell first, Matrix.Cell second, List<Difference> differences) {}

    /** One provision of the first State beside one of the second. */
    public record Difference(Version first, Version second, Comparison comparison) {}

    static SideBySide of(
            Register register,
            String first,
            String second,
            LocalDate day,
            EnumSet<Article> articles,
            ConductFacts facts) {
        var standing = register.on(day);
        var matrix = Matrix.of(standing, Set.of(first, second), articles);
        var pairings = new ArrayList<Pairing>();
        for (var article : articles) {
            var one = cell(matrix, first, article);
            var other = cell(matrix, second, article);
            if (one.lines().isEmpty() && other.lines().isEmpty()) continue;
            pairings.add(new Pairing(article, one, other, differences(one, other)));
        }
        var answer =
                facts.conduct().isEmpty()
                        ? null
                        : DualCriminality.ask(register, first, second, day, facts);
        return new SideBySide(
                first,
                second,
                day,
                List.copyOf(pairings),
                speech(standing, first),
                speech(standing, second),
                facts,
                circumstances(standing, first, second, facts),
                answer);
    }

    private static Matrix.Cell cell(Matrix matrix, String state, Article article) {
        return Optional.ofNullable(matrix.cells().get(state))
                .map(row -> row.get(article))
                .orElseThrow();
    }

    private static List<Difference> differences(Matrix.Cell one, Matrix.Cell other) {
        var differences = new ArrayList<Difference>();
        for (var line : one.lines())
            for (var opposite : other.lines())
                differences.add(
                        new Difference(
                                line.version(),
                                opposite.version(),
                                line.version()
                                        .provision()
                                        .norm()
                                        .comparedWith(opposite.version().provision().norm())));
        return List.copyOf(differences);
    }

    private static List<Version> speech(List<Version> standing, String state) {
        return standing.stream()
                .filter(version -> version.provision().speech())
                .filter(version -> version.provision().state().equals(state))
                .toList();
    }

    /** What may matter: elements of provisions about the conduct, or of all while none is named. */
    private static Set<Element> circumstances(
            List<Version> standing, String first, String second, ConductFacts facts) {
        var asked = EnumSet.noneOf(Element.class);
        for (var version : standing) {
            var provision = version.provision();
            if (!provision.state().equals(first) && !provision.state().equals(second)) continue;
            var concerns =
                    facts.conduct().isEmpty()
                            || provision.conduct().orElse(Set.<Verb>of()).stream()
                                    .anyMatch(facts.conduct()::contains);
            if (concerns) provision.elements().ifPresent(asked::addAll);
        }
        asked.remove(Element.LISTED_CIRCUMSTANCE);
        return asked;
    }
}
