package comity.node.oversight;

import comity.treaty.docket.Act;
import comity.treaty.rules.Errors;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reported errors by kind, and by how grave they were, as they may be published: the report is
 * printed, and one error is one person. Numbers below the State's threshold are withheld, zero too.
 * Both tables add up to the same, which is not said. Where one of them is shown whole, so much of
 * the other is withheld that nobody can subtract: at least two numbers, which together are no small
 * one (docs/decisions/0131).
 *
 * @param least numbers below it are withheld
 * @param kinds what is shown, by kind
 * @param classes what is shown, by gravity; {@code AWAITED} where nobody classified it yet
 * @param withheld the words of both whose numbers are not shown
 */
public record ErrorCounts(
        long least, Map<String, Long> kinds, Map<String, Long> classes, List<String> withheld) {
    private static final String AWAITED = "AWAITED";

    /** The words of the first table, in its order. */
    public static List<String> kindWords() {
        return Stream.of(Act.Mistake.values()).map(Enum::name).toList();
    }

    /** The words of the second. */
    public static List<String> classWords() {
        return Stream.concat(Stream.of(Act.Gravity.values()).map(Enum::name), Stream.of(AWAITED))
                .toList();
    }

    static ErrorCounts of(Collection<Errors.Reported> errors, long least) {
        var kinds = zeros(kindWords());
        var classes = zeros(classWords());
        for (var error : errors) {
            error.said().kind().ifPresent(kind -> kinds.merge(kind.name(), 1L, Long::sum));
            classes.merge(
                    error.classified()
                            .flatMap(Act.ClassifyError::gravity)
                            .map(Enum::name)
                            .orElse(AWAITED),
                    1L,
                    Long::sum);
        }
        return shown(kinds, classes, least);
    }

    private static Map<String, Long> zeros(List<String> words) {
        var all = new LinkedHashMap<String, Long>();
        words.forEach(word -> all.put(word, 0L));
        return all;
    }

    static ErrorCounts shown(Map<String, Long> kinds, Map<String, Long> classes, long least) {
        var ofKinds = small(kinds, least);
        var ofClasses = small(classes, least);
        if (ofKinds.isEmpty()) protect(classes, ofClasses, least);
        if (ofClasses.isEmpty()) protect(kinds, ofKinds, least);
        var withheld = new LinkedHashSet<>(ofKinds);
        withheld.addAll(ofClasses);
        return new ErrorCounts(
                least, without(kinds, withheld), without(classes, withheld), List.copyOf(withheld));
    }

    private static Set<String> small(Map<String, Long> table, long least) {
        var found = new LinkedHashSet<String>();
        table.forEach(
                (word, number) -> {
                    if (number < least) found.add(word);
                });
        return found;
    }

    /** Withholds the smallest that are left, until what is withheld is two and makes enough. */
    private static void protect(Map<String, Long> table, Set<String> withheld, long least) {
        if (withheld.isEmpty()) return;
        while (withheld.size() < 2 || sum(table, withheld) < least) {
            var next =
                    table.entrySet().stream()
                            .filter(entry -> !withheld.contains(entry.getKey()))
                            .min(Comparator.comparing(Map.Entry::getValue));
            if (next.isEmpty()) return;
            withheld.add(next.get().getKey());
        }
    }

    private static long sum(Map<String, Long> table, Set<String> words) {
        return words.stream().mapToLong(word -> Objects.requireNonNull(table.get(word))).sum();
    }

    private static Map<String, Long> without(Map<String, Long> table, Set<String> withheld) {
        var kept = new LinkedHashMap<>(table);
        kept.keySet().removeAll(withheld);
        return kept;
    }
}
