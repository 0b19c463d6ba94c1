package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.frame.Guard;
import comity.node.identity.Serves;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who sees a docket and how much of it; to all others it does not exist. Each reading is known. */
class SightTest extends Borduria {
    /** The account that every request of this world is about: it stands in sections alone. */
    private static final String CANARY = "k.orlov";

    @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void a_docket_that_does_not_concern_an_office_answers_as_one_that_does_not_exist() {
        var docket = UUID.randomUUID();
        arrived(docket);
        for (var who : List.of(Who.ORBAN, Who.LUND, Who.TANAKA)) {
            var nowhere = UUID.randomUUID();
            var hidden = get(who, "/dockets/" + docket);
            var none = get(who, "/dockets/" + nowhere);
            assertThat(hidden.status()).as(who.person).isEqualTo(404);
            assertThat(hidden.text().replace(docket.toString(), nowhere.toString()))
                    .isEqualTo(none.text());
        }
        assertThat(get(Who.ORBAN, "/worklist?whose=ALL").expect(200).text())
                .doesNotContain(docket.toString());
        for (var who : List.of(Who.KATZ, Who.OKAFOR)) get(who, "/dockets/" + docket).expect(200);
    }

    @Test
    void whoever_is_given_a_docket_sees_it_until_it_is_taken_back() {
        var docket = UUID.randomUUID();
        arrived(docket);
        assign(Who.KATZ, docket, Who.ORBAN).expect(200);
        assertThat(get(Who.ORBAN, "/dockets/" + docket).expect(200).text()).contains(CANARY);
        assertThat(get(Who.ORBAN, "/worklist?whose=ALL").expect(200).text())
                .contains(docket.toString());
        post(
                        Who.KATZ,
                        "/dockets/" + docket + "/people",
                        Json.object()
                                .with("kind", "ENDED")
                                .with("person", Who.ORBAN.person)
                                .with("office", Who.ORBAN.office))
                .expect(200);
        get(Who.ORBAN, "/dockets/" + docket).expect(404);
    }

    @Test
    void nobody_is_given_a_docket_whom_the_matrix_keeps_from_it() {
        var docket = UUID.randomUUID();
        arrived(docket);
        assertThat(assign(Who.KATZ, docket, Who.KATZ).expect(422).code())
                .isEqualTo("people.oneself");
        assertThat(assign(Who.KATZ, docket, Who.ROOT).expect(422).code())
                .isEqualTo("people.not-held");
        assertThat(assign(Who.KATZ, docket, Who.TANAKA).expect(422).code())
                .isEqualTo("people.sections");
        assertThat(assign(Who.KATZ, docket, Who.ORBAN, "subject").expect(422).code())
                .isEqualTo("people.sections");
        assertThat(assign(Who.ORBAN, docket, Who.LUND).status()).isEqualTo(404);
        assign(Who.KATZ, docket, Who.ORBAN).expect(200);
        assertThat(assign(Who.ORBAN, docket, Who.LUND).expect(403).code())
                .isEqualTo("people.not-leading");
    }

    @Test
    void a_conflict_that_is_declared_ends_every_office_on_that_docket() {
        var docket = UUID.randomUUID();
        arrived(docket);
        get(Who.MORA, "/dockets/" + docket).expect(200);
        post(Who.MORA, "/dockets/" + docket + "/people", Json.object().with("kind", "CONFLICT"))
                .expect(200);
        get(Who.MORA, "/dockets/" + docket).expect(404);
        assertThat(propose(Who.MORA, docket, "acknowledge", Json.object()).status()).isEqualTo(404);
        assertThat(assign(Who.KATZ, docket, Who.MORA).expect(422).code())
                .isEqualTo("people.conflict");
        get(Who.KATZ, "/dockets/" + docket).expect(200);
    }

    @Test
    void an_inspector_sees_each_step_and_what_none_of_them_says() {
        var docket = UUID.randomUUID();
        ordered(docket);
        var seen = get(Who.INSPECTOR, "/dockets/" + docket).expect(200);
        assertThat(seen.text())
                .contains("authorise-execution")
                .contains("XB.court")
                .doesNotContain(CANARY)
                .doesNotContain("Ngozi")
                .doesNotContain("For the reasons that this file gives.");
        assertThat(page(Who.INSPECTOR, "/dockets/" + docket))
                .doesNotContain(CANARY)
                .doesNotContain("Ngozi");
        get(Who.INSPECTOR, "/dockets/" + docket + "/case").expect(403);
    }

