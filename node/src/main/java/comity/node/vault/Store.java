package comity.node.vault;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where sealed bytes and small records lie: a folder ({@link DiskStore}), or a bucket of an
 * S3-compatible store ({@link BucketStore}). It never sees a clear byte or an open key. What it
 * says to have written is durable when it says so.
 */
interface Store {
    /** Records of what is on its way in, by the upload's id. */
    String INCOMING = "incoming";

    /** Records of exhibits, by the SHA-256 of their clear bytes. */
    String EXHIBITS = "exhibits";

    /**
     * A record.
     *
     * @param at when it was written or touched last, as the node's clock had it
     */
    record Kept(Json.Obj record, Instant at) {}

    Optional<Kept> read(String folder, String name) throws IOException;

    /** Writes a record whole, or not at all. */
    void write(String folder, String name, Json.Obj record, Instant at) throws IOException;

    /** Notes that something happened to a record's subject now. */
    void touch(String folder, String name, Instant at) throws IOException;

    void delete(String folder, String name) throws IOException;

    /** The names of a folder's records. */
    List<String> names(String folder) throws IOException;

    /** Sealed bytes that grow at their end. */
    abstract class Growing extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        /** Waits until everything that was written is durable. */
        abstract void sync() throws IOException;

        /** How many bytes are there whatever happens now. May be asked by any thread. */
        abstract long durable();

        /** Cuts off what is not known to be durable, after writing failed. */
        abstract void forget() throws IOException;
    }

    Growing begin(UUID id) throws IOException;

    /** Takes up bytes that grew before: those beyond {@code size} are cut off first. */
    Growing resume(UUID id, long size) throws IOException;

    /** How many durable bytes grew under this id; empty if none ever did. */
    Optional<Long> grown(UUID id) throws IOException;

    /** What grew, from its beginning. */
    InputStream grownBytes(UUID id) throws IOException;

    void drop(UUID id) throws IOException;

    /**
     * The ids under which bytes lie that are no exhibit's, to be looked after at a start; none
     * where a sweep does it, because the store may be away then.
     */
    List<UUID> growing() throws IOException;

    /**
     * Makes what grew the bytes of an exhibit, with its record. An exhibit is there when both are.
     * Whichever crash comes between leaves what the next call mends, and never bytes beside a
     * record whose key does not open them.
     */
    void keep(UUID id, Digest sha256, Json.Obj record, Instant at) throws IOException;

    /** Whether an exhibit's bytes are those that grew under this id. */
    boolean isOf(UUID id, Digest sha256) throws IOException;

    /** Takes over sealed bytes that were gathered in a file, as if they had grown here. */
    void takeOver(UUID id, Path file) throws IOException;

    /** Whether record and bytes of an exhibit are there. */
    boolean holds(Digest sha256) throws IOException;

    /** The sealed size of an exhibit that is there. */
    long size(Digest sha256) throws IOException;

    /** An exhibit's sealed bytes from any byte on. */
    InputStream open(Digest sha256, long from) throws IOException;

    void remove(Digest sha256) throws IOException;

    /**
     * Removes bytes that belong to no record, as a crash or a lost answer left them.
     *
     * @param before only what has not changed since
     * @return how many
     */
    int sweep(Instant before) throws IOException;

    /** Whether it can be away while the node is well: then nothing is asked of it at a start. */
    boolean mayBeAway();

    /** Says so before bytes come for which there is no room, where that is known. */
    void unlessRoom(long bytes) throws IOException;

    /** {@code failed}, or what it means if there is no room. */
    IOException explained(IOException failed);
}
