package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.registry.Nation;
import comity.record.act.ActId;
import comity.record.act.CanonicalJson;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.treaty.docket.Cooperation;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A header tells who acted in which office, and nothing of whom, about what, or how much. */
class HeaderShapeTest extends Borduria {
    private final UUID docket = ActId.next(Nation.NOON, new Random());

    private Json.Obj consult(UUID on, String about) {
        return Json.object()
                .with("terms", terms(Map.of("about", about)))
                .with("facts", Json.object().with("message", "Which time zone?"));
    }

    /** Byte for byte, but for what any two headers differ in: identifiers, times, digests. */
    private static String shape(Json.Obj header, String type) {
        return CanonicalJson.text(header)
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "ID")
                .replaceAll("[0-9a-f]{64}", "DIGEST")
                .replaceAll("\"at\":\"[^\"]*\"", "AT")
                .replace("\"type\":\"" + type + "\"", "TYPE");
    }

    private Json.Obj header(Who who, UUID on, String type, Json.Obj content) {
        return propose(who, on, type, content).expect(201).object().object("header").orElseThrow();
    }

    @Test
    void is_the_same_whichever_sections_are_used_and_names_nobody() {
        var request = arrived(docket);
        var bare =
                header(
                        Who.KATZ,
                        docket,
                        "acknowledge",
                        Json.object().with("terms", terms(Map.of("request", request.hex()))));
        var full = header(Who.KATZ, docket, "consult", consult(docket, request.hex()));

        assertThat(shape(bare, "acknowledge")).isEqualTo(shape(full, "consult"));
        for (var header : new Json.Obj[] {bare, full}) {
            assertThat(header.object("sections").orElseThrow().members().keySet())
                    .containsExactlyInAnyOrderElementsOf(Cooperation.SECTIONS);
            assertThat(CanonicalJson.text(header)).doesNotContain("katz").doesNotContain("Katz");
        }
        var digests = new HashSet<>(bare.object("sections").orElseThrow().members().values());
        digests.addAll(full.object("sections").orElseThrow().members().values());
        assertThat(digests)
                .as("no digest stands for 'unused'")
                .hasSize(2 * Cooperation.SECTIONS.size());
    }

    @Test
    void has_one_pseudonym_for_a_person_on_a_docket_and_another_on_another() throws Exception {
        var other = ActId.next(Nation.NOON, new Random());
        var here = arrived(docket);
        var there = arrived(other);

        var first = officer(header(Who.KATZ, docket, "consult", consult(docket, here.hex())));
        var again = officer(header(Who.KATZ, docket, "consult", consult(docket, here.hex())));
        var colleague =
                officer(header(Who.LINDQVIST, docket, "consult", consult(docket, here.hex())));
        var elsewhere = officer(header(Who.KATZ, other, "consult", consult(other, there.hex())));

        assertThat(again).isEqualTo(first);
        assertThat(colleague).isNotEqualTo(first);
        assertThat(elsewhere).isNotEqualTo(first);
    }

    private static String officer(Json.Obj header) throws Exception {
        return Header.of(header).author().officer().hex();
    }
}
