package comity.node.publication;

import comity.node.registry.Registry;
import comity.node.registry.StorageFailed;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.Fork;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What this node must not forget as a witness of others' logs: one row a log, committed before
 * anybody is answered. Evidence against a log is a file, for it has to outlive the node.
 */
public final class TableMemory implements WitnessMemory {
    private static final Logger LOG = LoggerFactory.getLogger(TableMemory.class);
    private final JdbcClient sql;
    private final Registry registry;
    private final Path forks;

    /** What the thread that is asked to cosign has read: it may replace that and nothing else. */
    private final ThreadLocal<Optional<String>> read = ThreadLocal.withInitial(Optional::empty);

    /**
     * @param forks the folder for evidence
     */
    public TableMemory(JdbcClient sql, Registry registry, Path forks) {
        this.sql = sql;
        this.registry = registry;
        this.forks = forks;
    }

    @Override
    public Optional<Note> last(String origin) {
        var last =
                sql.sql("SELECT note FROM witnessed_log WHERE origin = :origin")
                        .param("origin", origin)
                        .query(String.class)
                        .optional();
        read.set(last);
        return last.map(Publication::note);
    }

    /**
     * @throws StorageFailed if another process of this node cosigned meanwhile: what was compared
     *     with is no longer the last
     */
    @Override
    public void keep(String origin, Note note) {
        var kept =
                sql.sql(
                                """
                                INSERT INTO witnessed_log (origin, size, note)
                                VALUES (:origin, :size, :note)
                                ON CONFLICT (origin) DO UPDATE
                                SET size = excluded.size, note = excluded.note
                                WHERE witnessed_log.note = :read
                                """)
                        .param("origin", origin)
                        .param("size", size(note))
                        .param("note", note.encoded())
                        .param("read", read.get().orElse(""))
                        .update();
        if (kept == 0)
            throw new StorageFailed("another process cosigned this log at the same moment");
        registry.keepCheckpoint(origin, note.encoded());
    }

    private static long size(Note note) {
        try {
            return Checkpoint.of(note).size();
        } catch (MalformedNote e) {
            throw new IllegalStateException("a checkpoint that was cosigned is none", e);
        }
    }

    @Override
    public void keep(Fork fork) {
        var file = forks.resolve(fork.fileName());
        LOG.error(
                "A partner's log showed two histories. The evidence is in {}; it can be checked"
                        + " offline. Tell the oversight bodies, and rely on nothing of that State"
                        + " until it is explained.",
                file);
        if (Files.exists(file)) return;
        try {
            Files.createDirectories(forks);
            try (var channel =
                    FileChannel.open(
                            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(fork.file());
                while (bytes.hasRemaining()) channel.write(bytes);
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file, e);
        }
    }

    @Override
    public List<String> forks() {
        if (!Files.isDirectory(forks)) return List.of();
        try (var files = Files.list(forks)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + forks, e);
        }
    }
}
