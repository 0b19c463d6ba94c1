package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.identity.Person;
import comity.node.identity.Sessions;
import comity.record.act.Json;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

/** Offices are granted, ended and moved by two registrars; nothing typed is lost with a session. */
class OfficesTest extends Borduria {
    private static Json.Obj change(String kind, String person, String held) {
        return Json.object()
                .with("kind", kind)
                .with("person", person)
                .with("held", held)
                .with("reason", "As the head of the authority asks.");
    }

    @Autowired Drafts drafts;

    private long proposed(Json.Obj change) {
        return number(post(Who.WEISS, "/offices/changes", change).expect(201));
    }

    private static long number(Answer answer) {
        if (answer.object().get("number").orElseThrow() instanceof Json.Real(var number))
            return (long) number;
        throw new AssertionError(answer.text());
    }

    private Answer confirm(Who who, long number) {
        return post(who, "/offices/changes/" + number + "/confirmation", Json.EMPTY);
    }

    private List<String> offices(String person) {
        return get(Who.DUBE, "/offices").expect(200).object().items("holdings").stream()
                .map(Json.Obj.class::cast)
                .filter(held -> held.text("person").orElse("").equals(person))
                .map(held -> held.text("office").orElse(""))
                .toList();
    }

    @Test
    void an_office_is_granted_by_two_and_ends_on_its_day() {
        var number =
                proposed(
                        change("GRANT", "ekman", "XB.prosecution/INV")
                                .with("name", "Eva Ekman")
                                .with("until", "2027-12-31"));
        assertThat(offices("ekman")).isEmpty();
        assertThat(confirm(Who.WEISS, number).expect(409).code()).isEqualTo("offices.same-person");
        var done = confirm(Who.DUBE, number).expect(200).object();
        assertThat(done.text("code").orElse("")).as("she has no passkey yet").isNotEmpty();
        assertThat(offices("ekman")).containsExactly("INV");
        assertThat(confirm(Who.DUBE, number).expect(409).code())
                .isEqualTo("offices.unknown-change");

        confirm(Who.DUBE, proposed(change("END", "ekman", "XB.prosecution/INV"))).expect(200);
        assertThat(offices("ekman")).isEmpty();
    }

    @Test
    void what_nobody_holds_together_is_refused_with_its_reason() {
        for (var held : List.of("XB.prosecution/INV", "XB.prosecution/PRO", "XB.oversight/OVS"))
            assertThat(
                            post(Who.WEISS, "/offices/changes", change("GRANT", "okafor", held))
                                    .expect(409)
                                    .code())
                    .as(held)
                    .isEqualTo("offices.together");
        var told =
                post(
                                Who.WEISS,
                                "/offices/changes",
                                change("GRANT", "root", "XB.central-authority/CAO"))
                        .expect(409);
        assertThat(told.code()).isEqualTo("offices.together");
        assertThat(told.object().text("remedy").orElse("")).isNotEmpty();
    }

    /** Between proposal and confirmation another change may have come. */
    @Test
    void the_matrix_is_asked_again_when_it_is_confirmed() {
        var judge = proposed(change("GRANT", "berg", "XB.court/JUD").with("name", "Bo Berg"));
        var investigator =
                proposed(change("GRANT", "berg", "XB.prosecution/INV").with("name", "Bo Berg"));
        confirm(Who.DUBE, judge).expect(200);
        assertThat(confirm(Who.DUBE, investigator).expect(409).code())
                .isEqualTo("offices.together");
        assertThat(offices("berg")).containsExactly("JUD");
        post(Who.DUBE, "/offices/changes/" + investigator + "/refusal", Json.EMPTY).expect(200);
    }

    @Test
    void whoever_left_what_is_inspected_waits_two_years() {
        confirm(
                        Who.DUBE,
                        proposed(
                                change("GRANT", "dahl", "XB.prosecution/PRO")
                                        .with("name", "Dag Dahl")))
                .expect(200);
        confirm(Who.DUBE, proposed(change("END", "dahl", "XB.prosecution/PRO"))).expect(200);
        assertThat(
                        post(
                                        Who.WEISS,
                                        "/offices/changes",
                                        change("GRANT", "dahl", "XB.oversight/OVS"))
                                .expect(409)
                                .code())
                .isEqualTo("offices.cooling-off");
    }

    @Test
    void nobody_grants_themselves_and_no_registrar_made_by_the_other_confirms() {
        assertThat(
                        post(
                                        Who.WEISS,
                                        "/offices/changes",
                                        change("GRANT", "weiss", "XB.central-authority/CAO"))
                                .expect(409)
                                .code())
                .isEqualTo("offices.oneself");
        get(Who.KATZ, "/offices").expect(403);
        assertThat(post(Who.ROOT, "/offices/changes", Json.EMPTY).status()).isEqualTo(403);
    }

