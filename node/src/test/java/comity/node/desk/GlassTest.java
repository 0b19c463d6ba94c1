package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.identity.Officer;
import comity.node.identity.Offices;
import comity.node.identity.People;
import comity.node.mail.Awaiting;
import comity.node.mail.Matter;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** SECURITY, 3.3: two persons break the glass, for four hours, and oversight is told at once. */
class GlassTest extends Borduria {
    /** It stands in sections alone. */
    private static final String ACCOUNT = "k.orlov";

    private static final String WHY =
            "The hospital calls, and the prosecutor on duty is in the air.";

    @Autowired List<Awaiting> rooms;
    @Autowired People people;
    @Autowired Offices offices;

    @Test
    void whoever_broke_it_reads_once_another_confirmed_and_nobody_else_and_nothing_else() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        get(Who.ORBAN, "/dockets/" + docket).expect(404);
        var broken = breaks(Who.ORBAN, docket);
        get(Who.ORBAN, "/dockets/" + docket).expect(404);
        assertThat(ledTo(Who.ORBAN, docket)).endsWith("/break-glass");
        assertThat(page(Who.ORBAN, "/break-glass")).contains("Waits for a second person", WHY);
        assertThat(page(Who.LUND, "/break-glass"))
                .contains("Ada Orban", WHY, "/break-glass/" + broken.hex() + "/confirmation");
        assertThat(page(Who.SOUSA, "/break-glass")).doesNotContain(broken.hex());
        confirms(Who.LUND, broken);

        assertThat(get(Who.ORBAN, "/dockets/" + docket).expect(200).text()).contains(ACCOUNT);
        assertThat(page(Who.ORBAN, "/dockets/" + docket))
                .contains(ACCOUNT, "under broken glass")
                .doesNotContain("/people\"", "/acts/apply");
        get(Who.ORBAN, "/acts/" + request.hex()).expect(200);
        for (var path : List.of("/case", "/people", "/options", "/custody"))
            assertThat(get(Who.ORBAN, "/dockets/" + docket + path).status())
                    .as(path)
                    .isEqualTo(404);
        assertThat(
                        send(request(Who.ORBAN, "/dockets/" + docket + "/acts/apply")
                                        .setHeader("Accept", "text/html")
                                        .GET())
                                .status())
                .isEqualTo(404);
        assertThat(propose(Who.ORBAN, docket, "apply", Json.object()).status()).isEqualTo(404);
        assertThat(assign(Who.ORBAN, docket, Who.LUND).status()).isEqualTo(404);
        for (var path : List.of("/worklist?whose=ALL&order=LATEST", "/search?q=" + docket))
            assertThat(get(Who.ORBAN, path).text()).doesNotContain("\"docket\":\"" + docket);
        // Neither the second person nor their colleagues, whose authority acted now.
        for (var who : List.of(Who.LUND, Who.NYBERG, Who.SOUSA))
            get(who, "/dockets/" + docket).expect(404);

