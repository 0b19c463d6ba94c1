package comity.node.identity;

import comity.node.registry.Registry;
import comity.record.act.ActId;
import comity.record.act.Author;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.Pseudonym;
import comity.record.act.Section;
import comity.record.act.Statement;
import comity.treaty.law.Profiles;
import comity.treaty.rules.Rulebook;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.TreeMap;
import java.util.UUID;

/** Composes what officers say of a partner on this State's directory docket. */
public final class Statements {
    private final Registry registry;
    private final Keystore keys;
    private final Pseudonyms pseudonyms;
    private final InstantSource clock;
    private final SecureRandom random;

    Statements(
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

    /**
     * @param type {@link Directory#SUSPEND} or {@link Directory#READMIT}
     */
    public Proposal compose(String type, Statement statement, Officer officer) {
        var docket = registry.docketOf(Directory.KIND, keys.state()).orElseThrow();
        var salt = pseudonyms.salt(docket, officer.person());
        var sections = new LinkedHashMap<String, Section>();
        sections.put(Directory.STATEMENT, Section.of(statement.json(), random));
        sections.put(
                Directory.OFFICER,
                Section.of(
                        Json.object()
                                .with("name", officer.person().name())
                                .with("person", officer.person().id())
                                .with("salt", Base64Url.encode(salt)),
                        random));
        var digests = new TreeMap<String, Digest>();
        // An unused section looks like a used one, and says nothing to who opens it.
        var unused = new LinkedHashMap<String, Section>();
        for (var name : Directory.SECTIONS)
            if (!sections.containsKey(name)) unused.put(name, Section.of(Json.EMPTY, random));
        unused.forEach((name, section) -> digests.put(name, section.digest()));
        sections.forEach((name, section) -> digests.put(name, section.digest()));
        return new Proposal(
                header(
                        docket,
                        type,
                        officer,
                        Pseudonym.of(salt, docket, officer.person().id()),
                        digests),
                sections,
                unused);
    }

    private Header header(
            UUID docket,
            String type,
            Officer officer,
            Digest pseudonym,
            TreeMap<String, Digest> digests) {
        var now = clock.instant();
        return new Header(
                ActId.next(now, random),
                docket,
                Directory.KIND,
                type,
                now,
                new Author(officer.state(), officer.authority(), officer.office(), pseudonym),
                registry.seenFor(docket),
                Rulebook.current().digest(Profiles.NONE),
                registry.foreignCheckpoint().orElse(""),
                digests);
    }
}
