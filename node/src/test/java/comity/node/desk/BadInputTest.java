package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.identity.SoftwarePasskey;
import comity.record.act.Assertion;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever comes in: a clear problem, nothing half-applied, drafts kept, never a 500. */
class BadInputTest extends Borduria {

    @Test
    void malformed_json_is_answered_everywhere() throws IOException {
        var folder = corpora().resolve("adversarial/JSONTestSuite/test_parsing");
        var docket = UUID.randomUUID();
        var before = filed();
        var token = token(Who.KATZ);
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                var bytes = Files.readAllBytes(file);
                for (var path :
                        List.of(
                                "/session",
                                "/dockets/" + docket + "/proposals",
                                "/drafts/assessment")) {
                    var answer =
                            send(
                                    bytes(
                                            request(path)
                                                    .header("Authorization", "Bearer " + token),
                                            "POST",
                                            bytes));
                    assertProblem(answer, file.getFileName() + " at " + path);
                }
            }
        }
        assertThat(filed()).isEqualTo(before);
    }

    @Test
    void naughty_strings_come_back_as_they_went_in() throws Exception {
        var all =
                (Json.Arr)
                        JsonReader.interchange(
                                Files.readAllBytes(
                                        corpora().resolve("adversarial/blns/blns.json")));
        var draft = UUID.randomUUID();
        var token = token(Who.KATZ);
        for (var item : all.items()) {
            var content = Json.object().with("facts", Json.object().with("summary", item));
            var kept =
                    send(
                            json(
                                    request("/drafts/" + draft)
                                            .header("Authorization", "Bearer " + token),
                                    "PUT",
                                    Json.object()
                                            .with("type", "request")
                                            .with("content", content)));
            // PostgreSQL is not asked to understand what somebody typed: bytes in, bytes out.
            assertThat(kept.expect(200).object().object("content")).contains(content);
            var asked =
                    send(
                            json(
                                    request("/drafts/assessment")
                                            .header("Authorization", "Bearer " + token),
                                    "POST",
                                    Json.object()
                                            .with("type", "request")
                                            .with("content", content)));
            assertThat(asked.status()).as(item.toString()).isEqualTo(200);
        }
    }

    @Test
    void oversized_and_deeply_nested_bodies_are_refused() {
        var big = ("{\"type\":\"" + "x".repeat(600_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(send(bytes(request(Who.KATZ, "/drafts/assessment"), "POST", big)).code())
                .isEqualTo("body.too-large");
        var deep = ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        assertThat(send(bytes(request(Who.KATZ, "/drafts/assessment"), "POST", deep)).code())
                .isEqualTo("json.too-deep");
    }

    @Test
    void unknown_and_misshapen_addresses_are_problems() {
        var nobody = UUID.randomUUID();
        for (var path :
                List.of(
                        "/dockets/" + nobody,
                        "/dockets/" + nobody + "/case",
                        "/drafts/" + nobody,
                        "/proposals/" + nobody,
                        "/acts/" + "0".repeat(64),
                        "/acts/" + "0".repeat(64) + "/receipt",
                        "/acts/nonsense",
                        "/nothing/here"))
            assertThat(get(Who.KATZ, path).expect(404).code()).as(path).isEqualTo("unknown");
        assertThat(get(Who.KATZ, "/dockets/nonsense").expect(400).code())
                .isEqualTo("parameter.malformed");
        assertThat(get(Who.MOREAU, "/provider/orders/" + "0".repeat(64)).status()).isEqualTo(404);
        assertThat(get(Who.MOREAU, "/dockets/" + nobody + "/options").status()).isEqualTo(404);
        assertThat(post(Who.KATZ, "/worklist", Json.EMPTY).expect(405).code())
                .isEqualTo("method.not-allowed");
        var text =
                request(Who.KATZ, "/drafts/assessment")
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(send(text).expect(415).code()).isEqualTo("media-type.not-taken");
    }

    @Test
    void fields_are_those_of_the_table_and_what_was_typed_is_kept() {
        var docket = UUID.randomUUID();
        drawn(docket);
        var draft = UUID.randomUUID();
        var typed = Json.object().with("terms", Json.object().with("surprise", "x"));
        var answer =
                post(
                        Who.KATZ,
                        "/dockets/" + docket + "/proposals",
                        Json.object()
                                .with("type", "acknowledge")
                                .with("draft", draft.toString())
                                .with("content", typed));
        assertThat(answer.expect(400).code()).isEqualTo("field.unknown");
        assertThat(get(Who.KATZ, "/drafts/" + draft).expect(200).object().object("content"))
                .contains(typed);
        assertThat(get(Who.LINDQVIST, "/drafts/" + draft).status()).isEqualTo(404);
        assertThat(propose(Who.KATZ, docket, "annex", Json.EMPTY).code())
                .isEqualTo("act.type-unknown");
        assertThat(
                        propose(
                                        Who.KATZ,
                                        docket,
                                        "acknowledge",
                                        Json.object()
                                                .with("terms", Json.object().with("request", 7)))
                                .code())
                .isEqualTo("field.misshapen");
    }

    @Test
    void an_office_that_one_does_not_hold_is_refused() {
        var token = token(Who.KATZ);
        var answer =
                send(
                        request("/dockets/" + UUID.randomUUID() + "/options")
                                .header("Authorization", "Bearer " + token)
                                .header("Comity-Office", "XB.court/JUD")
                                .GET());
        assertThat(answer.expect(403).code()).isEqualTo("office.not-held");
    }

    @Test
    void a_personal_act_needs_exactly_its_persons_passkey() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var find =
                Json.object()
                        .with(
                                "terms",
                                terms(
                                        Map.of(
                                                "request", request.hex(),
                                                "safeguard", "6(2)",
                                                "outcome", "CLEAR")))
                        .with("reasons", reasons());
        var proposal = propose(Who.KATZ, docket, "find", find).expect(201).object();
        var digest = new Digest(proposal.text("digest").orElseThrow()).bytes();
        var before = filed();

        assertRejected(proposal, Optional.empty(), "passkey.missing");
        var stranger = SoftwarePasskey.create(new SecureRandom());
        assertRejected(
                proposal,
                Optional.of(stranger.assertion(digest, relyingParty.origin(), relyingParty.id())),
                "passkey.unknown");
        var katz = passkey("katz");
        var origin = relyingParty.origin();
        var id = relyingParty.id();
        assertRejected(
                proposal,
                Optional.of(katz.assertion(new byte[32], origin, id)),
                "passkey.other-challenge");
        assertRejected(
                proposal,
                Optional.of(katz.assertion(digest, "https://evil.example", id)),
                "passkey.other-origin");
        assertRejected(
                proposal,
                Optional.of(katz.assertion(digest, origin, "evil.example")),
                "passkey.other-relying-party");
        assertRejected(
                proposal,
                Optional.of(katz.assertion(digest, origin, id, 0x01)),
                "passkey.user-not-verified");
        assertRejected(
                proposal,
                Optional.of(katz.assertion(digest, origin, id, 0x0d)),
                "passkey.not-device-bound");
        assertRejected(
                proposal,
                Optional.of(passkey("okafor").assertion(digest, origin, id)),
                "passkey.other-authority");
        var right = katz.assertion(digest, origin, id);
        var forged = right.signature();
        forged[forged.length - 1] ^= 1;
        assertRejected(
                proposal,
                Optional.of(
                        new Assertion(
                                right.credential(),
                                right.authenticatorData(),
                                right.clientData(),
                                forged)),
                "passkey.bad-signature");
        assertThat(filed()).isEqualTo(before);

        var filed = file(Who.KATZ, proposal).expect(201).object();
        assertThat(file(Who.KATZ, proposal).expect(201).object()).isEqualTo(filed);
        assertThat(
                        post(
                                        Who.LINDQVIST,
                                        "/proposals/"
                                                + proposal.text("proposal").orElseThrow()
                                                + "/filing",
                                        Json.EMPTY)
                                .status())
                .isEqualTo(404);
    }

    @Test
    void whoever_comes_second_is_overtaken_and_keeps_the_draft() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var content = WalkTest.refersTo(request);
        var draft = UUID.randomUUID();
        var first =
                post(
                                Who.KATZ,
                                "/dockets/" + docket + "/proposals",
                                Json.object()
                                        .with("type", "acknowledge")
                                        .with("draft", draft.toString())
                                        .with("content", content))
                        .expect(201)
                        .object();
        take(Who.LINDQVIST, docket, "acknowledge", content);

        var answer = file(Who.KATZ, first);

        assertThat(answer.expect(409).code()).isEqualTo("overtaken");
        assertThat(answer.object().items("heads")).isNotEmpty();
        get(Who.KATZ, "/drafts/" + draft).expect(200);
    }

    @Test
    void sign_in_takes_nothing_but_a_fresh_challenge_answered_by_a_known_passkey() {
        var challenge = challenge();
        var katz = passkey("katz");
        var assertion = katz.assertion(challenge, relyingParty.origin(), relyingParty.id());
        assertThat(signIn(assertion).expect(201).object().text("person")).contains("katz");
        assertThat(signIn(assertion).expect(401).code()).isEqualTo("challenge.unknown");
        var stranger = SoftwarePasskey.create(new SecureRandom());
        assertThat(
                        signIn(
                                        stranger.assertion(
                                                challenge(),
                                                relyingParty.origin(),
                                                relyingParty.id()))
                                .expect(401)
                                .code())
                .isEqualTo("passkey.unknown");
        assertThat(
                        signIn(
                                        katz.assertion(
                                                challenge(),
                                                relyingParty.origin(),
                                                relyingParty.id(),
                                                0x01))
                                .expect(401)
                                .code())
                .isEqualTo("passkey.user-not-verified");
        assertThat(
                        send(json(
                                        request("/session"),
                                        "POST",
                                        Json.object().with("credential", "!")))
                                .expect(400)
                                .code())
                .isEqualTo("assertion.malformed");
        assertThat(send(json(request("/enrolments/nonsense"), "POST", Json.EMPTY)).status())
                .isEqualTo(400);
        assertThat(send(request("/enrolments/nonsense").GET()).status()).isEqualTo(404);
    }

    private byte[] challenge() {
        return Base64Url.decode(
                send(request("/session/challenge").POST(HttpRequest.BodyPublishers.noBody()))
                        .expect(201)
                        .object()
                        .text("challenge")
                        .orElseThrow());
    }

    private Answer signIn(Assertion assertion) {
        return send(json(request("/session"), "POST", assertion.json()));
    }

    private void assertRejected(Json.Obj proposal, Optional<Assertion> personal, String code) {
        var body =
                personal.map(assertion -> Json.object().with("personal", assertion.json()))
                        .orElse(Json.EMPTY);
        var answer =
                post(
                        Who.KATZ,
                        "/proposals/" + proposal.text("proposal").orElseThrow() + "/filing",
                        body);
        assertThat(answer.expect(400).code()).isEqualTo(code);
        assertThat(answer.object().text("title").orElse("")).isNotBlank();
        assertThat(answer.object().text("remedy").orElse("")).isNotBlank();
    }

    private static void assertProblem(Answer answer, String what) {
        assertThat(answer.status()).as(what).isBetween(400, 499);
        assertThat(answer.response().headers().firstValue("Content-Type"))
                .as(what)
                .contains("application/problem+json");
        assertThat(answer.code()).as(what).isNotBlank();
    }
}
