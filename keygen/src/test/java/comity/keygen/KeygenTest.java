package comity.keygen;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.ApprovedDirectory;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.Key;
import comity.record.act.Passkey;
import comity.record.act.Root;
import comity.record.act.SignatureAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ceremony from the first key to the first change, as the holders type it. */
class KeygenTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");

    @TempDir Path folder;
    private final Random random = new Random(1);
    private String said = "";

    @BeforeEach
    void three_holders_and_what_the_node_asks() throws Exception {
        Files.writeString(folder.resolve("passphrase"), "a sentence that nobody guesses\n");
        Files.writeString(folder.resolve("other"), "another sentence altogether\n");
        for (var name : List.of("a", "b", "c"))
            assertThat(
                            run(
                                    "holder",
                                    "--name",
                                    "Holder " + name,
                                    "--out",
                                    path(name),
                                    "--passphrase-file",
                                    path("passphrase")))
                    .isZero();
        var document = new LinkedHashMap<>(first().json().members());
        document.remove("root");
        write("next.json", Json.object().with("directory", new Json.Obj(document)));
    }

    private static Directory first() {
        return new Directory(
                "XA",
                Map.of("en", "Arcadia"),
                1,
                Optional.empty(),
                new Root(
                        1,
                        List.of(
                                new Root.Holder(
                                        "nobody",
                                        SignatureAlgorithm.EdDSA,
                                        new byte[0],
                                        new byte[0])),
                        false),
                List.of(new Directory.Authority("XA.court", Map.of("en", "Court"), Set.of("JUD"))),
                List.of(
                        new Key(
                                "XA.court#1",
                                SignatureAlgorithm.EdDSA,
                                new byte[32],
                                "XA",
                                "XA.court",
                                Set.of("cooperation"),
                                Set.of("authorise"),
                                FROM,
                                UNTIL,
                                Optional.empty())),
                List.of(),
                List.of(),
                new Directory.Log(
                        List.of("xa.example/log+00000000+AAAA"),
                        List.of("xa.example/witness+00000000+AAAA"),
                        List.of()),
                new Directory.NodeAddress("https://xa.example", Digest.of(new byte[0])));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, Json.Obj json) throws Exception {
        Files.write(folder.resolve(name), CanonicalJson.bytes(json));
    }

    private int run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var exit =
                new Keygen(
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new Holders(null),
                                random)
                        .run(List.of(arguments));
        said = out.toString(StandardCharsets.UTF_8);
        return exit;
    }

    private int sign(String version, String holder, String approval) {
        return run(
                "sign",
                path(version),
                "--holder",
                path(holder),
                "--yes",
                "--passphrase-file",
                path("passphrase"),
                "--out",
                path(approval));
    }

    private void founded() {
        assertThat(
                        run(
                                "root",
                                path("next.json"),
                                "--threshold",
                                "2",
                                path("a.public.json"),
                                path("b.public.json"),
                                path("c.public.json"),
                                "--out",
                                path("1.json")))
                .isZero();
        assertThat(sign("1.json", "a", "1.a")).isZero();
        assertThat(said).contains("2 of 3 holders must approve", "New key XA.court#1");
        assertThat(sign("1.json", "c", "1.c")).isZero();
        assertThat(run("assemble", path("1.json"), path("1.a"), path("1.c"), "--out", path("one")))
                .isZero();
    }

    private ApprovedDirectory read(String name) throws Exception {
        return ApprovedDirectory.of(JsonReader.actObject(Files.readAllBytes(folder.resolve(name))));
    }

    @Test
    void a_first_version_is_approved_by_two_of_three() throws Exception {
        founded();

        var approved = read("one");
        assertThat(approved.objection(Optional.empty(), _ -> true)).isEmpty();
        assertThat(said).contains(approved.directory().root().fingerprint().hex());
    }

    @Test
    void too_few_approvals_are_not_put_together() {
        founded();

        assertThat(run("assemble", path("1.json"), path("1.a"), path("1.a"), "--out", path("x")))
                .isEqualTo(1);
        assertThat(said).contains("1 of the holders approved exactly this version; 2 must");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void a_stolen_key_is_ended_and_every_holder_reads_since_when() throws Exception {
        founded();
        assertThat(
                        run(
                                "compromise",
                                path("one"),
                                "XA.court#1",
                                "--since",
                                "2026-06-01T00:00:00Z",
                                "--out",
                                path("2.json")))
                .isZero();

        assertThat(sign("2.json", "b", "2.b")).isZero();
        assertThat(said).contains("COMPROMISED: key XA.court#1 of XA.court, since 2026-06-01");
        assertThat(sign("2.json", "a", "2.a")).isZero();
        assertThat(run("assemble", path("2.json"), path("2.a"), path("2.b"), "--out", path("two")))
                .isZero();
        assertThat(read("two").objection(Optional.of(read("one").directory()), _ -> false))
                .isEmpty();
    }

    @Test
    void another_root_needs_the_former_holders_too() {
        founded();
        run(
                "holder",
                "--name",
                "D",
                "--p256",
                "--out",
                path("d"),
                "--passphrase-file",
                path("passphrase"));
        assertThat(
                        run(
                                "root",
                                path("one"),
                                "--threshold",
                                "1",
                                path("d.public.json"),
                                "--out",
                                path("2.json")))
                .isZero();
        assertThat(sign("2.json", "d", "2.d")).isZero();
        assertThat(said).contains("CHANGED ROOT", "new holder: D", "NO LONGER a holder: Holder a");
        assertThat(run("assemble", path("2.json"), path("2.d"), "--out", path("x"))).isEqualTo(1);
        assertThat(said).contains("0 of its former holders approved that; 2 must");
        sign("2.json", "a", "2.a");
        sign("2.json", "b", "2.b");

        assertThat(
                        run(
                                "assemble",
                                path("2.json"),
                                path("2.d"),
                                path("2.a"),
                                path("2.b"),
                                "--out",
                                path("two")))
                .isZero();
    }

    @Test
    void what_a_former_version_lists_is_not_dropped_by_anybodys_signature() throws Exception {
        founded();
        var dropped = read("one").directory().next(held -> held.withKeys(List.of()));
        write(
                "2.json",
                Json.object()
                        .with("directory", dropped.json())
                        .with("former", read("one").directory().json()));

        assertThat(sign("2.json", "a", "2.a")).isEqualTo(1);
        assertThat(said).contains("NOT ALLOWED: key XA.court#1 is left out");
    }

    @Test
    void a_former_version_that_this_one_does_not_name_is_not_compared_with() throws Exception {
        founded();
        var other = read("one").directory().withKeys(List.of());
        write(
                "2.json",
                Json.object()
                        .with("directory", read("one").directory().next(held -> held).json())
                        .with("former", other.json()));

        assertThat(sign("2.json", "a", "2.a")).isEqualTo(3);
        assertThat(said).contains("names another as the one before");
    }

    @Test
    void a_new_judges_passkey_is_shown_for_what_it_is() throws Exception {
        founded();
        var passkey =
                new Passkey(
                        new byte[] {1, 2, 3},
                        new byte[65],
                        "xa.example",
                        Set.of("https://xa.example"),
                        "XA.court",
                        Set.of("JUD"),
                        FROM,
                        UNTIL,
                        Optional.empty(),
                        true);
        var next = read("one").directory().next(held -> held.withPasskeys(List.of(passkey)));
        write(
                "2.json",
                Json.object()
                        .with("directory", next.json())
                        .with("former", read("one").directory().json()));

        assertThat(run("show", path("2.json"))).isZero();
        assertThat(said)
                .contains("New passkey", "acts as [JUD] in XA.court", "A PROGRAM, no device");
    }

    @Test
    void a_wrong_passphrase_and_an_existing_file_change_nothing() {
        founded();

        assertThat(
                        run(
                                "sign",
                                path("1.json"),
                                "--holder",
                                path("a"),
                                "--yes",
                                "--passphrase-file",
                                path("other"),
                                "--out",
                                path("x")))
                .isEqualTo(3);
        assertThat(said).contains("The passphrase is wrong, or the key file was changed");
        assertThat(sign("1.json", "a", "1.a")).isEqualTo(3);
        assertThat(said).contains("exists already");
    }

    @Test
    void a_holder_file_shows_nothing_to_who_has_no_passphrase() throws Exception {
        assertThat(Files.readString(folder.resolve("a")))
                .doesNotContain("secret", "mlDsa65Seed", "Holder a");
    }

    /** Chains and authorities come as PEM files, as openssl writes them. */
    @Test
    void certifies_a_key_and_names_timestamp_authorities() throws Exception {
        sh(
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -keyout tsa.key -out tsa.pem -subj /CN=Observatory -addext extendedKeyUsage=critical,timeStamping");
        founded();

        assertThat(
                        run(
                                "timestamps",
                                path("one"),
                                "--certificates",
                                path("tsa.pem"),
                                "--policies",
                                "1.2.3",
                                "--out",
                                path("stamped.json")))
                .as(said)
                .isZero();
        assertThat(said).contains("Observatory (SHA-256 ", "under [1.2.3]");
        assertThat(
                        run(
                                "end-timestamps",
                                path("stamped.json"),
                                "--certificates",
                                path("tsa.pem"),
                                "--at",
                                "2026-12-01T00:00:00Z",
                                "--out",
                                path("ended.json")))
                .as(said)
                .isZero();
        assertThat(said).contains("ended at 2026-12-01T00:00:00Z");

        // The certificate is of another key than the one that it is to certify.
        assertThat(
                        run(
                                "certify",
                                path("one"),
                                "XA.court#1",
                                "--chain",
                                path("tsa.pem"),
                                "--anchors",
                                path("tsa.pem"),
                                "--out",
                                path("certified.json")))
                .isEqualTo(1);
        assertThat(said).contains("directory.keys[0].chain: the certificate is of another key");
        assertThat(folder.resolve("certified.json")).doesNotExist();
        assertThat(
                        run(
                                "certify",
                                path("one"),
                                "XA.court#1",
                                "--chain",
                                path("a"),
                                "--out",
                                path("x")))
                .isEqualTo(3);
    }

    private void sh(String command) throws Exception {
        var process =
                new ProcessBuilder("sh", "-ec", command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        var printed = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as(new String(printed, StandardCharsets.UTF_8)).isZero();
    }
}
