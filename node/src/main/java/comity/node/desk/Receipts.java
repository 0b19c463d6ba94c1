package comity.node.desk;

import comity.node.publication.Publication;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.record.act.Receipt;
import java.util.ArrayList;
import java.util.List;

/** Every receipt that this node has of an act: its own log's first, then what partners gave. */
public final class Receipts {
    private final Registry registry;
    private final Publication publication;

    public Receipts(Registry registry, Publication publication) {
        this.registry = registry;
        this.publication = publication;
    }

    public List<Receipt> of(Digest act) {
        var all = new ArrayList<Receipt>();
        var own = publication.receipt(act);
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
