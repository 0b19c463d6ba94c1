package comity.record.act;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import comity.record.tlog.Checkpoint;
import comity.record.tlog.Merkle;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.NoteSigner;
import comity.record.tlog.TlogProof;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The vectors that docs/formats/act.md gives to strangers. {@code -Dcomity.accept=true} writes the
 * file anew; git shows what that changed.
 */
class GoldenVectorsTest {
    private static final Path FILE = Path.of("src/test/resources/comity/record/act/golden.json");
    private static final NoteSigner LOG =
            NoteSigner.log("xa.example/log", Specimens.filled(30), Specimens.filled(40));
    private static final NoteSigner WITNESS =
            NoteSigner.witness("xb.example/witness", Specimens.filled(31), Specimens.filled(41));
    private static final Instant TIME = Instant.parse("2026-11-02T09:31:00Z");

    @Test
    void are_what_this_implementation_makes() throws Exception {
        if (Boolean.getBoolean("comity.accept")) {
            Files.createDirectories(java.util.Objects.requireNonNull(FILE.getParent()));
            Files.writeString(FILE, indented(vectors(), "") + "\n");
        }
        assertThat(Files.readString(FILE)).isEqualTo(indented(vectors(), "") + "\n");
    }

    /** Nothing here is asked of our writers: only readers, and SHA-256 of the platform. */
    @Test
    void are_read_and_verified_by_what_is_in_the_file_alone() throws Exception {
        var golden = JsonReader.actObject(Files.readAllBytes(FILE));
        var keys = golden.object("keys").orElseThrow();
        var canonical = golden.text("canonicalHeader").orElseThrow().getBytes(UTF_8);
        var digest = Digest.of(canonical);
        assertThat(digest.hex()).isEqualTo(golden.text("digest").orElseThrow());
        for (var name : List.of("EdDSA", "ES256")) {
            var jws = DetachedJws.parse(golden.text("signature" + name).orElseThrow());
            assertThat(jws.orElseThrow().verifies(canonical, hex(keys, "public" + name))).isTrue();
        }
        var envelope = Envelope.of(golden.object("envelope").orElseThrow());
        assertThat(envelope.digest()).isEqualTo(digest);
        assertThat(
                        envelope.personal()
                                .orElseThrow()
                                .judgeCeremony(Specimens.passkey(), digest.bytes()))
                .isEqualTo(Assertion.Judgement.VALID);
        var receipt = envelope.receipts().getFirst();
        assertThat(HexFormat.of().formatHex(receipt.commitment(digest)))
                .isEqualTo(golden.text("commitment").orElseThrow());
        var proof = TlogProof.parse(receipt.proof());
        var log = NoteKeys.of(keys.texts("log"));
        var witness = NoteKeys.of(keys.texts("witness"));
        assertThat(log.known()).hasSize(2);
        assertThat(witness.known()).hasSize(2);
        assertThat(proof.proves(receipt.commitment(digest), log)).isTrue();
        assertThat(witness.cosignedAt(proof.checkpoint())).contains(TIME);
        var version = golden.object("directory").orElseThrow();
        var fingerprint = version.text("rootFingerprint").orElseThrow();
        assertThat(
                        ApprovedDirectory.of(version.object("approved").orElseThrow())
                                .objection(
                                        java.util.Optional.empty(),
                                        root -> root.hex().equals(fingerprint)))
                .isEmpty();
    }

    private static byte[] hex(Json.Obj json, String name) {
        return HexFormat.of().parseHex(json.text(name).orElseThrow());
    }

