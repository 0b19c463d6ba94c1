package comity.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/**
 * Folders for nodes that a test attacks from outside: below target, where the database and the
 * signer of a node that runs as root pass through as their own users, and all that is the node's
 * lies in its data folder.
 */
final class Folders {
    private Folders() {}

    /** A fresh one. */
    static Path passable(String name) throws IOException {
        var root = Files.createDirectories(Path.of("target", name).toAbsolutePath());
        return Files.setPosixFilePermissions(
                Files.createTempDirectory(root, "nodes."),
                PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
