package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Report.Status;
import comity.evidence.dossier.Verification;
import comity.node.registry.Nation;
import comity.record.act.ActId;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Type;
import comity.treaty.rules.Retention;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retention, erasure and disclosure in part, at a whole node and through its pages. */
class ErasureTest extends Borduria {
    private final UUID docket = ActId.next(Nation.NOON, new Random());
    @TempDir Path folder = Path.of("");

    private static Json parts(Collection<Act.Part> parts) {
        return Json.strings(parts.stream().map(Act.Part::text).toList());
    }

    /** Arcadia asked, withdrew, and now has the duty fulfilled; the digest of its erasure. */
    private Digest demanded() {
        arrived(docket);
        receive(
                ARCADIA.act(
                        registry,
                        docket,
                        "withdraw",
                        Map.of(
                                "request",
                                new Json.Str(
                                        registry.read(docket)
                                                .request()
                                                .orElseThrow()
                                                .digest()
                                                .hex()),
                                "reasons",
                                new Json.Str("No longer needed."))));
        var proposal =
                receive(
                        ARCADIA.act(
                                registry,
                                docket,
                                "propose-erasure",
                                Map.of(
                                        "sections",
                                        parts(Retention.erasable(registry.read(docket))),
                                        "law",
                                        new Json.Str("Archives Act of Arcadia"),
                                        "reasons",
                                        new Json.Str("Its time is over."))));
        return receive(
                ARCADIA.act(
                        registry,
                        docket,
                        Type.ERASE,
                        "central-authority",
                        "CAO",
                        "second",
                        Map.of(
                                "proposal",
                                new Json.Str(proposal.hex()),
                                "sections",
                                parts(Retention.erasable(registry.read(docket))),
                                "law",
                                new Json.Str("Archives Act of Arcadia"),
                                "due",
                                new Json.Str("2026-12-01"),
                                "partner",
                                new Json.Str("XB")),
                        registry.seenFor(docket)));
    }

