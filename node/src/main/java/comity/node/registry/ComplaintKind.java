package comity.node.registry;

import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.complaint.Complaint;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A complaint and what the oversight body answers: one docket each, in one authority's hands, and
 * in one State's alone. A complaint comes first, once; it is taken up once and decided once, and
 * whoever complained may always write more.
 */
final class ComplaintKind implements Kind {
    @Override
    public Set<String> sections() {
        return Complaint.SECTIONS;
    }

    @Override
    public Optional<Filing.Rejected> unauthentic(Envelope act, Trust trust, Instant now) {
        return Kind.signatory(act, trust, now);
    }

    @Override
    public Optional<Filing> refused(Envelope act, Held docket, Trust trust, boolean own) {
        var header = act.header();
        if (!own) return rejected("kind.unknown", Map.of("kind", header.kind()));
        var type = Complaint.type(act);
        if (type.isEmpty()) return rejected("type.unknown", Map.of("type", header.type()));
        if (act.content(Complaint.MATTER)
                .filter(matter -> Complaint.fits(type.get(), matter))
                .isEmpty()) return rejected("complaint.malformed", Map.of());
        var office = type.get().office();
        if (!header.author().office().equals(office))
            return rejected("complaint.other-office", Map.of("office", office));
        var first = docket.first();
        if (type.get().isFirst())
            return first.isEmpty()
                    ? Optional.empty()
                    : rejected("complaint.second-of-its-kind", Map.of());
        var begun = first.flatMap(Complaint::type).filter(Complaint.Type::isFirst);
        if (begun.isEmpty()) return rejected("complaint.none", Map.of());
        if (!type.get().isOn(begun.get()))
            return rejected("complaint.not-on-this", Map.of("type", header.type()));
        if (!first.get().header().author().authority().equals(header.author().authority()))
            return rejected("complaint.other-body", Map.of());
        if (type.get() == Complaint.Type.REPLY) return replies(matter(act), docket);
        return once(type.get()) && docket.has(type.get().word())
                ? rejected("complaint.done-already", Map.of("type", header.type()))
                : Optional.empty();
    }

    /**
     * Nobody is told of a measure before an inspector has said how it was shown whose account it
     * is; and nothing is said neutrally a second time.
     */
    private static Optional<Filing> replies(Json.Obj matter, Held docket) {
        if (matter.text("told").filter(Complaint.Told.NEUTRAL.name()::equals).isPresent())
            return docket.has(Complaint.Type.REPLY.word())
                    ? rejected(
                            "complaint.done-already", Map.of("type", Complaint.Type.REPLY.word()))
                    : Optional.empty();
        return docket.has(Complaint.Type.VERIFY.word())
                ? Optional.empty()
                : rejected("complaint.not-verified", Map.of());
    }

    private static Json.Obj matter(Envelope act) {
        return act.content(Complaint.MATTER).orElse(Json.EMPTY);
    }

    private static boolean once(Complaint.Type type) {
        return type == Complaint.Type.ACKNOWLEDGE || type == Complaint.Type.DECIDE;
    }

    private static Optional<Filing> rejected(String code, Map<String, String> facts) {
        return Optional.of(Filing.Rejected.of(code, facts));
    }
}