    private static Json.Obj vectors() {
        var header = Specimens.header();
        var commitment = Receipt.commitment(Specimens.NONCE, header.digest());
        var receipt = new Receipt("xa.example/log", Specimens.NONCE, proof(commitment).text());
        var envelope = Specimens.envelope().with(List.of(receipt));
        return Json.object()
                .with(
                        "note",
                        "Golden vectors for docs/formats/act.md. The private keys are test keys.")
                .with("keys", keys())
                .with(
                        "officer",
                        Json.object()
                                .with("salt", Base64Url.encode(Specimens.filled(7)))
                                .with("person", "Judge A. Serrano")
                                .with("pseudonym", Specimens.author().officer().hex()))
                .with(
                        "section",
                        Specimens.section()
                                .json()
                                .with("digest", Specimens.section().digest().hex()))
                .with("canonicalSection", CanonicalJson.text(Specimens.section().json()))
                .with("canonicalHeader", new String(header.canonical(), UTF_8))
                .with("digest", header.digest().hex())
                .with(
                        "signatureEdDSA",
                        DetachedJws.sign(header.canonical(), Specimens.KEY).compact())
                .with(
                        "signatureES256",
                        DetachedJws.sign(header.canonical(), Specimens.HARDWARE_KEY).compact())
                .with("commitment", HexFormat.of().formatHex(commitment))
                .with("leafHash", HexFormat.of().formatHex(Merkle.leafHash(commitment)))
                .with("envelope", envelope.json())
                .with("directory", directory());
    }

    /** A first version that two of three holders approved, with their private keys. */
    private static Json.Obj directory() {
        var document = Specimens.directory();
        var holders = Specimens.HOLDERS.subList(0, 2);
        var approved =
                new ApprovedDirectory(
                        document,
                        holders.stream().map(holder -> holder.approve(document)).toList());
        return Json.object()
                .with(
                        "holders",
                        new Json.Arr(List.copyOf(holders.stream().map(HolderKey::json).toList())))
                .with("rootFingerprint", document.root().fingerprint().hex())
                .with("digest", document.digest().hex())
                .with("approved", approved.json());
    }

    private static Json.Obj keys() {
        var hex = HexFormat.of();
        return Json.object()
                .with("privateEdDSA", hex.formatHex(Specimens.ED25519_SEED))
                .with(
                        "publicEdDSA",
                        hex.formatHex(SignatureAlgorithm.EdDSA.publicKey(Specimens.ED25519_SEED)))
                .with("privateES256", hex.formatHex(Specimens.P256_SCALAR))
                .with(
                        "publicES256",
                        hex.formatHex(SignatureAlgorithm.ES256.publicKey(Specimens.P256_SCALAR)))
                .with("publicPasskey", hex.formatHex(Specimens.passkey().publicKey().bytes()))
                .with("log", Json.strings(LOG.keys().texts()))
                .with("witness", Json.strings(WITNESS.keys().texts()));
    }

    /** The act is the second of three leaves. */
    private static TlogProof proof(byte[] commitment) {
        var left = Merkle.leafHash("first".getBytes(UTF_8));
        var right = Merkle.leafHash("third".getBytes(UTF_8));
        var root = Merkle.nodeHash(Merkle.nodeHash(left, Merkle.leafHash(commitment)), right);
        var text = new Checkpoint("xa.example/log", 3, root).text();
        var note = new Note(text, LOG.sign(text, TIME)).with(WITNESS.sign(text, TIME));
        return new TlogProof(1, List.of(left, right), note);
    }

    /** For people: members in the order in which they were said, one to a line. */
    private static String indented(Json value, String margin) {
        var inner = margin + "  ";
        return switch (value) {
            case Json.Obj object when !object.members().isEmpty() ->
                    object.members().entrySet().stream()
                            .map(member -> member(member, inner))
                            .collect(
                                    java.util.stream.Collectors.joining(
                                            ",\n", "{\n", "\n" + margin + "}"));
            case Json.Arr(var items) when !items.isEmpty() ->
                    items.stream()
                            .map(item -> inner + indented(item, inner))
                            .collect(
                                    java.util.stream.Collectors.joining(
                                            ",\n", "[\n", "\n" + margin + "]"));
            case Json.Obj _,
                    Json.Arr _,
                    Json.Str _,
                    Json.Int _,
                    Json.Real _,
                    Json.Bool _,
                    Json.Null _ ->
                    CanonicalJson.text(value);
        };
    }

    private static String member(Map.Entry<String, Json> member, String margin) {
        return margin
                + CanonicalJson.text(new Json.Str(member.getKey()))
                + ": "
                + indented(member.getValue(), margin);
    }
}
