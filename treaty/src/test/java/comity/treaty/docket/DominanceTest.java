package comity.treaty.docket;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Envelope;
import comity.treaty.Proceeding;
import comity.treaty.World;
import comity.treaty.World.Officer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DominanceTest {
    private static Envelope at(Officer officer, Type type, Docket docket, Instant at) {
        return World.act(
                officer,
                type,
                new TreeSet<>(docket.causality().heads()),
                World.content(type, docket, Map.of()),
                at);
    }

    /**
     * A withdrawal and an order that crossed on the wire: whoever says that they were first, the
     * order does not stand.
     */
    @Property(tries = 100)
    void a_withdrawal_overrides_a_concurrent_order_whatever_the_clocks_said(
            @ForAll @IntRange(min = -10_000, max = 10_000) int days) {
        var before = Proceeding.upTo(Type.AUTHORISE_EXECUTION).docket();
        var order =
                at(
                        Officer.LINDQVIST,
                        Type.ORDER,
                        before,
                        Instant.EPOCH.plus(Duration.ofDays(20_000)));
        var withdrawal =
                at(
                        Officer.AMADI,
                        Type.WITHDRAW,
                        before,
                        Instant.EPOCH.plus(Duration.ofDays(20_000L + days)));
        var after = before.with(order).with(withdrawal);
        assertThat(after.overridden(order.digest())).isTrue();
        assertThat(after.overridden(withdrawal.digest())).isFalse();
        assertThat(after.phase()).isEqualTo(Phase.WITHDRAWN);
    }

    /** What the asked State did before it heard of the withdrawal does not begin it again. */
    @Property(tries = 50)
    void what_crosses_a_withdrawal_leaves_it_withdrawn(
            @ForAll @IntRange(min = -10_000, max = 10_000) int days) {
        var before = Proceeding.upTo(Type.REQUEST).docket();
        var day = Instant.EPOCH.plus(Duration.ofDays(20_000));
        var acknowledged = at(Officer.LINDQVIST, Type.ACKNOWLEDGE, before, day);
        var withdrawal = at(Officer.AMADI, Type.WITHDRAW, before, day.plus(Duration.ofDays(days)));
        var after = before.with(acknowledged).with(withdrawal);
        assertThat(after.phase()).isEqualTo(Phase.WITHDRAWN);
        assertThat(after.hasEnded()).isTrue();
        var closed = after.with(at(Officer.AMADI, Type.CLOSE, after, day));
        assertThat(closed.phase()).isEqualTo(Phase.CLOSED);
    }

    @Property(tries = 50)
    void any_order_of_arrival_with_repetitions_gives_the_same_docket(@ForAll long seed) {
        var whole = Proceeding.upTo(Type.CLOSE).docket();
        var arrivals = new ArrayList<Envelope>();
        for (var round = 0; round < 2; round++)
            whole.entries().forEach(entry -> arrivals.add(whole.act(entry.digest()).orElseThrow()));
        Collections.shuffle(arrivals, new Random(seed));
        var docket = Docket.empty(World.DOCKET);
        for (var act : arrivals) docket = docket.with(act);
        assertThat(docket.stateDigest()).isEqualTo(whole.stateDigest());
        assertThat(docket.phase()).isEqualTo(Phase.CLOSED);
    }

    /**
     * The docket as an act's author knew it is derived from the whole; made anew from the acts of
     * that past alone it is the same, concurrent restrictions and all.
     */
    @Property(tries = 60)
    void a_past_is_what_its_acts_alone_would_give(@ForAll long seed) {
        var random = new Random(seed);
        var docket = Proceeding.upTo(Type.ORDER).docket();
        var acts = new ArrayList<Envelope>();
        docket.entries().forEach(entry -> acts.add(docket.act(entry.digest()).orElseThrow()));
        var types =
                java.util.List.of(
                        Type.ORDER, Type.WITHDRAW, Type.ASK_INFORMATION, Type.CLOSE, Type.REFUSE);
        for (var i = 0; i < 12; i++) {
            var seen = new TreeSet<comity.record.act.Digest>();
            for (var j = 0; j < 2; j++) seen.add(acts.get(random.nextInt(acts.size())).digest());
            var type = types.get(random.nextInt(types.size()));
            acts.add(
                    World.act(
                            random.nextBoolean() ? Officer.LINDQVIST : Officer.AMADI,
                            type,
                            seen,
                            World.content(type, docket, Map.of()),
                            Instant.EPOCH.plusSeconds(i)));
        }
        var whole = Docket.of(World.DOCKET, acts);

        for (var act : acts) {
            var past = whole.causality().pastOf(act.header().seen());
            var alone =
                    Docket.of(
                            World.DOCKET,
                            acts.stream().filter(one -> past.contains(one.digest())).toList());
            var before = whole.before(act.header().seen());
            assertThat(before.stateDigest()).isEqualTo(alone.stateDigest());
            assertThat(before.unknown()).isEqualTo(alone.unknown());
            assertThat(before.causality().order()).isEqualTo(alone.causality().order());
            assertThat(before.headers()).isEqualTo(alone.headers());
        }
    }
}
