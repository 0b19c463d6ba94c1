package comity.evidence.dossier;

import comity.record.act.Digest;
import comity.record.tlog.Policy;
import comity.record.x509.TimestampAuthority;
import java.util.List;
import java.util.Optional;

/**
 * What a reader has by another path than the case file, and what is asked of the file with it.
 *
 * @param roots the States' root keys; without them, that the States are who they say is not checked
 * @param witnesses whose cosignatures make an act witnessed for this reader (C2SP tlog-policy)
 * @param signingPage SHA-256 of the page on which persons are said to have signed
 * @param authorities whose timestamps over a whole container count, besides those that the State
 *     names which made it: who renews one years later, its directory cannot know
 */
public record Given(
        Optional<Roots> roots,
        Optional<Policy> witnesses,
        Optional<Digest> signingPage,
        List<TimestampAuthority> authorities) {
    public Given {
        authorities = List.copyOf(authorities);
    }

    public Given(Optional<Roots> roots, Optional<Policy> witnesses, Optional<Digest> signingPage) {
        this(roots, witnesses, signingPage, List.of());
    }

    /** The roots alone, or nothing at all. */
    public static Given of(Optional<Roots> roots) {
        return new Given(roots, Optional.empty(), Optional.empty());
    }
}
