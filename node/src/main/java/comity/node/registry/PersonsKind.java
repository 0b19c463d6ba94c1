package comity.node.registry;

import comity.record.act.Envelope;
import comity.record.act.Roll;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a State's registrar enters about its persons' passkeys and their signing page. The key that
 * may do so stands in the directory that the holders of the State's root signed.
 */
final class PersonsKind implements Kind {
    @Override
    public Set<String> sections() {
        return Roll.SECTIONS;
    }

    @Override
    public Optional<Filing.Rejected> unauthentic(Envelope act, Trust trust, Instant now) {
        var type = act.header().type();
        if (Roll.Type.of(type).filter(Roll.Type::personal).isPresent() && act.personal().isEmpty())
            return Optional.of(Filing.Rejected.of("passkey.missing", Map.of("type", type)));
        return Kind.signatory(act, trust, now);
    }

    @Override
    public Optional<Filing> refused(Envelope act, Held docket, Trust trust, boolean own) {
        var state = act.header().author().state();
        var elsewhere =
                trust.docketOf(Roll.KIND, state)
                        .filter(known -> !known.equals(act.header().docket()));
        if (elsewhere.isPresent()) return rejected("docket.second-of-its-kind", state);
        var directory = trust.signed(state);
        if (directory.isEmpty()) return rejected("state.unknown", state);
        return trust.roll(state)
                .objection(act, directory.get())
                .flatMap(code -> rejected(code, state));
    }

    private static Optional<Filing> rejected(String code, String state) {
        return Optional.of(Filing.Rejected.of(code, Map.of("state", state)));
    }
}
