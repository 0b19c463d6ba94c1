package comity.node.desk;

import java.util.List;
import java.util.Optional;

/** Proofs that logs only grew: this State's own, and partners' as they give them. */
@FunctionalInterface
public interface Growth {
    /**
     * RFC 6962, 2.1.2, between two sizes of the log {@code origin}; empty if nobody who could tell
     * answers now.
     */
    Optional<List<byte[]>> between(String origin, long from, long to);
}
