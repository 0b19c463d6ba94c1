package comity.node.oversight;

import comity.record.act.Digest;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Who of this State's persons stands behind which pseudonym, as far as this node still knows. */
@FunctionalInterface
interface Actors {
    Map<UUID, Map<Digest, String>> on(Collection<UUID> dockets);
}
