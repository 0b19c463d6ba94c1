package comity.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ours and its references, in turn, five rounds, after one round that is not counted (cold). Prints
 * median and worst of each, and the median of the ratios within a round.
 */
final class Duel {
    private static final int ROUNDS = 5;

    /** One round's figure; more is better unless the duel says otherwise. */
    interface Figure {
        double measure() throws Exception;
    }

    private final String what;
    private final String unit;
    private final boolean lessIsBetter;
    private final Map<String, Figure> sides = new LinkedHashMap<>();

    private Duel(String what, String unit, boolean lessIsBetter) {
        this.what = what;
        this.unit = unit;
        this.lessIsBetter = lessIsBetter;
    }

    static Duel most(String what, String unit) {
        return new Duel(what, unit, false);
    }

    static Duel least(String what, String unit) {
        return new Duel(what, unit, true);
    }

    /** The first side is ours. */
    Duel side(String name, Figure figure) {
        sides.put(name, figure);
        return this;
    }

    void run() throws Exception {
        run(ROUNDS);
    }

    void run(int rounds) throws Exception {
        System.out.println("\n" + what);
        var figures = new LinkedHashMap<String, List<Double>>();
        for (var round = 0; round <= rounds; round++) {
            for (var side : sides.entrySet()) {
                var figure = side.getValue().measure();
                if (round > 0)
                    figures.computeIfAbsent(side.getKey(), _ -> new ArrayList<>()).add(figure);
                else System.out.printf("  %-44s cold   %,14.1f %s%n", side.getKey(), figure, unit);
            }
        }
        var ours = Optional.<List<Double>>empty();
        for (var side : figures.entrySet()) {
            System.out.printf(
                    "  %-44s median %,14.1f %s, worst %,.1f%s%n",
                    side.getKey(),
                    median(side.getValue()),
                    unit,
                    worst(side.getValue()),
                    ours.map(first -> ", ours/this %.3f".formatted(ratio(first, side.getValue())))
                            .orElse(""));
            if (ours.isEmpty()) ours = Optional.of(side.getValue());
        }
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }

    private double worst(List<Double> figures) {
        var sorted = figures.stream().sorted().toList();
        return lessIsBetter ? sorted.getLast() : sorted.getFirst();
    }

    private static double ratio(List<Double> ours, List<Double> other) {
        var ratios = new ArrayList<Double>();
        for (var i = 0; i < ours.size(); i++) ratios.add(ours.get(i) / other.get(i));
        return median(ratios);
    }

    /** How often a second {@code work} can be done, over half a second and one thread. */
    static double rate(Runnable work) {
        var start = System.nanoTime();
        var done = 0L;
        while (System.nanoTime() - start < 500_000_000L) {
            for (var i = 0; i < 16; i++) work.run();
            done += 16;
        }
        return done * 1e9 / (System.nanoTime() - start);
    }
}
