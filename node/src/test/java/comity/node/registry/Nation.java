package comity.node.registry;

import comity.node.database.Database;
import comity.node.retention.Keyring;
import comity.node.retention.RememberedFiles;
import comity.record.act.ActId;
import comity.record.act.ApprovedDirectory;
import comity.record.act.Assertion;
import comity.record.act.Author;
import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.HolderKey;
import comity.record.act.Json;
import comity.record.act.Key;
import comity.record.act.Loss;
import comity.record.act.Passkey;
import comity.record.act.Root;
import comity.record.act.Section;
import comity.record.act.SignatureAlgorithm;
import comity.record.act.SigningKey;
import comity.record.act.Statement;
import comity.record.tlog.NoteSigner;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Type;
import comity.treaty.law.Law;
import comity.treaty.law.Profile;
import comity.treaty.rules.Rulebook;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;

/** A State of the small world, with real keys and passkeys, that can make its own acts. */
public final class Nation {
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    public static final InstantSource CLOCK = InstantSource.fixed(NOON);
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    /** So late that no test comes there that moves a clock on for all after it. */
    private static final Instant UNTIL = Instant.parse("2036-01-01T00:00:00Z");

    private static final String ORIGIN = "https://node.example";

    public final String state;
    public final byte[] logSecret;
    public final byte[] witnessSecret;

    /** The checkpoint that its next acts name as older than they are. */
    public String after = "";

    /** The keys under which its sections rest, whichever database they are in. */
    public final Keyring keyring = new Keyring(new RememberedFiles(), CLOCK, new SecureRandom());

    /** When its next acts are taken, as it says and as its node's clock says. */
    public Instant now = NOON;

    /** Whose profiles its next acts are ruled by. */
    public Set<String> parties = Set.of("XA", "XB");

    /** What its keys may sign. */
    public Set<String> kinds = Set.of(Cooperation.KIND, Profile.KIND, Directory.KIND, Loss.KIND);

    private final Random random;
    public final List<HolderKey> holders;
    private final Map<Long, Directory> versions = new HashMap<>();
    private final Map<String, byte[]> keySecrets = new TreeMap<>();
    private final Map<String, byte[]> passkeySecrets = new TreeMap<>();
    public final UUID directoryDocket;
    public final UUID lawDocket;

    private static final Map<String, Set<String>> AUTHORITIES =
            Map.of(
                    "court", Set.of("JUD"),
                    "central-authority", Set.of("CAO", "CUS"),
                    "provider.harbourmail", Set.of("PRV"));

    public Nation(String state, long seed) {
        this.state = state;
        this.random = new Random(seed);
        this.holders =
                Stream.of("first", "second", "third")
                        .map(name -> HolderKey.create(name, SignatureAlgorithm.EdDSA, random))
                        .toList();
        this.logSecret = fresh();
        this.witnessSecret = fresh();
        new java.util.TreeSet<>(AUTHORITIES.keySet())
                .forEach(name -> keySecrets.put(state + "." + name, fresh()));
        for (var person : List.of("judge", "officer", "second", "agent"))
            passkeySecrets.put(person, fresh());
        this.directoryDocket = ActId.next(NOON, random);
        this.lawDocket = ActId.next(NOON, random);
    }

    public static Nation arcadia() {
        return new Nation("XA", 1);
    }

    public static Nation borduria() {
        return new Nation("XB", 2);
    }

    /** From here on its ids and salts are others than those of another run; its keys stay. */
    public void reseed(long seed) {
        random.setSeed(seed);
    }

