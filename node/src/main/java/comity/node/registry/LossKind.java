package comity.node.registry;

import comity.record.act.Envelope;
import comity.record.act.Loss;
import comity.record.act.MalformedAct;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A State says which acts of its own log it lost. It can be filed and never taken back. */
final class LossKind implements Kind {
    @Override
    public Set<String> sections() {
        return Set.of(Loss.SECTION);
    }

    @Override
    public Optional<Filing.Rejected> unauthentic(Envelope act, Trust trust, Instant now) {
        return Kind.signatory(act, trust, now);
    }

    @Override
    public Optional<Filing> refused(Envelope act, Held docket, Trust trust, boolean own) {
        if (!act.header().type().equals(Loss.TYPE))
            return Optional.of(
                    Filing.Rejected.of("type.unknown", Map.of("type", act.header().type())));
        var content = act.content(Loss.SECTION);
        if (content.isEmpty()) return Optional.of(Filing.Rejected.of("section.missing"));
        var state = act.header().author().state();
        try {
            var loss = Loss.of(content.get());
            return trust.directories()
                            .of(state)
                            .filter(directory -> directory.logOrigin().equals(loss.origin()))
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of(Filing.Rejected.of("loss.of-another-log"));
        } catch (MalformedAct e) {
            return Optional.of(Filing.Rejected.of("act.malformed", Map.of("part", e.part())));
        }
    }
}
