package comity.node.vault;

import comity.node.bucket.Bucket;
import comity.node.bucket.BucketAway;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The vault in a bucket. Sealed bytes lie in pieces of one size, each an object of its own that is
 * never written over: {@code sealed/ID/NUMBER.GENERATION.LENGTH}. Of one number the highest
 * generation counts, and of that the longest; so a put that a broken line delivers late takes
 * nothing away. A piece that is not full yet is put again, longer, until it is. A record says which
 * ID holds an exhibit's bytes: an exhibit is there with its record, at once and whole.
 *
 * <p>Not one multipart upload (docs/decisions/0063): its parts cannot be read before it is
 * completed, and whoever takes an upload up after a restart has to read what is there to go on
 * hashing.
 */
final class BucketStore implements Store {
    private static final int SEALED_SEGMENT = 65_557;
    private static final int SEGMENTS = 128;

    private static final String BYTES = "sealed/";
    private static final String AT = "at";
    private static final String PROBE = "conditional-writes";
    private static final int TRIES = 5;

    private final Bucket bucket;
    private final int size;
    private volatile boolean probed;

    BucketStore(Bucket bucket) {
        this(bucket, SEGMENTS);
    }

    /**
     * @param segments how many sealed segments a whole piece holds
     */
    BucketStore(Bucket bucket, int segments) {
        this.bucket = bucket;
        this.size = segments * SEALED_SEGMENT;
    }

    @Override
    public Optional<Kept> read(String folder, String name) throws IOException {
        var found = asked(() -> bucket.get(record(folder, name)));
        if (found.isEmpty()) return Optional.empty();
        try {
            var envelope = JsonReader.actObject(found.get().bytes());
            return Optional.of(
                    new Kept(
                            envelope.object("record").orElseThrow(),
                            Instant.parse(envelope.text(AT).orElseThrow())));
        } catch (MalformedJson e) {
            throw new IOException("damaged: " + name, e);
        }
    }

    @Override
    public void write(String folder, String name, Json.Obj record, Instant at) throws IOException {
        var bytes =
                CanonicalJson.bytes(Json.object().with("record", record).with(AT, at.toString()));
        probe();
        var path = record(folder, name);
        // Only over what was read: a put that a broken line delivers late changes nothing, and an
        // epoch that was counted up stays so.
        for (var i = 0; i < TRIES; i++) {
            var there = asked(() -> bucket.get(path));
            if (there.isPresent() && Arrays.equals(there.get().bytes(), bytes)) return;
            var over = there.map(Bucket.Found::tag);
            if (asked(() -> bucket.put(path, bytes, over)).isPresent()) return;
        }
        throw new IOException("a record of the vault is being written by somebody else");
    }

    /** A store that overlooks conditions would let an older record over a newer one. */
    private void probe() throws IOException {
        if (probed) return;
        var mark =
                "Comity asks here whether writes are conditional.\n"
                        .getBytes(StandardCharsets.UTF_8);
        for (var i = 0; i < 2 && !probed; i++)
            probed = asked(() -> bucket.put(PROBE, mark, Optional.empty())).isEmpty();
        if (!probed)
            throw new IOException(
                    bucket.said() + " writes over what is there although it was told not to");
    }

    @Override
    public void touch(String folder, String name, Instant at) throws IOException {
        var kept = read(folder, name);
        if (kept.isPresent()) write(folder, name, kept.get().record(), at);
    }

    @Override
    public void delete(String folder, String name) throws IOException {
        run(() -> bucket.delete(record(folder, name)));
    }

    @Override
    public List<String> names(String folder) throws IOException {
        return asked(() -> bucket.list(folder + "/")).stream()
                .filter(path -> path.endsWith(".json"))
                .map(path -> path.substring(folder.length() + 1, path.length() - ".json".length()))
                .toList();
    }

    private static String record(String folder, String name) {
        return folder + "/" + name + ".json";
    }

    /** One object of sealed bytes, as its name tells. */
    private record Piece(UUID id, long number, long generation, int length, Instant written) {
        static Piece of(Bucket.Listed listed) {
            var parts = listed.path().substring(BYTES.length()).split("[/.]");
            return new Piece(
                    UUID.fromString(parts[0]),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Integer.parseInt(parts[3]),
                    listed.written());
        }

        String path() {
            return path(id, number, generation, length);
        }

        static String path(UUID id, long number, long generation, int length) {
            return BYTES
                    + id
                    + String.format(Locale.ROOT, "/%010d.%06d.%08d", number, generation, length);
        }

        boolean counts(Piece than) {
            return generation > than.generation
                    || generation == than.generation && length > than.length;
        }
    }

    /** All objects under a prefix of names. */
    private List<Piece> listed(String start) throws IOException {
        return asked(() -> bucket.listed(BYTES + start)).stream().map(Piece::of).toList();
    }

