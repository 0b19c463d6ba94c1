package comity.record.x509;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An authority whose timestamps a State's directory lets count.
 *
 * @param certificate its own, or that of whoever issues its certificates
 * @param policies under which its timestamps count, as object identifiers with dots; empty if under
 *     each
 * @param ended its timestamps of this time and later count no more
 * @param trial it runs on the State's own node, to try things out: its word is the node's own
 */
public record TimestampAuthority(
        Certificate certificate, Set<String> policies, Optional<Instant> ended, boolean trial) {
    public TimestampAuthority {
        policies = Set.copyOf(policies);
    }

    /** Whether {@code later} is this entry, at most ended since, or earlier. */
    public boolean isKeptAs(TimestampAuthority later) {
        return certificate.equals(later.certificate)
                && policies.equals(later.policies)
                && trial == later.trial
                && (ended.isEmpty()
                        || later.ended.filter(at -> !at.isAfter(ended.get())).isPresent());
    }
}
