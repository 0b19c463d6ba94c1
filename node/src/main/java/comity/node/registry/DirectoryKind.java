package comity.node.registry;

import comity.record.act.ApprovedDirectory;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A State's directory, approved by the holders of its root, whose fingerprint this node was given
 * by another path. Entries may be added and ended, never taken out or exchanged: the newest version
 * judges old acts too.
 */
final class DirectoryKind implements Kind {
    private final Function<String, Set<Digest>> roots;

    /**
     * @param roots the fingerprints that this node was given of a State's root; none of a State
     *     that nobody introduced
     */
    DirectoryKind(Function<String, Set<Digest>> roots) {
        this.roots = roots;
    }

    @Override
    public Set<String> sections() {
        return Directory.SECTIONS;
    }

    @Override
    public Optional<Filing.Rejected> unauthentic(Envelope act, Trust trust, Instant now) {
        var header = act.header();
        var state = header.author().state();
        if (roots.apply(state).isEmpty()) return rejected("state.unknown", state);
        if (!Directory.TYPES.contains(header.type()))
            return Optional.of(Filing.Rejected.of("type.unknown", Map.of("type", header.type())));
        if (!header.type().equals(Directory.TYPE)) return Suspensions.unauthentic(act, trust, now);
        var approved = ApprovedDirectory.of(act);
        if (approved.isEmpty()) return rejected("directory.unreadable", state);
        if (!approved.get().directory().state().equals(state))
            return rejected("directory.of-another-state", state);
        // Who filed it may have lost the key since; what the version rests on are the approvals.
        return approved.get().directory().isFiledBy(act)
                ? Optional.empty()
                : rejected("directory.filed-by-another", state);
    }

    @Override
    public Optional<Filing> refused(Envelope act, Held docket, Trust trust, boolean own) {
        var state = act.header().author().state();
        var elsewhere =
                trust.docketOf(Directory.KIND, state)
                        .filter(known -> !known.equals(act.header().docket()));
        if (elsewhere.isPresent())
            return rejected("docket.second-of-its-kind", state).map(Filing.class::cast);
        if (!act.header().type().equals(Directory.TYPE))
            return Suspensions.refused(act, docket, trust).map(Filing.class::cast);
        return ApprovedDirectory.of(act)
                .orElseThrow()
                .objection(trust.signed(state), roots.apply(state)::contains)
                .flatMap(code -> rejected(code, state));
    }

    private static Optional<Filing.Rejected> rejected(String code, String state) {
        return Optional.of(Filing.Rejected.of(code, Map.of("state", state)));
    }
}
