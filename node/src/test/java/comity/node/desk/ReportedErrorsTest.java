package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.registry.Nation;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Articles 24(2), 36(2): what came by mistake, from whoever finds it to whoever classifies it. */
class ReportedErrorsTest extends Borduria {
    private static final String ERRORS = "/oversight/errors";

    @Test
    void a_provider_reports_that_it_gave_another_subscribers_mailbox() {
        var of =
                produced(
                        "mailbox.eml",
                        "From: somebody else\n\nHello.\n".getBytes(StandardCharsets.UTF_8));
        assertThat(page(Who.MOREAU, "/dockets/" + of.docket() + "/acts/report-error"))
                .as("its own exhibits and orders to choose from, and nobody's else")
                .contains("mailbox.eml", of.exhibit().hex(), of.order().hex())
                .doesNotContain("authorise-execution");
        propose(Who.MOREAU, of.docket(), "report-error", report(of.exhibit(), "")).expect(422);
        var report =
                take(Who.MOREAU, of.docket(), "report-error", report(of.exhibit(), "A. Nother"));

        assign(Who.KATZ, of.docket(), Who.ORBAN).expect(200);
        for (var who : List.of(Who.KATZ, Who.CUSTODIAN, Who.ORBAN, Who.OKAFOR))
            assertThat(get(who, of.path()).expect(422).text()).as(who.person).contains("W-140");
        post(Who.CUSTODIAN, of.path() + "/comparison", Json.EMPTY).expect(422);
        for (var language : List.of("ar", "en", "zh"))
            assertThat(page(Who.KATZ, "/dockets/" + of.docket() + "?language=" + language))
                    .doesNotContain("desks.error", "word.WRONG");
        assertThat(page(Who.KATZ, "/dockets/" + of.docket()))
                .contains("In quarantine", "mailbox.eml", "Nobody opens it");

        assertThat(row(report).text("standing")).contains("AWAITED");
        assertThat(page(Who.INSPECTOR, ERRORS)).contains(report.hex(), "Awaits classification");
        assertThat(page(Who.INSPECTOR, "/dockets/" + of.docket()))
                .as("it was written to the body")
                .contains("A. Nother", "One digit was transposed")
                .doesNotContain("k.orlov@harbourmail.example");
        assertThat(page(Who.INSPECTOR, "/oversight/openings")).contains(ERRORS);
        get(Who.KATZ, ERRORS).expect(403);
        assertThat(
                        page(
                                Who.INSPECTOR,
                                "/dockets/"
                                        + of.docket()
                                        + "/acts/classify-error?terms.errorReport="
                                        + report.hex()))
                .contains(report.hex(), "SERIOUS_ERROR");

        take(Who.INSPECTOR, of.docket(), "classify-error", classification(report, "NO_ERROR"));
        assertThat(row(report).text("standing")).contains("RELEASED");
        assertThat(get(Who.KATZ, of.path()).expect(403).code())
                .as("as any other: whoever opens it says so first")
                .isEqualTo("exhibit.not-opened");
        assertThat(page(Who.KATZ, "/dockets/" + of.docket())).contains("released the data");
        propose(Who.IQBAL, of.docket(), "classify-error", classification(report, "ERROR"))
                .expect(422);
    }

    @Test
    void what_the_state_that_asked_reports_binds_the_one_that_was_asked() {
        var of =
                produced("other.eml", "From: a third\n\nHello.\n".getBytes(StandardCharsets.UTF_8));
        var said = new TreeMap<String, Json>();
        said.put("mistake", new Json.Str("WRONG_PERIOD"));
        said.put("quarantined", Json.strings(List.of(of.exhibit().hex())));
        // Arcadia's clock stands; this node's may have been moved on.
        said.put(
                "mistakenSince",
                new Json.Str(LocalDate.ofInstant(Nation.NOON, ZoneOffset.UTC).toString()));
        var report =
                receive(
                        ARCADIA.act(
                                registry,
                                of.docket(),
                                "report-error",
                                said,
                                registry.seenFor(of.docket())));
        assertThat(get(Who.KATZ, of.path()).expect(422).text()).contains("W-140");
        assertThat(row(report).bool("yours")).contains(false);
        assertThat(page(Who.INSPECTOR, ERRORS)).contains("classifies it.");
        assertThat(
                        propose(
                                        Who.INSPECTOR,
                                        of.docket(),
                                        "classify-error",
                                        classification(report, "NO_ERROR"))
                                .expect(422)
                                .text())
                .contains("W-142");
    }

