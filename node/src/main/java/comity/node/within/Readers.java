package comity.node.within;

import comity.node.reading.ConfinedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The confined reader, opened when the first exhibit is compared: a node's start does not wait for
 * it. Where none is installed the node runs all the same, and everything is its custodian's to
 * declare.
 */
final class Readers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

    private final Path folder;
    private Optional<ConfinedReader> opened = Optional.empty();

    Readers(Path folder) {
        this.folder = folder;
        if (!Files.isDirectory(folder.resolve("lib")))
            LOG.warn(
                    "no reader of evidence lies in {}: all of it is its custodians' to declare",
                    folder);
    }

    synchronized Optional<ConfinedReader> reader() {
        if (opened.isPresent()) return opened;
        try {
            opened = Optional.of(ConfinedReader.open(folder));
        } catch (IOException e) {
            LOG.warn(
                    "the reader of evidence cannot be started; it is its custodian's to declare",
                    e);
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        try {
            if (opened.isPresent()) opened.get().close();
        } catch (IOException e) {
            throw new UncheckedIOException("could not remove the reader's copies", e);
        }
    }
}