    private void erase(Digest duty) {
        var sections = parts(Retention.erasable(registry.read(docket)));
        var terms = Json.object().with("sections", sections).with("law", "Law of Borduria");
        var proposal =
                take(
                        Who.KATZ,
                        docket,
                        "propose-erasure",
                        Json.object().with("terms", terms).with("reasons", reasons()));
        take(
                Who.LINDQVIST,
                docket,
                "erase",
                Json.object()
                        .with(
                                "terms",
                                terms.with("proposal", proposal.hex()).with("duty", duty.hex())));
        var deadline = System.nanoTime() + 60_000_000_000L;
        while (certificates().isEmpty()) {
            assertThat(System.nanoTime()).as("no certificate came").isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    private List<Digest> certificates() {
        return registry.read(docket).all(Act.CertifyDeletion.class).stream()
                .map(entry -> entry.digest())
                .toList();
    }

    private String page(Who who, String path) {
        return send(HttpRequest.newBuilder(java.net.URI.create(relyingParty.origin() + path))
                        .header("Accept", "text/html")
                        .header("Authorization", "Bearer " + token(who))
                        .GET())
                .expect(200)
                .text();
    }

    private Report verified(HttpResponse<byte[]> file) throws IOException {
        var path = Files.write(folder.resolve("case.comity"), file.body());
        return Verification.verify(path, Optional.empty(), Progress.SILENT);
    }

    @Test
    void says_everywhere_what_was_erased_by_which_act_and_still_verifies() throws IOException {
        var duty = demanded();
        var before = registry.docket(docket);
        erase(duty);

        for (var stored : before)
            assertThat(registry.act(stored.digest()).orElseThrow().envelope().header())
                    .isEqualTo(stored.envelope().header());
        var certificate = certificates().getFirst();
        assertThat(page(Who.KATZ, "/dockets/" + docket))
                .contains("Erased on")
                .contains("/certificates/" + certificate.hex())
                .doesNotContain("St Brandan");
        assertThat(page(Who.KATZ, "/dockets/" + docket + "/certificates/" + certificate.hex()))
                .contains("Law of Borduria")
                .contains("What was destroyed");
        assertThat(get(Who.KATZ, "/dockets/" + docket).expect(200).text())
                .contains("\"erased\":{\"act\":");
        assertThat(get(Who.KATZ, "/retention").expect(200).text()).contains(docket.toString());
        assertThat(page(Who.KATZ, "/retention")).contains(docket.toString());

        var report = verified(get(Who.KATZ, "/dockets/" + docket + "/case").expect(200).response());
        assertThat(report.lines()).noneMatch(line -> line.status() == Status.FAILED);
        assertThat(codes(report))
                .contains("section.erased", "erasure.certified", "erasure.outstanding")
                .doesNotContain("section.still-here");
        assertThat(report.lines())
                .filteredOn(line -> line.id().equals("signature"))
                .allMatch(line -> line.status() == Status.PASSED);
    }

    private static List<String> codes(Report report) {
        return report.lines().stream()
                .map(Report.Line::code)
                .distinct()
                .collect(Collectors.toList());
    }

    @Test
    void lets_nobody_certify_in_the_nodes_place() {
        var duty = demanded();

        var refused =
                propose(
                        Who.KATZ,
                        docket,
                        "certify-deletion",
                        Json.object()
                                .with(
                                        "terms",
                                        terms(
                                                Map.of(
                                                        "erasure",
                                                        duty.hex(),
                                                        "erasedOn",
                                                        "2026-11-23",
                                                        "copies",
                                                        "None",
                                                        "law",
                                                        "None"))));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("erasure.node-certifies");
    }

    @Test
    void gives_a_docket_in_part_and_records_to_whom_without_what_and_why() throws IOException {
        arrived(docket);

        var file =
                post(
                                Who.KATZ,
                                "/dockets/" + docket + "/disclosures",
                                Json.object()
                                        .with("audience", "oversight")
                                        .with("recipient", "Inspectorate of Borduria")
                                        .with("reasons", "Yearly inspection."))
                        .expect(200);

        assertThat(registry.read(docket).all(Act.Disclose.class))
                .singleElement()
                .satisfies(
                        entry -> {
                            var said = (Act.Disclose) entry.act();
                            assertThat(said.audience()).isEqualTo("oversight");
                            assertThat(said.recipient()).isEqualTo("Inspectorate of Borduria");
                            assertThat(said.withheld())
                                    .containsExactlyInAnyOrder(
                                            "officer", "subject", "facts", "exhibits", "victims");
                            assertThat(said.reasons()).hasValue("Yearly inspection.");
                        });
        var report = verified(file.response());
        assertThat(report.lines()).noneMatch(line -> line.status() == Status.FAILED);
        assertThat(codes(report)).contains("section.disclosed", "section.withheld");
        assertThat(new String(file.response().body(), StandardCharsets.ISO_8859_1))
                .doesNotContain("k.orlov");
    }

    @Test
    void gives_nothing_and_records_nothing_where_it_is_asked_wrongly() {
        arrived(docket);
        var path = "/dockets/" + docket + "/disclosures";
        var good =
                Json.object()
                        .with("audience", "public")
                        .with("recipient", "The press")
                        .with("reasons", "Asked.");

        assertThat(post(Who.KATZ, path, good.with("audience", "press")).code())
                .isEqualTo("disclosure.audience");
        assertThat(
                        post(Who.KATZ, path, good.with("withheld", Json.strings(List.of("names"))))
                                .code())
                .isEqualTo("disclosure.section");
        assertThat(post(Who.KATZ, path, good.with("recipient", " ")).code())
                .isEqualTo("disclosure.recipient");
        assertThat(post(Who.KATZ, path, good.with("reasons", "")).status()).isEqualTo(422);
        assertThat(post(Who.ORBAN, path, good).status()).isEqualTo(403);
        assertThat(registry.read(docket).all(Act.Disclose.class)).isEmpty();
    }

    @Test
    void shows_on_its_page_what_each_audience_would_not_be_shown_and_keeps_what_was_typed() {
        arrived(docket);
        var path = "/dockets/" + docket + "/disclosures";

        assertThat(page(Who.KATZ, path)).doesNotContain("name=\"recipient\"");
        assertThat(page(Who.KATZ, path + "?audience=oversight"))
                .containsPattern("value=\"facts\" checked")
                .doesNotContainPattern("value=\"terms\" checked");
        var typed =
                send(HttpRequest.newBuilder(java.net.URI.create(relyingParty.origin() + path))
                                .header("Accept", "text/html")
                                .header("Authorization", "Bearer " + token(Who.KATZ))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "audience=public&chosen=yes&recipient=&withheld=facts&reasons="
                                                        + URLEncoder.encode(
                                                                "Because it was asked for.",
                                                                StandardCharsets.UTF_8))))
                        .expect(422)
                        .text();
        assertThat(typed)
                .contains("Because it was asked for.")
                .containsPattern("value=\"facts\" checked")
                .contains("to whom");
    }
}
