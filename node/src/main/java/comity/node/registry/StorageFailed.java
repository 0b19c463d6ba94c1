package comity.node.registry;

/**
 * A store, the database above all, did not do what it was asked. Whether the act was filed is
 * settled by presenting the same act again: if it is there, the answer is that it is filed.
 */
public class StorageFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageFailed(String what, Throwable cause) {
        super(what, cause);
    }

    public StorageFailed(String what) {
        super(what);
    }
}
