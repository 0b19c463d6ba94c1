package comity.node.recourse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Guesses a coin from what is seen. It learns on half of the trials how often each thing seen goes
 * with each side, weighs them together (naive Bayes), guesses the other half, and the other way
 * round. What is a number is also seen by in which sixteenth of all it lies, so that a small shift
 * is not lost among many values.
 */
final class Guesser {
    private static final int PARTS = 16;

    private Guesser() {}

    /**
     * One trial.
     *
     * @param coin what is to be guessed
     * @param seen everything that the guesser sees, by name
     */
    record Trial(boolean coin, Map<String, Object> seen) {}

    /** How it went: a coin for a guesser has an advantage of 0, and whoever knows has one of 1. */
    record Score(int guesses, int right) {
        double advantage() {
            return 2.0 * right / guesses - 1;
        }

        /** The standard deviation of the advantage of one who guesses by a coin. */
        double sigma() {
            return 1 / Math.sqrt(guesses);
        }
    }

    static Score play(List<Trial> trials) {
        var cut = parts(trials);
        var even = half(cut, 0);
        var odd = half(cut, 1);
        return new Score(trials.size(), right(even, odd) + right(odd, even));
    }

    private static List<Trial> half(List<Trial> trials, int which) {
        return IntStream.range(0, trials.size())
                .filter(at -> at % 2 == which)
                .mapToObj(trials::get)
                .toList();
    }

    /** With each number also its sixteenth; without looking at the coins. */
    private static List<Trial> parts(List<Trial> trials) {
        var bounds = new HashMap<String, long[]>();
        for (var name : trials.getFirst().seen().keySet()) {
            var values =
                    trials.stream()
                            .map(trial -> trial.seen().get(name))
                            .filter(Long.class::isInstance)
                            .mapToLong(Long.class::cast)
                            .sorted()
                            .toArray();
            if (values.length == trials.size()) bounds.put(name, values);
        }
        var cut = new ArrayList<Trial>();
        for (var trial : trials) {
            var seen = new HashMap<>(trial.seen());
            bounds.forEach(
                    (name, sorted) -> {
                        var at =
                                java.util.Arrays.binarySearch(
                                        sorted,
                                        (Long) Objects.requireNonNull(trial.seen().get(name)));
                        seen.put(name + " part", (long) at * PARTS / sorted.length);
                    });
            cut.add(new Trial(trial.coin(), seen));
        }
        return cut;
    }

    private static int right(List<Trial> learned, List<Trial> guessed) {
        var counts = new HashMap<String, int[]>();
        var all = new int[2];
        for (var trial : learned) {
            var side = trial.coin() ? 1 : 0;
            all[side]++;
            trial.seen()
                    .forEach(
                            (name, value) ->
                                    counts.computeIfAbsent(name + "=" + value, _ -> new int[2])[
                                            side]++);
        }
        var right = 0;
        for (var trial : guessed) {
            var weight = Math.log((all[1] + 1.0) / (all[0] + 1.0));
            for (var one : trial.seen().entrySet()) {
                var count = counts.get(one.getKey() + "=" + one.getValue());
                if (count != null)
                    weight +=
                            Math.log((count[1] + 1.0) / (all[1] + 2.0))
                                    - Math.log((count[0] + 1.0) / (all[0] + 2.0));
            }
            if (weight > 0 == trial.coin()) right++;
        }
        return right;
    }
}
