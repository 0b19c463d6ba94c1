package comity.node.desk;

import comity.node.publication.LogAway;
import comity.node.publication.Publication;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.record.act.Receipt;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.TlogProof;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every receipt that this node has of an act: its own log's first, then what partners gave. */
public final class Receipts {
    private final Registry registry;
    private final Publication publication;

    public Receipts(Registry registry, Publication publication) {
        this.registry = registry;
        this.publication = publication;
    }

    /**
     * Waits until the act is witnessed.
     *
     * @return whether it is
     */
    boolean await(Digest act, Duration longest) {
        return registry.leaf(act)
                .filter(leaf -> publication.awaitWitnessed(leaf.position(), longest))
                .isPresent();
    }

    /** Whether the act at this position of the log is witnessed. */
    boolean isWitnessed(long position) {
        return publication.isWitnessed(position);
    }

    /** This State's own receipt as a tlog-proof with the nonce in its line {@code extra}. */
    Optional<String> proof(Digest act) {
        return publication
                .receipt(act)
                .map(
                        receipt -> {
                            try {
                                return TlogProof.parse(receipt.proof()).text(receipt.nonce());
                            } catch (MalformedNote e) {
                                throw new IllegalStateException("our own proof is none", e);
                            }
                        });
    }

    /** Those that can be had now: without our own while our log cannot be read. */
    List<Receipt> atHand(Digest act) {
        try {
            return all(act, publication.receipt(act));
        } catch (LogAway _) {
            return all(act, Optional.empty());
        }
    }

    /**
     * @throws LogAway if our log cannot be read now: a case file is whole, or not made
     */
    public List<Receipt> of(Digest act) {
        return all(act, publication.receipt(act));
    }

    private List<Receipt> all(Digest act, Optional<Receipt> own) {
        var all = new ArrayList<Receipt>();
        own.ifPresent(all::add);
        registry.act(act).stream()
                .flatMap(stored -> stored.envelope().receipts().stream())
                .filter(
                        receipt ->
                                own.filter(mine -> mine.origin().equals(receipt.origin()))
                                        .isEmpty())
                .forEach(all::add);
        return List.copyOf(all);
    }
}
