package comity.node.desk;

import static comity.node.desk.Borduria.Who.CUSTODIAN;
import static comity.node.desk.Borduria.Who.KATZ;
import static comity.node.desk.Borduria.Who.MOREAU;
import static comity.node.desk.Borduria.Who.OKAFOR;
import static comity.node.desk.Borduria.Who.ORBAN;
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
import java.net.http.HttpRequest;
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

    private byte[] bytes(Case of, Digest exhibit) {
        return opened(CUSTODIAN, of.docket(), exhibit).text().getBytes(StandardCharsets.UTF_8);
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
        var copy = bytes(of, made.getFirst().sha256());
        assertThat(new String(copy, StandardCharsets.UTF_8))
                .isEqualTo("time,account\n1,orlov\n[removed 13 bytes at 21]\n3,orlov\n");
        var proof = Proof.of(bytes(of, made.getLast().sha256()));
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
        handsOver(of);
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

    /**
     * A person opens it, for a day, and only while they may; asking for the bytes files nothing.
     */
    @Test
    void an_exhibit_is_given_to_whoever_has_opened_it_by_an_act() {
        var of = produced("log.csv", ROWS.getBytes(StandardCharsets.UTF_8));
        var path = of.path() + "/opening";

        assertThat(
                        asked(CUSTODIAN, of.path())
                                .expect(303)
                                .response()
                                .headers()
                                .firstValue("Location")
                                .orElseThrow())
                .endsWith(path + "?office=" + CUSTODIAN.office);
        assertThat(page(CUSTODIAN, path)).contains("name=\"place\"", of.order().hex());
        var refused = form(CUSTODIAN, of, "place=&reasons=The+expert+asks.").expect(422).text();
        assertThat(refused).contains("The expert asks.", "does not say what");
        assertThat(registry.read(of.docket()).all(Act.Handle.class)).isEmpty();
        form(CUSTODIAN, of, "place=Room+2&reasons=The+expert+asks.").expect(303);

        assertThat(page(CUSTODIAN, path)).contains("You have opened it");
        assertThat(asked(CUSTODIAN, of.path()).expect(200).text()).isEqualTo(ROWS);
        get(CUSTODIAN, of.path()).expect(200);
        assertThat(registry.read(of.docket()).all(Act.Handle.class)).hasSize(1);
        assertThat(get(KATZ, of.path()).expect(403).code())
                .as("of the same authority, but another person")
                .isEqualTo("exhibit.not-opened");
        assign(KATZ, of.docket(), ORBAN).expect(200);
        assertThat(page(ORBAN, path)).contains("On this docket you cannot open it");
        handsOver(of);
        assertThat(get(CUSTODIAN, of.path()).expect(422).text())
                .as("let go of since")
                .contains("W-080");
    }

    private Answer form(Who who, Case of, String typed) {
        var whole = typed + "&docket=" + of.docket() + "&under=" + of.order().hex();
        return send(
                request(who, of.path() + "/opening")
                        .setHeader("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(whole)));
    }

    private Answer asked(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "text/html").GET());
    }

    private void handsOver(Case of) {
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
    }

    private String page(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "text/html").GET()).expect(200).text();
    }

    /** As many as an act does not name one by one: what the reader says names the rest. */
    @Test
    void of_a_container_of_many_files_none_is_lost() throws IOException {
        var of = produced("log.csv", ROWS.getBytes(StandardCharsets.UTF_8));
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            put(zip, "bag/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
            var manifest = new StringBuilder();
            for (var i = 0; i < 510; i++) {
                put(zip, "bag/data/" + i + ".txt", "file " + i);
                manifest.append(hash("file " + i)).append("  data/" + i + ".txt\n");
            }
            put(zip, "bag/manifest-sha256.txt", manifest.toString());
        }
        upload(CUSTODIAN, of.order(), "many.zip", out.toByteArray());

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
                                                        Digest.of(out.toByteArray()).hex(),
                                                        "giver",
                                                        "Police of Candia")))
                                .expect(201)
                                .object(),
                        Act.Import.class);

        assertThat(act.files()).isEqualTo(512);
        var named = Exhibits.named(act);
        assertThat(named).hasSize(502);
        var hashes = named.stream().map(one -> one.sha256().hex()).toList();
        var manifest =
                named.stream()
                        .filter(one -> one.name().equals("many.zip.look.json"))
                        .findFirst()
                        .orElseThrow();
        var told = new String(bytes(of, manifest.sha256()), StandardCharsets.UTF_8);
        for (var i = 0; i < 510; i++) {
            var hash = hash("file " + i);
            assertThat(told).contains(hash);
            if (!hashes.contains(hash))
                assertThat(new String(bytes(of, new Digest(hash)), StandardCharsets.UTF_8))
                        .isEqualTo("file " + i);
        }
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
        assertThat(new String(bytes(of, new Digest(hash("second"))), StandardCharsets.UTF_8))
                .isEqualTo("second");
        opened(OKAFOR, of.docket(), container);
        get(MOREAU, "/exhibits/" + container.hex()).expect(403);
        assertThat(page(CUSTODIAN, "/dockets/" + of.docket() + "/custody"))
                .contains("from-xc.zip", "a.txt", "b.txt");
    }
}
