package comity.node.registry;

import comity.record.act.Directories.Signatory;
import comity.record.act.Envelope;
import comity.record.act.Interval;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the door asks of an act, by the kind of its docket. */
interface Kind {
    /** The names that every header of this kind has. */
    Set<String> sections();

    /**
     * Whether whoever the act names as its author made it. Needs the act and the directories alone,
     * so it runs in the caller's thread, many at once.
     */
    Optional<Filing.Rejected> unauthentic(Envelope act, Trust trust, Instant now);

    /**
     * Whether the act may be filed on the docket as it stands; empty if it may. Runs in the
     * committer.
     *
     * @param own whether it is this State's act: then what could not be checked is not permitted
     */
    Optional<Filing> refused(Envelope act, Held docket, Trust trust, boolean own);

    /** The one check of keys and passkeys, as an answer of the door. */
    static Optional<Filing.Rejected> signatory(Envelope act, Trust trust, Instant now) {
        var facts = Map.of("authority", act.header().author().authority());
        return switch (trust.directories().signatory(act, Interval.at(now))) {
            case Signatory.Authentic() -> Optional.empty();
            case Signatory.Refused(var code) -> Optional.of(Filing.Rejected.of(code, facts));
            case Signatory.Uncertain(var code) -> Optional.of(Filing.Rejected.of(code, facts));
        };
    }
}
