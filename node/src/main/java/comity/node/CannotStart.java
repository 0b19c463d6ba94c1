package comity.node;

import comity.node.database.DatabaseUnfit;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * What an administrator reads when the node does not start for a reason that this program knows:
 * the reason, and no trace of calls. Whatever else fails keeps its trace, for it is our mistake.
 */
final class CannotStart implements FailureAnalyzer {
    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var said = cause.getMessage();
            if (said != null && isReason(cause))
                return new FailureAnalysis(
                        said + because(cause),
                        "Put that right and start the node again. What each setting means is in"
                                + " docs/handbook/administrator.md.",
                        cause);
        }
        return null;
    }

    /** Thrown by our own code as one of the kinds that carry a sentence for people. */
    private static boolean isReason(Throwable cause) {
        var calls = cause.getStackTrace();
        if (calls.length == 0 || !calls[0].getClassName().startsWith("comity.")) return false;
        return cause instanceof DatabaseUnfit
                || cause instanceof UncheckedIOException
                || cause.getClass() == IllegalArgumentException.class
                || cause.getClass() == IllegalStateException.class;
    }

    private static String because(Throwable cause) {
        return cause instanceof UncheckedIOException && cause.getCause() != null
                ? " (" + cause.getCause() + ")"
                : "";
    }
}
