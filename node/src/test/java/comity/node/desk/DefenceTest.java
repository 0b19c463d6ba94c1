package comity.node.desk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report.Status;
import comity.evidence.dossier.Verification;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Article 21(4): counsel whom a judge admitted read what was opened, and know until when. */
class DefenceTest extends Borduria {
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
        assertThat(form).contains("Ines Holm · XB.bar", "terms.opened", pseudonym(docket));
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
    void counsel_take_the_case_file_in_their_part_and_it_verifies() throws Exception {
        var docket = produced("mail.mbox", bytes()).docket();
        take(Who.OKAFOR, docket, "admit", admission(docket, 30));
        var bytes =
                send(request(Who.HOLM, "/dockets/" + docket + "/defence/case")
                                .setHeader("Accept", "application/zip")
                                .GET())
                        .expect(200)
                        .response()
                        .body();
        var file = Files.createTempFile("case", ".comity");
        Files.write(file, bytes);
        var report = Verification.verify(file, Optional.empty(), Progress.SILENT);
        assertThat(report.lines())
                .filteredOn(line -> line.status() == Status.FAILED)
                .extracting(line -> line.id() + " " + line.facts())
                .isEmpty();
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
        get(Who.HOLM, "/dockets/" + docket).expect(404);
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
                .map(said -> said.toString().contains("\"withheld\":true"))
                .orElse(true);
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
