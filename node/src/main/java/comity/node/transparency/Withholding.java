package comity.node.transparency;

import comity.node.transparency.Counted.Counter;
import comity.node.transparency.Counted.Direction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which numbers of a period are shown. The rule, which is published with them: a number below the
 * threshold is withheld, zero too; and so many others with it that no combination of all that is
 * shown tells any of them within less than the threshold less one.
 *
 * <p>A direction of which there are too few requests (or answers, or refusals) to be counted shows
 * nothing of them. Tables whose numbers a reader could relate without their adding up have no
 * total: what judges decided; what was preserved, where what became of it is shown whole or not at
 * all; and what followed a concern, which is shown beside what it is a part of or not at all.
 */
final class Withholding {
    /** A lower one would let single persons be guessed. */
    static final int LEAST = 5;

    private static final Set<String> ENDED = Set.of("FOLLOWED", "LAPSED");

    private final int threshold;

    Withholding(int threshold) {
        if (threshold < LEAST)
            throw new IllegalArgumentException(
                    "comity.transparency.threshold is " + threshold + ", but never below " + LEAST);
        this.threshold = threshold;
    }

    int threshold() {
        return threshold;
    }

    /**
     * All figures of the period in the order in which they are published; empty where withheld.
     *
     * @param partners that have a row each; what is counted under another stands in one for all
     * @param before what is published of all quarters before it, the first one first
     */
    Map<Figure, Optional<Long>> shown(
            Map<Counter, Long> counted,
            List<String> partners,
            List<Map<Figure, Optional<Long>>> before) {
        var all = figures(counted, partners);
        var withheld = new HashSet<Figure>();
        for (var direction : Direction.values()) {
            requests(all, counted, direction, partners, withheld);
            one(all, Table.URGENCY, direction, withheld);
            one(all, Table.ARTICLE, direction, withheld);
            var asked = Figure.total(Table.MEASURE, direction);
            out(all, asked, List.of(Table.REACH), before, withheld);
            out(all, asked, List.of(Table.RESULT, Table.DURATION), before, withheld);
            refusals(all, direction, withheld);
            apart(all, direction, before, withheld);
            within(all, "NARROWED", Figure.of(Table.COURT, direction, "NARROWED"), withheld);
            within(all, "CONDITIONED", Figure.of(Table.RESULT, direction, "PRODUCED"), withheld);
        }
        var shown = new LinkedHashMap<Figure, Optional<Long>>();
        all.forEach(
                (figure, value) ->
                        shown.put(
                                figure,
                                withheld.contains(figure) ? Optional.empty() : Optional.of(value)));
        return shown;
    }

    /** Every number, shown or not, a zero for what was not counted. */
    static Map<Figure, Long> figures(Map<Counter, Long> counted, List<String> partners) {
        var all = new LinkedHashMap<Figure, Long>();
        for (var table : Table.values())
            for (var direction : Direction.values()) {
                if (table.hasTotal()) all.put(Figure.total(table, direction), 0L);
                table.categories().forEach(one -> all.put(Figure.of(table, direction, one), 0L));
                if (table == Table.MEASURE)
                    for (var partner : rows(partners)) {
                        all.put(new Figure(table, direction, partner, ""), 0L);
                        for (var category : table.categories())
                            all.put(new Figure(table, direction, partner, category), 0L);
                    }
            }
        counted.forEach(
                (counter, number) ->
                        Figure.counted(counter, partners)
                                .forEach(figure -> add(all, figure, number)));
        return all;
    }

    private static void add(Map<Figure, Long> all, Figure figure, long number) {
        if (all.computeIfPresent(figure, (_, had) -> had + number) == null)
            throw new IllegalStateException("no table has " + figure);
    }

    private static List<String> rows(List<String> partners) {
        var rows = new java.util.ArrayList<>(partners);
        rows.add(Figure.OTHERS);
        return rows;
    }

    private static long value(Map<Figure, Long> all, Figure figure) {
        return Objects.requireNonNull(all.get(figure), figure::toString);
    }

    /**
     * The tables of requests by partner and measure and by kind of data, as one flow: from partners
     * through measures to kinds of data.
     */
    private void requests(
            Map<Figure, Long> all,
            Map<Counter, Long> counted,
            Direction direction,
            List<String> partners,
            Set<Figure> withheld) {
        if (value(all, Figure.total(Table.MEASURE, direction)) < threshold) {
            all.keySet().stream()
                    .filter(figure -> figure.direction() == direction)
                    .filter(
                            figure ->
                                    figure.table() == Table.MEASURE || figure.table() == Table.DATA)
                    .forEach(withheld::add);
            return;
        }
        var network = new Network();
        var from = network.node();
        var to = network.node();
        var into = new HashMap<String, Integer>();
        var outOf = new HashMap<String, Integer>();
        for (var measure : Table.MEASURE.categories()) {
            var in = network.node();
            var out = network.node();
            into.put(measure, in);
            outOf.put(measure, out);
            figure(network, all, in, out, Figure.of(Table.MEASURE, direction, measure));
        }
        for (var partner : rows(partners)) {
            var node = network.node();
            figure(network, all, from, node, new Figure(Table.MEASURE, direction, partner, ""));
            for (var measure : Table.MEASURE.categories())
                figure(
                        network,
                        all,
                        node,
                        Objects.requireNonNull(into.get(measure)),
                        new Figure(Table.MEASURE, direction, partner, measure));
        }
        var both = new HashMap<String, Long>();
        counted.forEach(
                (counter, number) -> {
                    if (counter.table() == Table.MEASURE && counter.direction() == direction)
                        both.merge(counter.category(), number, Long::sum);
                });
        for (var data : Table.DATA.categories()) {
            var node = network.node();
            figure(network, all, node, to, Figure.of(Table.DATA, direction, data));
            for (var measure : Table.MEASURE.categories())
                if (Table.implied(measure).filter(one -> !one.equals(data)).isEmpty())
                    network.arc(
                            Objects.requireNonNull(outOf.get(measure)),
                            node,
                            both.getOrDefault(measure + "/" + data, 0L),
                            Optional.empty());
        }
        withheld.addAll(network.withheld(threshold));
    }

