package comity.node.identity;

import comity.node.registry.Registry;
import comity.record.act.ActId;
import comity.record.act.Assertion;
import comity.record.act.Author;
import comity.record.act.Base64Url;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.Pseudonym;
import comity.record.act.Section;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.law.Profiles;
import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Ruling;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Turns what an officer wants to say into an act: the header with everything it must name, the
 * sections with their salts, and at the end the authority's signature.
 */
public final class Composer {
    private final Registry registry;
    private final Keystore keys;
    private final Pseudonyms pseudonyms;
    private final InstantSource clock;
    private final SecureRandom random;

    public Composer(
            Registry registry,
            Keystore keys,
            Pseudonyms pseudonyms,
            InstantSource clock,
            SecureRandom random) {
        this.registry = registry;
        this.keys = keys;
        this.pseudonyms = pseudonyms;
        this.clock = clock;
        this.random = random;
    }

    /** A fresh identifier, for a docket, a proposal or an act. */
    public UUID newId() {
        return ActId.next(clock.instant(), random);
    }

    /** {@code officer} as the acts of {@code docket} name them. */
    public Author author(UUID docket, Officer officer) {
        var salt = pseudonyms.salt(docket, officer.person());
        return new Author(
                officer.state(),
                officer.authority(),
                officer.office(),
                Pseudonym.of(salt, docket, officer.person().id()));
    }

    /**
     * Composes an act over everything that this node holds of the docket now.
     *
     * @param content what it says, by section, without the officer's own section
     */
    public Proposal compose(
            UUID docket, String type, Map<String, Json.Obj> content, Officer officer) {
        var sections = new LinkedHashMap<String, Section>();
        content.forEach((name, said) -> sections.put(name, Section.of(said, random)));
        sections.put(Cooperation.OFFICER, Section.of(introduced(docket, officer), random));
        return compose(docket, type, sections, author(docket, officer));
    }

    /** The same for what the node does by itself, in an authority's name: it names no person. */
    public Proposal composeForNode(
            UUID docket,
            String type,
            Map<String, Json.Obj> content,
            String authority,
            String office) {
        var sections = new LinkedHashMap<String, Section>();
        content.forEach((name, said) -> sections.put(name, Section.of(said, random)));
        var author = new Author(keys.state(), authority, office, nobody());
        return compose(docket, type, sections, author);
    }

    private Proposal compose(
            UUID docket, String type, Map<String, Section> sections, Author author) {
        var unused = new LinkedHashMap<String, Section>();
        for (var name : Cooperation.SECTIONS)
            if (!sections.containsKey(name)) unused.put(name, Section.of(Json.EMPTY, random));
        var seen = registry.seenFor(docket);
        var header = header(docket, type, sections, unused, author, seen, Digest.of(new byte[0]));
        // Which profiles rule is known only once it is known whom the act addresses.
        var profiles = profiles(registry.read(docket), new Proposal(header, sections, unused));
        var ruled =
                new Header(
                        header.id(),
                        docket,
                        header.kind(),
                        type,
                        header.at(),
                        header.author(),
                        seen,
                        Rulebook.current().digest(profiles),
                        header.after(),
                        header.sections());
        return new Proposal(ruled, sections, unused);
    }

    private Header header(
            UUID docket,
            String type,
            Map<String, Section> sections,
            Map<String, Section> unused,
            Author author,
            java.util.SortedSet<Digest> seen,
            Digest rules) {
        var digests = new TreeMap<String, Digest>();
        // An unused section looks like a used one: its digest is salted too.
        unused.forEach((name, section) -> digests.put(name, section.digest()));
        sections.forEach((name, section) -> digests.put(name, section.digest()));
        var now = clock.instant();
        return new Header(
                ActId.next(now, random),
                docket,
                Cooperation.KIND,
                type,
                now,
                author,
                seen,
                rules,
                registry.foreignCheckpoint().orElse(""),
                digests);
    }

    /** Stands where a person's pseudonym would: it opens to nobody. */
    private Digest nobody() {
        var bytes = new byte[Digest.BYTES];
        random.nextBytes(bytes);
        return Digest.ofHash(bytes);
    }

    /** What discloses the pseudonym to whoever may read this section: the name and the salt. */
    public Json.Obj introduced(UUID docket, Officer officer) {
        return Json.object()
                .with("name", officer.person().name())
                .with("person", officer.person().id())
                .with("salt", Base64Url.encode(pseudonyms.salt(docket, officer.person())));
    }

    /** What the rulebook says of a proposal, on the docket that it has seen. */
    public Ruling ruling(Proposal proposal) {
        // What a registrar enters is no act on a proceeding: the roll's own rules are the door's.
        if (!proposal.header().kind().equals(Cooperation.KIND)) return Ruling.of(List.of());
        var docket = registry.read(proposal.header().docket());
        var act = Cooperation.read(proposal.unsigned());
        return Rulebook.current()
                .ruling(
                        docket.before(proposal.header().seen()),
                        act,
                        proposal.header().author(),
                        profiles(docket, proposal),
                        day(proposal));
    }

    private static LocalDate day(Proposal proposal) {
        return LocalDate.ofInstant(proposal.header().at(), ZoneOffset.UTC);
    }

    /** Today in UTC: the day of what is composed now. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Profiles profiles(Docket docket, Proposal proposal) {
        return profiles(docket.with(proposal.unsigned()));
    }

    /** The profiles of a docket's parties. */
    public Profiles profiles(Docket docket) {
        var states = new TreeSet<String>();
        docket.requesting().ifPresent(states::add);
        docket.requested().ifPresent(states::add);
        return registry.profiles(states);
    }

    /** Signs for the authority. The person's own assertion, where there is one, lies beside it. */
    public Envelope sign(Proposal proposal, Optional<Assertion> personal) {
        var header = proposal.header();
        var signature =
                DetachedJws.sign(
                                header.canonical(),
                                keys.authority(
                                        header.author().authority(),
                                        registry.directories().of(keys.state()),
                                        clock.instant()))
                        .compact();
        return new Envelope(header, proposal.sections(), signature, personal, List.of());
    }
}
