package comity.node.custody;

import comity.evidence.redaction.Cuts;
import comity.evidence.redaction.Proof;
import comity.evidence.redaction.Redaction;
import comity.node.frame.Filer;
import comity.node.frame.Refused;
import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.node.vault.FileVault;
import comity.node.vault.Held;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Type;
import comity.treaty.rules.Holding;
import comity.treaty.rules.Marked;
import comity.treaty.rules.UseLimits;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes exhibits of others, and files the act that says of what, how and with what they were made.
 * Nothing is opened that its officer may not touch: the rules are asked before, and by the door
 * again.
 */
final class Derivations {
    /** What this program makes, it names itself for. */
    static final String TOOL = "Comity";

    static final String VERSION = "0.1 (" + Proof.FORMAT + ")";
    private static final int PIPE = 1 << 17;

    private final Registry registry;
    private final Composer composer;
    private final FileVault vault;
    private final Restrictions restrictions;
    private final Filer filer;
    private final SecureRandom random;

    Derivations(
            Registry registry,
            Composer composer,
            FileVault vault,
            Restrictions restrictions,
            Filer filer,
            SecureRandom random) {
        this.registry = registry;
        this.composer = composer;
        this.vault = vault;
        this.restrictions = restrictions;
        this.filer = filer;
        this.random = random;
    }

    /** What somebody made elsewhere, with what they say of it. */
    record Said(Act.Making made, String tool, String version, String parameters) {}

    /** What was made elsewhere: sealed, and named as made of {@code origin}. */
    Digest file(
            UUID docket,
            Digest origin,
            Said said,
            Brought brought,
            Touching touching,
            Officer officer)
            throws IOException {
        var from = touchable(docket, origin, officer);
        var made =
                switch (brought) {
                    case Brought.Sent sent ->
                            vault.derive(
                                    from,
                                    sent.name(),
                                    Brought.MEDIA_TYPE,
                                    from.transmissible(),
                                    out -> out.write(sent.bytes()));
                    case Brought.Delivered(var sha256) ->
                            vault.held(sha256)
                                    .filter(held -> held.order().isPresent())
                                    .orElseThrow(Refused::unknown);
                };
        return derived(docket, from, List.of(made), said, Optional.empty(), touching, officer);
    }

    /** A redacted copy and its proof, made here (docs/formats/redaction.md). */
    Digest redact(UUID docket, Digest origin, Cuts cuts, Touching touching, Officer officer)
            throws IOException {
        var from = touchable(docket, origin, officer);
        var proof = new Proof[1];
        Held copy;
        try {
            copy =
                    vault.derive(
                            from,
                            named(from.name(), "-redacted"),
                            from.mediaType(),
                            from.transmissible(),
                            out -> proof[0] = redacted(from, cuts, out));
        } catch (IOException e) {
            for (Throwable why = e; why != null; why = why.getCause())
                if (why instanceof Redaction.NotPossible)
                    throw Refused.with(422, "custody.nothing-removed", Map.of("cuts", cuts.text()));
            throw e;
        }
        var paper =
                vault.derive(
                        from,
                        copy.name() + ".proof",
                        Proof.MEDIA_TYPE,
                        from.transmissible(),
                        out -> out.write(proof[0].bytes()));
        return derived(
                docket,
                from,
                List.of(copy, paper),
                new Said(Act.Making.REDACTION, TOOL, VERSION, cuts.text()),
                Optional.of(proof[0].commitment()),
                touching,
                officer);
    }

    private Proof redacted(Held from, Cuts cuts, java.io.OutputStream out) throws IOException {
        var failed = new IOException[1];
        try (var in = new PipedInputStream(PIPE)) {
            var pipe = new PipedOutputStream(in);
            var opening =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try (pipe) {
                                            vault.open(from.sha256(), pipe);
                                        } catch (IOException e) {
                                            failed[0] = e;
                                        }
                                    });
            var proof = Redaction.make(in, cuts, fresh(), fresh(), out);
            opening.join();
            if (failed[0] != null) throw failed[0];
            // The same pass hashed it: what was cut is what its act names.
            if (!proof.original().equals(from.sha256()))
                throw new IOException("an exhibit does not have the hash that it is kept under");
            return proof;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a copy was made", e);
        }
    }

    private Digest fresh() {
        var bytes = new byte[Digest.BYTES];
        random.nextBytes(bytes);
        return Digest.ofHash(bytes);
    }

    /** A list of hashes, as {@code sha256sum -c} reads it. */
    Digest hashList(UUID docket, Digest origin, Touching touching, Officer officer)
            throws IOException {
        var from = touchable(docket, origin, officer);
        var line = from.sha256().hex() + "  " + from.name() + "\n";
        var made =
                vault.derive(
                        from,
                        named(from.name(), "-hashes") + ".sha256",
                        "text/plain",
                        from.transmissible(),
                        out -> out.write(line.getBytes(StandardCharsets.UTF_8)));
        return derived(
                docket,
                from,
                List.of(made),
                new Said(Act.Making.HASH_LIST, TOOL, VERSION, "SHA-256"),
                Optional.empty(),
                touching,
                officer);
    }

    /**
     * Before anything is opened: its officer holds it, it is not frozen, and opens for somebody.
     */
    private Held touchable(UUID docket, Digest origin, Officer officer) {
        var read = registry.read(docket);
        var author = composer.author(docket, officer);
        if (!Holding.of(read).heldBy(author).contains(origin))
            throw Refused.with(403, "custody.not-held", Map.of("exhibit", origin.brief()));
        Marked.frozen(read, origin)
                .ifPresent(
                        finding -> {
                            throw Refused.denied(List.of(finding));
                        });
        // Asked before anything is made: what is refused leaves no copy behind.
        var bound =
                UseLimits.refuse(
                        read,
                        officer.state(),
                        UseLimits.Wish.use(origin, officer.office()).with(Act.Doing.COPY),
                        composer.today());
        if (!bound.isEmpty()) throw Refused.denied(bound);
        if (restrictions.hold(origin)) throw Refused.with(403, "exhibit.restricted");
        return vault.held(origin).orElseThrow(Refused::unknown);
    }

    private Digest derived(
            UUID docket,
            Held from,
            List<Held> made,
            Said said,
            Optional<Digest> commitment,
            Touching touching,
            Officer officer) {
        var exhibits = new ArrayList<Json>();
        for (var one : made) {
            restrictions.inherit(from.sha256(), one.sha256());
            exhibits.add(
                    exhibit(one, Optional.of(from.sha256()), said.tool() + " " + said.version()));
        }
        var terms =
                touching.terms()
                        .with("handled", Json.strings(List.of(from.sha256().hex())))
                        .with("made", said.made().name())
                        .with("tool", said.tool())
                        .with("version", said.version());
        if (!said.parameters().isBlank()) terms = terms.with("parameters", said.parameters());
        if (commitment.isPresent()) terms = terms.with("commitment", commitment.get().hex());
        return filer.file(
                docket, Type.DERIVE, touching.content(terms, new Json.Arr(exhibits)), officer);
    }

    static Json.Obj exhibit(Held one, Optional<Digest> from, String tool) {
        var json =
                Json.object()
                        .with("sha256", one.sha256().hex())
                        .with("size", one.size())
                        .with("name", one.name())
                        .with("mediaType", one.mediaType());
        return from.isEmpty()
                ? json
                : json.with("derivedFrom", from.get().hex()).with("tool", tool.strip());
    }

    private static String named(String name, String as) {
        var dot = name.lastIndexOf('.');
        return dot <= 0 ? name + as : name.substring(0, dot) + as + name.substring(dot);
    }
}
