package comity.node.registry;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows in the act table that did not come through the door: somebody with more than the
 * application's role wrote them. They are named, never removed, for they are evidence.
 */
final class Intruders {
    private static final Logger LOG = LoggerFactory.getLogger(Intruders.class);
    private static final int MOST = 1_000;

    private final Ledger acts;
    private final Examination examination;
    private final Supplier<Trust> trust;
    private final List<String> named = new CopyOnWriteArrayList<>();

    Intruders(Ledger acts, Examination examination, Supplier<Trust> trust) {
        this.acts = acts;
        this.examination = examination;
        this.trust = trust;
    }

    /** Rows at positions {@code from} to below {@code to} were there before the door wrote them. */
    void noticed(long from, long to) {
        for (var position = from; position < to; position++) name(position);
    }

    private void name(long position) {
        var row = "position " + position + ": " + described(position);
        if (named.size() < MOST) named.add(row);
        LOG.error(
                "A row in the act table did not come through the door ({}). It was written by somebody"
                        + " who can do more in this database than this node. Find out who; do not remove it.",
                row);
    }

    private String described(long position) {
        try {
            var found = acts.tail(position, 1);
            if (found.isEmpty() || found.getFirst().position() != position) return "no act";
            var act = found.getFirst();
            return "act "
                    + act.digest().brief()
                    + examination
                            .objection(act.envelope(), trust.get())
                            .map(objection -> ", " + objection.code())
                            .orElse(", signed as it must be");
        } catch (RuntimeException e) {
            return "unreadable: " + e.getMessage();
        }
    }

    /** Every such row noticed since the start, by position. */
    List<String> named() {
        return List.copyOf(named);
    }
}
