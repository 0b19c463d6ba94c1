package comity.node.desk.work;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TurnTest {

    @Test
    void goes_from_office_to_office_as_acts_arrive() {
        try (var world = new World(5)) {
            var docket = world.begin("2026-12-31");
            assertThat(turn(world)).isEqualTo("DRAFTING XA CAO");
            world.later();
            var request = world.request(docket);
            assertThat(turn(world)).isEqualTo("EXAMINATION XB CAO");
            world.later();
            world.take(
                    world.borduria,
                    docket,
                    "ask-information",
                    Map.of(
                            "request", new Json.Str(request.hex()),
                            "question", new Json.Str("Which account is meant?")));
            assertThat(turn(world)).isEqualTo("ANSWER XA CAO");
            var asked = world.folded().getFirst();
            assertThat(asked.turn().authority()).isEqualTo("XA.central-authority");
            assertThat(asked.since()).isEqualTo(world.arcadia.now);
            // What went before is counted by whose turn it was.
            assertThat(asked.lost().keySet())
                    .extracting(lost -> lost.stage() + " " + lost.state())
                    .containsExactlyInAnyOrder("DRAFTING XA", "EXAMINATION XB");
            world.take(
                    world.arcadia,
                    docket,
                    "withdraw",
                    Map.of(
                            "request", new Json.Str(request.hex()),
                            "reasons", new Json.Str("No longer needed.")));
            assertThat(turn(world)).isEqualTo("NONE  ");
            assertThat(world.folded().getFirst().open()).isFalse();
        }
    }

    private static String turn(World world) {
        var turn = world.folded().getFirst().turn();
        return turn.stage() + " " + turn.state() + " " + turn.office();
    }
}