    @Test
    void a_translator_sees_the_sections_that_were_given_and_a_custodian_those_of_custody() {
        var docket = UUID.randomUUID();
        ordered(docket);
        assign(Who.KATZ, docket, Who.TANAKA, "reasons").expect(200);
        assertThat(get(Who.TANAKA, "/dockets/" + docket).expect(200).text())
                .contains("For the reasons that this file gives.")
                .doesNotContain(CANARY);
        assertThat(get(Who.CUSTODIAN, "/dockets/" + docket).expect(200).text())
                .doesNotContain(CANARY)
                .doesNotContain("For the reasons that this file gives.");
        assertThat(get(Who.CUSTODIAN, "/dockets/" + docket + "/case").expect(403).code())
                .isEqualTo("sight.in-part");
    }

    @Test
    void what_was_read_is_known_to_the_authority_and_to_oversight_and_to_nobody_else() {
        var docket = UUID.randomUUID();
        arrived(docket);
        get(Who.OKAFOR, "/dockets/" + docket + "?why=DECISION").expect(200);
        for (var who : List.of(Who.OKAFOR, Who.INSPECTOR))
            assertThat(readings(who))
                    .as(who.person)
                    .anySatisfy(
                            row -> {
                                assertThat(row.text("docket")).contains(docket.toString());
                                assertThat(row.text("person")).contains("okafor");
                                assertThat(row.text("office")).contains("JUD");
                                assertThat(row.text("purpose")).contains("DECISION");
                                assertThat(row.texts("sections")).hasSize(7);
                            });
        assertThat(readings(Who.LUND))
                .noneSatisfy(row -> assertThat(row.text("person")).contains("okafor"));
        get(Who.ROOT, "/readings").expect(403);
        assertThat(get(Who.INSPECTOR, "/readings").text()).doesNotContain(CANARY);
        assertThat(page(Who.INSPECTOR, "/readings?language=ar")).contains("Ngozi");
    }

    @Test
    void whoever_signs_in_and_whoever_cannot_is_written_down() {
        token(Who.LUND);
        var assertion = passkey(Who.LUND.person).assertion(new byte[32], "https://x.example", "x");
        assertThat(
                        send(json(
                                        request("/session"),
                                        "POST",
                                        Json.object()
                                                .with("credential", b64(assertion.credential()))
                                                .with(
                                                        "authenticatorData",
                                                        b64(assertion.authenticatorData()))
                                                .with("clientDataJSON", b64(assertion.clientData()))
                                                .with("signature", b64(assertion.signature()))))
                                .status())
                .isEqualTo(401);
        var rows =
                get(Who.INSPECTOR, "/readings/sign-ins")
                        .expect(200)
                        .object()
                        .items("signIns")
                        .stream()
                        .map(Json.Obj.class::cast)
                        .filter(row -> row.text("person").orElse("").equals("lund"))
                        .map(row -> row.text("outcome").orElse(""))
                        .toList();
        assertThat(rows).contains("admitted", "challenge.unknown");
        assertThat(get(Who.OKAFOR, "/readings/sign-ins").expect(200).text())
                .doesNotContain("\"lund\"");
        assertThat(page(Who.INSPECTOR, "/readings/sign-ins?language=zh")).contains("Lund");
    }

    /** Each route, with the numbers of a docket that is not theirs: nobody learns anything. */
    @Test
    void every_route_keeps_a_foreign_docket_from_every_office() {
        var of = produced("foreign.txt", "foreign\n".getBytes(StandardCharsets.UTF_8));
        var act = acts(of.docket()).getFirst();
        var told = new ArrayList<String>();
        for (var who :
                List.of(
                        Who.ORBAN,
                        Who.LUND,
                        Who.TANAKA,
                        Who.OTHER,
                        Who.HOLM,
                        Who.FINCH,
                        Who.ZELENKA,
                        Who.WEISS,
                        Who.ROOT)) {
            var token = token(who);
            for (var route : RoutesTest.routes(requestMappingHandlerMapping)) {
                if (route.path().startsWith("/federation/")) continue;
                if (!route.path().contains("{docket}")
                        && !route.path().contains("{digest}")
                        && !route.path().contains("{sha256}")
                        && !route.path().contains("{order}")) continue;
                var answer = ask(route, token, of, act);
                if (answer.text().contains(CANARY) || answer.status() < 400)
                    told.add(who + " at " + route + ": " + answer.status());
            }
        }
        assertThat(told).isEmpty();
    }

