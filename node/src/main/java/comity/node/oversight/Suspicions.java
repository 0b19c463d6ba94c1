package comity.node.oversight;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * The method, the same for every pattern (docs/decisions/0116). All occasions lie in an urn, those
 * that went this way marked; one State, authority or person drew its own number of them. How likely
 * is it that so many marked ones are among them (Fisher's exact test, one-sided)? The answer is
 * held against how many were compared (Bonferroni): with a hundred officers somebody always stands
 * out a little.
 */
final class Suspicions {
    /** Fewer say nothing about anybody. */
    static final long LEAST_HITS = 5;

    /** What is not at least so many times the others' share is of no weight, however certain. */
    static final double LEAST_RATIO = 2;

    /** Among all that are compared in a pattern, how likely one false suspicion is at most. */
    static final double LEVEL = 0.01;

    private Suspicions() {}

    /**
     * @param tallies of one pattern, one for each that is compared
     */
    static List<Suspicion> among(Collection<Tally> tallies) {
        var trials = tallies.stream().mapToLong(Tally::trials).sum();
        var hits = tallies.stream().mapToLong(Tally::hits).sum();
        return tallies.stream()
                .flatMap(tally -> about(tally, trials, hits, tallies.size()))
                .sorted(Comparator.comparingDouble(Suspicion::chance))
                .toList();
    }

    private static Stream<Suspicion> about(Tally tally, long trials, long hits, int compared) {
        var others = trials - tally.trials();
        if (tally.hits() < LEAST_HITS || others == 0) return Stream.empty();
        var suspicion =
                new Suspicion(
                        tally.pattern(),
                        tally.whose(),
                        tally.trials(),
                        tally.hits(),
                        others,
                        hits - tally.hits(),
                        chance(tally, trials, hits),
                        compared);
        return suspicion.chance() * compared <= LEVEL
                        && suspicion.share() >= LEAST_RATIO * suspicion.otherShare()
                ? Stream.of(suspicion)
                : Stream.empty();
    }

    private static double chance(Tally tally, long trials, long hits) {
        return HypergeometricDistribution.of(
                        Math.toIntExact(trials),
                        Math.toIntExact(hits),
                        Math.toIntExact(tally.trials()))
                .survivalProbability(Math.toIntExact(tally.hits() - 1));
    }
}