    private byte[] fresh() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        bytes[0] &= 0x7f; // below the order of P-256, and never zero here
        return bytes;
    }

    /** Two of three holders approve. */
    public Root root() {
        return new Root(2, holders.stream().map(HolderKey::holder).toList(), false);
    }

    public NoteSigner log() {
        return NoteSigner.log(
                "log." + state.toLowerCase(java.util.Locale.ROOT) + ".example",
                logSecret,
                logSecret);
    }

    public NoteSigner witness() {
        return NoteSigner.witness(
                "witness." + state.toLowerCase(java.util.Locale.ROOT) + ".example",
                witnessSecret,
                witnessSecret);
    }

    /** A registry of this State, which knows the roots of {@code all} by another path. */
    public Registry registry(Database database, Nation... all) {
        return registry(database, keyring, all);
    }

    /** The same with keys that outlive this process. */
    public Registry registry(Database database, Sealing sealing, Nation... all) {
        return Registry.open(
                state,
                database.filer(),
                sealing,
                roots(all),
                () -> now,
                new Random(random.nextLong()),
                () -> {});
    }

    /** The same as one of several processes. */
    public Registry together(Database database, Sealing sealing, Runnable gone, Nation... all) {
        return Registry.openTogether(
                state,
                database.filer(),
                sealing,
                roots(all),
                () -> now,
                new java.security.SecureRandom(),
                gone);
    }

    private Function<String, Set<Digest>> roots(Nation... all) {
        var roots = new HashMap<String, Set<Digest>>();
        roots.put(state, Set.of(root().fingerprint()));
        for (var nation : all) roots.put(nation.state, Set.of(nation.root().fingerprint()));
        return name -> roots.getOrDefault(name, Set.of());
    }

    /** The directory's first version. */
    public Envelope directory() {
        return directory(1, Set.of(), Optional.empty());
    }

    /**
     * @param dropped authorities whose keys this version leaves out, which it must not
     * @param compromised since when the court's key is compromised
     */
    public Envelope directory(long version, Set<String> dropped, Optional<Instant> compromised) {
        return directory(version, dropped, compromised, List.of());
    }

    public Envelope directory(
            long version,
            Set<String> dropped,
            Optional<Instant> compromised,
            Collection<Digest> seen) {
        var keys = new ArrayList<Key>();
        keySecrets.forEach(
                (authority, secret) -> {
                    if (dropped.contains(authority)) return;
                    keys.add(
                            new Key(
                                    authority + "/1",
                                    SignatureAlgorithm.EdDSA,
                                    SignatureAlgorithm.EdDSA.publicKey(secret),
                                    state,
                                    authority,
                                    kinds,
                                    Set.of("*"),
                                    FROM,
                                    UNTIL,
                                    authority.endsWith("court") ? compromised : Optional.empty()));
                });
        if (!dropped.contains(state + ".court")) keys.addAll(Unfit.keys(this));
        var passkeys = new ArrayList<Passkey>();
        passkeySecrets.forEach((person, _) -> passkeys.add(passkey(person)));
        var document =
                new Directory(
                        state,
                        Map.of("en", state),
                        version,
                        Optional.ofNullable(versions.get(version - 1)).map(Directory::digest),
                        root(),
                        keySecrets.keySet().stream()
                                .map(id -> new Directory.Authority(id, Map.of("en", id), Set.of()))
                                .toList(),
                        keys,
                        passkeys,
                        List.of(),
                        new Directory.Log(
                                log().keys().texts(), witness().keys().texts(), List.of()),
                        new Directory.NodeAddress(ORIGIN, Digest.of(new byte[0])));
        versions.putIfAbsent(version, document);
        return published(document, holders.subList(0, 2), seen);
    }

    /** Keys of the court that its directory lists, and that are not good for an act of today. */
    public enum Unfit {
        NOT_YET("*", "*", UNTIL, UNTIL.plus(Duration.ofDays(365)), Optional.empty()),
        ENDED("*", "*", FROM, NOON.minus(Duration.ofDays(1)), Optional.empty()),
        STOLEN("*", "*", FROM, UNTIL, Optional.of(NOON.minus(Duration.ofDays(1)))),
        OTHER_KIND(Profile.KIND, "*", FROM, UNTIL, Optional.empty()),
        OTHER_TYPE("*", "order", FROM, UNTIL, Optional.empty());

        private final String kind;
        private final String type;
        private final Instant from;
        private final Instant until;
        private final Optional<Instant> compromised;

        Unfit(String kind, String type, Instant from, Instant until, Optional<Instant> stolen) {
            this.kind = kind;
            this.type = type;
            this.from = from;
            this.until = until;
            this.compromised = stolen;
        }

        private byte[] secret() {
            var bytes = new byte[32];
            java.util.Arrays.fill(bytes, (byte) (100 + ordinal()));
            return bytes;
        }

        public SigningKey key(Nation nation) {
            return SigningKey.of(
                    nation.state + ".court/" + name(), SignatureAlgorithm.EdDSA, secret());
        }

        private static List<Key> keys(Nation nation) {
            return Stream.of(values())
                    .map(
                            one ->
                                    new Key(
                                            one.key(nation).id(),
                                            SignatureAlgorithm.EdDSA,
                                            SignatureAlgorithm.EdDSA.publicKey(one.secret()),
                                            nation.state,
                                            nation.state + ".court",
                                            Set.of(
                                                    one.kind.equals("*")
                                                            ? Cooperation.KIND
                                                            : one.kind),
                                            Set.of(one.type),
                                            one.from,
                                            one.until,
                                            one.compromised))
                    .toList();
        }
    }

    /** A person of the central authority suspends a partner, or readmits it. */
    public Envelope statement(Registry registry, String type, Statement statement, String person) {
        var content = Map.of(Directory.STATEMENT, statement.json());
        var header =
                header(
                        directoryDocket,
                        Directory.KIND,
                        type,
                        "central-authority",
                        "CAO",
                        person,
                        registry.seenFor(directoryDocket),
                        Digest.of(new byte[0]),
                        content,
                        Directory.SECTIONS);
        return sign(header, content, key("central-authority")).with(assertion(header, person));
    }

    /** What a version of this number said when it was first made. */
    public Directory document(long version) {
        return java.util.Objects.requireNonNull(versions.get(version));
    }

    /** A version that these holders approve, whatever it says. */
    public Envelope published(
            Directory document, List<HolderKey> approving, Collection<Digest> seen) {
        var approvals =
                new ApprovedDirectory(
                        document,
                        approving.stream().map(holder -> holder.approve(document)).toList());
        var content =
                Map.of(
                        Directory.SECTION,
                        document.json(),
                        ApprovedDirectory.APPROVALS,
                        approvals.approvalsJson());
        return sign(
                header(
                        directoryDocket,
                        Directory.KIND,
                        Directory.TYPE,
                        "central-authority",
                        "ADM",
                        "administrator",
                        new java.util.TreeSet<>(seen),
                        Digest.of(new byte[0]),
                        content,
                        Directory.SECTIONS),
                content,
                key("central-authority"));
    }

    /** The docket on which this State publishes its law. */
    public UUID lawDocket() {
        return lawDocket;
    }

    public Envelope profile() {
        return profile(
                Json.object()
                        .with("centralAuthority", state + ".central-authority")
                        .with("languages", Json.strings(List.of("en"))),
                List.of());
    }

    /** The whole form, with nothing but what it must say. */
    public Json.Obj wholeProfile(long version) {
        return Json.object()
                .with("format", "comity-profile/1")
                .with("state", state)
                .with("version", version)
                .with("asOf", "2026-11-01")
                .with("inForceFrom", "2026-11-01")
                .with("authorities", Json.object().with("central", state + ".central-authority"))
                .with("languages", Json.strings(List.of("en")));
    }

    /**
     * @param seen the heads of the law docket that it follows
     */
    public Envelope profile(Json.Obj document, Collection<Digest> seen) {
        var content = Map.of(Profile.SECTION, document);
        var header =
                header(
                        lawDocket,
                        Profile.KIND,
                        Profile.TYPE,
                        "central-authority",
                        "LAW",
                        "officer",
                        new java.util.TreeSet<>(seen),
                        Digest.of(new byte[0]),
                        content,
                        Law.SECTIONS);
        return sign(header, content, key("central-authority"));
    }

    /** The declaration of what this State lost of its own log. */
    public Envelope loss(Loss loss) {
        var content = Map.of(Loss.SECTION, loss.json());
        return sign(
                header(
                        ActId.next(NOON, random),
                        Loss.KIND,
                        Loss.TYPE,
                        "central-authority",
                        "ADM",
                        "administrator",
                        new java.util.TreeSet<>(),
                        Digest.of(new byte[0]),
                        content,
                        Set.of(Loss.SECTION)),
                content,
                key("central-authority"));
    }

    private Passkey passkey(String person) {
        var authority =
                switch (person) {
                    case "judge" -> state + ".court";
                    case "agent" -> state + ".provider.harbourmail";
                    default -> state + ".central-authority";
                };
        var offices =
                switch (person) {
                    case "judge" -> Set.of("JUD");
                    case "agent" -> Set.of("PRV");
                    default -> Set.of("CAO", "CUS");
                };
        return new Passkey(
                credential(person),
                SignatureAlgorithm.ES256.publicKey(passkeySecrets.get(person)),
                "node.example",
                Set.of(ORIGIN),
                authority,
                offices,
                FROM,
                UNTIL,
                Optional.empty(),
                true);
    }

    private byte[] credential(String person) {
        return (state + "/" + person).getBytes(StandardCharsets.UTF_8);
    }

    /** An act of the walk, by the person who takes it there, over what {@code registry} holds. */
    public Envelope act(Registry registry, UUID docket, String type, Map<String, Json> values) {
        return act(registry, docket, type, values, registry.seenFor(docket));
    }

    public Envelope act(
            Registry registry,
            UUID docket,
            String type,
            Map<String, Json> values,
            SortedSet<Digest> seen) {
        var kind = Type.of(type).orElseThrow();
        var office = kind.offices().stream().map(Enum::name).sorted().toList().getFirst();
        var judge = office.equals("JUD");
        return act(
                registry,
                docket,
                kind,
                judge ? "court" : "central-authority",
                office,
                judge ? "judge" : "officer",
                values,
                seen);
    }

    public Envelope act(
            Registry registry,
            UUID docket,
            Type type,
            String authority,
            String office,
            String person,
            Map<String, Json> values,
            SortedSet<Digest> seen) {
        var content = new TreeMap<String, Json.Obj>();
        content.put(Cooperation.OFFICER, Json.object().with("name", person));
        values.forEach(
                (name, value) -> {
                    var field =
                            Cooperation.fields(type).stream()
                                    .filter(candidate -> candidate.name().equals(name))
                                    .findFirst()
                                    .orElseThrow(() -> new IllegalArgumentException(name));
                    content.merge(
                            field.section(),
                            Json.object().with(name, value),
                            (had, _) -> had.with(name, value));
                });
        var header =
                header(
                        docket,
                        Cooperation.KIND,
                        type.word(),
                        authority,
                        office,
                        person,
                        seen,
                        Rulebook.current().digest(registry.profiles(parties)),
                        content,
                        Set.copyOf(Cooperation.SECTIONS));
        var act = sign(header, content, key(authority));
        return type.personal() ? act.with(assertion(header, person)) : act;
    }

    /** Arcadia's court permits that a mailbox is asked for. */
    public Envelope authorise(Registry registry, UUID docket) {
        return act(registry, docket, "authorise", authorisation());
    }

    public static Map<String, Json> authorisation() {
        var values = new TreeMap<>(scope());
        values.put("requestedState", new Json.Str("XB"));
        values.put("until", new Json.Str("2026-12-31"));
        values.put("proportionality", new Json.Str("One account, ten days."));
        return values;
    }

    public Envelope request(Registry registry, UUID docket, Digest authorisation) {
        return request(registry, docket, authorisation, registry.seenFor(docket));
    }

    public Envelope request(
            Registry registry, UUID docket, Digest authorisation, SortedSet<Digest> seen) {
        return act(registry, docket, "request", requested(authorisation), seen);
    }

    public static Map<String, Json> requested(Digest authorisation) {
        var values = new TreeMap<>(scope());
        values.put("requestedState", new Json.Str("XB"));
        values.put("authorisation", new Json.Str(authorisation.hex()));
        values.put("conductingAuthority", new Json.Str("XA.prosecution"));
        values.put("proceeding", new Json.Str("2026/4711"));
        values.put("offenceTitle", new Json.Str("Interference with data"));
        values.put("statute", new Json.Str("Section 303b: up to ten years."));
        values.put("conventionArticle", new Json.Int(9));
        values.put("maxMonths", new Json.Int(120));
        values.put("maxMonthsRequested", new Json.Int(96));
        values.put(
                "summary",
                new Json.Str(
                        "On 1 October 2026 the systems of St Brandan's hospital were encrypted; the note left there names this account as the only contact."));
        values.put("measure", new Json.Str("PRODUCE_CONTENT"));
        values.put("nature", new Json.Str("CRIMINAL"));
        values.put("jurisdiction", new Json.Str("TERRITORY"));
        values.put("channel", new Json.Str("CENTRAL"));
        values.put("retention", new Json.Str("One year after the final judgment."));
        values.put("deathPenalty", new Json.Str("FALSE"));
        values.put("thirdPartiesAffected", new Json.Str("FALSE"));
        values.put("assistance", new Json.Str("Stored content of one mailbox"));
        values.put("purpose", new Json.Str("Investigation 2026/4711"));
        values.put("language", new Json.Str("en"));
        values.put("proportionality", new Json.Str("One account."));
        values.put("lessIntrusiveMeans", new Json.Str("Tried."));
        return values;
    }

    public Envelope consult(Registry registry, UUID docket, Digest about, String message) {
        return consult(registry, docket, about, message, registry.seenFor(docket));
    }

    public Envelope consult(
            Registry registry, UUID docket, Digest about, String message, SortedSet<Digest> seen) {
        return act(
                registry,
                docket,
                "consult",
                Map.of("about", new Json.Str(about.hex()), "message", new Json.Str(message)),
                seen);
    }

    /** One mailbox, ten days. */
    public static Map<String, Json> scope() {
        return Map.of(
                "accounts",
                Json.strings(List.of("k.orlov@harbourmail.example")),
                "categories",
                Json.strings(List.of("CONTENT")),
                "from",
                new Json.Str("2026-10-01"),
                "to",
                new Json.Str("2026-10-10"));
    }

    public SigningKey key(String authority) {
        var id = state + "." + authority;
        return SigningKey.of(id + "/1", SignatureAlgorithm.EdDSA, keySecrets.get(id));
    }

    /** What {@link #key} signs with, for whoever stole it. */
    public byte[] secret(String authority) {
        return java.util.Objects.requireNonNull(keySecrets.get(state + "." + authority)).clone();
    }

    private final Map<Digest, Section> salted = new HashMap<>();

    private Header header(
            UUID docket,
            String kind,
            String type,
            String authority,
            String office,
            String person,
            SortedSet<Digest> seen,
            Digest rules,
            Map<String, Json.Obj> content,
            Set<String> names) {
        var sections = new TreeMap<String, Digest>();
        for (var name : new java.util.TreeSet<>(names)) {
            var digest = Digest.of(fresh());
            var said = content.get(name);
            if (said != null) {
                var section = Section.of(said, random);
                digest = section.digest();
                salted.put(digest, section);
            }
            sections.put(name, digest);
        }
        return new Header(
                ActId.next(now, random),
                docket,
                kind,
                type,
                now,
                new Author(state, state + "." + authority, office, pseudonym(docket, person)),
                seen,
                rules,
                after,
                sections);
    }

    private Digest pseudonym(UUID docket, String person) {
        return Digest.of(
                CanonicalJson.bytes(Json.strings(List.of(docket.toString(), state, person))));
    }

    private Envelope sign(Header header, Map<String, Json.Obj> content, SigningKey key) {
        var sections = new TreeMap<String, Section>();
        for (var name : content.keySet())
            sections.put(name, salted.remove(header.sections().get(name)));
        return sign(header, sections, key);
    }

    public static Envelope sign(Header header, TreeMap<String, Section> sections, SigningKey key) {
        return new Envelope(
                header,
                sections,
                DetachedJws.sign(header.canonical(), key).compact(),
                Optional.empty(),
                List.of());
    }

    public Assertion assertion(Header header, String person) {
        var client =
                CanonicalJson.bytes(
                        Json.object()
                                .with("type", "webauthn.get")
                                .with("challenge", Base64Url.encode(header.digest().bytes()))
                                .with("origin", ORIGIN));
        var data = new byte[37];
        System.arraycopy(
                Digest.sha256().digest("node.example".getBytes(StandardCharsets.UTF_8)),
                0,
                data,
                0,
                32);
        data[32] = 0x05;
        var message = java.util.Arrays.copyOf(data, 69);
        System.arraycopy(Digest.sha256().digest(client), 0, message, 37, 32);
        var raw = SignatureAlgorithm.ES256.sign(passkeySecrets.get(person), message);
        var rs = new ASN1EncodableVector();
        rs.add(new ASN1Integer(new BigInteger(1, raw, 0, 32)));
        rs.add(new ASN1Integer(new BigInteger(1, raw, 32, 32)));
        try {
            return new Assertion(
                    credential(person), data, client, new DERSequence(rs).getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
