package comity.node.identity;

import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.record.act.ActId;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.Section;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Files what an officer says for their authority on a docket that is no proceeding. No rule of the
 * rulebook speaks of it: what may be said there its own room knows, and the door checks the rest.
 */
public final class OfficeActs {
    /** The section that says who the officer is. */
    private static final String OFFICER = "officer";

    private final Registry registry;
    private final Keystore keys;
    private final Composer composer;
    private final InstantSource clock;
    private final SecureRandom random;

    public OfficeActs(
            Registry registry,
            Keystore keys,
            Composer composer,
            InstantSource clock,
            SecureRandom random) {
        this.registry = registry;
        this.keys = keys;
        this.composer = composer;
        this.clock = clock;
        this.random = random;
    }

    /** A docket for such acts. */
    public UUID newDocket() {
        return ActId.next(clock.instant(), random);
    }

    /**
     * Composes, signs and files an act over everything that this node holds of the docket now.
     *
     * @param said what it says, by section, without the officer's own
     * @param names of all sections of the kind: one that is not used looks like one that is
     */
    public Filing file(
            UUID docket,
            String kind,
            String type,
            Map<String, Json.Obj> said,
            Set<String> names,
            Officer officer) {
        var sections = new TreeMap<String, Section>();
        said.forEach((name, content) -> sections.put(name, Section.of(content, random)));
        sections.put(OFFICER, Section.of(composer.introduced(docket, officer), random));
        var digests = new TreeMap<String, Digest>();
        names.forEach(name -> digests.put(name, anything()));
        sections.forEach((name, section) -> digests.put(name, section.digest()));
        var now = clock.instant();
        var header =
                new Header(
                        ActId.next(now, random),
                        docket,
                        kind,
                        type,
                        now,
                        composer.author(docket, officer),
                        registry.seenFor(docket),
                        Digest.of(new byte[0]),
                        registry.foreignCheckpoint().orElse(""),
                        digests);
        var key = keys.authority(officer.authority(), registry.directories().of(keys.state()), now);
        return registry.file(
                new Envelope(
                        header,
                        sections,
                        DetachedJws.sign(header.canonical(), key).compact(),
                        Optional.empty(),
                        List.of()));
    }

    private Digest anything() {
        var bytes = new byte[Digest.BYTES];
        random.nextBytes(bytes);
        return Digest.ofHash(bytes);
    }
}
