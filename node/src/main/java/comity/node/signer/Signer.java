package comity.node.signer;

import comity.record.act.Base64Url;
import comity.record.act.Json;
import comity.record.act.Key;
import comity.record.act.SignatureAlgorithm;
import comity.record.act.SigningKey;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The signer as the node sees it: public keys, and questions that are answered or refused. */
public final class Signer {
    private final UnaryOperator<Json.Obj> ask;
    private volatile Json.Obj shown;

    /**
     * @param ask asks the process
     */
    Signer(UnaryOperator<Json.Obj> ask) {
        this.ask = ask;
        this.shown = answered(Json.object().with("ask", "keys"));
    }

    /** The public half of an authority's key, and what it may sign. */
    public record PublicKey(String id, SignatureAlgorithm algorithm, byte[] bytes, Scope scope) {
        public PublicKey {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        private static PublicKey of(Json.Obj json) {
            return new PublicKey(
                    json.text("id").orElse(""),
                    SignatureAlgorithm.valueOf(json.text("algorithm").orElse("")),
                    Base64Url.decode(json.text("publicKey").orElse("")),
                    Scope.of(json));
        }
    }

    private Json.Obj answered(Json.Obj question) {
        var answer = ask.apply(question);
        var refused = answer.text("refused");
        if (refused.isPresent())
            throw new SignerUnavailable(
                    SignerUnavailable.Why.REFUSED, "the signer refused to sign: " + refused.get());
        return answer;
    }

    /** The keys of an authority, oldest first. */
    public List<PublicKey> keys(String authority) {
        return shown.items("keys").stream()
                .map(item -> PublicKey.of((Json.Obj) item))
                .filter(key -> key.scope().authority().equals(authority))
                .toList();
    }

    /** Makes another key for an authority, with the scope of the one it has. */
    public PublicKey rotate(String authority) {
        var made =
                PublicKey.of(
                        answered(Json.object().with("ask", "rotate").with("authority", authority)));
        shown = answered(Json.object().with("ask", "keys"));
        return made;
    }

    /** The key of this name, which signs elsewhere. */
    public SigningKey key(PublicKey key) {
        return new SigningKey() {
            @Override
            public String id() {
                return key.id();
            }

            @Override
            public SignatureAlgorithm algorithm() {
                return key.algorithm();
            }

            /** A JWS signing input: the signer is sent the header and makes the rest itself. */
            @Override
            public byte[] sign(byte[] message) {
                var dot = new String(message, StandardCharsets.ISO_8859_1).indexOf('.');
                var header = Arrays.copyOfRange(message, dot + 1, message.length);
                return Base64Url.decode(
                        answered(
                                        Json.object()
                                                .with("ask", "act")
                                                .with("key", key.id())
                                                .with("header", Base64Url.encode(header)))
                                .text("signature")
                                .orElse(""));
            }
        };
    }

    /**
     * Signs a container of evidence by its list of files (CAdES).
     *
     * @param entry the key's entry in the directory: its validity, and its certificates
     */
    public byte[] container(Key entry, byte[] manifest, Instant time) {
        return Base64Url.decode(
                answered(
                                Json.object()
                                        .with("ask", "container")
                                        .with("key", entry.id())
                                        .with("manifest", Base64Url.encode(manifest))
                                        .with("time", time.toString())
                                        .with("from", entry.from().toString())
                                        .with("until", entry.until().toString())
                                        .with(
                                                "chain",
                                                Json.strings(
                                                        entry.chain().stream()
                                                                .map(
                                                                        one ->
                                                                                Base64Url.encode(
                                                                                        one.der()))
                                                                .toList())))
                        .text("signature")
                        .orElse(""));
    }

    public NoteKeys logKeys() {
        return noteKeys("log");
    }

    public NoteKeys witnessKeys() {
        return noteKeys("witness");
    }

    private NoteKeys noteKeys(String whose) {
        return NoteKeys.of(shown.texts(whose));
    }

    /** Signs a checkpoint of this State's log. */
    public List<Note.Signature> signCheckpoint(String text, Instant time) {
        return signatures("checkpoint", text, time);
    }

    /** Cosigns another operator's checkpoint. */
    public List<Note.Signature> cosign(String text, Instant time) {
        return signatures("cosignature", text, time);
    }

    private List<Note.Signature> signatures(String what, String text, Instant time) {
        var answer =
                answered(
                        Json.object()
                                .with("ask", what)
                                .with("text", text)
                                .with("time", time.toString()));
        var name = answer.text("name").orElse("");
        return answer.texts("signatures").stream()
                .map(bytes -> new Note.Signature(name, Base64Url.decode(bytes)))
                .toList();
    }
}
