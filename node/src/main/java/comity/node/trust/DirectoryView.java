package comity.node.trust;

import comity.record.act.Directory;
import comity.record.act.Key;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A State's directory as people and programs read it.
 *
 * @param waiting whether a version waits for the holders of the root
 */
public record DirectoryView(
        String state,
        long version,
        String digest,
        RootView root,
        List<KeyView> keys,
        List<SuspendedView> suspended,
        boolean waiting) {

    /**
     * @param fingerprint what partners and courts hold by another path
     */
    public record RootView(int threshold, List<String> holders, String fingerprint, boolean demo) {}

    /**
     * @param standing {@code IN_FORCE}, {@code NOT_YET}, {@code ENDED} or {@code COMPROMISED}
     */
    public record KeyView(
            String id,
            String authority,
            String algorithm,
            Instant from,
            Instant until,
            Optional<Instant> compromised,
            Standing standing) {}

    /** Where a key is in its life. */
    public enum Standing {
        IN_FORCE,
        NOT_YET,
        ENDED,
        COMPROMISED
    }

    public record SuspendedView(String state, String reason) {}

    static DirectoryView of(
            Directory directory, List<SuspendedView> suspended, boolean waiting, Instant now) {
        var root = directory.root();
        return new DirectoryView(
                directory.state(),
                directory.version(),
                directory.digest().hex(),
                new RootView(
                        root.threshold(),
                        root.holders().stream().map(holder -> holder.name()).toList(),
                        root.fingerprint().hex(),
                        root.demo()),
                directory.keys().stream().map(key -> key(key, now)).toList(),
                suspended,
                waiting);
    }

    private static KeyView key(Key key, Instant now) {
        return new KeyView(
                key.id(),
                key.authority(),
                key.algorithm().name(),
                key.from(),
                key.until(),
                key.compromised(),
                standing(key, now));
    }

    private static Standing standing(Key key, Instant now) {
        if (key.compromised().isPresent()) return Standing.COMPROMISED;
        if (now.isBefore(key.from())) return Standing.NOT_YET;
        return now.isBefore(key.until()) ? Standing.IN_FORCE : Standing.ENDED;
    }
}
