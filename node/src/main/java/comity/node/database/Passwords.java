package comity.node.database;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The passwords of our own server's roles, random, in a file that only the node's user can read.
 */
record Passwords(String superuser, String owner, String filer, String eraser) {

    static Passwords kept(Path file) {
        try {
            if (!Files.exists(file)) write(file);
            var kept = new Properties();
            kept.load(new StringReader(Files.readString(file)));
            return new Passwords(
                    kept.getProperty("superuser", ""),
                    kept.getProperty("owner", ""),
                    kept.getProperty("filer", ""),
                    kept.getProperty("eraser", ""));
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        }
    }

    /** Durable before the cluster is made with them: a cluster without its passwords is lost. */
    private static void write(Path file) throws IOException {
        var half = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(half);
        Files.createFile(
                half,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
            var text = new StringBuilder();
            for (var role : new String[] {"superuser", "owner", "filer", "eraser"})
                text.append(role).append('=').append(fresh()).append('\n');
            channel.write(StandardCharsets.US_ASCII.encode(text.toString()));
            channel.force(true);
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String fresh() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "passwords of the database's roles";
    }
}
