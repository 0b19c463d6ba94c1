package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The judge's bench over HTTP: what it lays out, what it keeps, and what its three forms do. */
class BenchTest extends Borduria {
    private static final String ACCOUNT = "k.orlov@harbourmail.example";
    private static final String WHY = "The note bears four days and no more.";

    @Test
    void a_judge_allows_less_and_has_to_say_why() {
        var docket = UUID.randomUUID();
        var request = assessed(docket);
        var page = page(docket);
        assertThat(page)
                .contains(ACCOUNT)
                .contains("Scope beside need")
                .contains("Nothing stands in the way")
                .contains("/law/rules/R-030")
                .contains("value=\"2026-10-01\"");

        var narrower =
                "decision=narrow&terms.request="
                        + request.hex()
                        + "&subject.accounts="
                        + ACCOUNT
                        + "&terms.categories=CONTENT&terms.from=2026-10-01&terms.to=2026-10-04"
                        + "&terms.until=2026-12-31&reasons.reasons=Needed+for+these+days.";
        var denied = decide(docket, narrower);
        assertThat(denied.status()).isEqualTo(422);
        assertThat(denied.text())
                .contains("Less is authorised than was asked")
                .contains("Needed for these days.")
                .contains("value=\"2026-10-04\"");
        // Whoever comes back, without any address in hand, finds what was typed.
        assertThat(page(docket)).contains("Needed for these days.").contains("You have begun this");

        sign(decide(docket, narrower + "&reasons.narrowing=" + encoded(WHY)));
        assertThat(page(docket))
                .contains(WHY)
                .contains("The last word")
                .contains("2026-10-01 – 2026-10-04")
                .doesNotContain("You have begun this");
        var act = last(docket, "authorise-execution");
        assertThat(act.object("sections").orElseThrow().toString()).contains(WHY);
    }

    @Test
    void a_refusal_is_an_act_after_which_only_what_is_new_leads_on() {
        var docket = UUID.randomUUID();
        var request = assessed(docket);
        var refusal = "decision=decline&terms.declined=" + request.hex();
        var denied = decide(docket, refusal + "&reasons.reasons=&reasons.cure=The+path.");
        assertThat(denied.status()).isEqualTo(422);
        assertThat(denied.text()).contains("names no test of the law").contains("The path.");

        sign(
                decide(
                        docket,
                        refusal
                                + "&terms.tests=NECESSITY&terms.tests=GROUNDS"
                                + "&reasons.reasons=A+log+would+do.&reasons.cure=The+path."));
        assertThat(page(docket))
                .contains("A log would do.")
                .contains("It comes back here when something stands on the docket")
                .doesNotContain("name=\"decision\"");
        assertThat(
                        propose(
                                        Who.OKAFOR,
                                        docket,
                                        "authorise-execution",
                                        WalkTest.execution(request))
                                .expect(422)
                                .text())
                .contains("W-091");
        assertThat(get(Who.KATZ, "/dockets/" + docket).expect(200).object().text("phase"))
                .contains("DECLINED");

        var alike = UUID.randomUUID();
        assessed(alike);
        var brief = docket.toString().substring(24);
        assertThat(page(alike)).contains(brief).contains("Necessity: ");
        // Once the judge does not see that docket any more, it is counted and nothing else.
        post(Who.OKAFOR, "/dockets/" + docket + "/people", Json.object().with("kind", "CONFLICT"))
                .expect(200);
        assertThat(page(alike))
                .doesNotContain(brief)
                .doesNotContain("A log would do.")
                .containsPattern("Declined: [1-9]")
                .contains("Necessity: ");
        get(Who.OKAFOR, "/dockets/" + docket + "/bench").expect(404);
    }

