package comity.verifier;

import comity.evidence.dossier.ContainerRenewal;
import comity.record.x509.Certificate;
import comity.record.x509.MalformedDer;
import comity.record.x509.TimestampAuthority;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ./comity renew}: one more timestamp over a case file that was handed out. Without a
 * network: it writes a query, and takes the reply that any program fetched for it.
 */
public final class Renew {
    private static final int WRONG_QUESTION = 3;

    /** Larger ones are no reply and no certificates. */
    private static final int LARGEST = 1 << 20;

    /** TimeStampReq, version 1, of a SHA-256, with the certificate wanted (RFC 3161, 2.4.1). */
    private static final String BEFORE = "30390201013031300d060960864801650304020105000420";

    private static final String AFTER = "0101ff";

    private static final String USAGE =
            """
            usage: renew FILE --ask QUERY
                   renew FILE --reply REPLY [--certificates PEM] [--out FILE]
            """;

    private Renew() {}

    public static void main(String... arguments) {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        var exit = run(List.of(arguments), out);
        out.flush();
        System.exit(exit);
    }

    static int run(List<String> arguments, PrintStream out) {
        try {
            var asked = Question.of(arguments);
            try (var renewal = ContainerRenewal.of(asked.file())) {
                if (asked.query().isPresent()) return ask(renewal, asked.query().get());
                return renew(renewal, asked, out);
            }
        } catch (ContainerRenewal.Refused e) {
            out.println("renew: " + e.getMessage());
            return 1;
        } catch (IOException e) {
            out.println("renew: could not read or write (" + e.getMessage() + ")");
        } catch (IllegalArgumentException e) {
            out.println("renew: " + e.getMessage());
            out.print(USAGE);
        }
        return WRONG_QUESTION;
    }

    private static int ask(ContainerRenewal renewal, Path query) throws IOException {
        Files.write(query, query(renewal.imprint().bytes()));
        return 0;
    }

    static byte[] query(byte[] sha256) {
        var hex = HexFormat.of();
        return hex.parseHex(BEFORE + hex.formatHex(sha256) + AFTER);
    }

    /** The new file is whole before it takes the old one's name. */
    private static int renew(ContainerRenewal renewal, Question asked, PrintStream out)
            throws IOException, ContainerRenewal.Refused {
        var to = asked.out().orElse(asked.file()).toAbsolutePath();
        var reply = read(asked.reply().orElseThrow());
        var given = authorities(asked.certificates());
        var made = Files.createTempFile(to.getParent(), "renewed", ".comity");
        try {
            try (var written = Files.newOutputStream(made)) {
                var until = renewal.write(reply, given, written);
                out.println(
                        "renewed: everything in " + to.getFileName() + " is proven until " + until);
            }
            Files.move(made, to, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(made);
        }
        return 0;
    }

    /** Certificates of authorities, as a reader has them by another path than the file. */
    static List<TimestampAuthority> authorities(Optional<Path> pem) throws IOException {
        if (pem.isEmpty()) return List.of();
        try {
            var found = new ArrayList<TimestampAuthority>();
            var text = new String(read(pem.get()), StandardCharsets.ISO_8859_1);
            for (var certificate : Certificate.pem(text))
                found.add(new TimestampAuthority(certificate, Set.of(), Optional.empty(), false));
            return found;
        } catch (MalformedDer e) {
            throw new IllegalArgumentException(
                    pem.get() + " holds no certificates: " + e.getMessage(), e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) throw new IllegalArgumentException(file + " is too large");
            return bytes;
        }
    }

    private record Question(
            Path file,
            Optional<Path> query,
            Optional<Path> reply,
            Optional<Path> certificates,
            Optional<Path> out) {

        static Question of(List<String> arguments) {
            var file = Optional.<Path>empty();
            var query = Optional.<Path>empty();
            var reply = Optional.<Path>empty();
            var certificates = Optional.<Path>empty();
            var out = Optional.<Path>empty();
            for (var rest = arguments.iterator(); rest.hasNext(); ) {
                var word = rest.next();
                var option = word.startsWith("--");
                if (option && !rest.hasNext())
                    throw new IllegalArgumentException(word + " needs a value");
                switch (word) {
                    case "--ask" -> query = Optional.of(path(rest.next()));
                    case "--reply" -> reply = Optional.of(path(rest.next()));
                    case "--certificates" -> certificates = Optional.of(path(rest.next()));
                    case "--out" -> out = Optional.of(path(rest.next()));
                    default -> {
                        if (option || file.isPresent())
                            throw new IllegalArgumentException("not understood: " + word);
                        file = Optional.of(path(word));
                    }
                }
            }
            if (file.isEmpty() || query.isPresent() == reply.isPresent())
                throw new IllegalArgumentException("which case file, and --ask or --reply?");
            return new Question(file.get(), query, reply, certificates, out);
        }

        private static Path path(String name) {
            try {
                return Path.of(name);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("no such file: " + name, e);
            }
        }
    }
}
