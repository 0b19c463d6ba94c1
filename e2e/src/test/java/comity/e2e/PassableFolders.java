package comity.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Every {@code @TempDir} of these tests can be passed through: the database of a node that runs as
 * root lies in the node's own folder then, and goes with it.
 */
public final class PassableFolders implements TempDirFactory {
    @Override
    public Path createTempDirectory(
            AnnotatedElementContext elementContext, ExtensionContext extensionContext)
            throws IOException {
        return Files.setPosixFilePermissions(
                Files.createTempDirectory("comity-e2e"),
                PosixFilePermissions.fromString("rwx--x--x"));
    }
}