    @Test
    void what_is_condemned_is_destroyed_and_certified_and_who_was_harmed_is_told() {
        var of = produced("gone.eml", "From: nobody\n\nGone.\n".getBytes(StandardCharsets.UTF_8));
        var report =
                take(Who.CUSTODIAN, of.docket(), "report-error", report(of.exhibit(), "B. Victim"));
        var terms = classification(report, "SERIOUS_ERROR").object("terms").orElseThrow();
        var classified =
                take(
                        Who.INSPECTOR,
                        of.docket(),
                        "classify-error",
                        Json.object()
                                .with(
                                        "terms",
                                        terms.with("decision", "DESTROY").with("due", day(5)))
                                .with("reasons", reasons()));
        assertThat(row(report).text("standing")).contains("TO_DESTROY");
        assertThat(row(report).texts("owing")).containsExactly("XB");
        assertThat(page(Who.CUSTODIAN, "/within")).contains(of.exhibit().hex(), classified.hex());
        assertThat(
                        page(
                                Who.CUSTODIAN,
                                "/dockets/"
                                        + of.docket()
                                        + "/acts/destroy?terms.decided="
                                        + classified.hex()))
                .contains(of.exhibit().hex());
        take(
                Who.CUSTODIAN,
                of.docket(),
                "destroy",
                Json.object()
                        .with(
                                "terms",
                                Json.object()
                                        .with("decided", classified.hex())
                                        .with(
                                                "setAside",
                                                Json.strings(List.of(of.exhibit().hex())))));
        awaitDestroyed(report);

        var notice = "/dockets/" + of.docket() + "/notice";
        assertThat(page(Who.KATZ, notice)).contains("Whoever a serious error harmed");
        var letter = get(Who.KATZ, notice + "?error=" + classified.hex()).expect(200).object();
        var text = letter.object("letter").orElseThrow().toString();
        assertThat(text)
                .contains("B. Victim", "Another account than was meant", "24 and 36")
                .as("whom the proceeding is about is nothing to them")
                .doesNotContain("k.orlov");
        get(Who.KATZ, notice + "?error=" + report.hex()).expect(400);
        take(
                Who.KATZ,
                of.docket(),
                "notify",
                Json.object()
                        .with(
                                "terms",
                                terms(
                                        Map.of(
                                                "told",
                                                "PERSON",
                                                "servedBy",
                                                "HAND",
                                                "servedOn",
                                                day(0),
                                                "noticeLanguage",
                                                "en",
                                                "noticeHash",
                                                letter.object("letter")
                                                        .flatMap(one -> one.text("hash"))
                                                        .orElseThrow(),
                                                "ofError",
                                                classified.hex())))
                        .with("subject", Json.object().with("handedTo", "B. Victim")));
        assertThat(get(Who.KATZ, notice).expect(200).object().items("due")).isEmpty();
    }

    /** The node removes the bytes and certifies it by itself. */
    private void awaitDestroyed(Digest report) {
        for (var tries = 0; tries < 200; tries++) {
            if (row(report).text("standing").filter("DESTROYED"::equals).isPresent()) return;
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("no certificate was filed");
    }

    /** Nothing that was typed is lost, and all works without a script. */
    @Test
    void a_form_that_is_refused_comes_back_as_it_was_typed() {
        var of = produced("form.eml", "From: x\n\nForm.\n".getBytes(StandardCharsets.UTF_8));
        var form =
                Map.of(
                        "terms.mistake", "WRONG_ACCOUNT",
                        "terms.quarantined", of.exhibit().hex(),
                        "subject.concerned", "A. Nother",
                        "facts.foundHow", "The subscriber rang us up.",
                        "facts.doneAtOnce", "");
        var body = new StringBuilder();
        form.forEach(
                (name, value) ->
                        body.append(body.isEmpty() ? "" : "&")
                                .append(name)
                                .append('=')
                                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        var back =
                send(request(Who.MOREAU, "/dockets/" + of.docket() + "/acts/report-error")
                                .setHeader("Accept", "text/html")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(body.toString())))
                        .expect(422)
                        .text();
        assertThat(back)
                .contains("The subscriber rang us up.", "A. Nother", "mistakenSince", "doneAtOnce");
    }

    @Test
    void what_nobody_classifies_in_ten_days_stands_first() {
        var docket = UUID.randomUUID();
        var order = ordered(docket);
        var report =
                take(
                        Who.LINDQVIST,
                        docket,
                        "report-error",
                        Json.object()
                                .with(
                                        "terms",
                                        Json.object()
                                                .with("mistake", "AFTER_END")
                                                .with(
                                                        "mistakenActs",
                                                        Json.strings(List.of(order.hex())))
                                                .with("mistakenSince", day(0)))
                                .with("subject", Json.object().with("concerned", "C. Other"))
                                .with("facts", facts()));
        clock.pass(Duration.ofDays(11));
        assertThat(row(report).text("standing")).contains("OVERDUE");
        assertThat(rows().getFirst().bool("late")).contains(true);
        assertThat(page(Who.KATZ, "/dockets/" + docket)).contains("and has not");
    }

    private Json.Obj row(Digest report) {
        return rows().stream()
                .filter(row -> row.text("report").filter(report.hex()::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private List<Json.Obj> rows() {
        return get(Who.INSPECTOR, ERRORS).expect(200).object().items("errors").stream()
                .map(row -> (Json.Obj) row)
                .toList();
    }

    private Json.Obj report(Digest exhibit, String concerned) {
        return Json.object()
                .with(
                        "terms",
                        Json.object()
                                .with("mistake", "WRONG_ACCOUNT")
                                .with("quarantined", Json.strings(List.of(exhibit.hex())))
                                .with("mistakenSince", day(0)))
                .with("subject", Json.object().with("concerned", concerned))
                .with("facts", facts());
    }

    private static Json.Obj facts() {
        return Json.object()
                .with("foundHow", "One digit was transposed.")
                .with("doneAtOnce", "The sending was stopped.");
    }

    private static Json.Obj classification(Digest report, String gravity) {
        return Json.object()
                .with(
                        "terms",
                        Json.object()
                                .with("errorReport", report.hex())
                                .with("gravity", gravity)
                                .with("decision", "RELEASE"))
                .with("reasons", reasons());
    }

    private String day(int later) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(later).toString();
    }

    private String page(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "text/html").GET()).expect(200).text();
    }
}
