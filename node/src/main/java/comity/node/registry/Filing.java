package comity.node.registry;

import comity.record.act.Digest;
import comity.treaty.rules.Ruling;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/** How the registry answers when an act is presented at its door. Each is ordinary business. */
public sealed interface Filing {

    /** The act is on the docket and durable; presenting it again gives the same answer. */
    record Filed(Digest digest, long position) implements Filing {}

    /** The Convention does not permit the act on this docket. Nothing was stored. */
    record Denied(Ruling.Denied ruling) implements Filing {}

    /**
     * Other acts were filed first. The author has to see them and decide again.
     *
     * @param heads what {@code seen} must name now
     */
    record Overtaken(SortedSet<Digest> heads) implements Filing {}

    /** A foreign act came before acts that it has seen. It waits, within bounds, for those. */
    record Parked(Set<Digest> missing) implements Filing {}

    /**
     * Not an act that this node can take: bad bytes, a wrong signature, an unknown State.
     *
     * @param code a stable word such as {@code key.expired}; the message bundles say it as {@code
     *     rejection.key.expired}
     * @param remedy the bundles' key for what can be done about it
     */
    record Rejected(String code, String remedy, Map<String, String> facts) implements Filing {
        public Rejected {
            facts = Map.copyOf(facts);
        }

        public static Rejected of(String code, Map<String, String> facts) {
            return new Rejected(code, "rejection." + code + ".remedy", facts);
        }

        static Rejected of(String code) {
            return of(code, Map.of());
        }
    }
}
