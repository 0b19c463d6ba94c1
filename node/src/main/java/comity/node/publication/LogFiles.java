package comity.node.publication;

import comity.record.tlog.Tiles;
import java.util.Optional;

/**
 * Where a log lies, file by file as tlog-tiles serves it. {@link LogFolder} is that place on a
 * disk, {@link LogBucket} in an object store; beside them stands the simulated one of the tests.
 *
 * <p>Every method may throw {@link LogAway}: the place does not answer now, and the same may be
 * asked again. Any other failure is final.
 */
public interface LogFiles {
    /** The hash tiles; each caller has its own, which read nothing before it was made. */
    Tiles tiles();

    /** What lies at {@code checkpoint} or {@code tile/…}; empty if nothing does. */
    Optional<byte[]> read(String path);

    /**
     * Takes {@code note} in place of the former checkpoint. It is durable when this returns; a
     * crash before that leaves the former or this one, whole.
     */
    void writeCheckpoint(byte[] note);
}
