package comity.record.act;

import comity.record.x509.Certificate;
import comity.record.x509.TimestampAuthority;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A State's directory: who speaks for it, with which keys. Each version is an act of kind {@code
 * directory}, type {@code publish}, with this document as its section {@code directory} and the
 * root holders' approvals of it as its section {@code approvals} (docs/decisions/0035). Entries are
 * never taken out, only ended, so that the newest version judges old acts too.
 *
 * @param name the State's name by language tag
 * @param version grows by one with each publication
 * @param previous the digest of the version before; empty in the first. Whoever approves a version
 *     approves all before it
 * @param root who approves this document, and nothing else
 * @param log the keys of the State's log, and those with which its node witnesses others' logs
 * @param node where the node is reached, and the SHA-256 of its TLS certificate
 * @param anchors the certificates of the State's own PKI, if it has one, to which those of its keys
 *     lead
 */
public record Directory(
        String state,
        Map<String, String> name,
        long version,
        Optional<Digest> previous,
        Root root,
        List<Authority> authorities,
        List<Key> keys,
        List<Passkey> passkeys,
        List<SealingKey> sealing,
        Log log,
        NodeAddress node,
        List<Certificate> anchors) {
    public static final String KIND = "directory";
    public static final String TYPE = "publish";
    public static final String SECTION = "directory";

    /** A partner is suspended: its new acts are refused until it is readmitted. */
    public static final String SUSPEND = "suspend";

    public static final String READMIT = "readmit";

    /** What may be filed on a directory's docket. */
    public static final Set<String> TYPES = Set.of(TYPE, SUSPEND, READMIT);

    /** Beside the document: why a partner is suspended, and who says so. */
    public static final String STATEMENT = "statement";

    public static final String OFFICER = "officer";

    /** The names that every header of this kind has. */
    public static final Set<String> SECTIONS =
            Set.of(SECTION, ApprovedDirectory.APPROVALS, STATEMENT, OFFICER);

    /**
     * @param offices the offices that exist in it, as codes such as {@code JUD}
     */
    public record Authority(String id, Map<String, String> name, Set<String> offices) {}

    /**
     * To which exhibits and sections for an authority are sealed: X25519 and ML-KEM-768 together,
     * raw public keys.
     */
    public record SealingKey(String id, String authority, byte[] x25519, byte[] mlKem768) {
        public SealingKey {
            x25519 = x25519.clone();
            mlKem768 = mlKem768.clone();
        }

        @Override
        public byte[] x25519() {
            return x25519.clone();
        }

        @Override
        public byte[] mlKem768() {
            return mlKem768.clone();
        }
    }

    /**
     * The State as an operator of a log. Each list names one key for each algorithm; whoever checks
     * a signature asks for all whose algorithm it knows, and says which it does not.
     *
     * @param keys C2SP verifier keys ("vkeys") of the State's log; their name is the log's origin
     * @param witness C2SP verifier keys with which the node cosigns other operators' checkpoints
     * @param timestampAuthorities whose RFC 3161 timestamps on the log's checkpoints count
     */
    public record Log(
            List<String> keys,
            List<String> witness,
            List<TimestampAuthority> timestampAuthorities) {
        public Log {
            keys = List.copyOf(keys);
            witness = List.copyOf(witness);
            timestampAuthorities = List.copyOf(timestampAuthorities);
        }

        /** Whether {@code later} keeps what this lists; a log with other keys is another log. */
        boolean isKeptAs(Log later) {
            return keys.equals(later.keys)
                    && witness.equals(later.witness)
                    && timestampAuthorities.stream()
                            .allMatch(
                                    had ->
                                            later.timestampAuthorities.stream()
                                                    .anyMatch(had::isKeptAs));
        }

        /** The same log, with whose timestamps count from now on. */
        public Log with(List<TimestampAuthority> authorities) {
            return new Log(keys, witness, authorities);
        }

        Json.Obj json() {
            return Json.object()
                    .with("keys", Json.strings(keys))
                    .with("witness", Json.strings(witness))
                    .with(
                            "timestampAuthorities",
                            list(timestampAuthorities.stream().map(Log::json)));
        }

        private static Json.Obj json(TimestampAuthority authority) {
            var json =
                    Json.object()
                            .with("certificate", Base64Url.encode(authority.certificate().der()))
                            .with(
                                    "policies",
                                    Json.strings(authority.policies().stream().sorted().toList()));
            var ended = authority.ended().map(at -> json.with("ended", at.toString())).orElse(json);
            return authority.trial() ? ended.with("trial", true) : ended;
        }

        private static TimestampAuthority authority(Json.Obj json) throws MalformedAct {
            var part = "directory.log.timestampAuthorities";
            Shape.only(json, part, "certificate", "policies", "ended", "trial");
            if (Shape.items(json, part, "policies", MOST_KEYS).size()
                    != json.texts("policies").size())
                throw new MalformedAct(part + ".policies", "texts expected");
            for (var policy : json.texts("policies"))
                if (!policy.matches("[0-2]([.](0|[1-9][0-9]{0,38})){1,30}"))
                    throw new MalformedAct(
                            part + ".policies", "object identifiers expected, such as 1.2.3");
            return new TimestampAuthority(
                    Key.certificate(Shape.text(json, part, "certificate"), part + ".certificate"),
                    Set.copyOf(json.texts("policies")),
                    json.get("ended").isPresent()
                            ? Optional.of(Shape.instant(json, part, "ended"))
                            : Optional.empty(),
                    isTrial(json, part));
        }

        private static boolean isTrial(Json.Obj json, String part) throws MalformedAct {
            return switch (json.get("trial").orElse(new Json.Bool(false))) {
                case Json.Bool(var trial) -> trial;
                default -> throw new MalformedAct(part + ".trial", "true or false expected");
            };
        }

        static Log of(Json.Obj json) throws MalformedAct {
            var part = "directory.log";
            Shape.only(json, part, "keys", "witness", "timestampAuthorities");
            for (var name : List.of("keys", "witness"))
                if (Shape.items(json, part, name, MOST_KEYS).size() != json.texts(name).size())
                    throw new MalformedAct(part + "." + name, "texts expected");
            var authorities = new ArrayList<TimestampAuthority>();
            for (var item : Shape.items(json, part, "timestampAuthorities", MOST_KEYS)) {
                if (!(item instanceof Json.Obj authority))
                    throw new MalformedAct(part + ".timestampAuthorities", "objects expected");
                authorities.add(authority(authority));
            }
            return new Log(ofOneName(json, "keys"), ofOneName(json, "witness"), authorities);
        }

        private static List<String> ofOneName(Json.Obj json, String list) throws MalformedAct {
            var keys = json.texts(list);
            if (keys.isEmpty()
                    || keys.stream().anyMatch(key -> key.indexOf('+') < 1)
                    || keys.stream().map(Directory::keyName).distinct().count() != 1)
                throw new MalformedAct(
                        "directory.log." + list, "C2SP verifier keys of one name expected");
            return keys;
        }
    }

    private static final int MOST_KEYS = 8;

    private static String keyName(String vkey) {
        return vkey.substring(0, vkey.indexOf('+'));
    }

    /**
     * @param certificate SHA-256 over the DER of the TLS certificate
     */
    public record NodeAddress(String url, Digest certificate) {}

    public Directory {
        name = Map.copyOf(name);
        authorities = List.copyOf(authorities);
        keys = List.copyOf(keys);
        passkeys = List.copyOf(passkeys);
        sealing = List.copyOf(sealing);
        anchors = List.copyOf(anchors);
    }

    /** A directory whose keys have no certificates. */
    public Directory(
            String state,
            Map<String, String> name,
            long version,
            Optional<Digest> previous,
            Root root,
            List<Authority> authorities,
            List<Key> keys,
            List<Passkey> passkeys,
            List<SealingKey> sealing,
            Log log,
            NodeAddress node) {
        this(
                state,
                name,
                version,
                previous,
                root,
                authorities,
                keys,
                passkeys,
                sealing,
                log,
                node,
                List.of());
    }

    public Optional<Key> key(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    public Optional<Passkey> passkey(byte[] credential) {
        return passkeys.stream().filter(passkey -> passkey.isOf(credential)).findFirst();
    }

    public Optional<Authority> authority(String id) {
        return authorities.stream().filter(authority -> authority.id().equals(id)).findFirst();
    }

    public Optional<SealingKey> sealingKey(String authority) {
        return sealing.stream()
                .filter(key -> key.authority().equals(authority))
                .reduce((_, last) -> last);
    }

    /**
     * Whether this later version keeps what {@code before} listed: an entry may be ended, never
     * taken out, exchanged or relieved of its compromise; and a log's key stays.
     */
    public boolean keepsAll(Directory before) {
        return before.log.isKeptAs(log)
                && before.keys.stream()
                        .allMatch(entry -> key(entry.id()).filter(entry::isKeptAs).isPresent())
                && before.passkeys.stream()
                        .allMatch(
                                entry ->
                                        passkey(entry.credential())
                                                .filter(entry::isKeptAs)
                                                .isPresent());
    }

    /** The origin of the State's log: the name part of its verifier keys. */
    public String logOrigin() {
        return keyName(log.keys().getFirst());
    }

    /** The document's own digest: what the next version names as the one before. */
    public Digest digest() {
        return Digest.of(json());
    }

    /**
     * This version with another root, keys and so on: to be approved, and published as the next.
     */
    public Directory next(UnaryOperator<Directory> change) {
        var changed = change.apply(this);
        return changed.copy(
                version + 1,
                Optional.of(digest()),
                changed.root,
                changed.authorities,
                changed.keys,
                changed.passkeys,
                changed.sealing,
                changed.log,
                changed.node,
                changed.anchors);
    }

    public Directory with(Root other) {
        return copy(
                version, previous, other, authorities, keys, passkeys, sealing, log, node, anchors);
    }

    public Directory with(NodeAddress other) {
        return copy(
                version, previous, root, authorities, keys, passkeys, sealing, log, other, anchors);
    }

    public Directory withKeys(List<Key> all) {
        return copy(
                version, previous, root, authorities, all, passkeys, sealing, log, node, anchors);
    }

    public Directory withPasskeys(List<Passkey> all) {
        return copy(version, previous, root, authorities, keys, all, sealing, log, node, anchors);
    }

    public Directory withSealing(List<SealingKey> all) {
        return copy(version, previous, root, authorities, keys, passkeys, all, log, node, anchors);
    }

    /** With other authorities whose timestamps count. */
    public Directory withTimestampAuthorities(List<TimestampAuthority> all) {
        return copy(
                version,
                previous,
                root,
                authorities,
                keys,
                passkeys,
                sealing,
                log.with(all),
                node,
                anchors);
    }

    /** With other certificates of the State's own PKI. */
    public Directory withAnchors(List<Certificate> all) {
        return copy(version, previous, root, authorities, keys, passkeys, sealing, log, node, all);
    }

    /**
     * This version with what {@code wish}, made of an earlier one, adds to it or ends in it: so
     * that a wish outlives a version that was published meanwhile without it.
     */
    public Directory and(Directory wish) {
        var kept = log.isKeptAs(wish.log) ? wish : this;
        return kept.copy(
                version,
                previous,
                root,
                authorities,
                joined(keys, wish.keys, Key::isKeptAs, Key::id),
                joined(
                        passkeys,
                        wish.passkeys,
                        (had, asked) -> had.isKeptAs(asked) && !asked.until().isAfter(had.until()),
                        passkey -> Base64Url.encode(passkey.credential())),
                joined(sealing, wish.sealing, (_, _) -> false, SealingKey::id),
                kept.log,
                wish.node,
                Stream.concat(anchors.stream(), wish.anchors.stream()).distinct().toList());
    }

    private static <T> List<T> joined(
            List<T> here, List<T> wished, BiPredicate<T, T> mayBecome, Function<T, String> name) {
        var byName = new LinkedHashMap<String, T>();
        here.forEach(entry -> byName.put(name.apply(entry), entry));
        for (var entry : wished)
            byName.merge(
                    name.apply(entry),
                    entry,
                    (had, wish) -> mayBecome.test(had, wish) ? wish : had);
        return List.copyOf(byName.values());
    }

    private Directory copy(
            long number,
            Optional<Digest> before,
            Root holders,
            List<Authority> bodies,
            List<Key> signing,
            List<Passkey> people,
            List<SealingKey> recipients,
            Log operator,
            NodeAddress address,
            List<Certificate> pki) {
        return new Directory(
                state,
                name,
                number,
                before,
                holders,
                bodies,
                signing,
                people,
                recipients,
                operator,
                address,
                pki);
    }

    /**
     * Whether an act that publishes this directory is signed by a key that this directory itself
     * lists for it. What the version rests on are its approvals; this says who filed it.
     */
    public boolean isFiledBy(Envelope act) {
        return DetachedJws.parse(act.signature())
                .filter(
                        jws ->
                                key(jws.keyId())
                                        .filter(key -> key.mayHaveSigned(act.header(), jws))
                                        .isPresent())
                .isPresent();
    }

    public Json.Obj json() {
        var all = members();
        return anchors.isEmpty() ? all : all.with("anchors", Key.certificates(anchors));
    }

    private Json.Obj members() {
        return previous.map(before -> Json.object().with("previous", before.hex()))
                .orElseGet(Json::object)
                .with("state", state)
                .with("name", names(name))
                .with("version", version)
                .with("root", root.json())
                .with(
                        "authorities",
                        list(
                                authorities.stream()
                                        .map(
                                                authority ->
                                                        Json.object()
                                                                .with("id", authority.id())
                                                                .with(
                                                                        "name",
                                                                        names(authority.name()))
                                                                .with(
                                                                        "offices",
                                                                        Json.strings(
                                                                                authority
                                                                                        .offices()
                                                                                        .stream()
                                                                                        .sorted()
                                                                                        .toList())))))
                .with("keys", list(keys.stream().map(Key::json)))
                .with("passkeys", list(passkeys.stream().map(Passkey::json)))
                .with(
                        "sealing",
                        list(
                                sealing.stream()
                                        .map(
                                                key ->
                                                        Json.object()
                                                                .with("id", key.id())
                                                                .with("authority", key.authority())
                                                                .with(
                                                                        "x25519",
                                                                        Base64Url.encode(
                                                                                key.x25519()))
                                                                .with(
                                                                        "mlKem768",
                                                                        Base64Url.encode(
                                                                                key.mlKem768())))))
                .with("log", log.json())
                .with(
                        "node",
                        Json.object()
                                .with("url", node.url())
                                .with("certificate", node.certificate().hex()));
    }

    public static Directory of(Json.Obj json) throws MalformedAct {
        var part = "directory";
        Shape.only(
                json,
                part,
                "state",
                "name",
                "version",
                "previous",
                "root",
                "authorities",
                "keys",
                "passkeys",
                "sealing",
                "log",
                "node",
                "anchors");
        var state = Shape.text(json, part, "state");
        var keys = new ArrayList<Key>();
        for (var item : objects(json, "keys")) keys.add(Key.of(state, item));
        var anchors = Key.certificates(json, part, "anchors");
        for (var i = 0; i < keys.size(); i++) {
            var wrong = keys.get(i).wrongWithChain(anchors);
            if (wrong.isPresent())
                throw new MalformedAct("directory.keys[" + i + "].chain", wrong.get());
        }
        var passkeys = new ArrayList<Passkey>();
        for (var item : objects(json, "passkeys")) passkeys.add(Passkey.of(item));
        var authorities = new ArrayList<Authority>();
        for (var item : objects(json, "authorities")) {
            authorities.add(
                    new Authority(
                            Shape.name(item, part, "id"),
                            names(Shape.object(item, part, "name")),
                            Set.copyOf(item.texts("offices"))));
        }
        var sealing = new ArrayList<SealingKey>();
        for (var item : objects(json, "sealing")) {
            sealing.add(
                    new SealingKey(
                            Shape.text(item, part, "id"),
                            Shape.name(item, part, "authority"),
                            Shape.bytes(item, part, "x25519"),
                            Shape.bytes(item, part, "mlKem768")));
        }
        var node = Shape.object(json, part, "node");
        return new Directory(
                state,
                names(Shape.object(json, part, "name")),
                json.integer("version")
                        .orElseThrow(
                                () ->
                                        new MalformedAct(
                                                "directory.version", "whole number expected")),
                json.get("previous").isPresent()
                        ? Optional.of(Shape.digest(json, part, "previous"))
                        : Optional.empty(),
                Root.of(Shape.object(json, part, "root")),
                authorities,
                keys,
                passkeys,
                sealing,
                Log.of(Shape.object(json, part, "log")),
                new NodeAddress(
                        Shape.text(node, "directory.node", "url"),
                        Shape.digest(node, "directory.node", "certificate")),
                anchors);
    }

    private static List<Json.Obj> objects(Json.Obj json, String name) throws MalformedAct {
        var objects = new ArrayList<Json.Obj>();
        for (var item : Shape.items(json, "directory", name, 10_000)) {
            if (!(item instanceof Json.Obj object))
                throw new MalformedAct("directory." + name, "objects expected");
            objects.add(object);
        }
        return objects;
    }

    private static Json.Arr list(Stream<Json.Obj> items) {
        return new Json.Arr(List.copyOf(items.toList()));
    }

    private static Json.Obj names(Map<String, String> names) {
        var json = new LinkedHashMap<String, Json>();
        names.forEach((language, text) -> json.put(language, new Json.Str(text)));
        return new Json.Obj(json);
    }

    private static Map<String, String> names(Json.Obj json) {
        var names = new LinkedHashMap<String, String>();
        json.members()
                .keySet()
                .forEach(language -> names.put(language, json.text(language).orElse("")));
        return names;
    }
}
