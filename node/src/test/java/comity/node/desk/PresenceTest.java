package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.CanonicalJson;
import comity.record.act.Checked;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.map.MapCommitment;
import comity.record.map.PresenceAnswer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether an act names a file: who may ask, what is answered, and what is kept of it. */
class PresenceTest extends Borduria {
    private static final String REASON = "Case 2026/4711: a copy was found elsewhere.";

    @Autowired JdbcClient sql;

    private static Digest file(String name) {
        return Digest.of((name + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
    }

    private static Json.Obj exhibits(Digest file) {
        return Json.object()
                .with(
                        "exhibits",
                        new Json.Arr(
                                List.of(
                                        Json.object()
                                                .with("sha256", file.hex())
                                                .with("size", 1)
                                                .with("name", "mailbox.mbox")
                                                .with("mediaType", "application/mbox"))));
    }

    private record Produced(Digest request, Digest order, Digest act) {}

    /** A request that Borduria executed: an act, internal to it, names {@code file}. */
    private Produced produced(UUID docket, Digest file) {
        var request = arrived(docket);
        for (var safeguard : List.of("40(22)", "6(2)")) clear(Who.KATZ, docket, request, safeguard);
        take(Who.KATZ, docket, "assess", WalkTest.assessed(request));
        var authorisation =
                take(Who.OKAFOR, docket, "authorise-execution", WalkTest.execution(request));
        var order = take(Who.LINDQVIST, docket, "order", WalkTest.order(authorisation));
        var act =
                take(
                        Who.MOREAU,
                        docket,
                        "produce",
                        WalkTest.production(order).with("exhibits", exhibits(file)));
        return new Produced(request, order, act);
    }

    private Digest transmitted(UUID docket, Digest file, Produced produced) {
        take(
                Who.CUSTODIAN,
                docket,
                "compare",
                WithinTest.allWithin(produced.order(), exhibits(file)));
        return take(
                Who.LINDQVIST,
                docket,
                "transmit",
                Json.object()
                        .with(
                                "terms",
                                Json.object()
                                        .with("request", produced.request().hex())
                                        .with("order", produced.order().hex())
                                        .with("discloses", Json.strings(List.of()))
                                        .with("purpose", "Investigation 2026/4711"))
                        .with("exhibits", exhibits(file)));
    }

    private Answer ask(Who who, Digest file, Optional<UUID> docket) {
        var asked = Json.object().with("sha256", file.hex()).with("reason", REASON);
        return post(
                who,
                "/presence/questions",
                docket.isPresent() ? asked.with("docket", docket.get().toString()) : asked);
    }

    private PresenceAnswer read(byte[] document) throws Exception {
        var answer = PresenceAnswer.of(JsonReader.actObject(document));
        var root = registry.directories().of("XB").orElseThrow().root().fingerprint();
        var checked = answer.check(Optional.of(root));
        assertThat(checked.lines())
                .allSatisfy(
                        line ->
                                assertThat(line.status())
                                        .as(line.code())
                                        .isEqualTo(Checked.Status.PASSED));
        return answer;
    }

    @Test
    void a_file_that_an_act_names_is_present_and_another_absent_in_answers_of_one_length()
            throws Exception {
        var known = file("known");
        var act = produced(UUID.randomUUID(), known).act();

        var there = ask(Who.KATZ, known, Optional.empty()).expect(201);
        var notThere = ask(Who.KATZ, file("unknown"), Optional.empty()).expect(201);

        var present = read(there.response().body());
        assertThat(present.named().map(PresenceAnswer.Named::act)).contains(act);
        var absent = read(notThere.response().body());
        assertThat(absent.named()).isEmpty();
        assertThat(there.response().body()).hasSameSizeAs(notThere.response().body());
        var upTo = MapCommitment.of(present.commitment()).orElseThrow().upTo();
        assertThat(registry.leaf(act).orElseThrow().position()).isLessThan(upTo);
        // Nothing was filed between the two that changed the map: one commitment serves both.
        assertThat(absent.commitment().digest()).isEqualTo(present.commitment().digest());
        var location = there.response().headers().firstValue("Location").orElseThrow();
        assertThat(get(Who.KATZ, location).expect(200).response().body())
                .isEqualTo(there.response().body());
        assertThat(get(Who.LINDQVIST, location).status()).isEqualTo(404);
    }

    /** Whoever can write to the database can empty the map's table, and changes no answer by it. */
    @Test
    void places_that_were_taken_out_of_the_database_are_made_anew_from_the_acts() throws Exception {
        var file = file("kept");
        var act = produced(UUID.randomUUID(), file).act();
        var before = read(ask(Who.KATZ, file, Optional.empty()).expect(201).response().body());
        for (var tampering :
                List.of(
                        "DELETE FROM presence_entry",
                        "DELETE FROM presence_entry WHERE position = :position")) {
            sql.sql(tampering)
                    .params(Map.of("position", registry.leaf(act).orElseThrow().position()))
                    .update();

            var after = read(ask(Who.KATZ, file, Optional.empty()).expect(201).response().body());

            assertThat(after.named().map(PresenceAnswer.Named::act)).contains(act);
            assertThat(after.commitment().digest()).isEqualTo(before.commitment().digest());
        }
    }

    @Test
    void on_a_docket_only_what_both_its_states_hold_is_named() throws Exception {
        var docket = UUID.randomUUID();
        var file = file("transmitted");
        var produced = produced(docket, file);

        var before = ask(Who.KATZ, file, Optional.of(docket)).expect(201);
        assertThat(read(before.response().body()).named()).isEmpty();
        assertThat(partner(file, docket).statusCode()).isEqualTo(200);
        assertThat(read(partner(file, docket).body()).named()).isEmpty();

        var transmission = transmitted(docket, file, produced);
        assertThat(read(partner(file, docket).body()).named().map(PresenceAnswer.Named::act))
                .contains(transmission);
        var other = UUID.randomUUID();
        arrived(other);
        assertThat(read(partner(file, other).body()).named()).isEmpty();
    }

    @Test
    void a_partner_hears_nothing_of_dockets_that_are_not_shared_with_it() throws Exception {
        var nobodys = partner(file("any"), UUID.randomUUID());
        var whole = partner(Json.object().with("sha256", file("any").hex()));

        assertThat(nobodys.statusCode()).isEqualTo(404);
        assertThat(whole.statusCode()).isEqualTo(404);
        assertThat(whole.body()).isEqualTo(nobodys.body());
        for (var nothing :
                List.of(
                        Json.EMPTY,
                        Json.object().with("sha256", "x"),
                        Json.object().with("sha256", 5).with("docket", "5")))
            assertThat(partner(nothing).statusCode()).isBetween(400, 499);
    }

    private HttpResponse<byte[]> partner(Digest file, UUID docket) throws Exception {
        return partner(
                Json.object()
                        .with("sha256", file.hex())
                        .with("docket", docket.toString())
                        .with("reason", REASON));
    }

    private static HttpResponse<byte[]> partner(Json.Obj asked) throws Exception {
        var ready = JsonReader.actObject(Files.readAllBytes(data().resolve("ready.json")));
        var certificate =
                new Digest(
                        JsonReader.actObject(
                                        Files.readAllBytes(data().resolve("introduction.json")))
                                .text("certificate")
                                .orElseThrow());
        try (var as =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(ARCADIA_TLS.client(certificate::equals))
                        .build()) {
            return as.send(
                    HttpRequest.newBuilder(
                                    URI.create(ready.text("federationUrl").orElseThrow())
                                            .resolve("/federation/presence"))
                            .header("Content-Type", "application/json")
                            .POST(
                                    HttpRequest.BodyPublishers.ofByteArray(
                                            CanonicalJson.bytes(asked)))
                            .build(),
                    BodyHandlers.ofByteArray());
        }
    }

    @Test
    void oversight_sees_every_question_and_why_and_the_database_tells_neither() throws Exception {
        var file = file("asked");
        ask(Who.KATZ, file, Optional.empty()).expect(201);
        var docket = UUID.randomUUID();
        arrived(docket);
        partner(file, docket);

        var all = get(Who.INSPECTOR, "/presence/questions").expect(200).text();
        assertThat(all).contains(file.hex(), REASON, "Miriam Katz", "\"partner\":\"XA\"");
        assertThat(get(Who.KATZ, "/presence/questions").expect(200).text()).contains(file.hex());
        assertThat(get(Who.LINDQVIST, "/presence/questions").expect(200).text())
                .doesNotContain(file.hex());
        assertThat(get(Who.ORBAN, "/presence/questions").status()).isEqualTo(403);
        var page =
                send(
                        request(Who.INSPECTOR, "/presence/questions?language=ar")
                                .setHeader("Accept", "text/html")
                                .GET());
        assertThat(page.expect(200).text()).contains(file.hex().substring(0, 8)).contains(REASON);
        var kept =
                sql.sql(
                                "SELECT sealed FROM presence_question UNION ALL SELECT sealed FROM presence_answer")
                        .query((row, _) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                        .list();
        assertThat(kept)
                .isNotEmpty()
                .allSatisfy(
                        row ->
                                assertThat(row)
                                        .doesNotContain(file.hex())
                                        .doesNotContain("2026/4711")
                                        .doesNotContain("absent"));
        assertThat(
                        sql.sql("SELECT count(*) FROM presence_entry WHERE place = :hash")
                                .param("hash", file.bytes())
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void a_question_without_a_reason_or_a_hash_is_not_asked_and_what_was_typed_stays() {
        var before = sql.sql("SELECT count(*) FROM presence_question").query(Long.class).single();
        for (var wrong :
                List.of(
                        Json.object().with("sha256", file("x").hex()).with("reason", "why"),
                        Json.object().with("sha256", "abc").with("reason", REASON),
                        Json.object()
                                .with("sha256", file("x").hex())
                                .with("reason", REASON)
                                .with("docket", "one"),
                        Json.object()
                                .with("sha256", file("x").hex())
                                .with("reason", REASON)
                                .with("docket", UUID.randomUUID().toString())
                                .with("partner", "XA")))
            assertThat(post(Who.KATZ, "/presence/questions", wrong).expect(422).code())
                    .startsWith("presence.");
        var page =
                send(
                        request(Who.KATZ, "/presence/questions")
                                .setHeader("Accept", "text/html")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "sha256=not-a-hash&reason=Because+I+must+know.")));
        assertThat(page.expect(422).text()).contains("not-a-hash").contains("Because I must know.");
        assertThat(sql.sql("SELECT count(*) FROM presence_question").query(Long.class).single())
                .isEqualTo(before);
    }

    @Test
    void a_person_asks_so_often_a_day_and_again_the_next() {
        var file = file("often");
        var answered = 0;
        while (ask(Who.OKAFOR, file, Optional.empty()).status() == 201) answered++;

        assertThat(answered).isEqualTo(20);
        assertThat(ask(Who.OKAFOR, file, Optional.empty()).expect(429).code())
                .isEqualTo("presence.quota");
        ask(Who.KATZ, file, Optional.empty()).expect(201);
    }
}
