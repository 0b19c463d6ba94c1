package comity.node.identity;

import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.record.act.ActId;
import comity.record.act.Author;
import comity.record.act.Base64Url;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.Pseudonym;
import comity.record.act.Roll;
import comity.record.act.Section;
import comity.treaty.law.Profiles;
import comity.treaty.rules.Rulebook;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How a State's registrar of persons enters: each entry one signed act on the State's docket of
 * persons, through the same door as every act.
 */
public final class Registrar {
    private final Registry registry;
    private final Keystore keys;
    private final Pseudonyms pseudonyms;
    private final String authority;
    private final InstantSource clock;
    private final SecureRandom random;

    /**
     * @param authority whose key the directory lists for the docket of persons
     */
    Registrar(
            Registry registry,
            Keystore keys,
            Pseudonyms pseudonyms,
            String authority,
            InstantSource clock,
            SecureRandom random) {
        this.registry = registry;
        this.keys = keys;
        this.pseudonyms = pseudonyms;
        this.authority = authority;
        this.clock = clock;
        this.random = random;
    }

    String state() {
        return keys.state();
    }

    /** The roll as it stands. */
    public Roll roll() {
        return registry.roll(keys.state());
    }

    /** The docket on which this State enters its persons; drawn once, before the first act. */
    public UUID docket() {
        return registry.docketOf(Roll.KIND, keys.state())
                .orElseGet(() -> ActId.next(clock.instant(), random));
    }

    /** How the roll calls {@code person}: a commitment, the same in each entry. */
    Digest holder(UUID docket, Person person) {
        return Pseudonym.of(pseudonyms.salt(docket, person), docket, person.id());
    }

    /**
     * Enters {@code entry}.
     *
     * @param docket from {@link #docket}, which the entry's own commitments belong to
     * @param officer who enters it; empty for what the node enters as its release or a person by
     *     the link of a letter demand
     */
    Filing enter(UUID docket, Roll.Type type, Json.Obj entry, Optional<Officer> officer) {
        var proposal = compose(docket, type, entry, officer);
        var header = proposal.header();
        var signature =
                DetachedJws.sign(
                                header.canonical(),
                                keys.authority(
                                        authority,
                                        registry.directories().of(keys.state()),
                                        clock.instant()))
                        .compact();
        return registry.file(
                new Envelope(header, proposal.sections(), signature, Optional.empty(), List.of()));
    }

    /** The same, as it will be signed by a registrar in person. */
    Proposal compose(UUID docket, Roll.Type type, Json.Obj entry, Optional<Officer> officer) {
        var sections = new LinkedHashMap<String, Section>();
        sections.put(Roll.ENTRY, Section.of(entry, random));
        officer.ifPresent(
                who -> sections.put(Roll.OFFICER, Section.of(introduced(docket, who), random)));
        var unused = new LinkedHashMap<String, Section>();
        for (var name : Roll.SECTIONS)
            if (!sections.containsKey(name)) unused.put(name, Section.of(Json.EMPTY, random));
        var digests = new TreeMap<String, Digest>();
        unused.forEach((name, section) -> digests.put(name, section.digest()));
        sections.forEach((name, section) -> digests.put(name, section.digest()));
        var now = clock.instant();
        var author =
                new Author(
                        keys.state(),
                        authority,
                        Roll.OFFICE,
                        officer.map(who -> holder(docket, who.person()))
                                .orElseGet(this::randomDigest));
        return new Proposal(
                new Header(
                        ActId.next(now, random),
                        docket,
                        Roll.KIND,
                        type.word(),
                        now,
                        author,
                        registry.seenFor(docket),
                        Rulebook.current().digest(Profiles.NONE),
                        registry.foreignCheckpoint().orElse(""),
                        digests),
                sections,
                unused);
    }

    private Json.Obj introduced(UUID docket, Officer officer) {
        return Json.object()
                .with("name", officer.person().name())
                .with("person", officer.person().id())
                .with("salt", Base64Url.encode(pseudonyms.salt(docket, officer.person())));
    }

    /** Names nobody. */
    private Digest randomDigest() {
        var bytes = new byte[Digest.BYTES];
        random.nextBytes(bytes);
        return Digest.ofHash(bytes);
    }
}
