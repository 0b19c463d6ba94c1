package comity.node.registry;

import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Loss;
import comity.record.act.Roll;
import comity.record.complaint.Complaint;
import comity.record.draw.Draw;
import comity.record.figures.Publication;
import comity.record.finding.Finding;
import comity.record.map.MapCommitment;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.Operator;
import comity.treaty.docket.Cooperation;
import comity.treaty.law.Profile;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Everything that can be said against an act without looking at its docket. Holds no state. */
final class Examination {
    private final Map<String, Kind> kinds;
    private final InstantSource clock;
    private final String own;

    /**
     * @param own this node's State: whom it suspended is not heard
     */
    Examination(String own, Function<String, Set<Digest>> roots, InstantSource clock) {
        this.own = own;
        this.clock = clock;
        this.kinds =
                Map.of(
                        Cooperation.KIND, new CooperationKind(clock),
                        Directory.KIND, new DirectoryKind(roots),
                        Profile.KIND, new LawKind(),
                        Roll.KIND, new PersonsKind(),
                        MapCommitment.KIND, new PresenceKind(),
                        Complaint.KIND, new ComplaintKind(),
                        Draw.KIND, new DrawKind(),
                        Finding.KIND, new FindingKind(),
                        Publication.KIND, new FiguresKind(),
                        Loss.KIND, new LossKind());
    }

    Optional<Filing.Rejected> objection(Envelope act, Trust trust) {
        var header = act.header();
        var kind = kinds.get(header.kind());
        if (kind == null)
            return Optional.of(Filing.Rejected.of("kind.unknown", Map.of("kind", header.kind())));
        var suspended = trust.suspended(own, header.author().state());
        // A version of its directory is heard: with it a partner puts right what was wrong.
        var repairs = header.kind().equals(Directory.KIND) && header.type().equals(Directory.TYPE);
        if (suspended.isPresent() && !repairs)
            return Optional.of(
                    Filing.Rejected.of(
                            "state.suspended",
                            Map.of("state", header.author().state(), "reason", suspended.get())));
        if (!header.sections().keySet().equals(kind.sections()))
            return Optional.of(Filing.Rejected.of("sections.other"));
        for (var part : act.sections().entrySet()) {
            if (!part.getValue().digest().equals(header.sections().get(part.getKey())))
                return Optional.of(
                        Filing.Rejected.of("section.altered", Map.of("section", part.getKey())));
        }
        return kind.unauthentic(act, trust, clock.instant()).or(() -> notAfter(act, trust));
    }

    /**
     * {@code after} is another operator's checkpoint, signed by its log; a court would hold
     * anything else against the whole docket. An operator whose directory is not here is left to
     * it.
     */
    private static Optional<Filing.Rejected> notAfter(Envelope act, Trust trust) {
        var after = act.header().after();
        if (after.isEmpty()) return Optional.empty();
        try {
            var note = Note.parse(after);
            var origin = Checkpoint.of(note).origin();
            var operator =
                    trust.directories().byState().values().stream()
                            .filter(directory -> directory.logOrigin().equals(origin))
                            .findFirst();
            var signed =
                    operator.filter(
                                    directory ->
                                            directory.state().equals(act.header().author().state())
                                                    || !Operator.of(directory.log())
                                                            .isCheckpoint(note))
                            .isEmpty();
            return signed ? Optional.empty() : Optional.of(Filing.Rejected.of("after.not-signed"));
        } catch (MalformedNote _) {
            return Optional.of(Filing.Rejected.of("after.malformed"));
        }
    }

    /** The kind of an act that {@link #objection} had nothing against. */
    Kind kind(Envelope act) {
        var kind = kinds.get(act.header().kind());
        if (kind == null) throw new IllegalStateException("an act of no kind passed examination");
        return kind;
    }
}
