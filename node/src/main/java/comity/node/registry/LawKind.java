package comity.node.registry;

import comity.record.act.Envelope;
import comity.treaty.law.Law;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A State's law as data, published on one docket of its own. */
final class LawKind implements Kind {

    @Override
    public Set<String> sections() {
        return Law.SECTIONS;
    }

    @Override
    public Optional<Filing.Rejected> unauthentic(Envelope act, Trust trust, Instant now) {
        return Kind.signatory(act, trust, now);
    }

    @Override
    public Optional<Filing> refused(Envelope act, Held docket, Trust trust, boolean own) {
        var header = act.header();
        var state = header.author().state();
        var law = Law.of(header.type());
        if (law.isEmpty())
            return Optional.of(Filing.Rejected.of("type.unknown", Map.of("type", header.type())));
        if (act.content(law.get().section()).isEmpty())
            return Optional.of(Filing.Rejected.of("section.missing"));
        return trust.docketOf(Law.KIND, state)
                .filter(docketOfState -> !docketOfState.equals(header.docket()))
                .map(_ -> Filing.Rejected.of("docket.second-of-its-kind", Map.of("state", state)));
    }
}
