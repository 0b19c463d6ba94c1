package comity.node.desk;

import static comity.node.desk.Borduria.Who.CUSTODIAN;
import static comity.node.desk.Borduria.Who.FINCH;
import static comity.node.desk.Borduria.Who.HOLM;
import static comity.node.desk.Borduria.Who.INSPECTOR;
import static comity.node.desk.Borduria.Who.KATZ;
import static comity.node.desk.Borduria.Who.LINDQVIST;
import static comity.node.desk.Borduria.Who.MORA;
import static comity.node.desk.Borduria.Who.MOREAU;
import static comity.node.desk.Borduria.Who.OKAFOR;
import static comity.node.desk.Borduria.Who.ORBAN;
import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Evidence within the order, from the upload to what a judge makes of the rest. */
class WithinTest extends Borduria {
    @Autowired JdbcClient sql;

    private static final String WITHIN = message("Thu, 1 Oct 2026 10:00:00 +0000");
    private static final String OUTSIDE = message("Thu, 1 Jan 2026 10:00:00 +0000");

    private static String message(String date) {
        return "From x Thu Oct  1 00:00:00 2026\r\nFrom: a@b.example\r\nDate: "
                + date
                + "\r\n\r\nx\r\n\r\n";
    }

    /** A custodian delivers what they made, and says of what and with what. */
    @Test
    void custodians_deliver_too_and_say_of_what_it_was_made() {
        var of = produced("box.mbox", WITHIN.getBytes(StandardCharsets.UTF_8));
        var made = "A translation.\n".getBytes(StandardCharsets.UTF_8);
        var sealed = upload(CUSTODIAN, of.order(), "box-fr.txt", made);
        var derived =
                named(new Digest(sealed.text("sha256").orElseThrow()))
                        .with("derivedFrom", of.exhibit().hex())
                        .with("tool", "A. Sworn, translator 1");
        var said =
                Map.of(
                        "place", "Evidence room 2",
                        "under", of.order().hex(),
                        "made", "TRANSLATION",
                        "tool", "A. Sworn, translator");
        var content =
                Json.object()
                        .with("reasons", terms(Map.of("reasons", "The court reads French.")))
                        .with(
                                "exhibits",
                                Json.object().with("exhibits", new Json.Arr(List.of(derived))));
        var handled = Json.strings(List.of(of.exhibit().hex()));

        assertThat(
                        propose(
                                        CUSTODIAN,
                                        of.docket(),
                                        "derive",
                                        content.with("terms", terms(said).with("handled", handled)))
                                .expect(422)
                                .text())
                .as("without the tool's version")
                .contains("W-083");
        take(
                CUSTODIAN,
                of.docket(),
                "derive",
                content.with(
                        "terms",
                        terms(said).with("handled", handled).with("version", "certified 2024")));
        assertThat(get(CUSTODIAN, "/dockets/" + of.docket()).expect(200).text())
                .contains("certified 2024");
        opened(CUSTODIAN, of.docket(), new Digest(sealed.text("sha256").orElseThrow()));
    }

    /** What permits nobody to touch evidence permits no delivery either. */
    @Test
    void custodians_deliver_under_an_act_that_permits_it_and_no_other() {
        var of = produced("box.mbox", WITHIN.getBytes(StandardCharsets.UTF_8));
        for (var other : List.of(of.exhibit(), Digest.of(new byte[] {1})))
            send(request(CUSTODIAN, "/exhibits")
                            .header("Tus-Resumable", "1.0.0")
                            .header("Upload-Length", "1")
                            .header(
                                    "Upload-Metadata",
                                    "order "
                                            + base64(other.hex())
                                            + ",filename "
                                            + base64("x")
                                            + ",sha256 "
                                            + base64(other.hex()))
                            .POST(HttpRequest.BodyPublishers.noBody()))
                    .expect(404);
    }

    /** What came of a comparison, once it is done. */
    private Json.Obj comparison(Case of, Json.Obj columns) {
        post(CUSTODIAN, of.path() + "/comparison", columns).expect(202);
        return awaited(of, "DONE").object("comparison").orElseThrow();
    }

