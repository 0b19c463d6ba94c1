package comity.node.custody;

import comity.node.reading.ContainerReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reader of containers, opened when the first one comes in. */
final class ContainerReaders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerReaders.class);

    private final Path folder;
    private Optional<ContainerReader> opened = Optional.empty();

    ContainerReaders(Path folder) {
        this.folder = folder;
    }

    synchronized Optional<ContainerReader> reader() {
        if (opened.isPresent()) return opened;
        try {
            opened = Optional.of(ContainerReader.open(folder));
        } catch (IOException e) {
            LOG.warn("the reader of containers cannot be started: none can be imported", e);
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
