package comity.treaty.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Assertion;
import comity.record.act.Envelope;
import comity.treaty.Proceeding;
import comity.treaty.World;
import comity.treaty.World.Officer;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Type;
import comity.treaty.rules.BrokenGlass.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Article 24(2): glass is broken by two, for four hours, within one State. */
class BrokenGlassTest {
    private static Docket broken() {
        return Proceeding.upTo(Type.ACKNOWLEDGE)
                .permits(Officer.ZELENKA, Type.BREAK_GLASS)
                .docket();
    }

    private static Docket confirmed() {
        var docket = broken();
        return docket.with(World.act(Officer.OZOLS, Type.CONFIRM_BREAK_GLASS, docket, Map.of()));
    }

    private static BrokenGlass.Broken only(Docket docket) {
        return BrokenGlass.on(docket).getFirst();
    }

    @Test
    void is_read_for_four_hours_from_the_confirmation_and_not_a_moment_longer() {
        var one = only(confirmed());
        var end = one.until().orElseThrow();
        var confirmation = one.confirmation().orElseThrow().header().at();
        assertThat(Duration.between(confirmation, end)).isEqualTo(Duration.ofHours(4));
        assertThat(one.standing(confirmation)).isEqualTo(Standing.OPEN);
        assertThat(one.standing(end.minusMillis(1))).isEqualTo(Standing.OPEN);
        assertThat(one.standing(end)).isEqualTo(Standing.ENDED);
    }

    @Test
    void waits_on_its_day_and_the_next() {
        var one = only(broken());
        assertThat(one.until()).isEmpty();
        assertThat(one.standing(Instant.parse("2026-11-24T23:59:59Z"))).isEqualTo(Standing.AWAITED);
        assertThat(one.standing(Instant.parse("2026-11-25T00:00:00Z"))).isEqualTo(Standing.LAPSED);
    }

    @Test
    void two_names_with_one_passkey_are_one_device() {
        var before = Proceeding.upTo(Type.ACKNOWLEDGE).docket();
        var docket =
                before.with(
                        signed(
                                World.act(Officer.ZELENKA, Type.BREAK_GLASS, before, Map.of()),
                                "a"));
        var second = World.act(Officer.OZOLS, Type.CONFIRM_BREAK_GLASS, docket, Map.of());
        assertThat(Rulebook.current().ofPasskeys(docket, signed(second, "b"))).isEmpty();
        assertThat(Rulebook.current().ofPasskeys(docket, signed(second, "a")))
                .extracting(Finding::rule)
                .containsExactly("W-154");
    }

    @Test
    void stays_in_its_State() {
        for (var entry : confirmed().entries())
            if (Type.of(entry.act()).filter(BrokenGlass::isOne).isPresent())
                assertThat(Cooperation.audience(confirmed(), entry.digest())).containsExactly("XB");
    }

    private static Envelope signed(Envelope act, String credential) {
        return new Envelope(
                act.header(),
                act.sections(),
                act.signature(),
                Optional.of(
                        new Assertion(
                                credential.getBytes(UTF_8), new byte[0], new byte[0], new byte[0])),
                List.of());
    }
}
