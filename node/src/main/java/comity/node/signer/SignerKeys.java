package comity.node.signer;

import comity.record.act.Base64Url;
import comity.record.act.Json;
import comity.record.act.SignatureAlgorithm;
import comity.record.act.SigningKey;
import comity.record.tlog.NoteSigner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The private keys of one State's signer, as its encrypted file holds them. */
final class SignerKeys {
    private final String state;
    private final String origin;
    private final Json.Obj secrets;
    private final List<Entry> entries;

    /**
     * A key of an authority, with what it may sign.
     *
     * @param secret empty if the key lies in a token, under its id
     */
    record Entry(
            String id,
            SignatureAlgorithm algorithm,
            Optional<byte[]> secret,
            byte[] publicKey,
            Scope scope) {
        SigningKey key(Optional<Token> token) {
            if (secret.isPresent()) return SigningKey.of(id, algorithm, secret.get());
            var hardware =
                    token.orElseThrow(
                            () ->
                                    new Token.Failed(
                                            new IllegalStateException(
                                                    id + " lies in a token, and none is set")));
            return new SigningKey() {
                @Override
                public String id() {
                    return id;
                }

                @Override
                public SignatureAlgorithm algorithm() {
                    return algorithm;
                }

                @Override
                public byte[] sign(byte[] message) {
                    return hardware.sign(id, message);
                }
            };
        }

        static Entry create(String id, Scope scope, Optional<Token> token, RandomGenerator random) {
            if (token.isPresent())
                return new Entry(
                        id,
                        SignatureAlgorithm.ES256,
                        Optional.empty(),
                        token.get().generate(id),
                        scope);
            var secret = SignatureAlgorithm.EdDSA.newPrivateKey(random);
            return new Entry(
                    id,
                    SignatureAlgorithm.EdDSA,
                    Optional.of(secret),
                    SignatureAlgorithm.EdDSA.publicKey(secret),
                    scope);
        }

        Json.Obj json() {
            var json =
                    scope.json()
                            .with("id", id)
                            .with("algorithm", algorithm.name())
                            .with("publicKey", Base64Url.encode(publicKey));
            return secret.map(bytes -> json.with("secret", Base64Url.encode(bytes))).orElse(json);
        }

        static Entry of(Json.Obj json) {
            return new Entry(
                    json.text("id").orElse(""),
                    SignatureAlgorithm.valueOf(json.text("algorithm").orElse("")),
                    json.text("secret").map(Base64Url::decode),
                    Base64Url.decode(json.text("publicKey").orElse("")),
                    Scope.of(json));
        }
    }

    private SignerKeys(String state, String origin, Json.Obj secrets, List<Entry> entries) {
        this.state = state;
        this.origin = origin;
        this.secrets = secrets;
        this.entries = List.copyOf(entries);
    }

    static SignerKeys create(
            String state,
            String origin,
            Collection<Scope> scopes,
            Optional<Token> token,
            RandomGenerator random) {
        var secrets = Json.object();
        for (var name : List.of("log", "logMlDsa44", "witness", "witnessMlDsa44"))
            secrets = secrets.with(name, Base64Url.encode(fresh(random)));
        var keys = new SignerKeys(state, origin, secrets, List.of());
        for (var scope : scopes) keys = keys.with(scope, token, random);
        return keys;
    }

    private static byte[] fresh(RandomGenerator random) {
        var seed = new byte[32];
        random.nextBytes(seed);
        return seed;
    }

    /** One key more, for an authority that has none yet or gets another. */
    SignerKeys with(Scope scope, Optional<Token> token, RandomGenerator random) {
        var number =
                1
                        + entries.stream()
                                .filter(
                                        entry ->
                                                entry.scope().authority().equals(scope.authority()))
                                .count();
        var all = new ArrayList<>(entries);
        all.add(Entry.create(scope.authority() + "#" + number, scope, token, random));
        return new SignerKeys(state, origin, secrets, all);
    }

    String state() {
        return state;
    }

    String origin() {
        return origin;
    }

    List<Entry> entries() {
        return entries;
    }

    Optional<Entry> entry(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** What an authority's newest key may sign. */
    Optional<Scope> scope(String authority) {
        return entries.stream()
                .map(Entry::scope)
                .filter(scope -> scope.authority().equals(authority))
                .reduce((_, last) -> last);
    }

    NoteSigner log() {
        return NoteSigner.log(origin, secret("log"), secret("logMlDsa44"));
    }

    NoteSigner witness() {
        return NoteSigner.witness(origin + "/witness", secret("witness"), secret("witnessMlDsa44"));
    }

    private byte[] secret(String name) {
        return Base64Url.decode(secrets.text(name).orElse(""));
    }

    Json.Obj json() {
        return Json.object()
                .with("state", state)
                .with("origin", origin)
                .with("secrets", secrets)
                .with(
                        "keys",
                        new Json.Arr(List.copyOf(entries.stream().map(Entry::json).toList())));
    }

    static SignerKeys of(Json.Obj json) {
        return new SignerKeys(
                json.text("state").orElse(""),
                json.text("origin").orElse(""),
                json.object("secrets").orElse(Json.EMPTY),
                json.items("keys").stream().map(item -> Entry.of((Json.Obj) item)).toList());
    }
}
