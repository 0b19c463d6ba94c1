package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Directory;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Borduria's directory, keys and suspensions over HTTP, as its officers use them. */
class TrustTest extends Borduria {

    private Json.Obj directory() {
        return get(Who.ZELENKA, "/directory").expect(200).object();
    }

    @Test
    void the_directory_says_that_its_root_is_a_demos() {
        var root = directory().object("root").orElseThrow();

        assertThat(root.bool("demo")).contains(true);
        assertThat(get(Who.ZELENKA, "/directory").text()).contains("\"threshold\":2");
        assertThat(root.texts("holders")).hasSize(3);
        assertThat(page(Who.ZELENKA, "/directory"))
                .contains("This is a demo root")
                .contains("XB.court#1");
    }

    private String page(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "text/html").GET()).expect(200).text();
    }

    @Test
    void a_key_is_exchanged_and_the_next_act_is_signed_with_the_new_one() throws Exception {
        post(
                        Who.ZELENKA,
                        "/directory/rotations",
                        Json.object().with("authority", "XB.provider.other"))
                .expect(201);

        var keys =
                directory().items("keys").stream()
                        .map(Json.Obj.class::cast)
                        .filter(
                                key ->
                                        key.text("authority")
                                                .filter("XB.provider.other"::equals)
                                                .isPresent())
                        .toList();
        assertThat(keys).hasSize(2);
        assertThat(keys.getFirst().text("standing")).contains("IN_FORCE");
        assertThat(keys.getLast().text("id")).contains("XB.provider.other#2");
        assertThat(Files.readString(data().resolve("directory").resolve("current.json")))
                .contains("XB.provider.other#2");
    }

    @Test
    void a_version_that_nobody_approved_is_refused_and_what_was_pasted_stays() throws Exception {
        var current =
                JsonReader.actObject(
                        Files.readAllBytes(data().resolve("directory").resolve("current.json")));
        var held = Directory.of(current.object("directory").orElseThrow());
        var next =
                Json.object()
                        .with("directory", held.next(version -> version).json())
                        .with("approvals", Json.strings(java.util.List.of()));

        var refused = post(Who.ZELENKA, "/directory/versions", next).expect(400);
        assertThat(refused.code()).isEqualTo("root.too-few-approvals");
        assertThat(post(Who.ZELENKA, "/directory/versions", current).expect(400).code())
                .isEqualTo("directory.not-newer");
        assertThat(post(Who.ZELENKA, "/directory/versions", Json.EMPTY).expect(400).code())
                .isEqualTo("directory.malformed");
        assertThat(post(Who.OKAFOR, "/directory/versions", next).status()).isEqualTo(403);
        var form =
                send(request(Who.ZELENKA, "/directory/versions")
                                .setHeader("Accept", "text/html")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "approved=%7B%22a%22%3A1%7D")))
                        .expect(400);
        assertThat(form.text()).contains("{\"a\":1}").contains("Not published");
    }

    @Test
    void what_a_key_signed_is_listed_and_split_at_an_instant() {
        var path = "/directory/uses?key=XB.central-authority%231&since=2026-11-23T00:00:00Z";
        var uses = (Json.Arr) get(Who.KATZ, path).expect(200).json();

        assertThat(uses.items())
                .map(Json.Obj.class::cast)
                .anyMatch(use -> use.text("type").filter("publish"::equals).isPresent())
                .allMatch(use -> use.text("when").isPresent());
        assertThat(page(Who.KATZ, path)).contains("What a key signed");
        assertThat(get(Who.KATZ, path.replace("2026-11-23T00:00:00Z", "then")).expect(400).code())
                .isEqualTo("parameter.malformed");
        assertThat(get(Who.MOREAU, path).status()).isEqualTo(403);
    }

    @Test
    void two_officers_suspend_a_partner_and_readmit_it() {
        arrived(UUID.randomUUID());
        var first = stated(Who.KATZ, "suspend", null);
        assertThat(registry.suspended("XA")).isEmpty();
        assertThat(filed(Who.KATZ, composed(Who.KATZ, "suspend", first)).code())
                .isEqualTo("statement.by-the-same-person");
        stated(Who.LINDQVIST, "suspend", first);
        try {
            assertThat(registry.suspended("XA")).contains("Its node was taken over.");
            assertThat(page(Who.ZELENKA, "/directory"))
                    .contains("Suspended partners", "Its node was taken over.");
            assertThat(page(Who.KATZ, "/directory/partners"))
                    .contains("Suspended", "Its node was taken over.", "Propose to readmit");
            assertThat(page(Who.ZELENKA, "/directory/partners"))
                    .contains("Its node was taken over.")
                    .doesNotContain("Propose to readmit");
            var filing =
                    registry.receive(
                            ARCADIA.authorise(registry, UUID.randomUUID()), java.util.Set.of());
            assertThat(filing.toString()).contains("state.suspended");
        } finally {
            var again = stated(Who.LINDQVIST, "readmit", null);
            stated(Who.KATZ, "readmit", again);
        }
        assertThat(registry.suspended("XA")).isEmpty();
        arrived(UUID.randomUUID());
    }

    @Test
    void what_was_typed_of_a_partner_stays_where_it_was_when_it_is_not_taken() {
        arrived(UUID.randomUUID());
        var first = stated(Who.KATZ, "suspend", null);
        var shown = page(Who.LINDQVIST, "/directory/partners");
        assertThat(shown)
                .contains("One person proposes to suspend this State", "Miriam Katz", first);

        var typed = "r".repeat(2_001);
        var answer = stating(Who.LINDQVIST, "type=suspend&state=XA&reason=" + typed);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(typed, "Not taken");
        assertThat(stating(Who.LINDQVIST, "type=suspend&state=XA&reason=+").status())
                .isEqualTo(400);
        assertThat(stating(Who.LINDQVIST, "type=nothing&state=XA&reason=x").status())
                .isEqualTo(400);
        assertThat(stating(Who.ZELENKA, "type=suspend&state=XA&reason=x").status()).isEqualTo(403);
        var taken = stating(Who.LINDQVIST, "type=suspend&state=XA&reason=Seen+twice.");
        assertThat(taken.status()).isEqualTo(303);
        assertThat(taken.response().headers().firstValue("Location").orElse(""))
                .contains("/signing/page.html#");
    }

    private Answer stating(Who who, String form) {
        return send(
                request(who, "/directory/partners")
                        .setHeader("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(form)));
    }

    private Json.Obj composed(
            Who who, String type, @org.jspecify.annotations.Nullable String confirms) {
        var said =
                Json.object()
                        .with("type", type)
                        .with("state", "XA")
                        .with("reason", "Its node was taken over.");
        return post(
                        who,
                        "/directory/statements",
                        confirms == null ? said : said.with("confirms", confirms))
                .expect(201)
                .object();
    }

    private Answer filed(Who who, Json.Obj proposal) {
        var id = proposal.text("proposal").orElseThrow();
        var personal =
                post(
                                who,
                                "/demo/assertions",
                                Json.object().with("person", who.person).with("proposal", id))
                        .expect(201)
                        .object();
        return post(who, "/proposals/" + id + "/filing", Json.object().with("personal", personal));
    }

    private String stated(
            Who who, String type, @org.jspecify.annotations.Nullable String confirms) {
        return filed(who, composed(who, type, confirms))
                .expect(201)
                .object()
                .text("digest")
                .orElseThrow();
    }
}