    /** Of each number the piece that counts. */
    private static TreeMap<Long, Piece> counting(List<Piece> all) {
        var found = new TreeMap<Long, Piece>();
        for (var piece : all)
            found.merge(piece.number(), piece, (one, two) -> two.counts(one) ? two : one);
        return found;
    }

    /** The pieces in their order, up to the first that is missing or short. */
    private List<Piece> sequence(List<Piece> all) {
        var counting = counting(all);
        var found = new ArrayList<Piece>();
        for (var piece : counting.values()) {
            if (piece.number() != found.size()) break;
            found.add(piece);
            if (piece.length() < size) break;
        }
        return found;
    }

    private static long total(List<Piece> sequence) {
        return sequence.stream().mapToLong(Piece::length).sum();
    }

    /** The piece that is being filled, and how much of it the store has. */
    private final class GrowingPieces extends Growing {
        private final UUID id;
        private final long generation;
        private byte @Nullable [] piece = new byte[size];
        private long number;
        private int filled;
        private int there;
        private @Nullable String shorter;
        private volatile long durable;

        /**
         * @param begun what the piece of this number holds already
         * @param there whether a piece of exactly that is there
         * @param shorter where a piece lies that goes once a later one is there
         */
        GrowingPieces(
                UUID id,
                long generation,
                long number,
                byte[] begun,
                boolean there,
                @Nullable String shorter) {
            this.shorter = shorter;
            this.id = id;
            this.generation = generation;
            this.number = number;
            System.arraycopy(begun, 0, Objects.requireNonNull(piece), 0, begun.length);
            this.filled = begun.length;
            this.there = there ? begun.length : 0;
            this.durable = number * size + this.there;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            var from = offset;
            for (var left = length; left > 0; ) {
                var count = Math.min(left, size - filled);
                System.arraycopy(bytes, from, Objects.requireNonNull(piece), filled, count);
                filled += count;
                from += count;
                left -= count;
                if (filled < size) continue;
                put();
                number++;
                filled = 0;
                there = 0;
                shorter = null;
            }
        }

        private void put() throws IOException {
            var bytes = Objects.requireNonNull(piece);
            var path = Piece.path(id, number, generation, filled);
            run(() -> bucket.overwrite(path, bytes, filled));
            there = filled;
            durable = number * size + filled;
            var gone = shorter;
            shorter = path;
            if (gone != null) run(() -> bucket.delete(gone));
        }

        @Override
        void sync() throws IOException {
            if (filled > there) put();
        }

        @Override
        long durable() {
            return durable;
        }

        /** A put whose answer was lost may have been done: it is found when this is taken up. */
        @Override
        void forget() {
            filled = there;
        }

        @Override
        public void close() {
            piece = null;
        }
    }

    @Override
    public Growing begin(UUID id) {
        return new GrowingPieces(id, 0, 0, new byte[0], false, null);
    }

    @Override
    public Growing resume(UUID id, long sealed) throws IOException {
        var all = listed(id + "/");
        var sequence = sequence(all);
        var number = sealed / size;
        var begun = (int) (sealed % size);
        var generation = all.stream().mapToLong(Piece::generation).max().orElse(0) + 1;
        // From the end on, so that whatever breaks this off leaves a beginning without a gap.
        for (var piece : all.reversed())
            if (piece.number() > number || piece.number() == number && begun == 0)
                run(() -> bucket.delete(piece.path()));
        if (begun == 0) return new GrowingPieces(id, generation, number, new byte[0], false, null);
        var last = new byte[begun];
        var counts = sequence.get((int) number);
        try (var in = asked(() -> bucket.open(counts.path(), 0))) {
            if (in.readNBytes(last, 0, begun) < begun)
                throw new EOFException("a piece is shorter than its name says");
        }
        var growing =
                new GrowingPieces(
                        id, generation, number, last, counts.length() == begun, counts.path());
        growing.sync(); // what was longer counts no more
        return growing;
    }

    @Override
    public Optional<Long> grown(UUID id) throws IOException {
        var sequence = sequence(listed(id + "/"));
        return sequence.isEmpty() ? Optional.empty() : Optional.of(total(sequence));
    }

    @Override
    public InputStream grownBytes(UUID id) throws IOException {
        return new Pieces(id, 0);
    }

    /** Sealed bytes piece after piece; each is asked for when the one before has ended. */
    private final class Pieces extends InputStream {
        private final UUID id;
        private long number;
        private int at;
        private Optional<Piece> counts = Optional.empty();
        private @Nullable InputStream piece;

        Pieces(UUID id, long from) throws IOException {
            this.id = id;
            this.number = from / size;
            this.at = (int) (from % size);
            begin();
        }

        /** Finds the piece of this number; without one the bytes end. */
        private void begin() throws IOException {
            var name = String.format(Locale.ROOT, "%s/%010d.", id, number);
            counts = Optional.ofNullable(counting(listed(name)).get(number));
            connect();
        }

