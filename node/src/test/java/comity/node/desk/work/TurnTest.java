package comity.node.desk.work;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.registry.Nation;
import comity.record.act.ActId;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Phase;
import comity.treaty.terms.Safeguard;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
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
            withdraw(world, docket, request);
            assertThat(turn(world)).isEqualTo("NONE  ");
            assertThat(world.folded().getFirst().open()).isFalse();
        }
    }

    @Test
    void an_application_is_the_courts_and_what_it_declines_is_the_applicants_again() {
        try (var world = new World(6)) {
            var docket = ActId.next(Nation.NOON, new Random(6));
            world.dockets.add(docket);
            world.take(world.arcadia, docket, "apply", application());
            assertThat(turn(world)).isEqualTo("COURT XA JUD");
            world.later();
            var applied = world.registry.read(docket).headers().getLast().digest();
            world.take(world.arcadia, docket, "decline", declining(applied));
            assertThat(turn(world)).isEqualTo("DRAFTING XA CAO");
            assertThat(world.folded().getFirst().turn().authority())
                    .as("whoever applied, and nobody else")
                    .isEqualTo("XA.central-authority");
            world.later();
            var anew = new TreeMap<>(application());
            anew.put("newSince", new Json.Str("The provider has answered."));
            world.take(world.arcadia, docket, "apply", anew);
            var line = world.folded().getFirst();
            assertThat(turn(world)).isEqualTo("COURT XA JUD");
            assertThat(line.turn().authority())
                    .as("the court that has decided before")
                    .isEqualTo("XA.court");
            assertThat(line.lost().keySet())
                    .extracting(lost -> lost.stage() + " " + lost.state())
                    .containsExactlyInAnyOrder("COURT XA", "DRAFTING XA");
        }
    }

    @Test
    void what_the_court_of_the_asked_state_declines_its_central_authority_looks_at_again() {
        try (var world = new World(7)) {
            var docket = world.begin("2026-12-31");
            world.later();
            var request = world.request(docket);
            world.later();
            for (var safeguard : Safeguard.values())
                world.take(
                        world.borduria,
                        docket,
                        "find",
                        Map.of(
                                "request", new Json.Str(request.hex()),
                                "safeguard", new Json.Str(safeguard.citation()),
                                "outcome", new Json.Str("CLEAR"),
                                "reasons", new Json.Str("Nothing stands in the way.")));
            assertThat(turn(world)).isEqualTo("COURT XB JUD");
            world.later();
            world.take(world.borduria, docket, "decline", declining(request));
            assertThat(turn(world)).isEqualTo("EXAMINATION XB CAO");
        }
    }

    /** The order of concurrent acts is chance; several dockets have it either way. */
    @Test
    void what_crosses_a_withdrawal_on_the_wire_takes_no_turn() {
        try (var world = new World(8)) {
            for (var i = 0; i < 8; i++) {
                var docket = world.begin("2026-12-31");
                world.later();
                var request = world.request(docket);
                world.settle();
                var crossing = world.crossing(docket, request);
                withdraw(world, docket, request);
                crossing.forEach(world::filed);
            }
            for (var line : world.folded()) {
                assertThat(line.turn()).isEqualTo(Turn.NOBODY);
                assertThat(line.phase()).isEqualTo(Phase.WITHDRAWN);
                assertThat(line.open()).isFalse();
            }
        }
    }

    private static void withdraw(World world, UUID docket, Digest request) {
        world.take(
                world.arcadia,
                docket,
                "withdraw",
                Map.of(
                        "request", new Json.Str(request.hex()),
                        "reasons", new Json.Str("No longer needed.")));
    }

    private static Map<String, Json> application() {
        var values = new TreeMap<>(Nation.scope());
        for (var text :
                Map.of(
                                "requestedState", "XB",
                                "measure", "PRODUCE_CONTENT",
                                "offenceTitle", "Interference with data",
                                "statute", "Section 303b: up to ten years.",
                                "summary", "The systems of a hospital were encrypted.",
                                "needOfAccounts", "Only this account is named in the note.",
                                "needOfCategories", "The demand was made in messages.",
                                "needOfPeriod", "The attack falls into it.",
                                "proportionality", "Patients were in danger.",
                                "lessIntrusiveMeans", "The provider's log names nobody.")
                        .entrySet()) values.put(text.getKey(), new Json.Str(text.getValue()));
        values.put("conventionArticle", new Json.Int(9));
        values.put("maxMonths", new Json.Int(120));
        return values;
    }

    private static Map<String, Json> declining(Digest act) {
        return Map.of(
                "declined", new Json.Str(act.hex()),
                "tests", Json.strings(List.of("SPECIFICITY")),
                "reasons", new Json.Str("A whole mailbox for one message."));
    }

    private static String turn(World world) {
        var turn = world.folded().getFirst().turn();
        return turn.stage() + " " + turn.state() + " " + turn.office();
    }
}
