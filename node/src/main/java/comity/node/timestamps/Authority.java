package comity.node.timestamps;

import java.io.IOException;

/** Whoever answers timestamp queries: over HTTP, or in a test or simulation in memory. */
public interface Authority {
    /** Who it is, for operators. */
    String name();

    /**
     * Its answer to a query, both in DER.
     *
     * @throws IOException if none came, none in time, or one without end
     */
    byte[] ask(byte[] query) throws IOException, InterruptedException;
}
