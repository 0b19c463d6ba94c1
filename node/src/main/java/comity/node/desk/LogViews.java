package comity.node.desk;

import comity.node.publication.LogAway;
import comity.node.publication.Publication;
import comity.node.publication.Witnesses;
import comity.node.publication.Witnessing;
import comity.node.registry.Registry;
import comity.node.timestamps.Anchoring;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How this State's log stands: for everybody, for nothing in it is secret. */
public final class LogViews {
    private final Registry registry;
    private final Publication log;
    private final Witnesses witnesses;
    private final Witnessing witnessing;

    private final Anchoring anchoring;

    LogViews(
            Registry registry,
            Publication log,
            Witnesses witnesses,
            Witnessing witnessing,
            Anchoring anchoring) {
        this.anchoring = anchoring;
        this.registry = registry;
        this.log = log;
        this.witnesses = witnesses;
        this.witnessing = witnessing;
    }

    /**
     * @param origin the log's name
     * @param size how many acts it holds
     * @param witnessed how many of them others countersigned
     * @param witnesses where this State's policy has witnesses asked, beside its partners
     * @param timestamps how its anchoring in time by timestamps stands
     * @param behind present if an old state of this node is running: it files nothing
     * @param store present while the log's store does not take what is to be published: acts are
     *     filed, and are not yet witnessed
     * @param lost places whose acts this State lost and declared so
     * @param forks evidence that logs which this node witnesses showed two histories
     */
    public record LogView(
            String origin,
            long size,
            long witnessed,
            List<String> witnesses,
            TimestampsView timestamps,
            @Nullable BehindView behind,
            @Nullable StoreView store,
            List<LostView> lost,
            List<String> forks) {
        public long waiting() {
            return Math.max(0, size - witnessed);
        }
    }

    /**
     * @param places where this node asks for timestamps; empty if nowhere
     * @param stamped how many acts of the log are anchored by one
     * @param problem why the last try came to nothing; absent if it did not
     * @param secondsAhead by how much this node's clock is ahead of the authority's (behind, where
     *     negative); 0 where they agree
     */
    public record TimestampsView(
            List<String> places, long stamped, @Nullable ProblemView problem, long secondsAhead) {
        /** Of a log of this size, how many acts wait. */
        public long waiting(long size) {
            return Math.max(0, size - stamped);
        }
    }

    /**
     * @param by who was asked
     * @param code {@code stamp.unreachable}, or what was wrong with the answer
     */
    public record ProblemView(String by, String code, String detail) {}

    /**
     * @param ours how many acts are here
     * @param shown how many entries the log had under this State's own signature
     * @param by who showed it
     */
    public record BehindView(long ours, long shown, String by) {}

    /**
     * @param since when the store was first found so
     * @param why {@code unreachable}, {@code refused}, {@code other-bytes} or {@code moved}
     */
    public record StoreView(Instant since, String why) {}

    /** Entries {@code from} to below {@code to}. */
    public record LostView(long from, long to) {}

    LogView now() {
        return new LogView(
                log.origin(),
                log.size(),
                log.witnessedSize(),
                witnesses.names(),
                timestamps(),
                log.behind()
                        .map(found -> new BehindView(found.ours(), found.shown(), found.by()))
                        .orElse(null),
                log.waiting()
                        .map(waiting -> new StoreView(waiting.since(), word(waiting.why())))
                        .orElse(null),
                registry.lost().stream().map(lost -> new LostView(lost.from(), lost.to())).toList(),
                witnessing.forks());
    }

    private static String word(LogAway.Reason why) {
        return switch (why) {
            case UNREACHABLE -> "unreachable";
            case REFUSED -> "refused";
            case OTHER_BYTES -> "other-bytes";
            case MOVED -> "moved";
        };
    }

    private TimestampsView timestamps() {
        var now = anchoring.standing();
        return new TimestampsView(
                now.places(),
                now.stamped(),
                now.problem()
                        .map(found -> new ProblemView(found.by(), found.code(), found.detail()))
                        .orElse(null),
                now.ahead().toSeconds());
    }
}
