package comity.node.desk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Report.Status;
import comity.evidence.dossier.Verification;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Article 21(4): counsel whom a judge admitted read what was opened, and know until when. */
class DefenceTest extends Borduria {
    @Autowired Serving serving;

    @Test
    void whoever_is_not_admitted_sees_nothing() {
        var docket = produced("mail.mbox", bytes()).docket();
        get(Who.HOLM, "/dockets/" + docket).expect(404);
        get(Who.HOLM, "/dockets/" + docket + "/defence/case").expect(404);
        assertThat(get(Who.HOLM, "/defence").expect(200).text()).doesNotContain(docket.toString());
        get(Who.KATZ, "/defence").expect(403);
        get(Who.KATZ, "/dockets/" + docket + "/counsel").expect(403);
    }

    @Test
    void a_judge_admits_by_name_and_counsel_read_what_was_opened_and_no_more() {
        var docket = produced("mail.mbox", bytes()).docket();
        assertThat(propose(Who.KATZ, docket, "admit", admission(docket, 30)).expect(422).text())
                .contains("W-003");
        var form = page(Who.OKAFOR, "/dockets/" + docket + "/acts/admit");
        assertThat(form).contains("Ines Holm · Bar", "terms.opened", pseudonym(docket));
        var admitted = take(Who.OKAFOR, docket, "admit", admission(docket, 30));

        var shown = get(Who.HOLM, "/dockets/" + docket).expect(200).object();
        assertThat(get(Who.HOLM, "/dockets/" + docket).text())
                .contains(admitted.hex(), "\"timer\":\"T17\"")
                .doesNotContain("k.orlov", "Miriam Katz");
        for (var item : shown.items("acts"))
            if (item instanceof Json.Obj act
                    && !act.text("digest").orElseThrow().equals(admitted.hex()))
                assertThat(withheld(act, "subject")).as(act.text("type").orElse("")).isTrue();
        assertThat(shown.items("acts"))
                .anySatisfy(act -> assertThat(withheld((Json.Obj) act, "terms")).isFalse());
        var page = page(Who.HOLM, "/dockets/" + docket);
        assertThat(page)
                .contains("what a judge opened to you", "Withheld:", "/defence/case")
                .doesNotContain("k.orlov", "/people\"");
        assertThat(page(Who.HOLM, "/dockets/" + docket + "/proofs/" + admitted.hex()))
                .contains(admitted.hex());
        assertThat(page(Who.HOLM, "/defence"))
                .contains(docket.toString(), "Days left: 30", "The accused");
        get(Who.HOLM, "/dockets/" + docket + "/case").expect(403);
        assertThat(registry.docket(docket).getLast().envelope().header().toString())
                .doesNotContain("holm");
    }

    @Test
    void counsel_take_the_case_file_in_their_part_and_it_verifies() throws IOException {
        var docket = produced("mail.mbox", bytes()).docket();
        take(Who.OKAFOR, docket, "admit", admission(docket, 30));
        var bytes = zip(Who.HOLM, "/dockets/" + docket + "/defence/case");
        var report = report(bytes);
        assertThat(denied(report))
                .as("what is withheld denies nothing that the whole does not")
                .isSubsetOf(denied(report(zip(Who.KATZ, "/dockets/" + docket + "/case"))));
        assertThat(report.lines())
                .filteredOn(line -> line.code().equals("section.disclosed"))
                .singleElement()
                .satisfies(
                        line ->
                                assertThat(line.facts().get("sections"))
                                        .isEqualTo("exhibits, officer, reasons, subject, victims"));
        assertThat(new String(bytes, ISO_8859_1)).doesNotContain("k.orlov", "mail.mbox");
    }

