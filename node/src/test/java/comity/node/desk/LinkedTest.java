package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.registry.Nation;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Dockets of which one follows from the other stand on both, and no one hand writes and reviews.
 */
class LinkedTest extends Borduria {

    /** Borduria asks Arcadia; what was asked. */
    private Digest asked(UUID docket, Who who, String previous) {
        return take(who, docket, "request", content(docket, previous));
    }

    private Json.Obj content(UUID docket, String previous) {
        var authorised =
                take(
                        Who.OKAFOR,
                        docket,
                        "authorise",
                        Json.object()
                                .with(
                                        "terms",
                                        scope(
                                                terms(
                                                        Map.of(
                                                                "requestedState", "XA",
                                                                "until", "2026-12-31"))))
                                .with("subject", subject())
                                .with(
                                        "reasons",
                                        Json.object().with("proportionality", "One account.")));
        var content = ProvisionsTest.request(authorised, "XB/118");
        return previous.isEmpty()
                ? content
                : content.with(
                        "terms", content.object("terms").orElseThrow().with("previous", previous));
    }

    /** Arcadia's request, which says what it follows from. */
    private Digest arrived(UUID docket, String previous) {
        arrived(UUID.randomUUID()); // so that Arcadia is known here
        var authorisation = receive(ARCADIA.authorise(registry, docket));
        var values = new TreeMap<>(Nation.requested(authorisation));
        values.put("previous", new Json.Str(previous));
        return receive(ARCADIA.act(registry, docket, "request", values));
    }

    @Test
    void a_request_that_names_an_earlier_docket_stands_on_both() {
        var earlier = UUID.randomUUID();
        arrived(earlier);
        var later = UUID.randomUUID();
        arrived(later, earlier.toString());
        get(Who.KATZ, "/worklist").expect(200);

        assertThat(links(Who.KATZ, later).texts("earlier")).containsExactly(earlier.toString());
        assertThat(links(Who.KATZ, earlier).texts("later")).containsExactly(later.toString());
        assertThat(page(Who.KATZ, "/dockets/" + later))
                .contains("It follows from")
                .contains("href=\"/dockets/" + earlier + "\"");
        assertThat(page(Who.KATZ, "/dockets/" + earlier))
                .contains("From it follows")
                .contains("href=\"/dockets/" + later + "\"");
        for (var language : new String[] {"ar", "es", "fr", "ru", "zh"})
            assertThat(page(Who.KATZ, "/dockets/" + later + "?language=" + language))
                    .contains(earlier.toString())
                    .doesNotContain("linked.");
    }

    @Test
    void a_docket_that_the_reader_does_not_see_is_no_link() {
        var earlier = UUID.randomUUID();
        arrived(earlier);
        var later = UUID.randomUUID();
        arrived(later, earlier.toString());
        get(Who.KATZ, "/worklist").expect(200);
        assign(Who.KATZ, later, Who.ORBAN).expect(200);
        assertThat(links(Who.ORBAN, later).texts("earlier")).isEmpty();
        assertThat(page(Who.ORBAN, "/dockets/" + later)).doesNotContain("It follows from");
        assign(Who.KATZ, earlier, Who.ORBAN).expect(200);
        assertThat(links(Who.ORBAN, later).texts("earlier")).containsExactly(earlier.toString());
        assertThat(links(Who.INSPECTOR, later).texts("earlier"))
                .as("who reads no section")
                .isEmpty();
    }

    @Test
    void what_is_no_docket_between_the_same_states_links_nothing() {
        for (var said :
                new String[] {
                    "Our letter of 3 May, " + UUID.randomUUID(),
                    UUID.randomUUID().toString(),
                    "4711"
                }) {
            var docket = UUID.randomUUID();
            arrived(docket, said);
            assertThat(links(Who.KATZ, docket).texts("earlier")).as(said).isEmpty();
        }
    }

    /** SECURITY, 3.2: incoming reviewer is not the outgoing author of a linked docket. */
    @Test
    void whoever_wrote_the_earlier_docket_does_not_review_the_later_one() {
        arrived(UUID.randomUUID());
        var outgoing = UUID.randomUUID();
        asked(outgoing, Who.KATZ, "");
        var incoming = UUID.randomUUID();
        var request = arrived(incoming, outgoing.toString());
        var refused = propose(Who.KATZ, incoming, "find", found(request));
        assertThat(refused.expect(409).code()).isEqualTo("linked.same-person");
        clear(Who.LINDQVIST, incoming, request, "6(2)");
    }

    @Test
    void whoever_reviewed_what_came_in_does_not_write_what_follows_from_it_nor_the_other_way() {
        var incoming = UUID.randomUUID();
        var request = arrived(incoming, "-");
        clear(Who.LINDQVIST, incoming, request, "6(2)");
        var outgoing = UUID.randomUUID();
        var content = content(outgoing, incoming.toString());
        var refused = propose(Who.LINDQVIST, outgoing, "request", content);
        assertThat(refused.expect(409).code()).isEqualTo("linked.same-person");
        take(Who.MORA, outgoing, "request", content);
        get(Who.KATZ, "/worklist").expect(200);
        var reviewing = propose(Who.MORA, incoming, "find", found(request));
        assertThat(reviewing.expect(409).code()).isEqualTo("linked.same-person");
        clear(Who.KATZ, incoming, request, "40(22)");
    }

    @Test
    void the_worklist_is_narrowed_to_one_provider() {
        var docket = UUID.randomUUID();
        ordered(docket);
        var other = UUID.randomUUID();
        arrived(other);
        var narrowed = "/worklist?whose=ALL&order=LATEST&provider=XB.provider.";
        assertThat(get(Who.KATZ, narrowed + "harbourmail").expect(200).text())
                .contains(docket.toString())
                .doesNotContain(other.toString());
        assertThat(get(Who.KATZ, narrowed + "other").expect(200).text())
                .doesNotContain("\"docket\":\"" + docket);
        assertThat(get(Who.KATZ, "/worklist?provider=%27").expect(400).code())
                .isEqualTo("list.filter");
        assertThat(page(Who.KATZ, narrowed + "harbourmail"))
                .contains("<option value=\"XB.provider.harbourmail\" selected>");
    }

    private static Json.Obj found(Digest request) {
        return Json.object()
                .with(
                        "terms",
                        terms(
                                Map.of(
                                        "request", request.hex(),
                                        "safeguard", "40(22)",
                                        "outcome", "CLEAR")))
                .with("reasons", reasons());
    }

    private Json.Obj links(Who who, UUID docket) {
        return get(who, "/dockets/" + docket + "/links").expect(200).object();
    }

    private String page(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "text/html").GET()).expect(200).text();
    }
}