        clock.pass(Duration.ofHours(4));
        get(Who.ORBAN, "/dockets/" + docket).expect(404);
        get(Who.ORBAN, "/acts/" + request.hex()).expect(404);
        assertThat(ledTo(Who.ORBAN, docket)).endsWith("/break-glass");
        assertThat(page(Who.ORBAN, "/break-glass?language=ar")).contains("انتهت", WHY);
    }

    @Test
    void oversight_and_the_authority_know_who_read_what_and_why() {
        var docket = UUID.randomUUID();
        arrived(docket);
        var since = clock.instant();
        var broken = breaks(Who.NYBERG, docket);
        assertThat(letters(since)).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        confirms(Who.SOUSA, broken);
        get(Who.NYBERG, "/dockets/" + docket).expect(200);

        assertThat(letters(since))
                .as("told at once, by a letter of its own")
                .singleElement()
                .satisfies(
                        matter -> {
                            assertThat(matter.urgent()).isTrue();
                            assertThat(matter.about()).endsWith(broken.hex());
                        });
        assertThat(page(Who.INSPECTOR, "/oversight/alerts"))
                .contains(docket.toString(), WHY, "Contact point of Borduria");
        assertThat(get(Who.INSPECTOR, "/oversight/alerts").text())
                .contains("\"docket\":\"" + docket, "\"standing\":\"OPEN\"");
        assertThat(page(Who.INSPECTOR, "/dockets/" + docket))
                .contains("A second person confirms it", WHY)
                .doesNotContain(ACCOUNT);
        assertThat(page(Who.KATZ, "/dockets/" + docket)).contains("A second person confirms it");
        for (var who : List.of(Who.KATZ, Who.INSPECTOR))
            assertThat(get(who, "/readings").expect(200).object().items("readings"))
                    .as(who.person)
                    .anySatisfy(
                            item -> {
                                var row = (Json.Obj) item;
                                assertThat(row.text("docket")).contains(docket.toString());
                                assertThat(row.text("person")).contains("nyberg");
                                assertThat(row.text("purpose")).contains("CONDUCT");
                                assertThat(row.texts("openings")).containsExactly(broken.hex());
                                assertThat(row.texts("sections")).hasSize(7);
                            });
        assertThat(page(Who.KATZ, "/readings")).contains("Under broken glass");
    }

    @Test
    void nobody_breaks_it_alone() {
        var docket = UUID.randomUUID();
        arrived(docket);
        var broken = breaks(Who.NYBERG, docket);
        var path = "/break-glass/" + broken.hex() + "/confirmation";
        assertThat(post(Who.NYBERG, path, Json.EMPTY).expect(422).text()).contains("W-154");
        var composed = post(Who.SOUSA, path, Json.EMPTY).expect(201).object();
        var digest = new Digest(composed.text("digest").orElseThrow());
        var borrowed =
                passkey(Who.NYBERG.person)
                        .assertion(digest.bytes(), relyingParty.origin(), relyingParty.id());
        var refused =
                post(
                        Who.SOUSA,
                        "/proposals/" + composed.text("proposal").orElseThrow() + "/filing",
                        Json.object().with("personal", borrowed.json()));
        assertThat(refused.expect(422).text()).contains("W-154");
        get(Who.NYBERG, "/dockets/" + docket).expect(404);
        for (var who : List.of(Who.ORBAN, Who.OKAFOR)) post(who, path, Json.EMPTY).expect(404);
    }

    /** SECURITY, 3.3: two humans, neither made by the other in the last seven days. */
    @Test
    void whoever_confirmed_the_others_passkey_this_week_is_no_second_person() {
        var docket = UUID.randomUUID();
        arrived(docket);
        var broken = breaks(Who.NYBERG, docket);
        var path = "/break-glass/" + broken.hex() + "/confirmation";
        confirmedPasskey(Who.SOUSA, Who.NYBERG, Duration.ofDays(7).minusMinutes(1));
        assertThat(post(Who.SOUSA, path, Json.EMPTY).expect(409).code())
                .isEqualTo("four-eyes.made-lately");
        get(Who.NYBERG, "/dockets/" + docket).expect(404);

        clock.pass(Duration.ofMinutes(2));
        confirms(Who.SOUSA, broken);
        get(Who.NYBERG, "/dockets/" + docket).expect(200);
    }

    @Test
    void what_is_sealed_or_conflicted_answers_like_a_number_that_was_never_drawn() {
        var sealed = UUID.randomUUID();
        arrived(sealed);
        seal(sealed);
        var conflicted = UUID.randomUUID();
        arrived(conflicted);
        post(Who.MORA, "/dockets/" + conflicted + "/people", Json.object().with("kind", "CONFLICT"))
                .expect(200);
        var none = UUID.randomUUID();
        for (var who : List.of(Who.MORA, Who.ORBAN, Who.NYBERG)) {
            var hidden = new ArrayList<>(List.of(sealed));
            if (who == Who.MORA) hidden.add(conflicted);
            for (var docket : hidden) {
                var asked = post(who, "/break-glass", body(docket));
                var unknown = post(who, "/break-glass", body(none));
                assertThat(asked.expect(404).text().replace("" + docket, "" + none))
                        .isEqualTo(unknown.expect(404).text());
                assertThat(shape(form(who, docket), docket))
                        .isEqualTo(shape(form(who, none), none));
            }
        }
        // What is not well asked for is refused before anybody looks.
        for (var docket : List.of(sealed, none, conflicted))
            assertThat(
                            post(Who.MORA, "/break-glass", body(docket).with("reasons", " "))
                                    .expect(422)
                                    .code())
                    .isEqualTo("glass.incomplete");
        assertThat(
                        post(Who.MORA, "/break-glass", Json.object().with("docket", "7"))
                                .expect(422)
                                .code())
                .isEqualTo("glass.number");
        assertThat(post(Who.KATZ, "/break-glass", body(conflicted)).expect(409).code())
                .isEqualTo("glass.seen");
    }

    @Test
    void a_seal_ends_it_and_so_does_a_conflict() {
        var docket = UUID.randomUUID();
        arrived(docket);
        confirms(Who.LUND, breaks(Who.ORBAN, docket));
        get(Who.ORBAN, "/dockets/" + docket).expect(200);
        seal(docket);
        get(Who.ORBAN, "/dockets/" + docket).expect(404);
        assertThat(ledTo(Who.ORBAN, docket)).isEmpty();
        assertThat(page(Who.ORBAN, "/break-glass")).doesNotContain(docket.toString());
        assertThat(get(Who.INSPECTOR, "/oversight/alerts").text())
                .doesNotContain(docket.toString());
    }

    @Test
    void only_offices_that_work_on_proceedings_break_it_and_not_on_the_dockets_page() {
        var docket = UUID.randomUUID();
        arrived(docket);
        for (var who :
                List.of(
                        Who.ROOT,
                        Who.INSPECTOR,
                        Who.ZELENKA,
                        Who.WEISS,
                        Who.MOREAU,
                        Who.HOLM,
                        Who.FINCH,
                        Who.TANAKA)) {
            post(who, "/break-glass", body(docket)).expect(403);
            get(who, "/break-glass").expect(403);
        }
        var elsewhere =
                propose(
                        Who.KATZ,
                        docket,
                        "break-glass",
                        Json.object()
                                .with("terms", Json.object().with("purpose", "CONDUCT"))
                                .with("reasons", reasons()));
        assertThat(elsewhere.expect(409).code()).isEqualTo("glass.elsewhere");
        assertThat(get(Who.KATZ, "/dockets/" + docket + "/options").text())
                .doesNotContain("break-glass");
        assertThat(page(Who.ORBAN, "/search?q=nothing-of-the-kind")).contains("/break-glass");
    }

    private List<Matter> letters(Instant since) {
        var person = people.person(Who.INSPECTOR.person).orElseThrow();
        List<Officer> held = offices.of(person);
        return rooms.stream()
                .flatMap(room -> room.candidates(person, held, since).stream())
                .filter(matter -> matter.about().startsWith("/oversight/alerts#glass-"))
                .toList();
    }

    private static Json.Obj body(UUID docket) {
        return Json.object()
                .with("docket", docket.toString())
                .with("purpose", "CONDUCT")
                .with("reasons", WHY);
    }

    private Digest breaks(Who who, UUID docket) {
        return filed(who, post(who, "/break-glass", body(docket)));
    }

    private Digest confirms(Who who, Digest broken) {
        return filed(who, post(who, "/break-glass/" + broken.hex() + "/confirmation", Json.EMPTY));
    }

    private Digest filed(Who who, Answer composed) {
        return new Digest(
                file(who, composed.expect(201).object())
                        .expect(201)
                        .object()
                        .text("digest")
                        .orElseThrow());
    }

    private void seal(UUID docket) {
        take(
                Who.OKAFOR,
                docket,
                "seal-docket",
                Json.object()
                        .with(
                                "terms",
                                terms(Map.of("until", clock.instant().toString().substring(0, 10))))
                        .with("reasons", reasons()));
    }

    private Answer form(Who who, UUID docket) {
        return send(
                request(who, "/break-glass")
                        .setHeader("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "purpose=CONDUCT&docket=%s&as=%s&reasons=%s"
                                                .formatted(
                                                        docket,
                                                        URLEncoder.encode(
                                                                who.office, StandardCharsets.UTF_8),
                                                        URLEncoder.encode(
                                                                WHY, StandardCharsets.UTF_8)))));
    }

    private static String shape(Answer answer, UUID docket) {
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).as("nothing that was typed is lost").contains(WHY, "" + docket);
        return answer.text()
                .replace("" + docket, "DOCKET")
                .replaceAll("(csrf\" (?:content|value)=)\"[^\"]*", "$1");
    }

    /** Where a browser is led that asks for the docket's page; empty where there is nothing. */
    private String ledTo(Who who, UUID docket) {
        return send(request(who, "/dockets/" + docket).setHeader("Accept", "text/html").GET())
                .response()
                .headers()
                .firstValue("Location")
                .orElse("");
    }

    private String page(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "text/html").GET()).expect(200).text();
    }
}
