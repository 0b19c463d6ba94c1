package comity.node.registry;

/**
 * The database did not do what it was asked. What became of the work is unknown until it is asked
 * again.
 */
public final class StorageFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StorageFailed(String what, Throwable cause) {
        super(what, cause);
    }
}
