package comity.node.publication;

import comity.node.registry.Deviation;
import comity.record.act.Digest;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.Tiles;
import comity.record.tlog.Tree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Derives the log's files from its leaves, tile by tile, and the checkpoint from the tiles; and
 * compares with them the checkpoints that others cosigned. Nothing is changed.
 */
public final class LogCheck {
    private final LogFiles files;
    private final Tiles tiles;
    private final Consumer<Deviation> found;
    private long size;

    /** Checks a log in a folder. */
    public LogCheck(Path folder, Consumer<Deviation> found) {
        this(new LogFolder(folder), found);
    }

    public LogCheck(LogFiles files, Consumer<Deviation> found) {
        this.files = files;
        this.tiles = files.tiles();
        this.found = found;
    }

    /** Compares what a tree over the leaves would write with what is there. */
    private final class Compared implements Tiles {
        private final Map<Integer, Map.Entry<Address, byte[]>> partial = new LinkedHashMap<>();

        @Override
        public Optional<byte[]> read(Address tile) {
            return tiles.read(tile);
        }

        @Override
        public void write(Address tile, byte[] hashes) {
            partial.remove(tile.level());
            if (tile.width() == WIDTH) compare(tile, hashes);
            else partial.put(tile.level(), Map.entry(tile, hashes.clone()));
        }

        @Override
        public void sync() {}

        void end() {
            partial.values().forEach(tile -> compare(tile.getKey(), tile.getValue()));
        }

        private void compare(Address tile, byte[] hashes) {
            var kept = tiles.read(tile);
            if (kept.isEmpty()) say("tile.missing", tile.path(), "the file is not there");
            else if (!Arrays.equals(Arrays.copyOf(kept.get(), hashes.length), hashes))
                say("tile.changed", tile.path(), "it does not follow from the tiles below it");
        }
    }

    /**
     * @param keys the log's keys as the directory lists them; empty if it could not be read
     * @return how many leaves the log has
     */
    public long check(Optional<NoteKeys> keys) {
        var newest = newest();
        if (newest.isEmpty()) return 0;
        if (keys.isPresent() && !keys.get().signed(newest.get()))
            say("checkpoint.not-signed", "checkpoint", "the log's keys did not sign it");
        var checkpoint = read(newest.get());
        size = checkpoint.size();
        var compared = new Compared();
        var tree = new Tree(compared, 0);
        for (var index = 0L; index * Tiles.WIDTH < size; index++) {
            var width = (int) Math.min(Tiles.WIDTH, size - index * Tiles.WIDTH);
            var leaves = leaves(index, width);
            if (leaves.isEmpty()) {
                size = tree.size();
                return size;
            }
            tree.append(leaves);
        }
        compared.end();
        if (!Arrays.equals(tree.root(), checkpoint.root()))
            say("checkpoint.other-root", "checkpoint", "the leaves do not have the root it names");
        return size;
    }

    private List<byte[]> leaves(long index, int width) {
        var address = new Tiles.Address(0, index, width);
        var bytes = tiles.read(address);
        if (bytes.isEmpty() || bytes.get().length < width * Digest.BYTES) {
            say(
                    "tile.missing",
                    address.path(),
                    "the leaves are not there; what follows is not checked");
            return List.of();
        }
        var leaves = new ArrayList<byte[]>();
        for (var i = 0; i < width; i++)
            leaves.add(Arrays.copyOfRange(bytes.get(), i * Digest.BYTES, (i + 1) * Digest.BYTES));
        return leaves;
    }

    /** The hash of a leaf; empty beyond the log's end. */
    public Optional<byte[]> leaf(long position) {
        if (position >= size) return Optional.empty();
        var index = position / Tiles.WIDTH;
        var width = (int) Math.min(Tiles.WIDTH, size - index * Tiles.WIDTH);
        var at = (int) (position % Tiles.WIDTH) * Digest.BYTES;
        return tiles.read(new Tiles.Address(0, index, width))
                .filter(bytes -> bytes.length >= at + Digest.BYTES)
                .map(bytes -> Arrays.copyOfRange(bytes, at, at + Digest.BYTES));
    }

    /** Each checkpoint that others cosigned is one of this tree. */
    public void cosigned(JdbcClient sql, Optional<NoteKeys> keys) {
        var tree = tree();
        for (var text :
                sql.sql("SELECT note FROM cosigned_checkpoint ORDER BY size")
                        .query(String.class)
                        .list()) {
            try {
                var note = Note.parse(Objects.requireNonNull(text));
                var checkpoint = Checkpoint.of(note);
                var place = "cosigned checkpoint of " + checkpoint.size();
                if (keys.isPresent() && !keys.get().signed(note))
                    say("cosigned.not-signed", place, "the log's keys did not sign it");
                else if (checkpoint.size() > size)
                    say(
                            "log.short",
                            place,
                            "others cosigned more entries than the log has: an old state of it");
                else if (tree.isPresent()
                        && !Arrays.equals(tree.get().rootAt(checkpoint.size()), checkpoint.root()))
                    say(
                            "cosigned.other-tree",
                            place,
                            "others cosigned another history than the log has now");
            } catch (MalformedNote | IllegalStateException e) {
                say("cosigned.unreadable", "a cosigned checkpoint", "" + e.getMessage());
            }
        }
    }

    /** Empty if there is none, or its tiles are not all there, which is said already. */
    private Optional<Tree> tree() {
        try {
            return size == 0 ? Optional.empty() : Optional.of(new Tree(tiles, size));
        } catch (IllegalStateException _) {
            return Optional.empty();
        }
    }

    private Optional<Note> newest() {
        var text = files.read("checkpoint");
        try {
            if (text.isEmpty()) {
                say("checkpoint.missing", "checkpoint", "this log has none");
                return Optional.empty();
            }
            var note = Note.parse(new String(text.get(), StandardCharsets.UTF_8));
            Checkpoint.of(note);
            return Optional.of(note);
        } catch (MalformedNote e) {
            say("checkpoint.unreadable", "checkpoint", "" + e.getMessage());
            return Optional.empty();
        }
    }

    private static Checkpoint read(Note note) {
        try {
            return Checkpoint.of(note);
        } catch (MalformedNote e) {
            throw new IllegalStateException("a checkpoint that was read is none", e);
        }
    }

    private void say(String kind, String place, String what) {
        found.accept(new Deviation(kind, place, "", what));
    }
}
