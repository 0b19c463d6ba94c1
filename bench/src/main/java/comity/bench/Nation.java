package comity.bench;

import comity.node.identity.SoftwarePasskey;
import comity.record.act.ActId;
import comity.record.act.ApprovedDirectory;
import comity.record.act.Author;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.HolderKey;
import comity.record.act.Json;
import comity.record.act.Key;
import comity.record.act.Passkey;
import comity.record.act.Pseudonym;
import comity.record.act.Root;
import comity.record.act.Section;
import comity.record.act.SignatureAlgorithm;
import comity.record.act.SigningKey;
import comity.record.tlog.NoteSigner;
import comity.record.x509.ContainerSigner;
import comity.record.x509.TimestampAuthority;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Type;
import comity.treaty.law.Law;
import comity.treaty.law.Profile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** A State with one court and one central authority, whose acts are signed as real ones are. */
final class Nation {
    static final String STATE = "XA";
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");
    private static final String ORIGIN = "https://localhost:8443";
    private static final String COURT = "XA.court";
    static final String CENTRAL = "XA.central-authority";

    private final Random random = new Random(1);
    private final byte[] rootSecret = fresh();
    private final byte[] courtSecret = fresh();
    private final byte[] centralSecret = fresh();
    private final SoftwarePasskey judge = SoftwarePasskey.create(random);
    private final SoftwarePasskey officer = SoftwarePasskey.create(random);

    private final List<TimestampAuthority> stamping;

    Nation() {
        this(List.of());
    }

    /**
     * @param stamping whose timestamps its directory lets count
     */
    Nation(List<TimestampAuthority> stamping) {
        this.stamping = List.copyOf(stamping);
    }

    /** Its central authority as it signs containers. */
    ContainerSigner.Office office() {
        var algorithm = SignatureAlgorithm.EdDSA;
        return new ContainerSigner.Office(
                STATE,
                CENTRAL,
                CENTRAL,
                true,
                algorithm.publicKey(centralSecret),
                message -> algorithm.sign(centralSecret, message),
                FROM,
                UNTIL,
                List.of());
    }

    private byte[] fresh() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    private final HolderKey holder = HolderKey.create("Holder", SignatureAlgorithm.EdDSA, random);

    Root root() {
        return new Root(1, List.of(holder.holder()), false);
    }

    Directory directory() {
        return new Directory(
                STATE,
                Map.of("en", "Arcadia"),
                1,
                Optional.empty(),
                root(),
                List.of(
                        new Directory.Authority(COURT, Map.of("en", "Court"), Set.of("JUD")),
                        new Directory.Authority(
                                CENTRAL, Map.of("en", "Central authority"), Set.of("CAO"))),
                List.of(key(COURT, courtSecret), key(CENTRAL, centralSecret)),
                List.of(passkey(judge, COURT, "JUD"), passkey(officer, CENTRAL, "CAO")),
                List.of(),
                log(),
                new Directory.NodeAddress(ORIGIN, Digest.of(new byte[0])));
    }

    private Directory.Log log() {
        return new Directory.Log(
                NoteSigner.log("log.xa.example", rootSecret, rootSecret).keys().texts(),
                NoteSigner.witness("witness.xa.example", rootSecret, rootSecret).keys().texts(),
                stamping);
    }

    private static Key key(String authority, byte[] secret) {
        return new Key(
                authority,
                SignatureAlgorithm.EdDSA,
                SignatureAlgorithm.EdDSA.publicKey(secret),
                STATE,
                authority,
                Set.of(Cooperation.KIND, Profile.KIND, Directory.KIND),
                Set.of("*"),
                FROM,
                UNTIL,
                Optional.empty());
    }

    private static Passkey passkey(SoftwarePasskey passkey, String authority, String office) {
        return new Passkey(
                passkey.credential(),
                passkey.publicKey(),
                "localhost",
                Set.of(ORIGIN),
                authority,
                Set.of(office),
                FROM,
                UNTIL,
                Optional.empty(),
                true);
    }

    Envelope published() {
        var directory = directory();
        var approved = new ApprovedDirectory(directory, List.of(holder.approve(directory)));
        return act(
                ActId.next(NOON, random),
                Directory.KIND,
                Directory.TYPE,
                CENTRAL,
                "ADM",
                Digest.of(new byte[0]),
                new TreeSet<>(),
                Map.of(
                        Directory.SECTION,
                        directory.json(),
                        ApprovedDirectory.APPROVALS,
                        approved.approvalsJson()),
                Directory.SECTIONS,
                SigningKey.of(CENTRAL, SignatureAlgorithm.EdDSA, centralSecret));
    }

    Envelope profile() {
        return act(
                ActId.next(NOON, random),
                Profile.KIND,
                Profile.TYPE,
                CENTRAL,
                "LAW",
                Digest.of(new byte[0]),
                new TreeSet<>(),
                Map.of(
                        Profile.SECTION,
                        Json.object()
                                .with("centralAuthority", CENTRAL)
                                .with("languages", Json.strings(List.of("en")))),
                Law.SECTIONS,
                SigningKey.of(CENTRAL, SignatureAlgorithm.EdDSA, centralSecret));
    }

    /** A judge's authorisation on a docket of its own: two signatures to verify. */
    Envelope authorise(Digest rules) {
        var act =
                cooperation(
                        ActId.next(NOON, random),
                        Type.of("authorise").orElseThrow(),
                        COURT,
                        "JUD",
                        rules,
                        new TreeSet<>(),
                        Map.of(
                                "until", new Json.Str("2026-12-31"),
                                "proportionality", new Json.Str("One account, ten days.")));
        return act.with(judge.assertion(act.digest().bytes(), ORIGIN, "localhost"));
    }

