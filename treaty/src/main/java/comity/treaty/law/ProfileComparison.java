package comity.treaty.law;

import comity.record.act.Json;
import comity.treaty.law.Term.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** In what two profiles differ, member by member, and which of them is the stricter there. */
public final class ProfileComparison {
    /** The numbers of versions and what never changes are not a difference in law. */
    private static final Set<String> NOT_LAW = Set.of("format", "state", "version");

    private final List<Change> changes = new ArrayList<>();

    private ProfileComparison() {}

    /** What a change comes to. */
    public enum Direction {
        STRICTER,
        MILDER,
        OTHER
    }

    /**
     * @param path of the member, as {@link ProfileWords#term} takes it
     * @param row by what the row is told from others; empty outside lists of rows
     * @param before what the first says; empty if nothing
     * @param after what the second says
     */
    public record Change(
            String path,
            String row,
            Optional<Json> before,
            Optional<Json> after,
            Direction direction) {}

    /** Every difference between two profiles, in the catalogue's order. */
    public static List<Change> of(Profile before, Profile after) {
        var comparison = new ProfileComparison();
        comparison.group("", "", before.whole(), after.whole(), ProfileTerms.DOCUMENT.terms());
        return List.copyOf(comparison.changes);
    }

    private void group(String path, String row, Json.Obj before, Json.Obj after, List<Term> terms) {
        for (var term : terms) {
            var place = path.isEmpty() ? term.name() : path + "." + term.name();
            var one = before.get(term.name());
            var other = after.get(term.name());
            if (NOT_LAW.contains(place) || one.equals(other)) continue;
            switch (term.shape()) {
                case Shape.Group(var within) ->
                        group(place, row, object(one), object(other), within);
                case Shape.Rows rows -> rows(place, rows, term.order(), one, other);
                case Shape.Several _ -> several(place, row, term.order(), one, other);
                default ->
                        changes.add(
                                new Change(
                                        place,
                                        row,
                                        one,
                                        other,
                                        direction(term.order(), one, other)));
            }
        }
    }

    private static Json.Obj object(Optional<Json> value) {
        return value.map(json -> json instanceof Json.Obj object ? object : Json.EMPTY)
                .orElse(Json.EMPTY);
    }

    private void several(
            String path, String row, Order order, Optional<Json> before, Optional<Json> after) {
        var one = items(before);
        var other = items(after);
        for (var item : one)
            if (!other.contains(item))
                changes.add(
                        new Change(path, row, Optional.of(item), Optional.empty(), removed(order)));
        for (var item : other)
            if (!one.contains(item))
                changes.add(
                        new Change(path, row, Optional.empty(), Optional.of(item), added(order)));
    }

    private static Direction added(Order order) {
        return order == Order.ADDED
                ? Direction.STRICTER
                : order == Order.FEWER ? Direction.MILDER : Direction.OTHER;
    }

    private static Direction removed(Order order) {
        return switch (added(order)) {
            case STRICTER -> Direction.MILDER;
            case MILDER -> Direction.STRICTER;
            case OTHER -> Direction.OTHER;
        };
    }

    private static Set<Json> items(Optional<Json> list) {
        return list.map(json -> json instanceof Json.Arr(var items) ? items : List.<Json>of())
                .<Set<Json>>map(LinkedHashSet::new)
                .orElse(Set.of());
    }

    private void rows(
            String path,
            Shape.Rows rows,
            Order order,
            Optional<Json> before,
            Optional<Json> after) {
        var one = keyed(rows, before);
        var other = keyed(rows, after);
        one.forEach(
                (key, row) -> {
                    var same = other.get(key);
                    if (same == null)
                        changes.add(
                                new Change(
                                        path,
                                        key,
                                        Optional.of(row),
                                        Optional.empty(),
                                        removed(order)));
                    else group(path, key, row, same, rows.terms());
                });
        other.forEach(
                (key, row) -> {
                    if (!one.containsKey(key))
                        changes.add(
                                new Change(
                                        path,
                                        key,
                                        Optional.empty(),
                                        Optional.of(row),
                                        added(order)));
                });
    }

    private static Map<String, Json.Obj> keyed(Shape.Rows rows, Optional<Json> list) {
        var keyed = new LinkedHashMap<String, Json.Obj>();
        for (var item : items(list))
            if (item instanceof Json.Obj row)
                keyed.put(
                        rows.key().stream()
                                .flatMap(name -> row.get(name).stream())
                                .map(Words::shown)
                                .collect(Collectors.joining(", ")),
                        row);
        return keyed;
    }

    private static Direction direction(Order order, Optional<Json> before, Optional<Json> after) {
        return switch (order) {
            case NONE, ADDED, FEWER -> Direction.OTHER;
            case TRUE -> truth(before, after, true);
            case FALSE -> truth(before, after, false);
            case MORE -> number(number(before, -1), number(after, -1));
            case MORE_OR_NONE ->
                    number(number(before, Long.MAX_VALUE), number(after, Long.MAX_VALUE));
            case LESS -> number(-number(before, Long.MAX_VALUE), -number(after, Long.MAX_VALUE));
        };
    }

    private static Direction truth(Optional<Json> before, Optional<Json> after, boolean strict) {
        var was = before.filter(new Json.Bool(strict)::equals).isPresent();
        var is = after.filter(new Json.Bool(strict)::equals).isPresent();
        if (was == is) return Direction.OTHER;
        return is ? Direction.STRICTER : Direction.MILDER;
    }

    private static Direction number(long before, long after) {
        if (before == after) return Direction.OTHER;
        return after > before ? Direction.STRICTER : Direction.MILDER;
    }

    private static long number(Optional<Json> value, long absent) {
        return value.map(json -> json instanceof Json.Int(var number) ? number : absent)
                .orElse(absent);
    }
}
