package comity.record.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The order of acts and the fold over them, on dockets that grew at random. */
class OrderTest {
    private static final String RESTRICTION = "withdraw";
    private static final String PERMISSION = "order";
    private static final Fold.Dominance<Header> RESTRICTION_DOMINATES =
            (restriction, permission) ->
                    restriction.type().equals(RESTRICTION) && permission.type().equals(PERMISSION);

    /** Acts as their authors filed them: each saw some of the earlier ones. */
    @Provide
    Arbitrary<List<Header>> dockets() {
        return Arbitraries.longs().map(seed -> grow(new Random(seed)));
    }

    private static List<Header> grow(Random random) {
        var acts = new ArrayList<Header>();
        for (var number = 0; number < 1 + random.nextInt(14); number++) {
            var seen = new HashSet<Digest>();
            for (var earlier : acts) if (random.nextInt(3) == 0) seen.add(earlier.digest());
            if (random.nextInt(8) == 0) seen.add(Digest.ofHash(Specimens.filled(40 + number)));
            var type = List.of(RESTRICTION, PERMISSION, "consult").get(random.nextInt(3));
            acts.add(Specimens.header(type, moment(random), seen, number));
        }
        return acts;
    }

    private static Instant moment(Random random) {
        return Specimens.AT.plusSeconds(random.nextInt(1_000_000) - 500_000);
    }

    /** What a docket holds after the fold: the types in order, and which did not take effect. */
    private static List<String> state(List<Header> acts) {
        var byDigest = new HashMap<Digest, Header>();
        acts.forEach(act -> byDigest.put(act.digest(), act));
        return Fold.<List<String>, Header>fold(
                Causality.of(acts),
                digest -> java.util.Objects.requireNonNull(byDigest.get(digest)),
                RESTRICTION_DOMINATES,
                List.of(),
                (state, digest, act, overridden) -> {
                    var next = new ArrayList<>(state);
                    next.add(digest.hex() + act.type() + overridden);
                    return next;
                });
    }

    @Property(tries = 300)
    void two_receivers_in_any_order_with_duplicates_hold_the_same(
            @ForAll("dockets") List<Header> acts, @ForAll Random random) {
        var received = new ArrayList<>(acts);
        for (var act : acts) if (random.nextBoolean()) received.add(act);
        Collections.shuffle(received, random);
        assertThat(state(received)).isEqualTo(state(acts));
        assertThat(Causality.of(received).heads()).isEqualTo(Causality.of(acts).heads());
        assertThat(Causality.of(received).unknown()).isEqualTo(Causality.of(acts).unknown());
    }

    /** Re-dating changes digests, so the same docket is told anew under other dates. */
    @Property(tries = 300)
    void the_dates_that_authors_claim_decide_nothing(
            @ForAll("dockets") List<Header> acts, @ForAll Random random) {
        var renamed = new HashMap<Digest, Digest>();
        var redated = new ArrayList<Header>();
        for (var number = 0; number < acts.size(); number++) {
            var act = acts.get(number);
            var seen = act.seen().stream().map(old -> renamed.getOrDefault(old, old)).toList();
            var anew = Specimens.header(act.type(), moment(random), seen, number);
            renamed.put(act.digest(), anew.digest());
            redated.add(anew);
        }
        assertThat(effects(redated, Map.of())).isEqualTo(effects(acts, renamed));
        var before = Causality.of(acts);
        var after = Causality.of(redated);
        for (var one : before.order()) {
            for (var other : before.order()) {
                assertThat(after.precedes(renamed.get(one), renamed.get(other)))
                        .isEqualTo(before.precedes(one, other));
            }
        }
    }

    /** Which acts take effect, by digest. */
    private static Map<Digest, Boolean> effects(List<Header> acts, Map<Digest, Digest> renamed) {
        var byDigest = new HashMap<Digest, Header>();
        acts.forEach(act -> byDigest.put(act.digest(), act));
        var causality = Causality.of(acts);
        var overridden =
                Fold.overridden(
                        causality,
                        digest -> java.util.Objects.requireNonNull(byDigest.get(digest)),
                        RESTRICTION_DOMINATES);
        var effects = new TreeMap<Digest, Boolean>();
        causality
                .order()
                .forEach(
                        act ->
                                effects.put(
                                        renamed.getOrDefault(act, act), !overridden.contains(act)));
        return effects;
    }

    @Property(tries = 300)
    void restriction_dominates_exactly_what_is_concurrent_with_it(
            @ForAll("dockets") List<Header> acts) {
        var effects = effects(acts, Map.of());
        var causality = Causality.of(acts);
        for (var act : acts) {
            var restricted =
                    act.type().equals(PERMISSION)
                            && acts.stream()
                                    .filter(other -> other.type().equals(RESTRICTION))
                                    .anyMatch(
                                            other ->
                                                    causality.concurrent(
                                                            act.digest(), other.digest()));
            assertThat(effects.get(act.digest())).isEqualTo(!restricted);
        }
    }

    @Property(tries = 300)
    void an_act_comes_after_all_that_it_saw_and_the_order_has_no_circle(
            @ForAll("dockets") List<Header> acts) {
        var causality = Causality.of(acts);
        assertThat(Set.copyOf(causality.order()))
                .isEqualTo(Set.copyOf(acts.stream().map(Header::digest).toList()));
        for (var act : acts) {
            var digest = act.digest();
            assertThat(causality.precedes(digest, digest)).isFalse();
            assertThat(causality.past(digest)).isEqualTo(reachable(act, acts));
            for (var earlier : causality.past(digest)) {
                assertThat(causality.precedes(digest, earlier)).isFalse();
                assertThat(causality.order().indexOf(earlier))
                        .isLessThan(causality.order().indexOf(digest));
            }
            var expected = new HashSet<>(causality.past(digest));
            expected.add(digest);
            assertThat(causality.pastOf(Set.of(digest))).isEqualTo(expected);
        }
    }

    /** The definition, by walking: every act that {@code from} saw, directly or through others. */
    private static Set<Digest> reachable(Header from, List<Header> acts) {
        var reached = new HashSet<Digest>();
        for (var act : acts) {
            if (from.seen().contains(act.digest()) && reached.add(act.digest()))
                reached.addAll(reachable(act, acts));
        }
        return reached;
    }
}
