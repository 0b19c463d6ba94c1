package comity.node.desk;

import comity.node.frame.FindingView;
import comity.node.frame.Plain;
import comity.node.frame.Refused;
import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.identity.Passkeys;
import comity.node.identity.Person;
import comity.node.identity.Proposal;
import comity.node.identity.RelyingParty;
import comity.node.registry.About;
import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.node.registry.Sealing;
import comity.record.act.Assertion;
import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.act.Roll;
import comity.record.act.Section;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Type;
import comity.treaty.rules.Openings;
import comity.treaty.rules.Ruling;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The way of an act from what an officer typed to the door. It is composed whole and kept, so that
 * what is shown is what is signed; then it is signed and filed.
 */
public final class Proposals {
    private static final Duration LIFE = Duration.ofDays(7);

    private final Composer composer;
    private final Registry registry;
    private final Passkeys passkeys;
    private final RelyingParty relyingParty;
    private final JdbcClient sql;
    private final Sealing sealing;
    private final InstantSource clock;
    private final Exhibits exhibits;

    public Proposals(
            Composer composer,
            Registry registry,
            Passkeys passkeys,
            RelyingParty relyingParty,
            JdbcClient sql,
            Sealing sealing,
            InstantSource clock,
            Exhibits exhibits) {
        this.exhibits = exhibits;
        this.composer = composer;
        this.registry = registry;
        this.passkeys = passkeys;
        this.relyingParty = relyingParty;
        this.sql = sql;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** 36(2): what only the node knows, which has looked whether the bytes are there or gone. */
    private static final Set<String> BY_THE_NODE =
            Set.of(
                    Type.CONFIRM_RETURN.word(),
                    Type.CERTIFY_DISPOSAL.word(),
                    Type.CERTIFY_DESTRUCTION.word());

    /** What the rulebook said of what was typed. */
    public sealed interface Outcome {
        record Proposed(ProposalView view) implements Outcome {}

        record Denied(Ruling.Denied ruling) implements Outcome {}
    }

    /** Composes an act and rules on it; keeps it only if it may be taken. */
    public Outcome propose(
            UUID docket,
            String type,
            Map<String, Json.Obj> content,
            Officer officer,
            Optional<UUID> draft,
            Locale language) {
        if (type.equals(Type.CERTIFY_DELETION.word()))
            throw Refused.with(409, "erasure.node-certifies");
        if (BY_THE_NODE.contains(type)) throw Refused.with(409, "disposal.node-certifies");
        requireWhatIsConfirmed(type, content);
        if (type.equals(Type.PROPOSE_OPENING.word())) requireOpeningsLeft(officer.person());
        var proposal = composer.compose(docket, type, content, officer);
        return switch (composer.ruling(proposal)) {
            case Ruling.Denied denied -> new Outcome.Denied(denied);
            case Ruling.Permitted(var advice) -> {
                requireStrangers(proposal);
                var id = composer.newId();
                keep(id, proposal, officer.person(), draft);
                yield new Outcome.Proposed(
                        view(id, proposal, officer.person(), FindingView.of(advice, language)));
            }
        };
    }

    /** Keeps what another room composed, for its person to sign. */
    UUID keep(Proposal proposal, Person person) {
        var id = composer.newId();
        keep(id, proposal, person, Optional.empty());
        return id;
    }

    /** The door counts again when it is filed; whoever writes hears it before they sign. */
    private void requireOpeningsLeft(Person person) {
        if (registry.openingsLeft(person.id(), clock.instant()) == 0)
            throw Refused.with(
                    409,
                    "opening.quota",
                    Map.of(
                            "most", "" + Openings.MOST_PROPOSALS,
                            "days", "" + Openings.WITHIN.getDays()));
    }

    /** The door asks again; whoever takes a second person's step hears it before they sign. */
    private void requireStrangers(Proposal proposal) {
        registry.notStrangers(proposal.unsigned())
                .ifPresent(
                        refused -> {
                            throw Refused.with(409, refused.code(), refused.facts());
                        });
    }

    /** Nobody confirms that they received what is still on its way (40(19)). */
    private void requireWhatIsConfirmed(String type, Map<String, Json.Obj> content) {
        if (!type.equals(Type.CONFIRM_RECEIPT.word())) return;
        var said = content.getOrDefault(Cooperation.EXHIBITS_SECTION, Json.EMPTY);
        for (var item : said.items("exhibits")) {
            if (item instanceof Json.Obj exhibit
                    && exhibit.text("sha256")
                            .filter(hex -> hex.matches("[0-9a-f]{64}"))
                            .filter(hex -> exhibits.open(new Digest(hex)).isEmpty())
                            .isPresent())
                throw Refused.with(
                        409,
                        "exhibits.not-here-yet",
                        Map.of("sha256", exhibit.text("sha256").orElse("")));
        }
    }

    /** A proposal of {@code person}, as it was composed, ruled on anew. */
    public Optional<ProposalView> view(UUID id, Person person, Locale language) {
        return find(id, person)
                .map(
                        kept ->
                                view(
                                        id,
                                        kept.proposal(),
                                        person,
                                        FindingView.of(
                                                composer.ruling(kept.proposal()).all(), language)));
    }

    /**
     * Signs a proposal and files it. Filing it again gives the same answer. Empty if there is no
     * such proposal of this person's.
     */
    public Optional<Filing> file(UUID id, Person person, Optional<Assertion> personal) {
        var kept = find(id, person);
        if (kept.isEmpty()) return Optional.empty();
        var filing = registry.file(composer.sign(kept.get().proposal(), personal));
        // The same draft was proposed twice, and filed: this is what became of it.
        if (filing instanceof Filing.Overtaken) {
            var before = kept.get().draft().flatMap(draft -> became(draft, person));
            if (before.isPresent()) return Optional.of(before.get().filed());
        }
        // A crash here leaves draft and proposal lying; filed again, it is the same act.
        if (filing instanceof Filing.Filed)
            kept.get()
                    .draft()
                    .ifPresent(
                            draft ->
                                    sql.sql("DELETE FROM draft WHERE id = :id AND person = :person")
                                            .param("id", draft)
                                            .param("person", person.id())
                                            .update());
        return Optional.of(filing);
    }

    /** The act that a proposal became; empty while it is none. */
    Optional<Digest> filed(ProposalView proposal) {
        return registry.act(new Digest(proposal.digest())).map(act -> act.digest());
    }

    /** What a draft became: a draft becomes one act. */
    public record Became(UUID docket, Digest act, long position) {
        Filing.Filed filed() {
            return new Filing.Filed(act, position);
        }
    }

    /** The act that came of a draft of {@code person}'s within a week; empty if none did. */
    public Optional<Became> became(UUID draft, Person person) {
        return sql
                .sql("SELECT header FROM proposal WHERE draft = :draft AND person = :person")
                .param("draft", draft)
                .param("person", person.id())
                .query((row, _) -> Digest.of(row.getBytes("header")))
                .list()
                .stream()
                .flatMap(digest -> registry.act(digest).stream())
                .map(
                        act ->
                                new Became(
                                        act.envelope().header().docket(),
                                        act.digest(),
                                        act.position()))
                .findFirst();
    }

    /** What its author had seen of the docket when it was composed. */
    Optional<SortedSet<Digest>> seen(UUID id, Person person) {
        return find(id, person).map(kept -> kept.proposal().header().seen());
    }

    Optional<Instant> composedAt(UUID id, Person person) {
        return sql.sql("SELECT composed_at FROM proposal WHERE id = :id AND person = :person")
                .param("id", id)
                .param("person", person.id())
                .query((row, _) -> row.getTimestamp("composed_at").toInstant())
                .optional();
    }

    /** Which draft a proposal came from, if any. */
    Optional<UUID> draft(UUID id, Person person) {
        return find(id, person).flatMap(Kept::draft);
    }

    /** The docket may have been sealed since it was composed: then it is not there for others. */
    void requireUnsealed(UUID id, Person person, Sight sight) {
        find(id, person)
                .map(kept -> kept.proposal().header())
                .ifPresent(
                        header ->
                                sight.requireUnsealed(
                                        header.docket(),
                                        new Officer(
                                                person,
                                                header.author().authority(),
                                                header.author().office())));
    }

    /** In which office it was composed, as {@code XA.court/JUD}. */
    public Optional<String> author(UUID id, Person person) {
        return find(id, person)
                .map(kept -> kept.proposal().header().author())
                .map(author -> author.authority() + "/" + author.office());
    }

    /** The proposal's digest: what a personal assertion has to sign. */
    public Optional<byte[]> challenge(UUID id, Person person) {
        return find(id, person).map(kept -> kept.proposal().digest().bytes());
    }

    private static boolean isPersonal(Header header) {
        return switch (header.kind()) {
            case Cooperation.KIND -> Cooperation.personal(header);
            case Roll.KIND -> Roll.Type.of(header.type()).filter(Roll.Type::personal).isPresent();
            case Directory.KIND -> !header.type().equals(Directory.TYPE);
            default -> false;
        };
    }

    private record Kept(Proposal proposal, Optional<UUID> draft) {}

    private record AtRest(byte[] header, Sealing.Sealed sections, Optional<UUID> draft) {}

    private ProposalView view(
            UUID id, Proposal proposal, Person person, List<FindingView> findings) {
        var header = proposal.header();
        var sections = new LinkedHashMap<String, Json>();
        proposal.sections().forEach((name, section) -> sections.put(name, section.json()));
        proposal.unused().forEach((name, section) -> sections.put(name, section.json()));
        return new ProposalView(
                id,
                header.docket(),
                header.type(),
                proposal.digest().hex(),
                Plain.of(header.json()),
                Base64Url.encode(header.canonical()),
                Plain.of(new Json.Obj(sections)),
                isPersonal(header),
                Base64Url.encode(proposal.digest().bytes()),
                relyingParty.id(),
                passkeys.of(person).stream().map(Base64Url::encode).toList(),
                findings);
    }

    private void keep(UUID id, Proposal proposal, Person person, Optional<UUID> draft) {
        var now = clock.instant();
        sql.sql("DELETE FROM proposal WHERE composed_at < :old")
                .param("old", Timestamp.from(now.minus(LIFE)))
                .update();
        sealing.whileNoEpochEnds(
                () -> {
                    var sealed = sealing.seal(written(proposal), About.proposal(id.toString()));
                    return insert(id, proposal, person, draft, now, sealed);
                });
    }

    private int insert(
            UUID id,
            Proposal proposal,
            Person person,
            Optional<UUID> draft,
            Instant now,
            Sealing.Sealed sealed) {
        return sql.sql(
                        """
                        INSERT INTO proposal (id, person, docket, header, epoch, wrapped, sealed, draft, composed_at)
                        VALUES (:id, :person, :docket, :header, :epoch, :wrapped, :sealed, :draft, :now)
                        """)
                .param("id", id)
                .param("person", person.id())
                .param("docket", proposal.header().docket())
                .param("header", proposal.header().canonical())
                .param("epoch", sealed.epoch())
                .param("wrapped", sealed.wrapped())
                .param("sealed", sealed.sealed())
                .param("draft", draft.orElse(null), java.sql.Types.OTHER)
                .param("now", Timestamp.from(now))
                .update();
    }

    private Optional<Kept> find(UUID id, Person person) {
        return sql.sql(
                        "SELECT header, epoch, wrapped, sealed, draft FROM proposal"
                                + " WHERE id = :id AND person = :person")
                .param("id", id)
                .param("person", person.id())
                .query(
                        (row, _) ->
                                new AtRest(
                                        row.getBytes("header"),
                                        new Sealing.Sealed(
                                                row.getInt("epoch"),
                                                row.getBytes("wrapped"),
                                                row.getBytes("sealed")),
                                        Optional.ofNullable(row.getObject("draft", UUID.class))))
                .optional()
                .flatMap(
                        kept ->
                                sealing.open(kept.sections(), About.proposal(id.toString()))
                                        .map(
                                                sections ->
                                                        new Kept(
                                                                read(kept.header(), sections),
                                                                kept.draft())));
    }

    /** What it says, and the salts of what it leaves empty. */
    private static byte[] written(Proposal proposal) {
        return CanonicalJson.bytes(
                Json.object()
                        .with("said", json(proposal.sections()))
                        .with("unused", json(proposal.unused())));
    }

    private static Json.Obj json(Map<String, Section> sections) {
        var json = new LinkedHashMap<String, Json>();
        sections.forEach((name, section) -> json.put(name, section.json()));
        return new Json.Obj(json);
    }

    private static Proposal read(byte[] header, byte[] written) {
        try {
            var kept = JsonReader.actObject(written);
            return new Proposal(
                    Header.of(JsonReader.actObject(header)),
                    sections(kept.object("said").orElse(Json.EMPTY)),
                    sections(kept.object("unused").orElse(Json.EMPTY)));
        } catch (MalformedJson | MalformedAct e) {
            throw new IllegalStateException("a proposal is not as it was kept", e);
        }
    }

    private static Map<String, Section> sections(Json.Obj json) throws MalformedAct {
        var sections = new LinkedHashMap<String, Section>();
        for (var entry : json.members().entrySet()) {
            if (entry.getValue() instanceof Json.Obj section)
                sections.put(entry.getKey(), Section.of(section));
        }
        return sections;
    }
}
