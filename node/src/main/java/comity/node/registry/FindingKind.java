package comity.node.registry;

import comity.record.act.Envelope;
import comity.record.finding.Finding;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A finding: one docket each, between an oversight body and one authority of the same State. The
 * body raises it first, once, repeats and closes it; the authority that it names answers, and
 * nobody else.
 */
final class FindingKind implements Kind {
    @Override
    public Set<String> sections() {
        return Finding.SECTIONS;
    }

    @Override
    public Optional<Filing.Rejected> unauthentic(Envelope act, Trust trust, Instant now) {
        return Kind.signatory(act, trust, now);
    }

    @Override
    public Optional<Filing> refused(Envelope act, Held docket, Trust trust, boolean own) {
        var header = act.header();
        if (!own) return rejected("kind.unknown", Map.of("kind", header.kind()));
        var type = Finding.type(act);
        if (type.isEmpty()) return rejected("type.unknown", Map.of("type", header.type()));
        if (act.content(Finding.MATTER)
                .filter(matter -> Finding.fits(type.get(), matter))
                .isEmpty()) return rejected("finding.malformed", Map.of());
        if (type.get().byBody() != header.author().office().equals(Finding.OVERSIGHT))
            return rejected("finding.other-office", Map.of());
        var first = docket.first();
        if (type.get() == Finding.Type.RAISE)
            return first.isEmpty() ? Optional.empty() : rejected("finding.second", Map.of());
        if (first.flatMap(Finding::type).filter(Finding.Type.RAISE::equals).isEmpty())
            return rejected("finding.none", Map.of());
        if (docket.has(Finding.Type.CLOSE.word())) return rejected("finding.closed", Map.of());
        var raised = first.get();
        var speaks =
                type.get().byBody()
                        ? Optional.of(raised.header().author().authority())
                        : raised.content(Finding.MATTER).flatMap(matter -> matter.text("to"));
        return speaks.filter(header.author().authority()::equals).isPresent()
                ? Optional.empty()
                : rejected("finding.other-authority", Map.of());
    }

    private static Optional<Filing> rejected(String code, Map<String, String> facts) {
        return Optional.of(Filing.Rejected.of(code, facts));
    }
}
