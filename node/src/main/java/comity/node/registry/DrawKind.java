package comity.node.registry;

import comity.record.act.Envelope;
import comity.record.draw.Commitment;
import comity.record.draw.Draw;
import comity.record.draw.Frame;
import comity.record.draw.Settlement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A draw: one docket each, in one oversight body's hands and in one State's alone. The body commits
 * first, once; it settles or abandons once, and can settle in one way alone, for the door draws
 * again.
 */
final class DrawKind implements Kind {
    @Override
    public Set<String> sections() {
        return Draw.SECTIONS;
    }

    @Override
    public Optional<Filing.Rejected> unauthentic(Envelope act, Trust trust, Instant now) {
        return Kind.signatory(act, trust, now);
    }

    @Override
    public Optional<Filing> refused(Envelope act, Held docket, Trust trust, boolean own) {
        var header = act.header();
        if (!own) return rejected("kind.unknown", Map.of("kind", header.kind()));
        var type = Draw.type(act);
        if (type.isEmpty()) return rejected("type.unknown", Map.of("type", header.type()));
        if (!header.author().office().equals(Draw.OVERSIGHT))
            return rejected("draw.other-office", Map.of("office", Draw.OVERSIGHT));
        var first = docket.first();
        if (type.get() == Draw.Type.COMMIT) {
            if (first.isPresent()) return rejected("draw.done-already", Map.of());
            return isSound(act) ? Optional.empty() : rejected("draw.malformed", Map.of());
        }
        var committed = first.flatMap(Commitment::of);
        var frame = first.flatMap(one -> one.content(Draw.FRAME)).flatMap(Frame::of);
        if (first.isEmpty() || committed.isEmpty() || frame.isEmpty())
            return rejected("draw.none", Map.of());
        if (!first.get().header().author().authority().equals(header.author().authority()))
            return rejected("draw.other-body", Map.of());
        if (docket.has(Draw.Type.SETTLE.word()) || docket.has(Draw.Type.ABANDON.word()))
            return rejected("draw.done-already", Map.of());
        if (type.get() == Draw.Type.ABANDON)
            return isReason(act) ? Optional.empty() : rejected("draw.malformed", Map.of());
        return Settlement.of(act)
                        .filter(how -> isDecided(how, first.get(), committed.get(), frame.get()))
                        .isPresent()
                ? Optional.empty()
                : rejected("draw.steered", Map.of());
    }

    /** What is committed to is what lies in the frame. */
    private static boolean isSound(Envelope act) {
        var committed = Commitment.of(act);
        var frame = act.content(Draw.FRAME).flatMap(Frame::of);
        return committed.isPresent()
                && frame.isPresent()
                && frame.get().isOrdered()
                && frame.get().dockets().size() == committed.get().candidates()
                && Frame.digest(frame.get().marks()).equals(committed.get().frame());
    }

    private static boolean isDecided(
            Settlement how, Envelope commitment, Commitment committed, Frame frame) {
        return Settlement.isInTime(commitment, how.held(), committed)
                && Settlement.of(commitment.digest(), committed, frame, how.seed(), how.held())
                        .filter(right -> right.drawn().equals(how.drawn()))
                        .isPresent();
    }

    private static boolean isReason(Envelope act) {
        return act.content(Draw.DRAW)
                .filter(said -> said.members().keySet().equals(Set.of("reason")))
                .flatMap(said -> said.text("reason"))
                .filter(reason -> !reason.isBlank() && reason.length() <= Draw.MOST_REASON)
                .isPresent();
    }

    private static Optional<Filing> rejected(String code, Map<String, String> facts) {
        return Optional.of(Filing.Rejected.of(code, facts));
    }
}
