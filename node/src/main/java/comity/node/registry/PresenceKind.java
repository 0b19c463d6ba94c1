package comity.node.registry;

import comity.record.act.Envelope;
import comity.record.map.MapCommitment;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** This State's commitments to the map of files that its acts name. No other State's come here. */
final class PresenceKind implements Kind {
    @Override
    public Set<String> sections() {
        return Set.of(MapCommitment.SECTION);
    }

    @Override
    public Optional<Filing.Rejected> unauthentic(Envelope act, Trust trust, Instant now) {
        return Kind.signatory(act, trust, now);
    }

    @Override
    public Optional<Filing> refused(Envelope act, Held docket, Trust trust, boolean own) {
        if (!own) return rejected("kind.unknown", Map.of("kind", act.header().kind()));
        return MapCommitment.of(act).isPresent()
                ? Optional.empty()
                : rejected("section.missing", Map.of());
    }

    private static Optional<Filing> rejected(String code, Map<String, String> facts) {
        return Optional.of(Filing.Rejected.of(code, facts));
    }
}
