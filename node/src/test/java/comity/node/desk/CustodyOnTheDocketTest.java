package comity.node.desk;

import static comity.node.desk.Borduria.Who.CUSTODIAN;
import static comity.node.desk.Borduria.Who.KATZ;
import static comity.node.desk.Borduria.Who.MOREAU;
import static comity.node.desk.Borduria.Who.OKAFOR;
import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.redaction.CopyCheck;
import comity.evidence.redaction.MalformedProof;
import comity.evidence.redaction.OriginalCheck;
import comity.evidence.redaction.Proof;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.rules.Exhibits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Custody on a docket's page: what is made of an exhibit, and what somebody else packed. */
class CustodyOnTheDocketTest extends Borduria {
    private static final String ROWS = "time,account\n1,orlov\n2,the source\n3,orlov\n";

    private Json.Obj touch(Case of, Map<String, String> more) {
        var body =
                Json.object()
                        .with("place", "Evidence room 2")
                        .with("under", of.order().hex())
                        .with("reasons", "The court asked for it.");
        for (var one : more.entrySet()) body = body.with(one.getKey(), one.getValue());
        return body;
    }

    private <A extends Act> A filed(Case of, Json.Obj answer, Class<A> type) {
        var digest = new Digest(answer.text("act").orElseThrow());
        return type.cast(registry.read(of.docket()).entry(digest).orElseThrow().act());
    }

    private byte[] bytes(Digest exhibit) {
        return get(CUSTODIAN, "/exhibits/" + exhibit.hex())
                .expect(200)
                .text()
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_redacted_copy_is_made_here_and_proven_from_its_two_files()
            throws IOException, MalformedProof {
        var of = produced("log.csv", ROWS.getBytes(StandardCharsets.UTF_8));

        var act =
                filed(
                        of,
                        post(
                                        CUSTODIAN,
                                        "/dockets/" + of.docket() + "/custody/redactions",
                                        touch(
                                                of,
                                                Map.of(
                                                        "exhibit", of.exhibit().hex(),
                                                        "unit", "ROWS",
                                                        "removed", "3")))
                                .expect(201)
                                .object(),
                        Act.Derive.class);

        assertThat(act.tool() + " " + act.version()).startsWith("Comity 0");
        var made = act.exhibits().orElseThrow();
        assertThat(made)
                .extracting(Act.Exhibit::name)
                .containsExactly("log-redacted.csv", "log-redacted.csv.proof");
        var copy = bytes(made.getFirst().sha256());
        assertThat(new String(copy, StandardCharsets.UTF_8))
                .isEqualTo("time,account\n1,orlov\n[removed 13 bytes at 21]\n3,orlov\n");
        var proof = Proof.of(bytes(made.getLast().sha256()));
        assertThat(act.commitment()).contains(proof.commitment());
        var check = new CopyCheck(proof);
        check.take(copy, copy.length);
        assertThat(check.problem()).isEmpty();
        var original = ROWS.getBytes(StandardCharsets.UTF_8);
        assertThat(
                        new OriginalCheck(proof)
                                .<RuntimeException>problem(
                                        sink -> sink.take(original, original.length)))
                .isEmpty();
    }

    @Test
    void nothing_is_made_of_what_another_holds_or_what_is_not_there() {
        var of = produced("log.csv", ROWS.getBytes(StandardCharsets.UTF_8));
        var path = "/dockets/" + of.docket() + "/custody/redactions";
        var rows = Map.of("exhibit", of.exhibit().hex(), "unit", "ROWS", "removed", "99");

        assertThat(post(CUSTODIAN, path, touch(of, rows)).expect(422).text())
                .contains("custody.nothing-removed");
        assertThat(
                        post(
                                        CUSTODIAN,
                                        path,
                                        touch(
                                                of,
                                                Map.of(
                                                        "exhibit", of.exhibit().hex(),
                                                        "unit", "ROWS",
                                                        "removed", "x")))
                                .expect(422)
                                .text())
                .contains("custody.cuts");
        take(
                CUSTODIAN,
                of.docket(),
                "hand-over",
                Json.object()
                        .with(
                                "terms",
                                terms(
                                                Map.of(
                                                        "recipient", "XB.court",
                                                        "place", "Evidence room 2",
                                                        "under", of.order().hex()))
                                        .with("handled", Json.strings(List.of(of.exhibit().hex()))))
                        .with("reasons", terms(Map.of("reasons", "The court asked for it."))));
        assertThat(
                        post(
                                        CUSTODIAN,
                                        path,
                                        touch(
                                                of,
                                                Map.of(
                                                        "exhibit", of.exhibit().hex(),
                                                        "unit", "ROWS",
                                                        "removed", "3")))
                                .expect(403)
                                .text())
                .contains("custody.not-held");
        assertThat(page(KATZ, "/dockets/" + of.docket()))
                .contains("no act tells that it was received");
        assertThat(page(KATZ, "/dockets/" + of.docket() + "/custody"))
                .contains("Under way, held by nobody, to");
    }

    private String page(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "text/html").GET()).expect(200).text();
    }

    private static byte[] bag() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            put(zip, "bag/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
            put(zip, "bag/data/a.txt", "first");
            put(zip, "bag/data/b.txt", "second");
            put(
                    zip,
                    "bag/manifest-sha256.txt",
                    hash("first") + "  data/a.txt\n" + hash("second") + "  data/b.txt\n");
        }
        return out.toByteArray();
    }

    private static String hash(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    @Test
    void anothers_container_comes_in_whole_with_every_file_accounted_for() throws IOException {
        var of = produced("log.csv", ROWS.getBytes(StandardCharsets.UTF_8));
        var bag = bag();
        var container = Digest.of(bag);
        upload(CUSTODIAN, of.order(), "from-xc.zip", bag);

        var act =
                filed(
                        of,
                        post(
                                        CUSTODIAN,
                                        "/dockets/" + of.docket() + "/custody/imports",
                                        touch(
                                                of,
                                                Map.of(
                                                        "exhibit",
                                                        container.hex(),
                                                        "giver",
                                                        "Police of Candia")))
                                .expect(201)
                                .object(),
                        Act.Import.class);

        assertThat(act.format()).isEqualTo("bagit");
        assertThat(act.verdict()).isEqualTo("valid");
        assertThat(act.files()).isEqualTo(4);
        var named = Exhibits.named(act);
        assertThat(named.getFirst().sha256()).isEqualTo(container);
        assertThat(named.getFirst().derivation()).isEmpty();
        assertThat(named.stream().skip(1))
                .allMatch(one -> one.derivation().orElseThrow().from().equals(container));
        assertThat(named)
                .extracting(one -> one.sha256().hex())
                .contains(hash("first"), hash("second"));
        assertThat(new String(bytes(new Digest(hash("second"))), StandardCharsets.UTF_8))
                .isEqualTo("second");
        get(OKAFOR, "/exhibits/" + container.hex()).expect(200);
        get(MOREAU, "/exhibits/" + container.hex()).expect(403);
        assertThat(page(CUSTODIAN, "/dockets/" + of.docket() + "/custody"))
                .contains("from-xc.zip", "a.txt", "b.txt");
    }
}
