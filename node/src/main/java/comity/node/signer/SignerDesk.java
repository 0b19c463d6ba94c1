package comity.node.signer;

import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.DetachedJws;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.act.SignatureAlgorithm;
import comity.record.container.AsicManifest;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.NoteSigner;
import comity.record.x509.Certificate;
import comity.record.x509.ContainerSigner;
import comity.record.x509.MalformedDer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What the signer signs, and what it refuses. It is shown the whole text, never a digest, and signs
 * an act's header only if that header is one, names this State and the key's authority, and is of a
 * kind and a type that the key may sign; a container only by its list of files, as a case file has
 * one; a checkpoint of its own log only if the log did not shrink; a cosignature only of another
 * operator's checkpoint.
 */
final class SignerDesk {
    private final SignerFile file;
    private final LastSigned last;
    private final Optional<Token> token;
    private final RandomGenerator random;
    private SignerKeys keys;

    SignerDesk(
            SignerKeys keys,
            SignerFile file,
            LastSigned last,
            Optional<Token> token,
            RandomGenerator random) {
        this.keys = keys;
        this.file = file;
        this.last = last;
        this.token = token;
        this.random = random;
    }

    /** A refusal, as the node hears it. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String code) {
            super(code);
        }
    }

    /** Answers one question; a refusal says {@code refused} and why. */
    synchronized Json.Obj answer(byte[] question) throws IOException {
        try {
            var asked = JsonReader.actObject(question);
            return switch (asked.text("ask").orElse("")) {
                case "keys" -> shown();
                case "act" -> act(asked);
                case "container" -> container(asked);
                case "checkpoint" -> checkpoint(asked);
                case "cosignature" -> cosignature(asked);
                case "rotate" -> rotated(asked);
                default -> throw new Refused("question");
            };
        } catch (MalformedJson
                | MalformedAct
                | MalformedNote
                | MalformedDer
                | IllegalArgumentException _) {
            return refusal("malformed");
        } catch (Refused e) {
            return refusal(String.valueOf(e.getMessage()));
        }
    }

    private static Json.Obj refusal(String code) {
        return Json.object().with("refused", code);
    }

    private Json.Obj shown() {
        return Json.object()
                .with("state", keys.state())
                .with("origin", keys.origin())
                .with(
                        "keys",
                        new Json.Arr(
                                List.copyOf(
                                        keys.entries().stream().map(SignerDesk::shown).toList())))
                .with("log", Json.strings(keys.log().keys().texts()))
                .with("witness", Json.strings(keys.witness().keys().texts()));
    }

    /** The public half, and what the key may sign. */
    private static Json.Obj shown(SignerKeys.Entry entry) {
        return entry.scope()
                .json()
                .with("id", entry.id())
                .with("algorithm", entry.algorithm().name())
                .with("publicKey", Base64Url.encode(entry.publicKey()));
    }

    private Json.Obj act(Json.Obj asked) throws MalformedJson, MalformedAct, Refused {
        var entry =
                keys.entry(asked.text("key").orElse(""))
                        .orElseThrow(() -> new Refused("key.unknown"));
        var canonical = Base64Url.decode(asked.text("header").orElse(""));
        var header = Header.of(JsonReader.actObject(canonical));
        if (!Arrays.equals(header.canonical(), canonical)) throw new Refused("malformed");
        if (!entry.scope().covers(keys.state(), header)) throw new Refused("scope");
        var signature = DetachedJws.sign(canonical, entry.key(token)).signature();
        return Json.object().with("signature", Base64Url.encode(signature));
    }

    /**
     * The signature of a container of evidence. What is shown is the list of its files, whole: it
     * is no header of an act, and can never become one.
     */
    private Json.Obj container(Json.Obj asked) throws MalformedDer, Refused {
        var entry =
                keys.entry(asked.text("key").orElse(""))
                        .orElseThrow(() -> new Refused("key.unknown"));
        var manifest = Base64Url.decode(asked.text("manifest").orElse(""));
        var listed = AsicManifest.of(manifest).orElseThrow(() -> new Refused("malformed"));
        if (!listed.files().containsKey("manifest.json")) throw new Refused("malformed");
        var key = entry.key(token);
        var office =
                new ContainerSigner.Office(
                        keys.state(),
                        entry.scope().authority(),
                        entry.id(),
                        entry.algorithm() == SignatureAlgorithm.EdDSA,
                        entry.publicKey(),
                        key::sign,
                        instant(asked, "from"),
                        instant(asked, "until"),
                        chain(asked));
        var signature = ContainerSigner.sign(manifest, office, keys(), instant(asked, "time"));
        return Json.object().with("signature", Base64Url.encode(signature));
    }

    private ContainerSigner.Keys keys() {
        return new ContainerSigner.Keys() {
            @Override
            public byte[] secret() {
                return SignatureAlgorithm.ES256.newPrivateKey(random);
            }

            @Override
            public ContainerSigner.OneTime of(byte[] secret) {
                return new ContainerSigner.OneTime(
                        SignatureAlgorithm.ES256.publicKey(secret),
                        message -> SignatureAlgorithm.ES256.sign(secret, message));
            }
        };
    }

    private static List<Certificate> chain(Json.Obj asked) throws MalformedDer {
        var found = new ArrayList<Certificate>();
        for (var one : asked.texts("chain")) found.add(Certificate.of(Base64Url.decode(one)));
        return found;
    }

    private Json.Obj checkpoint(Json.Obj asked) throws MalformedNote, Refused, IOException {
        var text = asked.text("text").orElse("");
        var checkpoint = own(text);
        if (!checkpoint.origin().equals(keys.origin())) throw new Refused("origin");
        if (!last.permits(checkpoint)) throw new Refused("checkpoint.shrunk");
        last.keep(checkpoint);
        return signed(keys.log(), text, asked);
    }

    private Json.Obj cosignature(Json.Obj asked) throws MalformedNote, Refused {
        var text = asked.text("text").orElse("");
        // A State's own word about its own log is what its log key is for.
        if (own(text).origin().equals(keys.origin())) throw new Refused("origin");
        return signed(keys.witness(), text, asked);
    }

    private static Checkpoint own(String text) throws MalformedNote, Refused {
        if (!text.endsWith("\n") || text.length() > 4_000) throw new Refused("malformed");
        return Checkpoint.of(new Note(text, List.of()));
    }

    private static Json.Obj signed(NoteSigner signer, String text, Json.Obj asked) throws Refused {
        var time = instant(asked, "time");
        return Json.object()
                .with(
                        "signatures",
                        Json.strings(
                                signer.sign(text, time).stream()
                                        .map(signature -> Base64Url.encode(signature.bytes()))
                                        .toList()))
                .with("name", signer.keys().name());
    }

    private static Instant instant(Json.Obj asked, String name) throws Refused {
        try {
            return Instant.parse(asked.text(name).orElse(""));
        } catch (DateTimeException _) {
            throw new Refused("malformed");
        }
    }

    /** Another key for an authority, with the scope of the one it has. */
    private Json.Obj rotated(Json.Obj asked) throws Refused, IOException {
        var scope =
                keys.scope(asked.text("authority").orElse(""))
                        .orElseThrow(() -> new Refused("key.unknown"));
        var grown = keys.with(scope, token, random);
        file.write(grown.json());
        keys = grown;
        return shown(grown.entries().getLast());
    }

    static byte[] line(Json.Obj json) {
        var text = CanonicalJson.bytes(json);
        var line = Arrays.copyOf(text, text.length + 1);
        line[text.length] = '\n';
        return line;
    }
}
