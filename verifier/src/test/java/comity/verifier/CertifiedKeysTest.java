package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Report.Line;
import comity.evidence.dossier.Report.Status;
import comity.evidence.dossier.Verification;
import comity.record.x509.Certificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A State whose own PKI certifies the key of its central authority: openssl made the chain. */
class CertifiedKeysTest {
    private static final String CA =
            "openssl ca -batch -notext -config ca.cnf -startdate 20250101000000Z -enddate 20360101000000Z";

    @TempDir Path pki = Path.of("");
    @TempDir Path folder = Path.of("");
    private final Story story = new Story();

    private Report certified() throws Exception {
        write("root.ext", "basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign\n");
        write(
                "sub.ext",
                "basicConstraints=critical,CA:true,pathlen:0\nkeyUsage=critical,keyCertSign\n");
        write("own.ext", "basicConstraints=CA:false\nkeyUsage=critical,digitalSignature\n");
        write("index.txt", "");
        write("serial", "05\n");
        write(
                "ca.cnf",
                """
                [ca]
                default_ca = here
                [here]
                database = index.txt
                serial = serial
                new_certs_dir = .
                default_md = sha256
                policy = any
                unique_subject = no
                [any]
                commonName = supplied
                """);
        Files.write(pki.resolve("own.der"), story.arcadia.pkcs8("central-authority"));
        sh(
                pki,
                """
                for name in root sub; do
                    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout $name.key -out $name.csr -subj "/CN=Arcadia $name"
                done
                openssl pkey -inform DER -in own.der -out own.key
                openssl req -new -key own.key -out own.csr -subj '/CN=Central Authority'
                CA -selfsign -in root.csr -keyfile root.key -extfile root.ext -out root.pem
                CA -in sub.csr -cert root.pem -keyfile root.key -extfile sub.ext -out sub.pem
                CA -in own.csr -cert sub.pem -keyfile sub.key -extfile own.ext -out own.pem
                """
                        .replace("CA -", CA + " -"));
        story.arcadia.certificates.put(
                "central-authority", List.of(certificate("own"), certificate("sub")));
        story.arcadia.anchors = List.of(certificate("root"));
        story.told();
        var file = Files.move(Story.write(folder, story.contents()), folder.resolve("case.comity"));
        return Verification.verify(file, Optional.of(story.roots()), Progress.SILENT);
    }

    @Test
    void the_report_says_to_which_anchor_the_key_leads() throws Exception {
        var report = certified();

        assertThat(report.exit()).as(report.text(Locale.ENGLISH)).isZero();
        var line = certificates(report).getFirst();
        assertThat(certificates(report)).hasSize(1);
        assertThat(line.status()).isEqualTo(Status.PASSED);
        assertThat(line.facts())
                .containsEntry("name", "Central Authority")
                .containsEntry("anchor", certificate("root").fingerprint());
        for (var language : List.of("en", "ar", "es", "fr", "ru", "zh"))
            assertThat(report.text(Locale.of(language)))
                    .contains(certificate("root").fingerprint());
    }

    /** What the report tells people to type, typed. */
    @Test
    void openssl_says_the_same_by_hand() throws Exception {
        var steps = certificates(certified()).getFirst().byHand();

        assertThat(steps).hasSize(1);
        assertThat(steps.getFirst().command()).contains("openssl verify");
        assertThat(sh(folder, steps.getFirst().command()).strip())
                .isEqualTo(steps.getFirst().prints().orElseThrow());
    }

    /** A State without a PKI lacks nothing. */
    @Test
    void without_certificates_nothing_is_said_of_them() throws Exception {
        var report =
                Verification.verify(
                        new Story().told().write(folder), Optional.empty(), Progress.SILENT);

        assertThat(certificates(report)).isEmpty();
    }

    private static List<Line> certificates(Report report) {
        return report.lines().stream().filter(line -> line.id().equals("certificate")).toList();
    }

    private Certificate certificate(String name) throws Exception {
        return Certificate.pem(Files.readString(pki.resolve(name + ".pem"))).getFirst();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(pki.resolve(name), text);
    }

    private static String sh(Path where, String command) throws Exception {
        var process =
                new ProcessBuilder("sh", "-ec", command)
                        .directory(where.toFile())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s\n%s", command, said).isZero();
        return said;
    }
}
