package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.rules.Examples;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The requested State's part of a request, over the API alone. */
class WalkTest extends Borduria {

    @Test
    void a_request_is_reviewed_authorised_ordered_produced_and_transmitted() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);

        take(Who.KATZ, docket, "acknowledge", refersTo(request));
        clear(Who.KATZ, docket, request, "40(22)");
        clear(Who.KATZ, docket, request, "6(2)");
        take(Who.KATZ, docket, "assess", assessed(request));
        var authorisation = take(Who.OKAFOR, docket, "authorise-execution", execution(request));
        var order = take(Who.LINDQVIST, docket, "order", order(authorisation));
        take(Who.MOREAU, docket, "produce", production(order));

        var view = get(Who.KATZ, "/dockets/" + docket).expect(200).object();
        assertThat(view.text("phase")).contains("PRODUCED");
        assertThat(view.items("acts")).hasSize(9);
        assertThat(view.items("safeguards"))
                .allSatisfy(
                        safeguard ->
                                assertThat(((Json.Obj) safeguard).text("standing"))
                                        .contains("CLEAR"));
        assertThat(get(Who.KATZ, "/worklist?order=LATEST").expect(200).text())
                .contains(docket.toString());
        assertThat(get(Who.MOREAU, "/dockets/" + docket).status()).isEqualTo(403);
    }

    @Test
    void an_order_without_a_finding_on_expression_is_denied_with_its_citation() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);

        var denied = propose(Who.OKAFOR, docket, "authorise-execution", execution(request));

        assertThat(denied.status()).isEqualTo(422);
        assertThat(denied.response().headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(denied.text()).contains("\"citation\":\"6(2)\"").contains("\"remedy\"");
    }

    static Json.Obj refersTo(Digest request) {
        return Json.object().with("terms", Json.object().with("request", request.hex()));
    }

    /** What a reviewer assesses where nothing is wrong. */
    static Json.Obj assessed(Digest request) {
        return refersTo(request).with("facts", Examples.assessed()).with("reasons", reasons());
    }

    static Json.Obj execution(Digest request) {
        return Json.object()
                .with(
                        "terms",
                        scope(terms(Map.of("request", request.hex(), "until", "2026-12-31"))))
                .with("subject", subject())
                .with("reasons", reasons());
    }

    static Json.Obj order(Digest authorisation) {
        return Json.object()
                .with(
                        "terms",
                        scope(
                                terms(
                                        Map.of(
                                                "authorisation",
                                                authorisation.hex(),
                                                "provider",
                                                "XB.provider.harbourmail",
                                                "due",
                                                "2026-12-15"))))
                .with("subject", subject());
    }

    static Json.Obj production(Digest order) {
        return Json.object()
                .with("terms", scope(Json.object().with("order", order.hex())))
                .with("subject", subject())
                .with(
                        "exhibits",
                        Json.object()
                                .with(
                                        "exhibits",
                                        new Json.Arr(
                                                List.of(
                                                        Json.object()
                                                                .with(
                                                                        "sha256",
                                                                        Digest.of(new byte[1])
                                                                                .hex())
                                                                .with("size", 1)
                                                                .with("name", "mailbox.mbox")
                                                                .with(
                                                                        "mediaType",
                                                                        "application/mbox")))));
    }
}
