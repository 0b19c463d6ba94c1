package comity.node.database;

/**
 * The database cannot be started, or would not keep what we tell others is kept. The message says
 * what was found and what to do; the node does not serve.
 */
public final class DatabaseUnfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseUnfit(String message) {
        super(message);
    }

    DatabaseUnfit(String message, Throwable cause) {
        super(message, cause);
    }
}
