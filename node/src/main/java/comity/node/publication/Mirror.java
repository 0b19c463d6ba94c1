package comity.node.publication;

import comity.record.act.Digest;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The leaves of partners' logs: 32 bytes an act, which tell nothing, and with which a partner that
 * lost its disk can go on with the log that it had. Kept is only what leads to a checkpoint that
 * this node cosigned.
 */
public final class Mirror {
    /** Leaves that are handed over at once. */
    public static final int MOST = 8_192;

    private final Path folder;

    public Mirror(Path folder) {
        this.folder = folder;
    }

    /** Fetches leaves of the mirrored log from a place on. */
    @FunctionalInterface
    public interface Source {
        List<byte[]> leaves(long from) throws IOException, InterruptedException;
    }

    private Path place(String origin) {
        return folder.resolve(Digest.of(origin.getBytes(StandardCharsets.UTF_8)).hex());
    }

    private long size(String origin) {
        var file = place(origin).resolve("checkpoint");
        try {
            return Files.exists(file)
                    ? Checkpoint.of(Note.parse(Files.readString(file))).size()
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        } catch (MalformedNote e) {
            throw new IllegalStateException("a mirror's checkpoint is damaged: " + file, e);
        }
    }

    /**
     * Brings the mirror up to {@code cosigned}.
     *
     * @return false if what {@code source} gave is not the log that was cosigned
     */
    public synchronized boolean follow(Note cosigned, Source source)
            throws IOException, InterruptedException, MalformedNote {
        var checkpoint = Checkpoint.of(cosigned);
        var origin = checkpoint.origin();
        var from = size(origin);
        if (from >= checkpoint.size()) return true;
        Files.createDirectories(place(origin));
        var staged = new StagedTiles(new FileTiles(place(origin)));
        var tree = new Tree(staged, from);
        while (tree.size() < checkpoint.size()) {
            var more = source.leaves(tree.size());
            var wanted = (int) Math.min(more.size(), checkpoint.size() - tree.size());
            if (wanted == 0) return false;
            tree.append(more.subList(0, wanted));
        }
        if (!Arrays.equals(tree.root(), checkpoint.root())) return false;
        staged.flush();
        new CheckpointFile(new LogFolder(place(origin))).write(cosigned);
        return true;
    }

    /** At most {@link #MOST} leaves of the log {@code origin} from {@code from} on. */
    public synchronized List<byte[]> leaves(String origin, long from) {
        var size = size(origin);
        if (from < 0 || from >= size) return List.of();
        return new Tree(new FileTiles(place(origin)), size).leaves(from, MOST);
    }

    /** Leaves as they cross: one after the other. */
    public static byte[] joined(List<byte[]> leaves) {
        var bytes = new byte[leaves.size() * Digest.BYTES];
        for (var i = 0; i < leaves.size(); i++)
            System.arraycopy(leaves.get(i), 0, bytes, i * Digest.BYTES, Digest.BYTES);
        return bytes;
    }

    /** What {@link #joined} made. */
    public static List<byte[]> split(byte[] bytes) throws IOException {
        if (bytes.length % Digest.BYTES != 0) throw new IOException("no leaves");
        var leaves = new ArrayList<byte[]>();
        for (var at = 0; at < bytes.length; at += Digest.BYTES)
            leaves.add(Arrays.copyOfRange(bytes, at, at + Digest.BYTES));
        return leaves;
    }
}
