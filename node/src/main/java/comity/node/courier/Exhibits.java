package comity.node.courier;

import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** What the courier needs of the vault: sealed bytes out, sealed bytes in; never a clear one. */
public interface Exhibits {

    /** Sealed bytes, wherever they lie. */
    @FunctionalInterface
    interface Bytes {
        InputStream from(long offset) throws IOException;
    }

    /**
     * An exhibit as it is handed to a partner: how many sealed bytes, where they are read, and its
     * key wrapped for the partner's authority.
     */
    record Handover(long size, Bytes sealed, Json.Obj key) {}

    /** Empty unless a transmission that stands names this exhibit to that partner. */
    Optional<Handover> handover(Digest sha256, String partner) throws IOException;

    boolean holds(Digest sha256);

    /** Where sealed bytes are gathered; what lies there already need not be fetched again. */
    Path gathering(Digest sha256);

    /** Takes over gathered bytes, if they open to the hash that the act names. */
    boolean adopt(Act.Exhibit exhibit, Json.Obj key) throws IOException;
}