    private static void figure(
            Network network, Map<Figure, Long> all, int from, int to, Figure figure) {
        network.arc(from, to, value(all, figure), Optional.of(figure));
    }

    /** A table of one line of numbers and their total. */
    private void one(
            Map<Figure, Long> all, Table table, Direction direction, Set<Figure> withheld) {
        var total = Figure.total(table, direction);
        if (value(all, total) < threshold) {
            withheld.add(total);
            table.categories().forEach(one -> withheld.add(Figure.of(table, direction, one)));
            return;
        }
        var network = new Network();
        var from = network.node();
        var to = network.node();
        for (var category : table.categories())
            figure(network, all, from, to, Figure.of(table, direction, category));
        withheld.addAll(network.withheld(threshold));
    }

    /**
     * Tables of what comes out of what went in, all with the same total: what was answered of what
     * was asked. No more comes out than went in, from the first day: where what is shown leaves
     * little room, a quarter that is withheld would be known, and so this one is withheld too.
     */
    private void out(
            Map<Figure, Long> all,
            Figure in,
            List<Table> tables,
            List<Map<Figure, Optional<Long>>> before,
            Set<Figure> withheld) {
        var direction = in.direction();
        var total = Figure.total(tables.getFirst(), direction);
        var tight =
                value(all, total) >= threshold
                        && leavesNoRoom(all, in, List.of(total), before, withheld);
        for (var table : tables)
            if (tight) {
                withheld.add(Figure.total(table, direction));
                table.categories().forEach(one -> withheld.add(Figure.of(table, direction, one)));
            } else one(all, table, direction, withheld);
    }

    /**
     * Whether showing what came out now would tell within less than the threshold less one what
     * came out in a quarter that is withheld: all that went in is shown, and no more came out.
     */
    private boolean leavesNoRoom(
            Map<Figure, Long> all,
            Figure in,
            List<Figure> out,
            List<Map<Figure, Optional<Long>>> before,
            Set<Figure> withheld) {
        if (withheld.contains(in)) return false;
        var room = value(all, in) - out.stream().mapToLong(one -> value(all, one)).sum();
        var hidden = false;
        for (var quarter : before) {
            var entered = quarter.getOrDefault(in, Optional.empty());
            if (entered.isEmpty()) return false;
            room += entered.get();
            for (var one : out) {
                var left = quarter.getOrDefault(one, Optional.empty());
                hidden |= left.isEmpty();
                room -= left.orElse(0L);
            }
        }
        return hidden && room < threshold - 1;
    }

    /** Their total stands among the results: it is shown if that is. */
    private void refusals(Map<Figure, Long> all, Direction direction, Set<Figure> withheld) {
        if (withheld.contains(Figure.of(Table.RESULT, direction, "REFUSED"))) {
            withheld.add(Figure.total(Table.GROUND, direction));
            Table.GROUND
                    .categories()
                    .forEach(one -> withheld.add(Figure.of(Table.GROUND, direction, one)));
        } else one(all, Table.GROUND, direction, withheld);
    }

    /**
     * A number of those that {@code whole} counts. What it leaves of the whole is told by it, so it
     * is shown only beside the whole, and only if neither is small.
     */
    private void within(
            Map<Figure, Long> all, String category, Figure whole, Set<Figure> withheld) {
        var part = Figure.of(Table.RIGHTS, whole.direction(), category);
        if (value(all, part) < threshold
                || withheld.contains(whole)
                || value(all, whole) - value(all, part) < threshold) withheld.add(part);
    }

    /** Numbers that add up to nothing that is published. */
    private void apart(
            Map<Figure, Long> all,
            Direction direction,
            List<Map<Figure, Optional<Long>>> before,
            Set<Figure> withheld) {
        for (var table : List.of(Table.COURT, Table.PRESERVATION))
            for (var category : table.categories()) {
                var figure = Figure.of(table, direction, category);
                if (value(all, figure) < threshold) withheld.add(figure);
            }
        var ended =
                ENDED.stream().map(one -> Figure.of(Table.PRESERVATION, direction, one)).toList();
        var ordered = Figure.of(Table.PRESERVATION, direction, "ORDERED");
        if (ended.stream().anyMatch(withheld::contains)
                || leavesNoRoom(all, ordered, ended, before, withheld)) withheld.addAll(ended);
    }
}