    /** A further authorisation on one docket, which knows those before it. */
    Envelope authorise(UUID docket, SortedSet<Digest> seen, Digest rules) {
        var act =
                cooperation(
                        docket,
                        Type.of("authorise").orElseThrow(),
                        COURT,
                        "JUD",
                        rules,
                        seen,
                        Map.of(
                                "until", new Json.Str("2026-12-31"),
                                "proportionality", new Json.Str("One account, ten days.")));
        return act.with(judge.assertion(act.digest().bytes(), ORIGIN, "localhost"));
    }

    /** The transmission of one exhibit: by the wrong side, so that the ruling on it is a denial. */
    Envelope transmit(UUID docket, SortedSet<Digest> seen, Json.Obj exhibit, Digest rules) {
        var act =
                cooperation(
                        docket,
                        Type.of("transmit").orElseThrow(),
                        CENTRAL,
                        "CAO",
                        rules,
                        seen,
                        Map.of(
                                "request", new Json.Str(seen.first().hex()),
                                "order", new Json.Str(seen.first().hex()),
                                "discloses", new Json.Arr(List.of()),
                                "purpose", new Json.Str("Investigation 2026/4711"),
                                "exhibits", new Json.Arr(List.of(exhibit))));
        return act.with(officer.assertion(act.digest().bytes(), ORIGIN, "localhost"));
    }

    /** The request that rests on {@code authorisation}, with everything that it must contain. */
    Envelope request(Envelope authorisation, Digest rules) {
        var values = new TreeMap<String, Json>();
        values.put("authorisation", new Json.Str(authorisation.digest().hex()));
        values.put("conductingAuthority", new Json.Str("XA.prosecution"));
        values.put("proceeding", new Json.Str("2026/4711"));
        values.put("offenceTitle", new Json.Str("Interference with data"));
        values.put("statute", new Json.Str("Section 303b: up to ten years."));
        values.put("conventionArticle", new Json.Int(9));
        values.put("maxMonths", new Json.Int(120));
        values.put("measure", new Json.Str("PRODUCE_CONTENT"));
        values.put("nature", new Json.Str("CRIMINAL"));
        values.put("jurisdiction", new Json.Str("TERRITORY"));
        values.put("channel", new Json.Str("CENTRAL"));
        values.put("retention", new Json.Str("One year after the final judgment."));
        values.put("deathPenalty", new Json.Str("FALSE"));
        values.put("thirdPartiesAffected", new Json.Str("FALSE"));
        values.put("maxMonthsRequested", new Json.Int(96));
        values.put(
                "summary",
                new Json.Str(
                        "On 1 October 2026 the systems of St Brandan's hospital were encrypted; the note left there names this account as the only contact."));
        values.put("assistance", new Json.Str("Stored content of one mailbox"));
        values.put("purpose", new Json.Str("Investigation 2026/4711"));
        values.put("language", new Json.Str("en"));
        values.put("proportionality", new Json.Str("One account."));
        values.put("lessIntrusiveMeans", new Json.Str("Tried."));
        var act =
                cooperation(
                        authorisation.header().docket(),
                        Type.of("request").orElseThrow(),
                        CENTRAL,
                        "CAO",
                        rules,
                        new TreeSet<>(Set.of(authorisation.digest())),
                        values);
        return act.with(officer.assertion(act.digest().bytes(), ORIGIN, "localhost"));
    }

    private Envelope cooperation(
            UUID docket,
            Type type,
            String authority,
            String office,
            Digest rules,
            SortedSet<Digest> seen,
            Map<String, Json> own) {
        var values = new TreeMap<>(own);
        values.put("requestedState", new Json.Str("XB"));
        values.put("accounts", Json.strings(List.of("k.orlov@harbourmail.example")));
        values.put("categories", Json.strings(List.of("CONTENT")));
        values.put("from", new Json.Str("2026-10-01"));
        values.put("to", new Json.Str("2026-10-10"));
        var content = new TreeMap<String, Json.Obj>();
        content.put(Cooperation.OFFICER, Json.object().with("name", office));
        for (var field : Cooperation.fields(type)) {
            var value = values.get(field.name());
            if (value != null)
                content.merge(
                        field.section(),
                        Json.object().with(field.name(), value),
                        (had, _) -> had.with(field.name(), value));
        }
        return act(
                docket,
                Cooperation.KIND,
                type.word(),
                authority,
                office,
                rules,
                seen,
                content,
                Set.copyOf(Cooperation.SECTIONS),
                SigningKey.of(
                        authority,
                        SignatureAlgorithm.EdDSA,
                        authority.equals(COURT) ? courtSecret : centralSecret));
    }

    private Envelope act(
            UUID docket,
            String kind,
            String type,
            String authority,
            String office,
            Digest rules,
            SortedSet<Digest> seen,
            Map<String, Json.Obj> content,
            Set<String> names,
            SigningKey key) {
        var sections = new TreeMap<String, Section>();
        content.forEach((name, said) -> sections.put(name, Section.of(said, random)));
        var digests = new TreeMap<String, Digest>();
        for (var name : names) {
            var section = Optional.ofNullable(sections.get(name));
            digests.put(name, section.map(Section::digest).orElseGet(() -> Digest.of(fresh())));
        }
        var header =
                new Header(
                        ActId.next(NOON, random),
                        docket,
                        kind,
                        type,
                        NOON,
                        new Author(
                                STATE, authority, office, Pseudonym.of(rootSecret, docket, office)),
                        seen,
                        rules,
                        "",
                        digests);
        return new Envelope(
                header,
                sections,
                DetachedJws.sign(header.canonical(), key).compact(),
                Optional.empty(),
                List.of());
    }
}
