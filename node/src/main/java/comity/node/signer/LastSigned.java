package comity.node.signer;

import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The last checkpoint that this signer signed, in a file of its own, synced before the signature is
 * handed out: a node that was set back to an older state gets no second history signed.
 */
final class LastSigned {
    private final Path file;
    private Optional<Checkpoint> last;

    LastSigned(Path file) throws IOException {
        this.file = file;
        this.last = read(file);
    }

    private static Optional<Checkpoint> read(Path file) throws IOException {
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Optional.of(Checkpoint.of(new Note(Files.readString(file), List.of())));
        } catch (MalformedNote | IllegalArgumentException e) {
            throw new IOException("The signer's memory is damaged: " + file, e);
        }
    }

    /** The file counts, not memory: the signer of another process may have signed since. */
    boolean permits(Checkpoint next) throws IOException {
        last = read(file);
        return last.filter(
                        had ->
                                next.size() < had.size()
                                        || next.size() == had.size() && !next.equals(had))
                .isEmpty();
    }

    void keep(Checkpoint next) throws IOException {
        if (last.filter(next::equals).isPresent()) return;
        var draft = file.resolveSibling(file.getFileName() + ".new");
        try (var channel =
                FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.UTF_8.encode(next.text()));
            channel.force(true);
        }
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        last = Optional.of(next);
    }
}
