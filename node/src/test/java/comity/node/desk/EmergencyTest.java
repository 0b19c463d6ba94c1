package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.registry.Nation;
import comity.record.act.CheckWords;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Articles 2(o), 41: what is asked at night, and the call that comes before the order. */
class EmergencyTest extends Borduria {
    private static final String PUBLISHED = "+999 1 555 0100";

    @Test
    void an_emergency_is_called_back_at_the_published_number_and_ordered_by_another() {
        var docket = UUID.randomUUID();
        var request = asked(docket);
        var authorised = examined(docket, request);
        assertThat(get(Who.NYBERG, "/duty").expect(200).text())
                .contains(docket.toString(), "AWAITED");
        assertThat(page(Who.NYBERG, "/duty")).contains("Call back awaited");
        var wall = get(Who.NYBERG, "/duty").expect(200).object();
        assertThat(wall.items("emergencies").toString()).contains(docket.toString(), "T5");
        assertThat(wall.items("running").toString())
                .as("it runs out within the month, and stands on the wall once")
                .doesNotContain(docket.toString());
        assertThat(page(Who.NYBERG, "/dockets/" + docket))
                .contains("Call the asking State back", PUBLISHED);
        var order = WalkTest.order(authorised);
        for (var who : List.of(Who.LINDQVIST, Who.NYBERG))
            assertThat(propose(who, docket, "order", order).expect(422).text()).contains("W-130");

        // The form names the number, and gives no words away.
        assertThat(page(Who.NYBERG, "/dockets/" + docket + "/acts/call-back"))
                .contains(PUBLISHED)
                .doesNotContain(words(request));
        assertThat(
                        propose(
                                        Who.NYBERG,
                                        docket,
                                        "call-back",
                                        call(
                                                request,
                                                "CONFIRMED",
                                                "+999 1 555 0199",
                                                words(request)))
                                .expect(422)
                                .text())
                .contains("W-131", PUBLISHED);
        var others = words(Digest.of(new byte[] {1}));
        assertThat(
                        propose(
                                        Who.NYBERG,
                                        docket,
                                        "call-back",
                                        call(request, "CONFIRMED", PUBLISHED, others))
                                .expect(422)
                                .text())
                .contains("W-132")
                .doesNotContain(words(request));
        take(
                Who.NYBERG,
                docket,
                "call-back",
                call(request, "CONFIRMED", PUBLISHED, words(request)));

        assertThat(propose(Who.NYBERG, docket, "order", order).expect(422).text())
                .contains("R-107");
        // By day the authority's key is enough; at night nobody else has looked at it.
        var composed = propose(Who.SOUSA, docket, "order", order).expect(201).object();
        assertThat(composed.bool("personal")).contains(true);
        var unsigned =
                post(
                        Who.SOUSA,
                        "/proposals/" + composed.text("proposal").orElseThrow() + "/filing",
                        Json.EMPTY);
        assertThat(unsigned.expect(400).code()).isEqualTo("passkey.missing");
        file(Who.SOUSA, composed).expect(201);
        assertThat(page(Who.KATZ, "/dockets/" + docket))
                .contains("its desk read out the words of this request")
                .doesNotContain("Call the asking State back");
        assertThat(page(Who.NYBERG, "/duty")).contains("Called back: confirmed");
    }

    @Test
    void of_a_request_that_its_state_does_not_know_nothing_is_ordered() {
        var docket = UUID.randomUUID();
        var request = asked(docket);
        var authorised = examined(docket, request);
        take(Who.SOUSA, docket, "call-back", call(request, "DENIED", PUBLISHED, ""));
        assertThat(
                        propose(Who.LINDQVIST, docket, "order", WalkTest.order(authorised))
                                .expect(422)
                                .text())
                .contains("W-130");
        assertThat(page(Who.KATZ, "/dockets/" + docket)).contains("knew nothing of this request");
        assertThat(page(Who.SOUSA, "/duty?refresh=no")).contains("Called back: denied");
    }

    @Test
    void a_duty_officer_orders_nothing_that_can_wait() {
        var docket = UUID.randomUUID();
        ordered(docket);
        propose(Who.NYBERG, docket, "order", WalkTest.order(Digest.of(new byte[0]))).expect(404);
    }

    /** Arcadia publishes where its contact point answers, and asks in an emergency. */
    private Digest asked(UUID docket) {
        if (registry.directories().of("XA").isEmpty()) {
            receive(ARCADIA.directory());
            receive(ARCADIA.profile());
        }
        publish();
        var authorisation = receive(ARCADIA.authorise(registry, docket));
        var said = new TreeMap<>(Nation.requested(authorisation));
        said.put("measure", new Json.Str("EMERGENCY"));
        said.put("urgency", new Json.Str("EMERGENCY"));
        return receive(ARCADIA.act(registry, docket, "request", said, registry.seenFor(docket)));
    }

    private void publish() {
        var law = registry.profiles(java.util.Set.of("XA")).of("XA").orElseThrow();
        if (law.telephone().isPresent()) return;
        receive(
                ARCADIA.profile(
                        ARCADIA.wholeProfile(law.version() + 1)
                                .with(
                                        "authorities",
                                        Json.object()
                                                .with("central", "XA.central-authority")
                                                .with("telephone", PUBLISHED)),
                        registry.seenFor(ARCADIA.lawDocket())));
    }

    private Digest examined(UUID docket, Digest request) {
        for (var safeguard : List.of("40(22)", "6(2)")) clear(Who.KATZ, docket, request, safeguard);
        take(Who.KATZ, docket, "assess", WalkTest.assessed(request));
        return take(Who.OKAFOR, docket, "authorise-execution", WalkTest.execution(request));
    }

    private String page(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "text/html").GET()).expect(200).text();
    }

    private static String words(Digest request) {
        return String.join(" ", CheckWords.of(request).in(Locale.FRENCH));
    }

    private static Json.Obj call(Digest request, String result, String number, String words) {
        var terms =
                Json.object()
                        .with("request", request.hex())
                        .with("callResult", result)
                        .with("numberCalled", number);
        return Json.object()
                .with("terms", words.isEmpty() ? terms : terms.with("wordsRead", words))
                .with("facts", Json.object().with("spokeWith", "Duty officer of Arcadia"));
    }
}
