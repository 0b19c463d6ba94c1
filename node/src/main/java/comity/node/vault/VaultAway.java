package comity.node.vault;

import java.io.IOException;

/** The store of the vault does not answer, or refuses. What it said to be durable is so still. */
public final class VaultAway extends IOException {
    private static final long serialVersionUID = 1L;

    VaultAway(String what, Exception cause) {
        super(what, cause);
    }
}
