package comity.node.desk;

import comity.evidence.dossier.Contents;
import comity.record.act.Digest;
import java.util.Optional;

/** Exhibits that this node holds and may open; the vault's side of a case file. */
@FunctionalInterface
public interface Exhibits {
    /** Where the clear bytes come from; empty if they are not here. */
    Optional<Contents.Source> open(Digest sha256);
}
