package comity.node.recourse;

import comity.node.identity.Keystore;
import comity.node.publication.LogAway;
import comity.node.publication.Publication;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.record.complaint.Complaint;
import comity.record.complaint.ComplaintReceipt;
import java.time.Duration;
import java.util.Optional;

/** Hands out what proves a filing without this node. */
final class Receipts {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Registry registry;
    private final Publication publication;
    private final Keystore keystore;

    Receipts(Registry registry, Publication publication, Keystore keystore) {
        this.registry = registry;
        this.publication = publication;
        this.keystore = keystore;
    }

    /**
     * The receipt of an act, once the log holds it; waits a while for that.
     *
     * @throws IllegalStateException if this node's own receipt does not hold
     */
    Optional<ComplaintReceipt> of(Digest act) {
        var stored = registry.act(act);
        if (stored.isEmpty() || !publication.awaitPosition(stored.get().position(), PATIENCE))
            return Optional.empty();
        try {
            var held = publication.receipt(act);
            var envelope = stored.get().envelope();
            var receipt =
                    held.map(
                            one ->
                                    new ComplaintReceipt(
                                            keystore.state(),
                                            envelope,
                                            Optional.ofNullable(
                                                    envelope.sections().get(Complaint.MATTER)),
                                            one,
                                            registry.directoryAct(keystore.state())));
            receipt.ifPresent(this::check);
            return receipt;
        } catch (LogAway _) {
            return Optional.empty();
        }
    }

    /** Said once by making it, and once as whoever holds it will check it. */
    private void check(ComplaintReceipt receipt) {
        var root =
                registry.directories()
                        .of(keystore.state())
                        .map(known -> known.root().fingerprint());
        if (receipt.check(root).failed())
            throw new IllegalStateException("this node's own receipt does not hold");
    }
}
