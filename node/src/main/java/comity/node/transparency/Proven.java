package comity.node.transparency;

import comity.node.frame.Figures;
import comity.node.frame.Quarter;
import comity.node.frame.Refused;
import comity.node.publication.LogAway;
import comity.node.publication.Publication;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Receipt;
import comity.record.figures.FiguresFile;
import comity.record.figures.Opened;
import comity.treaty.docket.Cooperation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The files by which anybody checks the numbers of a quarter: for everybody, that they are the sums
 * of what was committed to; for whoever sees a docket, also in which numbers its acts count.
 */
final class Proven implements Figures {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Registry registry;
    private final Publication publication;
    private final Counts counts;
    private final Proofs proofs;
    private final String own;

    Proven(Registry registry, Publication publication, Counts counts, Proofs proofs, String own) {
        this.registry = registry;
        this.publication = publication;
        this.counts = counts;
        this.proofs = proofs;
        this.own = own;
    }

    /** A quarter that is published, proven, and to which the State is bound. */
    private record Bound(Statement statement, Proofs.Kept kept, Envelope act) {}

    private Optional<Bound> bound(Statement statement) {
        var kept = proofs.of(new Quarter(statement.firstDay()));
        var act = kept.flatMap(Proofs.Kept::act).flatMap(registry::act).map(Stored::envelope);
        return act.map(filed -> new Bound(statement, kept.orElseThrow(), filed));
    }

    @Override
    public boolean areProven(Digest act) {
        var leaf = registry.leaf(act);
        return leaf.isPresent()
                && counts.published().stream()
                        .filter(one -> holds(one, leaf.get().position()))
                        .anyMatch(this::isProven);
    }

    /** Whether the numbers of a quarter are proven, and the State is bound to them. */
    boolean isProven(Statement statement) {
        return proofs.boundBy(new Quarter(statement.firstDay())).isPresent();
    }

    /**
     * The file for everybody.
     *
     * @throws Refused if no such quarter is published and proven, or the log cannot be read now
     */
    FiguresFile of(String period) {
        return file(required(period), List.of());
    }

    private Bound required(String period) {
        return counts.published().stream()
                .filter(one -> one.period().equals(period))
                .findFirst()
                .flatMap(this::bound)
                .orElseThrow(Refused::unknown);
    }

    /**
     * The same, with those acts of a docket that count in it; and with {@code act}, whether it
     * counts or not.
     *
     * @param period empty for the latest in which an act of the docket lies
     * @throws Refused as {@link #of}, and if no act of the docket lies in a proven quarter
     */
    FiguresFile of(UUID docket, Optional<String> period, Optional<Digest> act) {
        var acts = new HashMap<Long, Stored>();
        registry.docket(docket).stream()
                .filter(one -> one.envelope().header().kind().equals(Cooperation.KIND))
                .forEach(one -> acts.put(one.position(), one));
        var bound =
                counts.published().stream()
                        .filter(one -> period.isEmpty() || one.period().equals(period.get()))
                        .filter(one -> acts.keySet().stream().anyMatch(at -> holds(one, at)))
                        .findFirst()
                        .flatMap(this::bound)
                        .orElseThrow(() -> Refused.with(404, "figures.none"));
        return file(bound, opened(bound, acts, act));
    }

    private static boolean holds(Statement statement, long position) {
        return position >= statement.from() && position < statement.upTo();
    }

    private List<Opened> opened(Bound bound, Map<Long, Stored> acts, Optional<Digest> wanted) {
        var totals = bound.statement().totals();
        var tree = proofs.tree(bound.kept(), totals);
        var opened = new ArrayList<Opened>();
        for (var position : acts.keySet().stream().sorted().toList()) {
            if (!holds(bound.statement(), position)) continue;
            var act = Objects.requireNonNull(acts.get(position));
            var figures =
                    proofs.counted(bound.kept().quarter(), position, position + 1)
                            .getOrDefault(position, List.of());
            if (figures.isEmpty() && wanted.filter(act.digest()::equals).isEmpty()) continue;
            opened.add(
                    Opened.of(
                            act.digest(),
                            receipt(act.digest(), position),
                            position,
                            figures,
                            bound.kept().blinding(),
                            tree.path(position)));
        }
        return opened;
    }

    private FiguresFile file(Bound bound, List<Opened> opened) {
        var act = bound.act();
        var position = registry.leaf(act.digest()).orElseThrow().position();
        return new FiguresFile(
                own,
                act,
                receipt(act.digest(), position),
                bound.statement().json(),
                bound.kept().proof().orElseThrow(),
                opened,
                registry.directoryAct(own));
    }

    private Receipt receipt(Digest act, long position) {
        try {
            if (publication.awaitPosition(position, PATIENCE)) {
                var receipt = publication.receipt(act);
                if (receipt.isPresent()) return receipt.get();
            }
        } catch (LogAway _) {
            // Said below, as for a log that is behind.
        }
        throw Refused.with(503, "figures.log");
    }
}