    /** SECURITY, T21, requirement 25: a number tells nobody whether a docket has it. */
    @Test
    void no_route_tells_the_number_of_a_hidden_docket_from_one_that_was_never_drawn() {
        var hidden = produced("hidden.txt", "hidden\n".getBytes(StandardCharsets.UTF_8));
        var act = acts(hidden.docket()).getFirst();
        var nothing = new Case(UUID.randomUUID(), anyDigest(), anyDigest());
        var none = anyDigest().hex();
        var told = new ArrayList<String>();
        var asked = 0;
        for (var who :
                List.of(
                        Who.ORBAN,
                        Who.LUND,
                        Who.TANAKA,
                        Who.OTHER,
                        Who.HOLM,
                        Who.FINCH,
                        Who.ZELENKA,
                        Who.WEISS,
                        Who.ROOT)) {
            var token = token(who);
            for (var route : RoutesTest.routes(requestMappingHandlerMapping)) {
                if (route.path().startsWith("/federation/")) continue;
                if (!route.path().contains("{docket}")) continue;
                asked++;
                var one = shape(ask(route, token, hidden, act), hidden, act);
                var other = shape(ask(route, token, nothing, none), nothing, none);
                if (!one.equals(other))
                    told.add("%s at %s: %s and %s".formatted(who, route, one, other));
            }
        }
        assertThat(asked).isGreaterThan(200);
        assertThat(told).isEmpty();
    }

    /** The same of what a judge sealed, to whom the docket answered an hour before. */
    @Test
    void no_route_tells_the_number_of_a_sealed_docket_from_one_that_was_never_drawn() {
        var sealed = produced("under-seal.txt", "under seal\n".getBytes(StandardCharsets.UTF_8));
        var act = acts(sealed.docket()).getFirst();
        var others = List.of(Who.MORA, Who.ADEYEMI, Who.INSPECTOR);
        for (var who : others) get(who, "/dockets/" + sealed.docket()).expect(200);
        take(
                Who.OKAFOR,
                sealed.docket(),
                "seal-docket",
                Json.object()
                        .with(
                                "terms",
                                terms(Map.of("until", clock.instant().toString().substring(0, 10))))
                        .with("reasons", reasons()));
        var nothing = new Case(UUID.randomUUID(), anyDigest(), anyDigest());
        var none = anyDigest().hex();
        var told = new ArrayList<String>();
        for (var who : others) {
            var token = token(who);
            for (var route : RoutesTest.routes(requestMappingHandlerMapping)) {
                if (route.path().startsWith("/federation/")) continue;
                if (!route.path().contains("{docket}") && !route.path().startsWith("/acts/"))
                    continue;
                var one = shape(ask(route, token, sealed, act), sealed, act);
                var other = shape(ask(route, token, nothing, none), nothing, none);
                if (!one.equals(other))
                    told.add("%s at %s: %s and %s".formatted(who, route, one, other));
            }
        }
        assertThat(told).isEmpty();
    }

    /** The same where the number stands in what is sent, with something that could be taken. */
    @Test
    void nothing_that_is_sent_with_a_number_tells_a_hidden_docket_from_one_never_drawn() {
        var hidden = produced("sent.txt", "sent\n".getBytes(StandardCharsets.UTF_8)).docket();
        var none = UUID.randomUUID();
        for (var docket : List.of(hidden, none)) {
            assertThat(post(Who.ORBAN, "/dockets/" + docket + "/proposals", apply("")).status())
                    .isEqualTo(404);
            assertThat(
                            post(Who.ORBAN, "/drafts/assessment", apply(docket.toString()))
                                    .expect(404)
                                    .text())
                    .doesNotContain(CANARY);
            assertThat(form("/writer", "form=REFUSAL&docket=" + docket).status()).isEqualTo(404);
            assertThat(page(Who.ORBAN, written(docket))).doesNotContain(CANARY);
            assertThat(form(written(docket), "do=assess").status()).isEqualTo(404);
            assertThat(form(written(docket), "do=propose").status()).isEqualTo(404);
        }
        // Who may see it writes on it.
        var seen = post(Who.KATZ, "/drafts/assessment", apply(hidden.toString()));
        assertThat(seen.status()).isEqualTo(200);
    }

