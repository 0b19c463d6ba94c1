package comity.node.registry;

import java.util.Optional;

/**
 * Seals what rests in the database. Each piece has a key of its own; that key is wrapped under the
 * key of an epoch, which lies outside the database. Where an epoch has ended, nothing that was
 * sealed in it opens any more, from whatever copy of the database.
 */
public interface Sealing {

    /**
     * A piece at rest: what the database holds of it.
     *
     * @param epoch the number of the epoch whose key wraps the piece's own
     * @param wrapped the piece's own key, wrapped
     * @param sealed the piece, under its own key
     */
    record Sealed(int epoch, byte[] wrapped, byte[] sealed) {}

    /** What may be done while no epoch ends. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * Seals under the epoch of now.
     *
     * @param about what this is, bound into the seal: a piece that was moved elsewhere does not
     *     open
     */
    Sealed seal(byte[] clear, String about);

    /**
     * Empty if the epoch has ended.
     *
     * @throws IllegalStateException if the epoch's key is missing although it has not ended, or the
     *     piece is not what was sealed
     */
    Optional<byte[]> open(Sealed sealed, String about);

    /**
     * Runs {@code work}, in which something is sealed and written down. No epoch ends before it is
     * done: otherwise what it writes could be missed by whoever moves the survivors.
     */
    <T, E extends Exception> T whileNoEpochEnds(Work<T, E> work) throws E;
}
