package comity.node.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * Whatever fails, what was promised is kept: a thousand worlds, each decided by its seed. {@code
 * -Dcomity.seed=N} lives through one again, line by line; {@code -Dcomity.seeds=N} through more.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatorTest {
    private static final int SEEDS = Integer.getInteger("comity.seeds", 1_000);
    private static final Optional<Long> ONE = Optional.ofNullable(Long.getLong("comity.seed"));

    private final Level spoken = logger().getEffectiveLevel();
    private final Beginning beginning = silenced();

    /** Thousands of failures that are meant would be told by every room that meets one. */
    private static Beginning silenced() {
        logger().setLevel(Level.OFF);
        return new Beginning();
    }

    @AfterAll
    void speaks() {
        logger().setLevel(spoken);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("comity.node");
    }

    @Test
    @Tag("slow")
    void keeps_what_was_promised_whatever_fails() throws InterruptedException {
        var began = System.nanoTime();
        var filed = new AtomicLong();
        var emergencies = new AtomicLong();
        var broken = new ConcurrentSkipListMap<Long, World.Outcome>();
        var seeds = ONE.map(LongStream::of).orElseGet(() -> LongStream.rangeClosed(1, SEEDS));
        try (var threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            threads.invokeAll(
                    seeds.<Callable<Void>>mapToObj(
                                    seed ->
                                            () -> {
                                                var outcome = World.live(seed, Set.of(), beginning);
                                                filed.addAndGet(outcome.filed());
                                                emergencies.addAndGet(outcome.emergencies());
                                                if (outcome.broken().isPresent())
                                                    broken.put(seed, outcome);
                                                return null;
                                            })
                            .toList());
        }
        System.out.printf(
                "simulated: %d acts filed, %d emergencies, in %d s%n",
                filed.get(), emergencies.get(), (System.nanoTime() - began) / 1_000_000_000);
        if (!broken.isEmpty()) throw new AssertionError(told(broken.firstEntry().getKey(), broken));
        assertThat(filed.get()).isPositive();
        assertThat(emergencies.get()).isPositive();
    }

    private static String told(long seed, ConcurrentSkipListMap<Long, World.Outcome> broken) {
        var outcome = broken.firstEntry().getValue();
        return "seed "
                + seed
                + ": "
                + outcome.broken().orElseThrow()
                + "\n  again: -Dtest=SimulatorTest -Dcomity.seed="
                + seed
                + "\n  other seeds: "
                + broken.keySet()
                + "\n"
                + String.join("\n", outcome.lastLines());
    }

    @Test
    void lives_through_one_seed_twice_in_the_same_way() {
        for (var seed : LongStream.of(3, 5, 8).toArray()) {
            var once = World.live(seed, Set.of(), beginning);
            var again = World.live(seed, Set.of(), beginning);

            assertThat(once.broken()).isEmpty();
            assertThat(again.trace()).isEqualTo(once.trace());
            assertThat(World.live(seed + 1, Set.of(), beginning).trace())
                    .isNotEqualTo(once.trace());
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(Mutant.class)
    void finds_each_fault_of_ours_that_is_planted(Mutant mutant) {
        for (var seed = 1L; seed <= SEEDS; seed++) {
            var outcome = World.live(seed, Set.of(mutant), beginning);
            if (outcome.broken().isEmpty()) continue;
            System.out.println(
                    mutant
                            + " is found by seed "
                            + seed
                            + ": "
                            + outcome.broken().get().lines().findFirst().orElse(""));
            return;
        }
        throw new AssertionError(mutant + " is found by none of " + SEEDS + " seeds");
    }
}
