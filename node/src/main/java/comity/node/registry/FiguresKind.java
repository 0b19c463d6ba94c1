package comity.node.registry;

import comity.record.act.Envelope;
import comity.record.figures.Publication;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this State binds itself to when it publishes numbers: once for a period, and each period
 * after the one before. No other State's come here.
 */
final class FiguresKind implements Kind {
    @Override
    public Set<String> sections() {
        return Set.of(Publication.SECTION);
    }

    @Override
    public Optional<Filing.Rejected> unauthentic(Envelope act, Trust trust, Instant now) {
        return Kind.signatory(act, trust, now);
    }

    @Override
    public Optional<Filing> refused(Envelope act, Held docket, Trust trust, boolean own) {
        if (!own) return rejected("kind.unknown", Map.of("kind", act.header().kind()));
        var published = Publication.of(act);
        if (published.isEmpty()) return rejected("section.missing", Map.of());
        var before = docket.last().flatMap(Publication::of);
        return before.isEmpty() || before.get().upTo() <= published.get().from()
                ? Optional.empty()
                : rejected("figures.again", Map.of("period", before.get().period()));
    }

    private static Optional<Filing> rejected(String code, Map<String, String> facts) {
        return Optional.of(Filing.Rejected.of(code, facts));
    }
}
