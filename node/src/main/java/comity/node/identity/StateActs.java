package comity.node.identity;

import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.record.act.ActId;
import comity.record.act.Author;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.Section;
import comity.treaty.law.Profile;
import comity.treaty.law.Profiles;
import comity.treaty.rules.Rulebook;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Files what a State says of itself through its node, in its central authority's name: no person
 * stands behind it, and no docket of cooperation holds it.
 */
public final class StateActs {
    /** What a State's node does by itself is no person's act. */
    private static final String OFFICE = "NODE";

    private final Registry registry;
    private final Keystore keys;
    private final InstantSource clock;
    private final SecureRandom random;

    public StateActs(Registry registry, Keystore keys, InstantSource clock, SecureRandom random) {
        this.registry = registry;
        this.keys = keys;
        this.clock = clock;
        this.random = random;
    }

    /** A docket for such acts. */
    public UUID newDocket() {
        return ActId.next(clock.instant(), random);
    }

    /**
     * Composes, signs and files an act of one section.
     *
     * @throws IllegalStateException if no central authority is published
     */
    public Filing file(UUID docket, String kind, String type, String name, Json.Obj said) {
        var section = Section.of(said, random);
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var anonymous = new byte[Digest.BYTES];
        random.nextBytes(anonymous);
        var authority =
                registry.profiles(Set.of(keys.state()))
                        .of(Optional.of(keys.state()))
                        .flatMap(Profile::centralAuthority)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "no central authority is published"));
        var header =
                new Header(
                        ActId.next(now, random),
                        docket,
                        kind,
                        type,
                        now,
                        new Author(keys.state(), authority, OFFICE, Digest.ofHash(anonymous)),
                        registry.seenFor(docket),
                        Rulebook.current().digest(Profiles.NONE),
                        registry.foreignCheckpoint().orElse(""),
                        Map.of(name, section.digest()));
        var key =
                keys.authority(authority, registry.directories().of(keys.state()), clock.instant());
        return registry.file(
                new Envelope(
                        header,
                        Map.of(name, section),
                        DetachedJws.sign(header.canonical(), key).compact(),
                        Optional.empty(),
                        List.of()));
    }
}