        private void connect() throws IOException {
            piece =
                    counts.isPresent() && at < counts.get().length()
                            ? asked(() -> bucket.open(counts.get().path(), at))
                            : null;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) return 0;
            // The line may break within a piece: what was read is not asked for again.
            for (var failures = 0; piece != null; ) {
                try {
                    var count = piece.read(bytes, offset, length);
                    if (count > 0) {
                        at += count;
                        return count;
                    }
                    if (at < counts.orElseThrow().length()) throw new EOFException("cut off");
                } catch (IOException e) {
                    if (++failures > TRIES) throw e;
                    leave();
                    connect();
                    continue;
                }
                leave();
                if (counts.orElseThrow().length() < size) return -1;
                number++;
                at = 0;
                begin();
            }
            return -1;
        }

        private void leave() {
            var before = piece;
            piece = null;
            try {
                if (before != null) before.close();
            } catch (IOException _) {
                // it was broken, or read to its end
            }
        }

        @Override
        public void close() {
            leave();
        }
    }

    /** The later numbers first: what a break leaves is a beginning. */
    @Override
    public void drop(UUID id) throws IOException {
        for (var piece : listed(id + "/").reversed()) run(() -> bucket.delete(piece.path()));
    }

    @Override
    public List<UUID> growing() {
        return List.of();
    }

    private HashSet<UUID> exhibits() throws IOException {
        var known = new HashSet<UUID>();
        for (var name : names(EXHIBITS))
            read(EXHIBITS, name).map(kept -> bytesOf(kept.record())).ifPresent(known::add);
        return known;
    }

    private static UUID bytesOf(Json.Obj record) {
        return UUID.fromString(record.text("bytes").orElseThrow());
    }

    private UUID bytesOf(Digest sha256) throws IOException {
        return read(EXHIBITS, sha256.hex())
                .map(kept -> bytesOf(kept.record()))
                .orElseThrow(() -> new IOException("no such exhibit"));
    }

    @Override
    public void keep(UUID id, Digest sha256, Json.Obj record, Instant at) throws IOException {
        write(EXHIBITS, sha256.hex(), record.with("bytes", id.toString()), at);
    }

    @Override
    public boolean isOf(UUID id, Digest sha256) throws IOException {
        return id.equals(bytesOf(sha256));
    }

    @Override
    public void takeOver(UUID id, Path file) throws IOException {
        try (var in = Files.newInputStream(file);
                var growing = begin(id)) {
            in.transferTo(growing);
            growing.sync();
        }
    }

    @Override
    public boolean holds(Digest sha256) throws IOException {
        return read(EXHIBITS, sha256.hex()).isPresent();
    }

    @Override
    public long size(Digest sha256) throws IOException {
        return total(sequence(listed(bytesOf(sha256) + "/")));
    }

    @Override
    public InputStream open(Digest sha256, long from) throws IOException {
        return new Pieces(bytesOf(sha256), from);
    }

    /** The record first: an exhibit whose bytes are half gone would be a damaged one. */
    @Override
    public void remove(Digest sha256) throws IOException {
        var id = bytesOf(sha256);
        delete(EXHIBITS, sha256.hex());
        drop(id);
    }

    /** Whole ids that no record names; of the others, pieces that count no more. */
    @Override
    public int sweep(Instant before) throws IOException {
        var all = listed("");
        var known = exhibits();
        names(INCOMING).stream().map(UUID::fromString).forEach(known::add);
        var left = new HashSet<UUID>();
        var last = new TreeMap<UUID, Instant>();
        for (var piece : all)
            last.merge(piece.id(), piece.written(), (a, b) -> a.isAfter(b) ? a : b);
        for (var one : last.entrySet()) {
            if (known.contains(one.getKey()) || !one.getValue().isBefore(before)) continue;
            drop(one.getKey());
            left.add(one.getKey());
        }
        for (var id : last.keySet()) {
            if (left.contains(id)) continue;
            var own = all.stream().filter(piece -> piece.id().equals(id)).toList();
            var counting = counting(own).values();
            for (var piece : own)
                if (!counting.contains(piece) && piece.written().isBefore(before))
                    run(() -> bucket.delete(piece.path()));
        }
        return left.size();
    }

    @Override
    public boolean mayBeAway() {
        return true;
    }

    /** A bucket does not say how much room it has; it refuses when there is none. */
    @Override
    public void unlessRoom(long bytes) {}

    /** What the store said, whoever passed it on. */
    @Override
    public IOException explained(IOException failed) {
        for (Throwable at = failed; at != null; at = at.getCause()) {
            if (at instanceof VaultFull full) return full;
            if (at instanceof VaultAway away) return away;
        }
        return failed;
    }

    private void run(Runnable question) throws IOException {
        asked(
                () -> {
                    question.run();
                    return true;
                });
    }

    private static <T> T asked(Supplier<T> question) throws IOException {
        try {
            return question.get();
        } catch (BucketAway e) {
            if (e.reason() == BucketAway.Reason.FULL) throw VaultFull.because(e);
            throw new VaultAway("the vault's bucket failed: " + e.getMessage(), e);
        }
    }
}
