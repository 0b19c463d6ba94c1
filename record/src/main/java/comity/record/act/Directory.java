package comity.record.act;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A State's directory: who speaks for it, with which keys. Each version is an act of kind {@code
 * directory}, type {@code publish}, signed by the State's root key, with this document as its
 * section {@code directory}. Entries are never taken out, only ended, so that the newest version
 * judges old acts too.
 *
 * @param name the State's name by language tag
 * @param version grows by one with each publication
 * @param root the State's root key, which signs this document and nothing else
 * @param logKey C2SP verifier key ("vkey") of the State's log; its name is the log's origin
 * @param witnessKey C2SP verifier key with which the node cosigns checkpoints, with a time
 * @param node where the node is reached, and the SHA-256 of its TLS certificate
 */
public record Directory(
        String state,
        Map<String, String> name,
        long version,
        Root root,
        List<Authority> authorities,
        List<Key> keys,
        List<Passkey> passkeys,
        List<SealingKey> sealing,
        String logKey,
        String witnessKey,
        NodeAddress node) {
    public static final String KIND = "directory";
    public static final String TYPE = "publish";
    public static final String SECTION = "directory";

    /**
     * A State's root key. Partners hold it by another path than this document: that is what trust
     * rests on.
     */
    public record Root(SignatureAlgorithm algorithm, byte[] publicKey) {
        public Root {
            publicKey = publicKey.clone();
        }

        @Override
        public byte[] publicKey() {
            return publicKey.clone();
        }

        /** What two States read to each other over the telephone: SHA-256 of the public key. */
        public Digest fingerprint() {
            return Digest.of(publicKey);
        }

        public Json.Obj json() {
            return Json.object()
                    .with("algorithm", algorithm.name())
                    .with("publicKey", Base64Url.encode(publicKey));
        }

        public static Root of(Json.Obj json) throws MalformedAct {
            Shape.only(json, "root", "algorithm", "publicKey");
            return new Root(Key.algorithm(json, "root"), Shape.bytes(json, "root", "publicKey"));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Root that
                    && algorithm == that.algorithm
                    && Arrays.equals(publicKey, that.publicKey);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(publicKey);
        }
    }

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
     * @param certificate SHA-256 over the DER of the TLS certificate
     */
    public record NodeAddress(String url, Digest certificate) {}

    public Directory {
        name = Map.copyOf(name);
        authorities = List.copyOf(authorities);
        keys = List.copyOf(keys);
        passkeys = List.copyOf(passkeys);
        sealing = List.copyOf(sealing);
    }

    public Optional<Key> key(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    public Optional<Passkey> passkey(byte[] credential) {
        return passkeys.stream()
                .filter(passkey -> Arrays.equals(passkey.credential(), credential))
                .findFirst();
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
        return logKey.equals(before.logKey)
                && witnessKey.equals(before.witnessKey)
                && before.keys.stream()
                        .allMatch(entry -> key(entry.id()).filter(entry::isKeptAs).isPresent())
                && before.passkeys.stream()
                        .allMatch(
                                entry ->
                                        passkey(entry.credential())
                                                .filter(entry::isKeptAs)
                                                .isPresent());
    }

    /** The origin of the State's log: the name part of its verifier key. */
    public String logOrigin() {
        return logKey.substring(0, logKey.indexOf('+'));
    }

    /**
     * Whether an act publishes a directory for {@code state} and is signed by that State's {@code
     * root}.
     */
    public static boolean isPublishedBy(Root root, String state, Envelope act) {
        var header = act.header();
        return header.kind().equals(KIND)
                && header.type().equals(TYPE)
                && header.author().state().equals(state)
                && DetachedJws.parse(act.signature())
                        .filter(jws -> jws.algorithm() == root.algorithm())
                        .filter(jws -> jws.verifies(header.canonical(), root.publicKey()))
                        .isPresent();
    }

    public Json.Obj json() {
        return Json.object()
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
                .with("logKey", logKey)
                .with("witnessKey", witnessKey)
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
                "root",
                "authorities",
                "keys",
                "passkeys",
                "sealing",
                "logKey",
                "witnessKey",
                "node");
        var state = Shape.text(json, part, "state");
        var keys = new ArrayList<Key>();
        for (var item : objects(json, "keys")) keys.add(Key.of(state, item));
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
        var logKey = Shape.text(json, part, "logKey");
        if (logKey.indexOf('+') < 1)
            throw new MalformedAct("directory.logKey", "a C2SP verifier key expected");
        return new Directory(
                state,
                names(Shape.object(json, part, "name")),
                json.integer("version")
                        .orElseThrow(
                                () ->
                                        new MalformedAct(
                                                "directory.version", "whole number expected")),
                Root.of(Shape.object(json, part, "root")),
                authorities,
                keys,
                passkeys,
                sealing,
                logKey,
                Shape.text(json, part, "witnessKey"),
                new NodeAddress(
                        Shape.text(node, "directory.node", "url"),
                        Shape.digest(node, "directory.node", "certificate")));
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

    private static Json.Arr list(java.util.stream.Stream<Json.Obj> items) {
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