    private static Json.Obj apply(String docket) {
        return Json.object()
                .with("docket", docket)
                .with("type", "apply")
                .with(
                        "content",
                        Json.object()
                                .with("reasons", terms(Map.of("proportionality", "One account."))));
    }

    /** A draft that its author keeps under a number of their own choice. */
    private String written(UUID docket) {
        var draft = UUID.randomUUID();
        send(json(
                        request(Who.ORBAN, "/drafts/" + draft),
                        "PUT",
                        Json.object()
                                .with("docket", docket.toString())
                                .with("type", "refuse")
                                .with("content", Json.EMPTY)))
                .expect(200);
        return "/writer/" + draft;
    }

    private Answer form(String path, String fields) {
        return send(
                request(Who.ORBAN, path)
                        .setHeader("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(fields)));
    }

    private static Digest anyDigest() {
        return Digest.of(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What can be seen of an answer, without the numbers that were asked for. */
    private static String shape(Answer answer, Case of, String act) {
        return answer.status()
                + " "
                + answer.response().headers().firstValue("Content-Type").orElse("")
                + " "
                + answer.response().body().length
                + " "
                + answer.text()
                        .replace(of.docket().toString(), "DOCKET")
                        .replace(act, "ACT")
                        .replace(of.order().hex(), "ORDER")
                        .replace(of.exhibit().hex(), "EXHIBIT")
                        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ANY");
    }

    /** SECURITY, T6: the administrator calls every endpoint there is. */
    @Test
    void an_administrator_reads_no_section_and_files_no_act() {
        var of = produced("admin.txt", "admin\n".getBytes(StandardCharsets.UTF_8));
        var act = acts(of.docket()).getFirst();
        var before = acts(of.docket());
        var token = token(Who.ROOT);
        var told = new ArrayList<String>();
        var open = new ArrayList<String>();
        for (var route : RoutesTest.routes(requestMappingHandlerMapping)) {
            if (route.path().startsWith("/federation/")) continue;
            // What ends this session would make the rest of the sweep prove nothing.
            if (route.path().equals("/sign-out") || route.method().equals("DELETE")) continue;
            var answer = ask(route, token, of, act);
            if (answer.text().contains(CANARY) || answer.status() >= 500)
                told.add(route + ": " + answer.status());
            var officers =
                    Guard.serves(route.handler())
                            .filter(serves -> serves.value() == Serves.Whom.OFFICERS)
                            .filter(serves -> serves.offices().length > 0)
                            // The keys' own page is theirs: it knows no docket.
                            .filter(serves -> !List.of(serves.offices()).contains("ADM"))
                            .isPresent();
            if (officers && answer.status() != 403 && answer.status() != 404)
                open.add(route + ": " + answer.status());
        }
        assertThat(told).isEmpty();
        assertThat(open).isEmpty();
        assertThat(acts(of.docket())).isEqualTo(before);
    }

    private Answer ask(RoutesTest.Route route, String token, Case of, String act) {
        var path =
                route.path()
                        .replace("{docket}", of.docket().toString())
                        .replace("{digest}", act)
                        .replace("{act}", act)
                        .replace("{order}", of.order().hex())
                        .replace("{sha256}", of.exhibit().hex())
                        .replace("{type}", "request")
                        .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        var asked =
                request(path).setHeader("Accept", "*/*").header("Authorization", "Bearer " + token);
        var mapping =
                AnnotatedElementUtils.findMergedAnnotation(
                        route.handler().getMethod(), RequestMapping.class);
        var form =
                mapping != null
                        && List.of(mapping.consumes())
                                .contains(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
        asked.setHeader(
                "Content-Type",
                form ? MediaType.APPLICATION_FORM_URLENCODED_VALUE : "application/json");
        var body =
                route.method().equals("GET") || route.method().equals("HEAD")
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(form ? "" : "{}");
        return send(asked.method(route.method(), body));
    }

    private List<String> acts(UUID docket) {
        return registry.docket(docket).stream().map(stored -> stored.digest().hex()).toList();
    }

    private List<Json.Obj> readings(Who who) {
        return get(who, "/readings").expect(200).object().items("readings").stream()
                .map(Json.Obj.class::cast)
                .toList();
    }

    private String page(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "text/html").GET()).expect(200).text();
    }

    private static String b64(byte[] bytes) {
        return comity.record.act.Base64Url.encode(bytes);
    }
}
