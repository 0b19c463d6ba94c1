package comity.evidence.dossier;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of a case file, wherever they lie: on a disk, or in a page of a browser. Read at any
 * place and any number of times, so that nobody has to hold them in memory.
 */
public interface CaseBytes extends AutoCloseable {
    long size() throws IOException;

    /** Reads what fits into {@code into} from the place {@code at}; the number read, or -1. */
    int read(ByteBuffer into, long at) throws IOException;

    @Override
    void close() throws IOException;
}
