package comity.node.desk;

import comity.evidence.dossier.Custody;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import java.util.Locale;
import java.util.UUID;

/** Who held which exhibits of a docket, drawn and as a table, from the acts that are held here. */
final class CustodyView {
    private final Registry registry;

    CustodyView(Registry registry) {
        this.registry = registry;
    }

    /**
     * XHTML in which everything that an act says is escaped; empty where no act names an exhibit.
     */
    String of(UUID docket, Locale language) {
        return Custody.html(
                registry.docket(docket).stream().map(Stored::envelope).toList(),
                Custody.names(registry.directories().byState().values()),
                language,
                true);
    }
}
