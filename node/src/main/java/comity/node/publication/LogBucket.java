package comity.node.publication;

import comity.node.bucket.Bucket;
import comity.node.bucket.BucketAway;
import comity.record.tlog.Tiles;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log in a bucket of an S3-compatible store. A tile is written only where nothing is; the
 * checkpoint only over the one that was read or written last. A partial tile is an object of its
 * own and goes once the full one is there, as tlog-tiles allows.
 */
public final class LogBucket implements LogFiles {
    private static final Logger LOG = LoggerFactory.getLogger(LogBucket.class);
    private static final String CHECKPOINT = "checkpoint";
    private static final String PROBE = "conditional-writes";
    private static final int MOST_TILES = 512;

    private final Bucket bucket;

    /** Full tiles as they were read: they never change. */
    private final Map<Tiles.Address, byte[]> full = bounded();

    /** Full tiles whose partial ones may go. */
    private final Set<Tiles.Address> filled = new LinkedHashSet<>();

    /**
     * The tag of the checkpoint over which ours may be written: the one that was found at first, or
     * written last. Who only serves a later one does not change it.
     */
    private Optional<String> tag = Optional.empty();

    private boolean tagged;
    private boolean probed;

    private LogBucket(Bucket bucket) {
        this.bucket = bucket;
    }

    /**
     * @param endpoint the store's address; null for AWS's own
     * @param credentials a file that only the node's user may read, with the lines {@code
     *     aws_access_key_id = …} and {@code aws_secret_access_key = …}
     */
    public static LogBucket at(
            String bucket, String prefix, @Nullable URI endpoint, String region, Path credentials) {
        return new LogBucket(
                new Bucket(new Bucket.Place(bucket, prefix, endpoint, region, credentials)));
    }

    private static Map<Tiles.Address, byte[]> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Tiles.Address, byte[]> eldest) {
                return size() > MOST_TILES;
            }
        };
    }

    @Override
    public Tiles tiles() {
        return new View();
    }

    /** Partial tiles are asked for once in its life: what is read back was never in memory. */
    private final class View implements Tiles {
        private final Map<Address, byte[]> partial = bounded();

        @Override
        public Optional<byte[]> read(Address tile) {
            var whole = new Address(tile.level(), tile.index(), WIDTH);
            var known = known(tile, whole);
            if (known.isPresent()) return known;
            refuseWhileQuiet();
            var exact = get(tile.path()).map(Bucket.Found::bytes);
            if (exact.isPresent() || tile.width() == WIDTH) return kept(tile, exact);
            return kept(whole, get(whole.path()).map(Bucket.Found::bytes));
        }

        private Optional<byte[]> known(Address tile, Address whole) {
            synchronized (full) {
                var there = full.get(whole);
                if (there != null) return Optional.of(there);
                return Optional.ofNullable(partial.get(tile));
            }
        }

        private Optional<byte[]> kept(Address tile, Optional<byte[]> read) {
            synchronized (full) {
                read.ifPresent(bytes -> (tile.width() == WIDTH ? full : partial).put(tile, bytes));
            }
            return read;
        }

        @Override
        public void write(Address tile, byte[] hashes) {
            if (put(tile.path(), hashes, Optional.empty()).isEmpty()) {
                // Written by us, and we did not hear of it; or never by us.
                var there = get(tile.path());
                if (there.isPresent() && !Arrays.equals(there.get().bytes(), hashes))
                    throw new LogAway(
                            LogAway.Reason.OTHER_BYTES,
                            tile.path()
                                    + " in "
                                    + LogBucket.this
                                    + " holds other bytes than this log");
                if (there.isEmpty())
                    throw new LogAway(
                            LogAway.Reason.UNREACHABLE, tile.path() + " is there and is not");
            }
            if (tile.width() == WIDTH) filled.add(tile);
        }

        /** The store says that an object is there only once it is durable. */
        @Override
        public void sync() {}
    }

    @Override
    public Optional<byte[]> read(String path) {
        if (path.equals(CHECKPOINT)) return checkpoint();
        refuseWhileQuiet();
        return get(path).map(Bucket.Found::bytes);
    }

    private synchronized Optional<byte[]> checkpoint() {
        if (tagged) refuseWhileQuiet();
        var found = get(CHECKPOINT);
        if (!tagged) tag = found.map(Bucket.Found::tag);
        tagged = true;
        // After a question that has no body: refusals of one that has may be cut short.
        if (!probed) probe();
        return found.map(Bucket.Found::bytes);
    }

    /** Who reads does not wait for what failed a moment ago. */
    private void refuseWhileQuiet() {
        if (bucket.isQuiet())
            throw new LogAway(LogAway.Reason.UNREACHABLE, "the bucket failed a moment ago");
    }

    /** A store that overlooks conditions would let a tile be overwritten. */
    private void probe() {
        var mark =
                "Comity asks here whether writes are conditional.\n"
                        .getBytes(StandardCharsets.UTF_8);
        for (var i = 0; i < 2 && !probed; i++)
            probed = put(PROBE, mark, Optional.empty()).isEmpty();
        if (!probed)
            throw new LogAway(
                    LogAway.Reason.REFUSED,
                    this + " writes over what is there although it was told not to");
    }

    @Override
    public synchronized void writeCheckpoint(byte[] note) {
        var written = put(CHECKPOINT, note, tag).or(() -> unheard(note));
        if (written.isEmpty()) {
            tagged = false;
            throw new LogAway(LogAway.Reason.MOVED, "another checkpoint lies in " + this);
        }
        tag = written;
        dropPartials();
    }

    /** The tag of our own checkpoint if it was written and the answer did not reach us. */
    private Optional<String> unheard(byte[] bytes) {
        return get(CHECKPOINT)
                .filter(there -> Arrays.equals(there.bytes(), bytes))
                .map(Bucket.Found::tag);
    }

    /** If it fails they stay: superfluous, and as true as before. */
    private void dropPartials() {
        try {
            for (var tile : filled) for (var path : list(tile.path() + ".p/")) delete(path);
        } catch (LogAway e) {
            LOG.info("partial tiles stay in {}: {}", this, e.getMessage());
        }
        filled.clear();
    }

    private Optional<Bucket.Found> get(String path) {
        return asked(() -> bucket.get(path));
    }

    private Optional<String> put(String path, byte[] bytes, Optional<String> over) {
        return asked(() -> bucket.put(path, bytes, over));
    }

    private List<String> list(String start) {
        return asked(() -> bucket.list(start));
    }

    private void delete(String path) {
        asked(
                () -> {
                    bucket.delete(path);
                    return path;
                });
    }

    /** What the bucket cannot do, the log cannot. */
    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (BucketAway e) {
            var reason =
                    switch (e.reason()) {
                        case UNREACHABLE -> LogAway.Reason.UNREACHABLE;
                        case REFUSED, FULL -> LogAway.Reason.REFUSED;
                    };
            throw new LogAway(reason, "" + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return bucket.said();
    }
}
