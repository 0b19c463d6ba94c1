package comity.node.bucket;

import comity.node.registry.StorageFailed;

/** The store does not answer, or does not let us. What it said to have done is done. */
public final class BucketAway extends StorageFailed {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** No answer, a broken one, or one that asks to come again. */
        UNREACHABLE,
        /** The store refuses: credentials, rights, the bucket's name. */
        REFUSED,
        /** The store has no room for more. */
        FULL
    }

    private final Reason reason;

    BucketAway(Reason reason, String what, Throwable cause) {
        super(what, cause);
        this.reason = reason;
    }

    BucketAway(Reason reason, String what) {
        super(what);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
