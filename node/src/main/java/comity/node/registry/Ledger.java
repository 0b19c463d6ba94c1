package comity.node.registry;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Receipt;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the door asks of the place where acts lie: {@link Acts} is that place in PostgreSQL. Beside
 * it stands the simulated one of the tests, so that everything which decides is the same code on a
 * disk that tears, lies and forgets.
 */
interface Ledger {
    Optional<Stored> byDigest(Digest digest);

    /** What parked acts of {@code author} have seen and what is not here. */
    List<Digest> missing(String author, int limit);

    /** A docket's acts, oldest filing first. */
    List<Stored> ofDocket(UUID docket);

    List<Stored> ofKind(String kind);

    /** The acts by which oversight bodies open, filed after {@code since}, oldest first. */
    List<Stored> openings(Instant since);

    /** At most {@code limit} acts from position {@code from} on. */
    List<Stored> tail(long from, int limit);

    /** The same acts, as the log sees them. */
    List<Leaf> leaves(long from, int limit);

    Optional<Leaf> leaf(Digest digest);

    /** Dockets of a kind, the one with the latest filing first. */
    List<UUID> dockets(String kind);

    /** The hashes of the log's leaves from {@code from} on, those of lost acts among them. */
    List<byte[]> leafHashes(long from, int limit);

    /** The positions of lost acts, in order. */
    List<Long> lost();

    /** A kept receipt and the number under which it was kept. */
    record Numbered(long number, Digest act, Receipt receipt) {}

    /** Receipts of the log {@code origin} that were kept after number {@code after}. */
    List<Numbered> receiptsOf(String origin, long after, int limit);

    /** The number of acts, which is the next position. */
    long size();

    /** What is there of acts on which nobody is about to file. */
    Known known(Collection<Envelope> acts);

    /** Keeps a receipt beside its act, up to {@code most} of one origin. */
    void keep(Digest digest, Receipt receipt, int most);

    /** Keeps another operator's checkpoint. */
    void keepCheckpoint(String origin, long size, String note);

    /** The longest, and of these the last, that was kept of each operator, by origin. */
    Map<String, String> checkpoints();

    /**
     * Waits until no other session is the committer's. A session whose commit is still under way is
     * waited for, so that what is read after this is final.
     */
    Session becomeCommitter() throws SQLException;

    /**
     * A session that has become the committer's.
     *
     * @param before which process was the committer last; empty if none ever was
     */
    record Won(Session session, Optional<UUID> before) {}

    /**
     * For one of several processes: the same without waiting, and noted under its name. Empty if
     * another session is the committer's.
     */
    Optional<Won> tryToBecomeCommitter(UUID process) throws SQLException;

    /** What the ledger holds of a batch, before the batch is ruled on. */
    record Known(Map<Digest, Long> positions, Map<UUID, Digest> ids, Set<UUID> dockets) {}

    /** The committer's own session: of all who use this ledger, it alone numbers the acts. */
    interface Session {
        /** Which of a batch's acts, ids and dockets are there. */
        Known known(Collection<Envelope> acts) throws SQLException;

        /** The positions of those of {@code digests} that are filed. */
        Map<Digest, Long> positions(Collection<Digest> digests) throws SQLException;

        List<Parking.Waiting> parked() throws SQLException;

        void insert(List<Stored> acts) throws SQLException;

        void park(List<Parking.Waiting> acts) throws SQLException;

        void unpark(Collection<Digest> acts) throws SQLException;

        /** The commit point: everything since the last one is durable when this returns. */
        void commit() throws SQLException;

        void rollback() throws SQLException;

        /** Gives the session up as it stands: it may still be committing. */
        void abandon();

        /** Asks whether the session is still there. */
        void check() throws SQLException;

        /** A quiet end: somebody else may be the committer. */
        void resign();
    }
}
