package comity.node.transparency;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Numbers that add up, as a flow: each is an arc, and into each node flows what flows out. Numbers
 * that are shown stand still; what a reader can learn of one that is withheld is how far it can
 * move while all that is shown stays as it is. In a network that is a question of a largest flow
 * from one end of its arc back to the other, which answers exactly what linear programming would
 * (Ford and Fulkerson, 1956; for tables Fischetti and Salazar-González, "Models and algorithms for
 * the 2-dimensional cell suppression problem in statistical disclosure control", 1999).
 *
 * <p>Numbers below a threshold are withheld. Where one could still move too little, others are
 * withheld with it: those on the cheapest way around, a number costing what it tells. Withholding
 * more only lets everything move further, so that what was safe stays safe.
 */
final class Network {
    private static final long FOREVER = Long.MAX_VALUE / 4;

    private final List<Arc> arcs = new ArrayList<>();
    private final List<List<Integer>> at = new ArrayList<>();

    /**
     * A number.
     *
     * @param figure as what it would be published; empty for one that never is
     */
    private record Arc(int from, int to, long value, Optional<Figure> figure) {}

    int node() {
        at.add(new ArrayList<>());
        return at.size() - 1;
    }

    void arc(int from, int to, long value, Optional<Figure> figure) {
        var number = arcs.size();
        arcs.add(new Arc(from, to, value, figure));
        Objects.requireNonNull(at.get(from)).add(number);
        Objects.requireNonNull(at.get(to)).add(number);
    }

    /**
     * The figures that are withheld so that nobody knows any below {@code threshold} within less
     * than {@code threshold - 1}.
     */
    List<Figure> withheld(int threshold) {
        var hidden = new boolean[arcs.size()];
        for (var i = 0; i < hidden.length; i++)
            hidden[i] = arcs.get(i).figure().isEmpty() || arcs.get(i).value() < threshold;
        for (var i = 0; i < hidden.length; i++) {
            var arc = arcs.get(i);
            if (arc.figure().isPresent() && arc.value() < threshold)
                protect(i, threshold - 1, hidden);
        }
        var withheld = new ArrayList<Figure>();
        for (var i = 0; i < hidden.length; i++)
            if (hidden[i]) arcs.get(i).figure().ifPresent(withheld::add);
        return withheld;
    }

    private void protect(int arc, long need, boolean[] hidden) {
        if (room(arc, need, hidden, false) < need) room(arc, need, hidden, true);
    }

    /** By how much an arc can move up and down, if that is less than {@code need}. */
    private long room(int number, long need, boolean[] hidden, boolean hiding) {
        var arc = arcs.get(number);
        var up = push(arc.to(), arc.from(), number, need, hidden, hiding);
        if (up >= need) return up;
        return up
                + push(
                        arc.from(),
                        arc.to(),
                        number,
                        Math.min(arc.value(), need - up),
                        hidden,
                        hiding);
    }

    /** Sends up to {@code most} around; if {@code hiding}, over arcs that are shown as well. */
    private long push(
            int start, int goal, int without, long most, boolean[] hidden, boolean hiding) {
        var moved = new long[arcs.size()];
        var sent = 0L;
        while (sent < most) {
            var way = cheapest(start, goal, without, moved, hidden, hiding);
            if (way.isEmpty()) break;
            var amount = most - sent;
            for (var step : way) amount = Math.min(amount, step.room());
            for (var step : way) {
                moved[step.arc()] += step.forward() ? amount : -amount;
                hidden[step.arc()] = true;
            }
            sent += amount;
        }
        return sent;
    }

    private record Step(int arc, boolean forward, long room, int from) {}

    private record Reached(int node, long cost) {}

    private List<Step> cheapest(
            int start, int goal, int without, long[] moved, boolean[] hidden, boolean hiding) {
        var costs = new long[at.size()];
        Arrays.fill(costs, FOREVER);
        var by = new Step[at.size()];
        var queue = new PriorityQueue<>(Comparator.comparingLong(Reached::cost));
        costs[start] = 0;
        queue.add(new Reached(start, 0));
        while (!queue.isEmpty()) {
            var reached = queue.remove();
            if (reached.cost() > costs[reached.node()]) continue;
            if (reached.node() == goal) break;
            for (int number : Objects.requireNonNull(at.get(reached.node()))) {
                if (number == without || !hiding && !hidden[number]) continue;
                var arc = arcs.get(number);
                var forward = arc.from() == reached.node();
                // A number can grow without end, and shrink to nothing.
                var room = forward ? FOREVER : arc.value() + moved[number];
                if (room <= 0) continue;
                var next = forward ? arc.to() : arc.from();
                var cost = reached.cost() + (hidden[number] ? 0 : 1 + arc.value());
                if (cost >= costs[next]) continue;
                costs[next] = cost;
                by[next] = new Step(number, forward, room, reached.node());
                queue.add(new Reached(next, cost));
            }
        }
        var way = new ArrayList<Step>();
        for (var node = goal; costs[goal] < FOREVER && node != start; ) {
            var step = Objects.requireNonNull(by[node]);
            way.add(step);
            node = step.from();
        }
        return way;
    }
}