    @Test
    void whoever_leaves_hands_what_was_assigned_to_a_named_colleague() {
        var docket = UUID.randomUUID();
        arrived(docket);
        confirm(
                        Who.DUBE,
                        proposed(
                                change("GRANT", "falk", "XB.prosecution/INV")
                                        .with("name", "Finn Falk")))
                .expect(200);
        post(
                        Who.KATZ,
                        "/dockets/" + docket + "/people",
                        Json.object()
                                .with("kind", "GIVEN")
                                .with("person", "falk")
                                .with("office", "XB.prosecution/INV"))
                .expect(200);
        get(Who.ORBAN, "/dockets/" + docket).expect(404);
        var falk = new Person("falk", "Finn Falk");
        for (var type : List.of("request", "consult"))
            assertThat(
                            drafts.keep(
                                    UUID.randomUUID(),
                                    falk,
                                    Optional.of(docket),
                                    type,
                                    Json.object().with("terms", Json.EMPTY)))
                    .isTrue();
        assertThat(
                        post(
                                        Who.WEISS,
                                        "/offices/changes",
                                        change("END", "falk", "XB.prosecution/INV")
                                                .with("handTo", "katz"))
                                .expect(409)
                                .code())
                .isEqualTo("offices.hand-to");
        confirm(
                        Who.DUBE,
                        proposed(
                                change("END", "falk", "XB.prosecution/INV")
                                        .with("handTo", "orban")))
                .expect(200);
        get(Who.ORBAN, "/dockets/" + docket).expect(200);
        assertThat(get(Who.ORBAN, "/worklist").expect(200).object().items("drafts"))
                .as("what he began goes too")
                .extracting(
                        draft ->
                                ((Json.Obj) draft).text("type").orElse("")
                                        + " of "
                                        + ((Json.Obj) draft).text("leftBy").orElse(""))
                .contains("request of Finn Falk", "consult of Finn Falk");
        assertThat(
                        send(request(Who.ORBAN, "/worklist").setHeader("Accept", "text/html").GET())
                                .text())
                .contains("Finn Falk");
        assertThat(drafts.of(falk)).isEmpty();
    }

    @Test
    void an_old_sign_in_grants_nothing_and_what_was_typed_comes_back() {
        var token = token(Who.WEISS);
        clock.pass(Sessions.FRESH.plusSeconds(1));
        var form =
                "kind=GRANT&person=gran&name=Gro+Gran&held=XB.court%2FJUD"
                        + "&reason=Long+and+%22quoted%22+%3Cb%3E";
        var answer = form("/offices/changes", token, form);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text())
                .contains("session.not-fresh")
                .contains("action=\"/offices/changes\"")
                .contains("name=\"reason\" value=\"Long and &#34;quoted&#34; &lt;b")
                .doesNotContain("<b>");
        assertThat(
                        send(json(
                                        request("/offices/changes")
                                                .header("Authorization", "Bearer " + token),
                                        "POST",
                                        change("GRANT", "gran", "XB.court/JUD")))
                                .code())
                .isEqualTo("session.not-fresh");
        assertThat(form("/offices/changes", token(Who.WEISS), form).status()).isEqualTo(303);
    }

    /** The session ends while a long form is being written. */
    @Test
    void a_form_that_comes_after_its_session_is_handed_back_filled() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var token = token(Who.LINDQVIST);
        clock.pass(Sessions.IDLE.plus(Duration.ofMinutes(1)));
        var typed =
                "terms.request="
                        + request.hex()
                        + "&do=keep&office=XB.central-authority%2FCAO"
                        + "&reasons.reasons=An+hour+of+work";
        var path = "/dockets/" + docket + "/acts/postpone";
        var answer = form(path, token, typed);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text())
                .contains("An hour of work")
                .contains("action=\"" + path + "\"")
                .contains(request.hex());
        var kept = form(path, token(Who.LINDQVIST), typed);
        assertThat(kept.status()).isEqualTo(303);
        assertThat(
                        send(request(
                                                Who.LINDQVIST,
                                                kept.response()
                                                        .headers()
                                                        .firstValue("Location")
                                                        .orElseThrow())
                                        .setHeader("Accept", "text/html")
                                        .GET())
                                .expect(200)
                                .text())
                .contains("An hour of work");
    }

    @Test
    void the_page_is_there_in_every_language() {
        for (var language : List.of("ar", "en", "es", "fr", "ru", "zh"))
            assertThat(
                            send(request(Who.WEISS, "/offices?language=" + language)
                                            .setHeader("Accept", "text/html")
                                            .GET())
                                    .expect(200)
                                    .text())
                    .contains("name=\"handTo\"");
    }

    private Answer form(String path, String token, String body) {
        return send(
                request(path)
                        .setHeader("Accept", "text/html")
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