    @Test
    void an_application_of_ones_own_state_is_laid_out_and_declined() {
        var docket = UUID.randomUUID();
        get(Who.OKAFOR, "/dockets/" + docket + "/bench").expect(404);
        take(Who.LUND, docket, "apply", application());
        var page = page(docket);
        assertThat(page)
                .contains("An application in this State")
                .contains("Only this account is named in the note.")
                .contains("The systems of the hospital were encrypted on that day.");
        var asked = last(docket, "apply").text("digest").orElseThrow();
        sign(
                decide(
                        docket,
                        "decision=decline&terms.tests=SPECIFICITY&reasons.reasons=Too+wide.&terms.declined="
                                + asked));
        assertThat(propose(Who.LUND, docket, "apply", application()).expect(422).text())
                .contains("W-091");
        var anew =
                application()
                        .with(
                                "reasons",
                                application()
                                        .object("reasons")
                                        .orElseThrow()
                                        .with("newSince", "The provider answered."));
        take(Who.LUND, docket, "apply", anew);
        assertThat(page(docket)).contains("The provider answered.").contains("Too wide.");
    }

    @Test
    void nobody_else_has_a_bench_and_what_is_misshapen_is_refused() {
        var docket = UUID.randomUUID();
        assessed(docket);
        for (var who : List.of(Who.KATZ, Who.ROOT, Who.INSPECTOR))
            assertThat(get(who, "/dockets/" + docket + "/bench").status())
                    .as(who.person)
                    .isIn(403, 404);
        var read = get(Who.OKAFOR, "/dockets/" + docket + "/bench").expect(200).object();
        assertThat(read.bool("open")).contains(true);
        assertThat(read.items("tests")).hasSize(8);
        assertThat(decide(docket, "decision=perhaps").status()).isEqualTo(400);
        assertThat(decide(docket, "decision=decline&draft=none").status()).isEqualTo(400);
    }

    private Digest assessed(UUID docket) {
        var request = arrived(docket);
        take(Who.LINDQVIST, docket, "acknowledge", WalkTest.refersTo(request));
        for (var safeguard : List.of("40(22)", "6(2)"))
            clear(Who.LINDQVIST, docket, request, safeguard);
        take(Who.LINDQVIST, docket, "assess", WalkTest.assessed(request));
        return request;
    }

    static Json.Obj application() {
        return Json.object()
                .with(
                        "terms",
                        scope(
                                        terms(
                                                Map.of(
                                                        "requestedState",
                                                        "XA",
                                                        "measure",
                                                        "PRODUCE_CONTENT",
                                                        "offenceTitle",
                                                        "Interference with data",
                                                        "statute",
                                                        "Whoever suppresses data is punished.")))
                                .with("conventionArticle", 9)
                                .with("maxMonths", 96))
                .with("subject", subject())
                .with(
                        "facts",
                        Json.object()
                                .with(
                                        "summary",
                                        "The systems of the hospital were encrypted on that day."))
                .with(
                        "reasons",
                        terms(
                                Map.of(
                                        "needOfAccounts",
                                        "Only this account is named in the note.",
                                        "needOfCategories",
                                        "The demand was made in messages.",
                                        "needOfPeriod",
                                        "The attack and the demand fall into it.",
                                        "proportionality",
                                        "Patients were in danger.",
                                        "lessIntrusiveMeans",
                                        "The provider's log names nobody.")));
    }

    private Json.Obj last(UUID docket, String type) {
        return get(Who.OKAFOR, "/dockets/" + docket)
                .expect(200)
                .object()
                .items("acts")
                .reversed()
                .stream()
                .map(act -> (Json.Obj) act)
                .filter(act -> act.text("type").filter(type::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private String page(UUID docket) {
        return send(request(Who.OKAFOR, "/dockets/" + docket + "/bench")
                        .setHeader("Accept", "text/html")
                        .GET())
                .expect(200)
                .text();
    }

    private Answer decide(UUID docket, String form) {
        return send(
                request(Who.OKAFOR, "/dockets/" + docket + "/bench")
                        .setHeader("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        form + "&office=" + encoded(Who.OKAFOR.office))));
    }

    private void sign(Answer answer) {
        answer.expect(303);
        var place = answer.response().headers().firstValue("Location").orElseThrow();
        file(
                        Who.OKAFOR,
                        Json.object()
                                .with("proposal", place.substring(place.lastIndexOf('/') + 1))
                                .with("personal", true))
                .expect(201);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
