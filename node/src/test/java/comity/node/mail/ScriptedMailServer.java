package comity.node.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A mail server on a real socket that says what it is told to say: refuses, is busy, speaks TLS
 * after STARTTLS, or hangs up. GreenMail, which takes every letter, does none of it.
 */
public final class ScriptedMailServer implements AutoCloseable {
    /** Instead of an answer. */
    public static final String HANGS_UP = "";

    private final ServerSocket socket;
    private final Map<String, String> script = new ConcurrentHashMap<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final SSLContext tls;
    private final X509Certificate certificate;

    public ScriptedMailServer() {
        try {
            var pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
            certificate = certificate(pair);
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "server",
                    pair.getPrivate(),
                    "secret".toCharArray(),
                    new X509Certificate[] {certificate});
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, "secret".toCharArray());
            tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), null, null);
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (Exception e) {
            throw new IllegalStateException("no mail server", e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    private static X509Certificate certificate(java.security.KeyPair pair) throws Exception {
        var name = new X500Name("CN=localhost");
        var builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        new Date(0),
                        new Date(4_000_000_000_000L),
                        name,
                        pair.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(pair.getPrivate())));
    }

    /** The certificate that vouches for this server, as a file. */
    Path certificateIn(Path folder) throws Exception {
        return Files.writeString(
                folder.resolve("server.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    public int port() {
        return socket.getLocalPort();
    }

    /**
     * From now on {@code verb}, or one line of it, is answered so; the end of a letter is the verb
     * {@code .}.
     */
    public void answers(String verb, String answer) {
        script.put(verb, answer);
    }

    public void answersAsUsual() {
        script.clear();
    }

    /** Letters for which the server has answered, or would have. */
    public List<String> taken() {
        return List.copyOf(taken);
    }

    /**
     * Every line of every conversation but for letters; after STARTTLS with {@code tls:} before.
     */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var caller = socket.accept();
                Thread.ofVirtual().start(() -> converse(caller));
            } catch (IOException e) {
                if (!socket.isClosed()) throw new UncheckedIOException(e);
            }
        }
    }

    private void converse(Socket caller) {
        try (caller) {
            if (say(caller, script.getOrDefault("CONNECT", "220 here"))) talk(caller, "");
        } catch (IOException _) {
            // Whoever called has hung up: that is theirs to notice.
        }
    }

    private void talk(Socket line, String how) throws IOException {
        var in =
                new BufferedReader(
                        new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII));
        for (var said = in.readLine(); said != null; said = in.readLine()) {
            heard.add(how + said);
            var verb = said.split("[ :]", 2)[0];
            var usual =
                    switch (verb) {
                        case "EHLO" ->
                                how.isEmpty()
                                        ? "250-here\r\n250-STARTTLS\r\n250 8BITMIME"
                                        : "250-here\r\n250-AUTH PLAIN\r\n250 8BITMIME";
                        case "STARTTLS" -> "220 go on";
                        case "AUTH" -> "235 welcome";
                        case "DATA" -> "354 write";
                        case "QUIT" -> "221 bye";
                        default -> "250 yes";
                    };
            var answer = script.getOrDefault(said, script.getOrDefault(verb, usual));
            if (!say(line, answer) || verb.equals("QUIT")) return;
            if (verb.equals("STARTTLS")) {
                talk(protectedBy(line), "tls:");
                return;
            }
            if (verb.equals("DATA") && !script.containsKey("DATA") && !letter(in, line)) return;
        }
    }

    private SSLSocket protectedBy(Socket line) throws IOException {
        var secure =
                (SSLSocket)
                        tls.getSocketFactory()
                                .createSocket(line, "localhost", line.getPort(), true);
        secure.setUseClientMode(false);
        return secure;
    }

    private boolean letter(BufferedReader in, Socket line) throws IOException {
        var letter = new StringBuilder();
        for (var part = in.readLine(); part != null; part = in.readLine()) {
            if (!part.equals(".")) {
                letter.append(part).append('\n');
                continue;
            }
            var answer = script.getOrDefault(".", "250 taken");
            if (answer.startsWith("2") || answer.equals(HANGS_UP)) taken.add(letter.toString());
            return say(line, answer);
        }
        return false;
    }

    private static boolean say(Socket line, String answer) throws IOException {
        if (answer.equals(HANGS_UP)) {
            line.close();
            return false;
        }
        line.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        line.getOutputStream().flush();
        return true;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
