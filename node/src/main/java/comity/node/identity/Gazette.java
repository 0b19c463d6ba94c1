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
import comity.record.act.Section;
import comity.treaty.law.Law;
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
 * How a State's registrar of laws publishes: each version one signed act on the State's law docket,
 * through the same door as every act.
 */
public final class Gazette {
    /** The registrar's office. */
    public static final String OFFICE = "LAW";

    private final Registry registry;
    private final Keystore keys;
    private final Pseudonyms pseudonyms;
    private final InstantSource clock;
    private final SecureRandom random;

    Gazette(
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

    /** The docket on which this State publishes its law; a fresh one before the first act. */
    public UUID docket() {
        return registry.ofKind(Law.KIND).stream()
                .map(stored -> stored.envelope().header())
                .filter(header -> header.author().state().equals(keys.state()))
                .map(Header::docket)
                .findFirst()
                .orElseGet(() -> ActId.next(clock.instant(), random));
    }

    /**
     * Publishes {@code document}, in {@code registrar}'s name, with the name of whoever entered it
     * beside theirs. The door may refuse it.
     */
    Filing publish(Law law, Json.Obj document, Person entered, Officer registrar) {
        var docket = docket();
        var salt = pseudonyms.salt(docket, registrar.person());
        var introduced =
                introduced(docket, registrar.person())
                        .with(Law.ENTERED, introduced(docket, entered));
        var author =
                new Author(
                        registrar.state(),
                        registrar.authority(),
                        registrar.office(),
                        Pseudonym.of(salt, docket, registrar.person().id()));
        return registry.file(compose(law, document, Optional.of(introduced), author, docket));
    }

    private Json.Obj introduced(UUID docket, Person person) {
        return Json.object()
                .with("name", person.name())
                .with("person", person.id())
                .with("salt", Base64Url.encode(pseudonyms.salt(docket, person)));
    }

    /** Publishes in the State's name alone, as its file says it when the node is founded. */
    Filing found(Law law, Json.Obj document, String authority) {
        var author = new Author(keys.state(), authority, OFFICE, randomDigest());
        return registry.file(compose(law, document, Optional.empty(), author, docket()));
    }

    private Envelope compose(
            Law law, Json.Obj document, Optional<Json.Obj> officer, Author author, UUID docket) {
        var sections = new LinkedHashMap<String, Section>();
        sections.put(law.section(), Section.of(document, random));
        officer.ifPresent(said -> sections.put(Law.OFFICER, Section.of(said, random)));
        var digests = new TreeMap<String, Digest>();
        Law.SECTIONS.forEach(name -> digests.put(name, randomDigest()));
        sections.forEach((name, section) -> digests.put(name, section.digest()));
        var now = clock.instant();
        var header =
                new Header(
                        ActId.next(now, random),
                        docket,
                        Law.KIND,
                        law.type(),
                        now,
                        author,
                        registry.seenFor(docket),
                        Rulebook.current().digest(Profiles.NONE),
                        registry.foreignCheckpoint().orElse(""),
                        digests);
        var signature =
                DetachedJws.sign(
                        header.canonical(),
                        keys.authority(
                                author.authority(), registry.directories().of(keys.state()), now));
        return new Envelope(header, sections, signature.compact(), Optional.empty(), List.of());
    }

    /** An unused section looks like a used one. */
    private Digest randomDigest() {
        var bytes = new byte[Digest.BYTES];
        random.nextBytes(bytes);
        return Digest.ofHash(bytes);
    }
}
