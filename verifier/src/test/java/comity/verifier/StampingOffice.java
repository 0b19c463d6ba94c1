package comity.verifier;

import comity.record.x509.Certificate;
import comity.record.x509.MalformedDer;
import comity.record.x509.TimestampAuthority;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/**
 * A timestamp authority whose key and signatures are openssl's, and whose clock says what a test
 * wants: openssl's own would say today.
 */
final class StampingOffice {
    static final String POLICY = "1.2.3.4.1";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private final Path folder;

    private final String until;

    StampingOffice(Path folder) throws IOException {
        this(folder, "20360101000000Z");
    }

    /**
     * @param until the end of its certificates
     */
    StampingOffice(Path folder, String until) throws IOException {
        this.until = until;
        this.folder = Files.createTempDirectory(folder, "office");
        write("ext", "extendedKeyUsage=critical,timeStamping\n");
        write("root.ext", "basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign\n");
        write("index.txt", "");
        write("serial", "05\n");
        // openssl req and x509 begin certificates today; the story plays in a week of its own.
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
        sh(
                "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout root.key -out root.csr -subj '/CN=Root of time' && "
                        + ca()
                        + " -selfsign -in root.csr -keyfile root.key -extfile root.ext -out root.pem");
        sh(
                "openssl req -new -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj '/CN=Observatory' && "
                        + ca()
                        + " -in tsa.csr -cert root.pem -keyfile root.key -extfile ext -out tsa.pem");
    }

    private String ca() {
        return "openssl ca -batch -notext -config ca.cnf -startdate 20260101000000Z -enddate "
                + until;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    TimestampAuthority named(boolean trial) {
        return new TimestampAuthority(root(), Set.of(POLICY), Optional.empty(), trial);
    }

    /** The certificate of whoever issued its own. */
    String pem() throws IOException {
        return Files.readString(folder.resolve("root.pem"));
    }

    private Certificate root() {
        try {
            return Certificate.pem(pem()).getFirst();
        } catch (IOException | MalformedDer e) {
            throw new AssertionError(e);
        }
    }

    /** A reply that says that this SHA-256 was there then. */
    byte[] reply(byte[] sha256, Instant at, String policyDer) throws IOException {
        var info =
                tlv(
                        0x30,
                        tlv(2, new byte[] {1}),
                        hex(policyDer),
                        tlv(
                                0x30,
                                tlv(0x30, hex("0609608648016503040201"), hex("0500")),
                                tlv(4, sha256)),
                        tlv(2, new byte[] {7}),
                        tlv(0x18, TIME.format(at).getBytes(StandardCharsets.US_ASCII)),
                        tlv(0x30, tlv(2, new byte[] {1})));
        Files.write(folder.resolve("info"), info);
        sh(
                "openssl cms -sign -binary -nodetach -cades -in info -econtent_type 1.2.840.113549.1.9.16.1.4 -signer tsa.pem -inkey tsa.key -md sha256 -outform DER -out token");
        return tlv(
                0x30,
                tlv(0x30, tlv(2, new byte[] {0})),
                Files.readAllBytes(folder.resolve("token")));
    }

    byte[] reply(byte[] sha256, Instant at) throws IOException {
        return reply(sha256, at, "06042a030401");
    }

    private static byte[] hex(String hex) {
        return java.util.HexFormat.of().parseHex(hex);
    }

    private static byte[] tlv(int tag, byte[]... parts) {
        var body = new ByteArrayOutputStream();
        for (var part : parts) body.writeBytes(part);
        var all = new ByteArrayOutputStream();
        all.write(tag);
        if (body.size() < 128) all.write(body.size());
        else {
            all.write(0x82);
            all.write(body.size() >> 8);
            all.write(body.size());
        }
        all.writeBytes(body.toByteArray());
        return all.toByteArray();
    }

    private void sh(String command) throws IOException {
        var process =
                new ProcessBuilder("sh", "-ec", command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) throw new AssertionError(command + "\n" + said);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
