package comity.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import comity.node.signer.SoftwareToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;

/**
 * A token that is slow, pulled out or locked when a test says so: a module of its own between the
 * node and SoftHSM, which nothing in the node knows of (strange_token.c).
 */
final class StrangeToken {
    private final Path folder;
    private final String address;

    private StrangeToken(Path folder, String address) {
        this.folder = folder;
        this.address = address;
    }

    /** Made in {@code folder}; what a machine without compiler or SoftHSM cannot do is skipped. */
    static StrangeToken in(Path folder) throws IOException, InterruptedException {
        if (!runs("cc", "--version") || !runs("softhsm2-util", "--version")) {
            System.out.println("skipped: no C compiler or no SoftHSM on this machine");
            assumeTrue(false, "no C compiler or no SoftHSM");
        }
        var token = SoftwareToken.in(folder, new Random());
        var source = folder.resolve("strange_token.c");
        try (var resource = StrangeToken.class.getResourceAsStream("strange_token.c")) {
            if (resource == null) throw new IOException("no strange_token.c");
            Files.write(source, resource.readAllBytes());
        }
        var library = folder.resolve("strange_token.so");
        var compiler =
                new ProcessBuilder(
                                "cc",
                                "-shared",
                                "-fPIC",
                                "-DFOLDER=\"" + folder + "\"",
                                "-DLIBRARY=\"" + token.library() + "\"",
                                "-o",
                                library.toString(),
                                source.toString(),
                                "-ldl")
                        .redirectErrorStream(true)
                        .start();
        var said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (compiler.waitFor() != 0) throw new IOException(said);
        var made =
                new StrangeToken(
                        folder,
                        "pkcs11:slot-id=%s?module-path=%s&pin-source=%s"
                                .formatted(token.slot(), library, token.pinFile()));
        made.open();
        return made;
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /** Whoever the signer runs as reads and writes the token's files, as it would a device. */
    private void open() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.toList())
                Files.setPosixFilePermissions(
                        file,
                        PosixFilePermissions.fromString(
                                Files.isDirectory(file) ? "rwxrwxrwx" : "rw-rw-rw-"));
        }
    }

    /** What the node is told. */
    List<String> settings() {
        return List.of("--comity.keys=" + address);
    }

    void slow(long milliseconds) {
        put("slow", Long.toString(milliseconds));
    }

    void quick() {
        take("slow");
    }

    void pulled() {
        put("pulled", "");
    }

    void back() {
        take("pulled");
    }

    void locked() {
        put("locked", "");
    }

    void unlocked() {
        take("locked");
    }

    String pin() {
        try {
            return Files.readString(folder.resolve("pin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the node finds in its PIN file from now on. */
    void pin(String pin) {
        put("pin", pin);
    }

    private void put(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
