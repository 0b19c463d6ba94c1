package comity.node.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import comity.node.publication.LogAway;
import comity.node.publication.Publication;
import comity.node.publication.Witnesses;
import comity.node.publication.Witnessing;
import comity.node.registry.Registry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How this State's log stands: for everybody, for nothing in it is secret. */
public final class LogViews {
    private final Registry registry;
    private final Publication log;
    private final Witnesses witnesses;
    private final Witnessing witnessing;

    LogViews(Registry registry, Publication log, Witnesses witnesses, Witnessing witnessing) {
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
     * @param behind present if an old state of this node is running: it files nothing
     * @param store present while the log's store does not take what is to be published: acts are
     *     filed, and are not yet witnessed
     * @param lost places whose acts this State lost and declared so
     * @param forks evidence that logs which this node witnesses showed two histories
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LogView(
            String origin,
            long size,
            long witnessed,
            List<String> witnesses,
            @Nullable BehindView behind,
            @Nullable StoreView store,
            List<LostView> lost,
            List<String> forks) {
        public long waiting() {
            return Math.max(0, size - witnessed);
        }
    }

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
}
