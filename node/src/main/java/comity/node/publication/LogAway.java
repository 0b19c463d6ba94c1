package comity.node.publication;

import comity.node.registry.StorageFailed;

/**
 * The store of the log does not answer, or does not let us. Acts go on being filed; nothing is
 * signed that is not there; the same is tried again.
 */
public final class LogAway extends StorageFailed {
    private static final long serialVersionUID = 1L;

    /** Why, in a word that the pages can explain. */
    public enum Reason {
        /** No answer, a broken one, or one that asks to come again. */
        UNREACHABLE,
        /** The store refuses: credentials, rights, the bucket's name. */
        REFUSED,
        /** A tile is there already, with other bytes. It is never overwritten. */
        OTHER_BYTES,
        /** Another checkpoint lies there than the one that we read or wrote last. */
        MOVED
    }

    private final Reason reason;

    LogAway(Reason reason, String what, Throwable cause) {
        super(what, cause);
        this.reason = reason;
    }

    LogAway(Reason reason, String what) {
        super(what);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