    private Json.Obj awaited(Case of, String state) {
        for (var tries = 0; tries < 600; tries++) {
            var seen = get(CUSTODIAN, of.path() + "/comparison").expect(200).object();
            if (seen.text("state").equals(Optional.of(state))) return seen;
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("the comparison does not come to " + state);
    }

    /** Compares, and files what came of it. */
    private Json.Obj compared(Case of) {
        var made = comparison(of, Json.EMPTY);
        take(
                CUSTODIAN,
                of.docket(),
                "compare",
                Json.object()
                        .with(
                                "terms",
                                terms(
                                        Map.of(
                                                "order", of.order().hex(),
                                                "tool", made.text("tool").orElseThrow())))
                        .with(
                                "exhibits",
                                Json.object()
                                        .with("exhibits", new Json.Arr(made.items("compared")))));
        return made;
    }

    /** What a comparison says when all of {@code exhibits} lies within the order. */
    static Json.Obj allWithin(Digest order, Json.Obj exhibits) {
        return Json.object()
                .with("terms", terms(Map.of("order", order.hex(), "tool", "comity-reader/1")))
                .with(
                        "exhibits",
                        Json.object()
                                .with(
                                        "exhibits",
                                        new Json.Arr(
                                                exhibits.items("exhibits").stream()
                                                        .map(Json.Obj.class::cast)
                                                        .<Json>map(
                                                                one ->
                                                                        one.with(
                                                                                "standing",
                                                                                "WITHIN"))
                                                        .toList())));
    }

    private Answer transmit(Case of, Json exhibit) {
        return propose(
                LINDQVIST,
                of.docket(),
                "transmit",
                Json.object()
                        .with(
                                "terms",
                                terms(
                                                Map.of(
                                                        "order",
                                                        of.order().hex(),
                                                        "purpose",
                                                        "Investigation 2026/4711"))
                                        .with("discloses", Json.strings(List.of())))
                        .with(
                                "exhibits",
                                Json.object().with("exhibits", new Json.Arr(List.of(exhibit)))));
    }

    private static Json.Obj named(Digest exhibit) {
        return Json.object()
                .with("sha256", exhibit.hex())
                .with("size", 1)
                .with("name", "x")
                .with("mediaType", "application/octet-stream");
    }

    private static long number(Json.Obj object, String name) {
        return object.get(name).orElseThrow() instanceof Json.Real(var number) ? (long) number : -1;
    }

    private Json.Obj row(Who who, UUID docket) {
        return get(who, "/within").expect(200).json() instanceof Json.Arr(var views)
                ? views.stream()
                        .flatMap(view -> ((Json.Obj) view).items("dockets").stream())
                        .map(row -> (Json.Obj) row)
                        .filter(
                                row ->
                                        row.text("docket")
                                                .equals(java.util.Optional.of(docket.toString())))
                        .findFirst()
                        .orElse(Json.EMPTY)
                : Json.EMPTY;
    }

    @Test
    void what_lies_outside_is_set_aside_decided_on_and_destroyed() {
        var of =
                produced(
                        "box.mbox",
                        (WITHIN + OUTSIDE.replace("x\r\n", "destroyed\r\n"))
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(row(CUSTODIAN, of.docket()).items("uncompared")).hasSize(1);
        assertThat(transmit(of, named(of.exhibit())).expect(422).text())
                .as("what was never compared stays")
                .contains("W-051");
        var made = compared(of);
        assertThat(made.bool("divided")).contains(true);
        var aside = new Digest(made.text("setAside").orElseThrow());
        var within = new Digest(made.object("exhibit").orElseThrow().text("sha256").orElseThrow());

        for (var who : List.of(OKAFOR, INSPECTOR)) {
            var shown = (Json.Obj) row(who, of.docket()).items("setAside").getFirst();
            assertThat(shown.text("sha256")).as(who.person).contains(aside.hex());
            assertThat(number(shown, "setAside")).isEqualTo(1);
            assertThat(shown.texts("why")).containsExactly("OUTSIDE_PERIOD");
            assertThat(shown.text("name")).as("hashes and counts, no names").contains("");
        }
        assertThat(get(ORBAN, "/within").status()).isEqualTo(403);
        for (var hidden : List.of(aside, of.exhibit()))
            for (var who : List.of(KATZ, CUSTODIAN, ORBAN))
                get(who, "/exhibits/" + hidden.hex()).expect(404);
        opened(OKAFOR, of.docket(), aside);
        opened(KATZ, of.docket(), within);
        assertThat(
                        transmit(
                                        of,
                                        named(aside)
                                                .with("derivedFrom", of.exhibit().hex())
                                                .with("tool", "x"))
                                .expect(422)
                                .text())
                .contains("W-047");

        destroyed(of, aside);
        for (var gone : List.of(aside, of.exhibit())) awaitGone("/exhibits/" + gone.hex());
        get(KATZ, "/exhibits/" + within.hex()).expect(200);
    }

    /** A judge decides, and a custodian carries it out. */
    private void destroyed(Case of, Digest aside) {
        var comparison = row(OKAFOR, of.docket()).items("setAside").getFirst();
        var decision =
                take(
                        OKAFOR,
                        of.docket(),
                        "decide-set-aside",
                        Json.object()
                                .with(
                                        "terms",
                                        terms(
                                                        Map.of(
                                                                "comparison",
                                                                ((Json.Obj) comparison)
                                                                        .text("act")
                                                                        .orElseThrow(),
                                                                "decision",
                                                                "DESTROY"))
                                                .with(
                                                        "setAside",
                                                        Json.strings(List.of(aside.hex()))))
                                .with("reasons", reasons()));
        assertThat(row(CUSTODIAN, of.docket()).items("doomed")).hasSize(1);
        take(
                CUSTODIAN,
                of.docket(),
                "destroy",
                Json.object()
                        .with(
                                "terms",
                                Json.object()
                                        .with("decided", decision.hex())
                                        .with("setAside", Json.strings(List.of(aside.hex())))));
    }

    /** What another docket gave this State too stays for that one; the certificate says so. */
    @Test
    void what_another_docket_holds_is_not_destroyed_with_it() {
        var bytes =
                (WITHIN + OUTSIDE.replace("x\r\n", "shared\r\n")).getBytes(StandardCharsets.UTF_8);
        var of = produced("box.mbox", bytes);
        var aside = new Digest(compared(of).text("setAside").orElseThrow());
        var other = produced("box.mbox", bytes);

        destroyed(of, aside);

        awaitGone("/exhibits/" + aside.hex());
        var certificate = awaitedCertificate(of);
        assertThat(certificate.copies()).contains("remain for another docket");
        opened(OKAFOR, other.docket(), other.exhibit());
    }

    private Act.CertifyDestruction awaitedCertificate(Case of) {
        for (var tries = 0; tries < 200; tries++) {
            var filed = registry.read(of.docket()).latest(Act.CertifyDestruction.class);
            if (filed.isPresent()) return (Act.CertifyDestruction) filed.get().act();
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("no certificate was filed");
    }

    private void awaitGone(String path) {
        for (var tries = 0; tries < 200; tries++) {
            if (get(OKAFOR, path).status() == 404) return;
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError(path + " is still there");
    }

    @Test
    void a_comparison_goes_on_beside_is_stopped_and_begun_again() {
        var of = produced("beside.mbox", (WITHIN + OUTSIDE + " ").getBytes(StandardCharsets.UTF_8));
        var place = of.path() + "/comparison";
        assertThat(get(CUSTODIAN, place).expect(200).object().text("state")).contains("NONE");
        post(CUSTODIAN, place, Json.EMPTY).expect(202);
        assertThat(get(OKAFOR, place).status()).isEqualTo(403);
        send(request(CUSTODIAN, place).DELETE()).expect(200);
        awaited(of, "STOPPED");

        // As a node leaves it that was killed in the middle and started again.
        sql.sql(
                        "UPDATE evidence_comparison SET state = 'WAITING', stop = false, begun = 1"
                                + " WHERE exhibit = :exhibit")
                .param("exhibit", of.exhibit().bytes())
                .update();
        var done = awaited(of, "DONE");
        assertThat(number(done, "begun")).isEqualTo(2);
        assertThat(number(done, "within")).isEqualTo(1);
        assertThat(number(done, "outside")).isEqualTo(1);
        assertThat(number(done, "read")).isEqualTo(number(done, "size"));
        assertThat(done.bool("filed")).contains(false);
        compared(of);
        assertThat(get(CUSTODIAN, place).object().bool("filed")).contains(true);
        var rows = row(OKAFOR, of.docket()).items("compared");
        assertThat(rows.stream().map(row -> ((Json.Obj) row).text("standing").orElse("")))
                .containsExactlyInAnyOrder("WITHIN", "SET_ASIDE");
    }

    @Test
    void what_cannot_be_read_is_declared_under_a_name_before_it_leaves() {
        var bytes = new byte[3000];
        new Random(7).nextBytes(bytes);
        var of = produced("image.bin", bytes);
        var made = compared(of);
        assertThat(made.text("standing")).contains("UNREAD");
        assertThat(((Json.Obj) made.items("unread").getFirst()).text("why"))
                .contains("UNKNOWN_FORM");
        assertThat(transmit(of, named(of.exhibit())).expect(422).text()).contains("W-048");
        take(
                CUSTODIAN,
                of.docket(),
                "declare",
                Json.object()
                        .with(
                                "terms",
                                terms(
                                        Map.of(
                                                "order",
                                                of.order().hex(),
                                                "exhibit",
                                                of.exhibit().hex(),
                                                "contents",
                                                "Image of a disk",
                                                "withinOrder",
                                                "TRUE")))
                        .with(
                                "reasons",
                                Json.object().with("knownFrom", "It was made here on 5 October.")));
        assertThat(transmit(of, named(of.exhibit())).text()).doesNotContain("W-048");
        assertThat(row(CUSTODIAN, of.docket()).items("unread")).isEmpty();
    }

    @Test
    void what_is_marked_opens_for_the_filter_reviewer_then_for_the_judge_then_as_they_rule() {
        var of =
                produced(
                        "letters.mbox",
                        WITHIN.replace("x\r\n", "y\r\n").getBytes(StandardCharsets.UTF_8));
        opened(KATZ, of.docket(), of.exhibit());
        get(FINCH, of.path()).expect(404);
        var mark =
                take(
                        MOREAU,
                        of.docket(),
                        "mark",
                        Json.object()
                                .with(
                                        "terms",
                                        terms(
                                                        Map.of(
                                                                "exhibit",
                                                                of.exhibit().hex(),
                                                                "saidBy",
                                                                "PROVIDER"))
                                                .with(
                                                        "protection",
                                                        Json.strings(List.of("PRIVILEGED"))))
                                .with("reasons", reasons()));

        assign(KATZ, of.docket(), ORBAN).expect(200);
        for (var who : List.of(KATZ, CUSTODIAN, ORBAN, OKAFOR))
            assertThat(get(who, of.path()).expect(422).text()).as(who.person).contains("W-040");
        post(CUSTODIAN, of.path() + "/comparison", Json.EMPTY).expect(422);
        assertThat(
                        send(request(CUSTODIAN, "/dockets/" + of.docket() + "/custody")
                                        .setHeader("Accept", "text/html")
                                        .GET())
                                .expect(200)
                                .text())
                .as("why, and no way in that the node refuses")
                .contains("marked as privileged")
                .doesNotContain(of.path() + "/opening");
        assertThat(transmit(of, named(of.exhibit())).expect(422).text()).contains("W-040");
        assertThat(row(CUSTODIAN, of.docket()).items("uncompared"))
                .as("nobody is asked to compare it")
                .isEmpty();
        assertThat(row(FINCH, of.docket()).items("marks")).hasSize(1);
        opened(FINCH, of.docket(), of.exhibit());

        take(
                FINCH,
                of.docket(),
                "review-mark",
                Json.object()
                        .with("terms", terms(Map.of("mark", mark.hex(), "finding", "PROTECTED")))
                        .with("reasons", reasons()));
        opened(OKAFOR, of.docket(), of.exhibit());
        take(
                OKAFOR,
                of.docket(),
                "rule-on-mark",
                Json.object()
                        .with("terms", terms(Map.of("mark", mark.hex(), "ruling", "EXCLUDE")))
                        .with("reasons", reasons()));
        assertThat(get(KATZ, of.path()).expect(422).text()).contains("W-040");
        get(FINCH, of.path()).expect(404);
        assertThat(row(FINCH, of.docket())).isEqualTo(Json.EMPTY);
        get(FINCH, "/dockets/" + of.docket()).expect(403);
    }

    @Test
    void what_a_list_of_hashes_names_opens_for_nobody() {
        var of = produced("a.bin", LISTED);
        assign(KATZ, of.docket(), ORBAN).expect(200);
        for (var who : List.of(KATZ, OKAFOR, ORBAN, MORA))
            assertThat(get(who, of.path()).expect(403).code())
                    .as(who.person)
                    .isEqualTo("exhibit.restricted");
        var inside = produced("b.eml", letter(LISTED));
        assign(KATZ, inside.docket(), ORBAN).expect(200);
        opened(KATZ, inside.docket(), inside.exhibit());
        var made = comparison(inside, Json.EMPTY);
        assertThat(number(made, "matches")).isEqualTo(1);
        for (var who : List.of(KATZ, OKAFOR, ORBAN, MORA))
            assertThat(get(who, inside.path()).expect(403).code()).isEqualTo("exhibit.restricted");
        assertThat(get(MORA, "/within").expect(200).text())
                .contains(inside.exhibit().hex())
                .contains(Digest.of(LISTED).hex());
        assertThat(
                        get(KATZ, "/within").expect(200).json() instanceof Json.Arr(var views)
                                ? views
                                : List.of())
                .as("who is not cleared sees no hash of the list")
                .isNotEmpty()
                .allSatisfy(view -> assertThat(((Json.Obj) view).items("restricted")).isEmpty());
    }

    private static byte[] letter(byte[] attached) {
        return ("From: a@b.example\r\nDate: Thu, 1 Oct 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: multipart/mixed; boundary=cut\r\n\r\n--cut\r\n\r\nSee below.\r\n"
                        + "--cut\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getEncoder().encodeToString(attached)
                        + "\r\n--cut--\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void rows_are_divided_once_somebody_has_said_which_column_is_the_time() {
        var csv =
                "when,who\r\n2026-10-02T10:00:00Z,k.orlov@harbourmail.example\r\n"
                        + "2026-10-02T10:00:00Z,other@harbourmail.example\r\n";
        var of = produced("log.csv", csv.getBytes(StandardCharsets.UTF_8));
        var unsaid = comparison(of, Json.EMPTY);
        assertThat(unsaid.texts("columns")).containsExactly("when", "who");
        assertThat(unsaid.text("standing")).contains("UNREAD");
        var said = Json.object().with("time", "when").with("account", "who");
        assertThat(
                        post(CUSTODIAN, of.path() + "/comparison", said.with("form", "GUESS"))
                                .expect(422)
                                .code())
                .isEqualTo("columns.misshapen");
        var made = comparison(of, said.with("form", "ISO"));
        assertThat(made.bool("divided")).contains(true);
        var within = made.object("exhibit").orElseThrow();
        assertThat(
                        opened(KATZ, of.docket(), new Digest(within.text("sha256").orElseThrow()))
                                .text())
                .isEqualTo("when,who\r\n2026-10-02T10:00:00Z,k.orlov@harbourmail.example\r\n");
    }

    @Test
    void the_pages_show_it_to_each_in_their_language() {
        var of =
                produced(
                        "c.csv",
                        "when\r\n2026-10-02T10:00:00Z\r\n".getBytes(StandardCharsets.UTF_8));
        for (var who : List.of(CUSTODIAN, KATZ, OKAFOR, INSPECTOR, FINCH, HOLM))
            assertThat(
                            send(request(who, "/within?language=ar")
                                            .setHeader("Accept", "text/html")
                                            .GET())
                                    .expect(200)
                                    .text())
                    .as(who.person)
                    .contains("dir=\"rtl\"");
        comparison(of, Json.EMPTY);
        var page =
                send(request(CUSTODIAN, of.path() + "/comparison")
                                .setHeader("Accept", "text/html")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "time=when&form=SYSLOG&year=")))
                        .expect(200)
                        .text();
        assertThat(page).contains("Name the column").contains("name=\"time\"").contains("SYSLOG");
    }
}
