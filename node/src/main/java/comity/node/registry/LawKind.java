package comity.node.registry;

import comity.record.act.Envelope;
import comity.treaty.rules.Profile;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A State's law as data: its profile, published whole with each version. */
final class LawKind implements Kind {

    @Override
    public Set<String> sections() {
        return Set.of(Profile.SECTION);
    }

    @Override
    public Optional<Filing.Rejected> unauthentic(Envelope act, Trust trust, Instant now) {
        return Kind.signatory(act, trust, now);
    }

    @Override
    public Optional<Filing> refused(Envelope act, Held docket, Trust trust, boolean own) {
        var header = act.header();
        var state = header.author().state();
        if (!header.type().equals(Profile.TYPE))
            return Optional.of(Filing.Rejected.of("type.unknown", Map.of("type", header.type())));
        if (act.content(Profile.SECTION).isEmpty())
            return Optional.of(Filing.Rejected.of("section.missing"));
        return trust.docketOf(Profile.KIND, state)
                .filter(docketOfState -> !docketOfState.equals(header.docket()))
                .map(_ -> Filing.Rejected.of("docket.second-of-its-kind", Map.of("state", state)));
    }
}