    @Test
    void access_ends_on_its_day_and_with_a_decision() {
        var docket = produced("mail.mbox", bytes()).docket();
        var admitted = take(Who.OKAFOR, docket, "admit", admission(docket, 30));
        assertThat(propose(Who.KATZ, docket, "end-admission", naming(admitted)).expect(422).text())
                .contains("W-003");
        take(Who.HOLM, docket, "end-admission", naming(admitted));
        get(Who.HOLM, "/dockets/" + docket).expect(403);
        var away =
                send(request(Who.HOLM, "/dockets/" + docket).setHeader("Accept", "text/html").GET())
                        .expect(303);
        assertThat(away.response().headers().firstValue("Location").orElse(""))
                .as("told that it is over, and not that there is nothing")
                .endsWith("/defence");
        assertThat(page(Who.HOLM, "/defence")).contains("Ended before its day");
        assertThat(
                        propose(
                                        Who.OKAFOR,
                                        docket,
                                        "extend-admission",
                                        Json.object()
                                                .with(
                                                        "terms",
                                                        Json.object()
                                                                .with("admission", admitted.hex())
                                                                .with("until", day(60).toString()))
                                                .with("reasons", reasons()))
                                .expect(422)
                                .text())
                .contains("W-127");
    }

    @Test
    void the_end_is_said_fourteen_seven_and_one_days_before_to_counsel_and_to_the_judge() {
        assertThat(List.of(15L, 14L, 8L, 7L, 2L, 1L, 0L, -1L))
                .extracting(Defending::warned)
                .containsExactly(0, 14, 14, 7, 7, 1, 1, 1);
        var docket = produced("mail.mbox", bytes()).docket();
        var admitted = take(Who.OKAFOR, docket, "admit", admission(docket, 10));
        var row = get(Who.HOLM, "/defence").expect(200).text();
        assertThat(row).contains("\"warned\":14");
        assertThat(page(Who.HOLM, "/defence?language=ar")).contains(docket.toString());
        assertThat(page(Who.HOLM, "/defence")).contains("Your access ends on");
        assertThat(page(Who.OKAFOR, "/worklist")).contains("extend it, or let it end");
        var made =
                send(request(Who.HOLM, "/calendar")
                                .setHeader("Accept", "text/html")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("do=make")))
                        .expect(200)
                        .text();
        var address = Pattern.compile("/calendar/feed/[A-Za-z0-9_-]{43}").matcher(made);
        assertThat(address.find()).isTrue();
        assertThat(
                        send(request(address.group()).setHeader("Accept", "text/calendar").GET())
                                .expect(200)
                                .text()
                                .replace("\r\n ", ""))
                .contains(docket.toString(), "access ends");
        take(
                Who.OKAFOR,
                docket,
                "extend-admission",
                Json.object()
                        .with(
                                "terms",
                                Json.object()
                                        .with("admission", admitted.hex())
                                        .with("until", day(90).toString()))
                        .with("reasons", reasons()));
        assertThat(page(Who.HOLM, "/dockets/" + docket)).contains("A judge lets counsel");
        assertThat(get(Who.HOLM, "/defence").text()).contains(day(90).toString());
    }

    @Test
    void what_the_node_did_not_serve_is_given_back_by_an_act_of_the_State() {
        var docket = produced("mail.mbox", bytes()).docket();
        take(Who.OKAFOR, docket, "admit", admission(docket, 30));
        var end = day(30);
        assertThat(get(Who.HOLM, "/defence").text()).contains(end.toString());
        serving.round();
        var lost = day(0);
        database.sql(
                        "INSERT INTO serving (began, until) VALUES (:later, :later)"
                                + " ON CONFLICT DO NOTHING")
                .param("later", Timestamp.from(clock.instant().plus(Duration.ofHours(2))))
                .update();
        try {
            serving.round();
            var text = get(Who.HOLM, "/defence").text();
            assertThat(text).contains(end.plusDays(1).toString(), lost.toString());
            assertThat(page(Who.HOLM, "/defence")).contains("on which the node did not serve");
            serving.round();
            assertThat(
                            registry.docket(docket).stream()
                                    .filter(
                                            act ->
                                                    act.envelope()
                                                            .header()
                                                            .type()
                                                            .equals("count-outage")))
                    .as("once")
                    .hasSize(1);
        } finally {
            database.sql("DELETE FROM serving WHERE began > :now")
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
        }
    }

    @Test
    void counsel_ask_of_the_same_bench_and_the_authority_has_to_send_what_is_granted() {
        var docket = UUID.randomUUID();
        var application = BenchTest.application();
        take(Who.LUND, docket, "apply", application);
        assertThat(propose(Who.HOLM, docket, "apply", application).status()).isIn(404, 422);
        take(Who.OKAFOR, docket, "admit", admission(docket, 30));
        var form = page(Who.HOLM, "/dockets/" + docket + "/acts/apply");
        assertThat(form)
                .as("nothing is begun for counsel with what is closed to them")
                .doesNotContain("Only this account is named in the note.", "k.orlov");
        var asked = take(Who.HOLM, docket, "apply", application);
        assertThat(page(Who.HOLM, "/dockets/" + docket))
                .contains("Only this account is named in the note.");
        assertThat(page(Who.OKAFOR, "/dockets/" + docket + "/bench"))
                .contains("An application in this State");
        take(
                Who.OKAFOR,
                docket,
                "authorise",
                Json.object()
                        .with(
                                "terms",
                                scope(terms(Map.of("requestedState", "XA")))
                                        .with("application", asked.hex())
                                        .with("until", day(60).toString()))
                        .with("subject", subject())
                        .with(
                                "reasons",
                                Json.object().with("proportionality", "The defence needs it.")));
        assertThat(page(Who.HOLM, "/dockets/" + docket))
                .as("whoever asked reads the answer")
                .contains("The defence needs it.");
        assertThat(get(Who.KATZ, "/dockets/" + docket).expect(200).text())
                .contains("\"timer\":\"T18\"");
    }

    private byte[] zip(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "application/zip").GET())
                .expect(200)
                .response()
                .body();
    }

    private static Report report(byte[] bytes) throws IOException {
        var file = Files.createTempFile("case", ".comity");
        Files.write(file, bytes);
        return Verification.verify(file, Optional.empty(), Progress.SILENT);
    }

    private static List<String> denied(Report report) {
        return report.lines().stream()
                .filter(line -> line.status() == Status.FAILED)
                .map(line -> line.code() + " " + line.facts().get("rule") + " " + line.act())
                .toList();
    }

    private Json.Obj admission(UUID docket, int days) {
        return Json.object()
                .with(
                        "terms",
                        Json.object()
                                .with("counsel", pseudonym(docket))
                                .with("client", "ACCUSED")
                                .with("opened", Json.strings(List.of("TERMS", "FACTS")))
                                .with("until", day(days).toString()))
                .with("reasons", reasons());
    }

    private static Json.Obj naming(Digest admission) {
        return Json.object()
                .with("terms", Json.object().with("admission", admission.hex()))
                .with("reasons", reasons());
    }

    /** As the judge who admits finds them. */
    private String pseudonym(UUID docket) {
        var listed = get(Who.OKAFOR, "/dockets/" + docket + "/counsel").expect(200).json();
        return ((Json.Arr) listed)
                .items().stream()
                        .map(Json.Obj.class::cast)
                        .filter(one -> one.text("name").filter("Ines Holm"::equals).isPresent())
                        .findFirst()
                        .flatMap(one -> one.text("pseudonym"))
                        .orElseThrow();
    }

    private static boolean withheld(Json.Obj act, String section) {
        return act.object("sections")
                .flatMap(all -> all.object(section))
                .flatMap(said -> said.get("withheld"))
                .filter(new Json.Bool(true)::equals)
                .isPresent();
    }

    private LocalDate day(int later) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(later);
    }

    private static byte[] bytes() {
        return UUID.randomUUID().toString().getBytes(UTF_8);
    }

    private String page(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "text/html").GET()).expect(200).text();
    }
}
