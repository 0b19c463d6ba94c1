package comity.node.registry;

import comity.record.act.Directory;
import comity.record.act.Envelope;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A State's directory, signed by its root key, which this node was given by another path. Entries
 * may be added and ended, never taken out or exchanged: the newest version judges old acts too.
 */
final class DirectoryKind implements Kind {
    private final Function<String, Optional<Directory.Root>> roots;

    DirectoryKind(Function<String, Optional<Directory.Root>> roots) {
        this.roots = roots;
    }

    @Override
    public Set<String> sections() {
        return Set.of(Directory.SECTION);
    }

    @Override
    public Optional<Filing.Rejected> unauthentic(Envelope act, Trust trust, Instant now) {
        var state = act.header().author().state();
        var root = roots.apply(state);
        if (root.isEmpty()) return rejected("state.unknown", state);
        if (!Directory.isPublishedBy(root.get(), state, act))
            return rejected("directory.not-signed-by-root", state);
        var directory = Trust.directory(act);
        if (directory.isEmpty()) return rejected("directory.unreadable", state);
        return directory.get().state().equals(state) && directory.get().root().equals(root.get())
                ? Optional.empty()
                : rejected("directory.of-another-state", state);
    }

    @Override
    public Optional<Filing> refused(Envelope act, Held docket, Trust trust, boolean own) {
        var state = act.header().author().state();
        var before = trust.directories().of(state);
        var elsewhere =
                trust.docketOf(Directory.KIND, state)
                        .filter(known -> !known.equals(act.header().docket()));
        if (elsewhere.isPresent())
            return rejected("docket.second-of-its-kind", state).map(Filing.class::cast);
        if (before.isEmpty()) return Optional.empty();
        var now = Trust.directory(act).orElseThrow();
        if (now.version() <= before.get().version())
            return rejected("directory.not-newer", state).map(Filing.class::cast);
        return now.keepsAll(before.get())
                ? Optional.empty()
                : rejected("directory.drops-entries", state).map(Filing.class::cast);
    }

    private static Optional<Filing.Rejected> rejected(String code, String state) {
        return Optional.of(Filing.Rejected.of(code, Map.of("state", state)));
    }
}
