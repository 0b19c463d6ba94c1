package comity.record.x509;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A PKI and a timestamp authority made by openssl in a folder: {@code root.pem}, {@code tsa.pem}
 * and what else a test asks for.
 */
record Pki(Path folder) {
    private static final String TS_CONF =
            """
            [tsa]
            default_tsa = one
            [one]
            serial = serial
            crypto_device = builtin
            default_policy = 1.2.3.4.1
            other_policies = 1.2.3.4.5
            digests = sha256, sha384, sha512
            accuracy = secs:1, millisecs:500
            ess_cert_id_chain = no
            ess_cert_id_alg = sha256
            signer_digest = sha256
            """;

    static Pki in(Path folder) throws IOException {
        Files.writeString(folder.resolve("ts.cnf"), TS_CONF);
        Files.writeString(folder.resolve("serial"), "01\n");
        Files.writeString(folder.resolve("message"), "what is stamped\n");
        var pki = new Pki(folder);
        pki.root("root", "3650");
        return pki;
    }

    Pki root(String name, String days) {
        sh(
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -sha256 -days "
                        + days
                        + " -keyout NAME.key -out NAME.pem -subj /CN=NAME"
                        + " -addext basicConstraints=critical,CA:true"
                        + " -addext keyUsage=critical,keyCertSign,cRLSign",
                name);
        return this;
    }

    /** A certificate under {@code issuer}; {@code key} as openssl names its kind. */
    Pki issued(String name, String issuer, String key, String extensions, String more) {
        sh(
                "openssl req -new -newkey "
                        + key
                        + " -nodes -keyout NAME.key -out NAME.csr -subj /CN=NAME && printf '"
                        + extensions
                        + "' >NAME.ext && openssl x509 -req -in NAME.csr -CA "
                        + issuer
                        + ".pem -CAkey "
                        + issuer
                        + ".key -set_serial 0x$(openssl rand -hex 8) -extfile NAME.ext -out NAME.pem "
                        + more,
                name);
        return this;
    }

    static final String EC = "ec -pkeyopt ec_paramgen_curve:P-256";
    static final String STAMPS =
            "basicConstraints=CA:false\\nextendedKeyUsage=critical,timeStamping\\n";

    Pki authority(String name, String key) {
        return issued(name, "root", key, STAMPS, "-days 3000 -sha256");
    }

    /** The reply of {@code signer} about the file {@code message}. */
    byte[] reply(String signer, String query, String more) {
        sh(
                "openssl ts -query -data message -no_nonce "
                        + query
                        + " -out NAME.tsq && openssl ts -reply -config ts.cnf -queryfile NAME.tsq"
                        + " -signer NAME.pem -inkey NAME.key -out NAME.tsr "
                        + more,
                signer);
        return bytes(signer + ".tsr");
    }

    byte[] reply(String signer) {
        return reply(signer, "-sha256 -cert", "");
    }

    Certificate certificate(String name) {
        try {
            var text = Files.readString(folder.resolve(name + ".pem"), StandardCharsets.US_ASCII);
            var from = text.indexOf("-----BEGIN CERTIFICATE-----") + 27;
            return Certificate.of(
                    Base64.getMimeDecoder()
                            .decode(text.substring(from, text.indexOf("-----END", from))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedDer e) {
            throw new AssertionError(e);
        }
    }

    byte[] bytes(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs a command in the folder, with {@code NAME} replaced; what it prints. */
    String sh(String command, String name) {
        try {
            var process =
                    new ProcessBuilder("sh", "-ec", command.replace("NAME", name))
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) throw new AssertionError(command + "\n" + said);
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
