package comity.node.completeness.presence;

import comity.node.frame.Refused;
import comity.node.identity.Keystore;
import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.record.act.ActId;
import comity.record.act.Author;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Section;
import comity.record.map.MapCommitment;
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
 * Files the acts by which this State commits the root of its map, in its central authority's name.
 */
final class Committing {
    /** What a State's node does by itself is no person's act. */
    private static final String OFFICE = "NODE";

    private final Registry registry;
    private final Keystore keys;
    private final InstantSource clock;
    private final SecureRandom random;

    Committing(Registry registry, Keystore keys, InstantSource clock, SecureRandom random) {
        this.registry = registry;
        this.keys = keys;
        this.clock = clock;
        this.random = random;
    }

    /** A docket for such acts; each holds some hundreds, for each act names the one before. */
    UUID newDocket() {
        return ActId.next(clock.instant(), random);
    }

    /** Files what {@code said} commits; its position in the log. */
    Filing.Filed file(MapCommitment said, UUID docket) {
        var section = Section.of(said.json(), random);
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
                        MapCommitment.KIND,
                        MapCommitment.TYPE,
                        now,
                        new Author(keys.state(), authority, OFFICE, Digest.ofHash(anonymous)),
                        registry.seenFor(docket),
                        Rulebook.current().digest(Profiles.NONE),
                        registry.foreignCheckpoint().orElse(""),
                        Map.of(MapCommitment.SECTION, section.digest()));
        var signature =
                DetachedJws.sign(
                        header.canonical(),
                        keys.authority(
                                authority,
                                registry.directories().of(keys.state()),
                                clock.instant()));
        var act =
                new Envelope(
                        header,
                        Map.of(MapCommitment.SECTION, section),
                        signature.compact(),
                        Optional.empty(),
                        List.of());
        return switch (registry.file(act)) {
            case Filing.Filed filed -> filed;
            case Filing.Overtaken _, Filing.Denied _, Filing.Parked _ ->
                    throw new IllegalStateException("the map's commitment was not taken");
            // Such as a node behind its own log, which files nothing: whoever asked hears why.
            case Filing.Rejected rejected -> throw Refused.because(rejected);
        };
    }
}
