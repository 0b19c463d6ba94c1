package comity.node.signer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token that is a program (SoftHSM): with {@code comity.keys=softhsm} a node behaves in every
 * step as with hardware, to rehearse it and to test it. It protects nothing that the key file does
 * not.
 */
public final class SoftwareToken {
    public static final String SETTING = "softhsm";
    private static final Logger LOG = LoggerFactory.getLogger(SoftwareToken.class);
    private static final Pattern SLOT = Pattern.compile("slot ([0-9]+)\\s*$");
    private static final List<Path> LIBRARIES =
            List.of(
                    Path.of("/usr/lib/softhsm/libsofthsm2.so"),
                    Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
                    Path.of("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"),
                    Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"));

    private SoftwareToken() {}

    /**
     * The token in {@code folder}, which is made if there is none.
     *
     * @throws IllegalStateException with a sentence for the administrator, if there is no SoftHSM
     */
    public static TokenAddress in(Path folder, RandomGenerator random) {
        var library =
                library()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "comity.keys=softhsm needs SoftHSM 2. On Debian:"
                                                        + " apt-get install softhsm2"));
        var configuration = folder.toAbsolutePath().resolve("softhsm2.conf");
        var environment = Map.of("SOFTHSM2_CONF", configuration.toString());
        var slot = folder.resolve("slot");
        var pin = folder.resolve("pin");
        try {
            if (!Files.exists(slot)) {
                make(configuration, pin, slot, environment, random);
                LOG.warn(
                        "The authorities' keys lie in a token in software, which is there to"
                                + " rehearse: it protects nothing that the key file does not.");
            }
            return new TokenAddress(
                    library.toString(), Files.readString(slot).strip(), pin, environment);
        } catch (IOException e) {
            throw new UncheckedIOException("no token could be made in " + folder, e);
        }
    }

    /** SoftHSM's PKCS#11 library, where this machine has it. */
    public static Optional<Path> library() {
        return LIBRARIES.stream().filter(Files::exists).findFirst();
    }

    private static void make(
            Path configuration,
            Path pin,
            Path slot,
            Map<String, String> environment,
            RandomGenerator random)
            throws IOException {
        var folder = configuration.getParent();
        if (folder == null) throw new IOException("no folder for a token");
        Files.createDirectories(folder.resolve("tokens"));
        Files.writeString(
                configuration,
                "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n"
                        .formatted(folder.resolve("tokens")));
        var number = "%08d".formatted(random.nextInt(100_000_000));
        Files.deleteIfExists(pin);
        Files.createFile(
                pin,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(pin, number + "\n", StandardOpenOption.SYNC);
        var said =
                run(
                        environment,
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        "comity",
                        "--pin",
                        number,
                        "--so-pin",
                        number);
        var found = SLOT.matcher(said.strip());
        if (!found.find()) throw new IOException("softhsm2-util said: " + said.strip());
        Files.writeString(slot, found.group(1) + "\n", StandardOpenOption.CREATE);
    }

    private static String run(Map<String, String> environment, String... command)
            throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        try (var out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
