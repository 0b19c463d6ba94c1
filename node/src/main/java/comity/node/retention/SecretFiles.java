package comity.node.retention;

import java.util.Optional;
import java.util.Set;

/**
 * A few small secrets under their names. Narrow on purpose: whoever encrypts the key folder as a
 * whole does it behind this.
 */
public interface SecretFiles {

    Set<String> names();

    /** Empty if there is none of this name. */
    Optional<byte[]> read(String name);

    /** Durable when it returns. */
    void write(String name, byte[] secret);

    /** Overwrites and removes; durable when it returns, and repeatable. */
    void destroy(String name);
}
