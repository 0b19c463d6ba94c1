package comity.witness;

import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.act.SignatureAlgorithm;
import comity.record.tlog.NoteSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The witness's keys in one file, {@code key.json}, that only its owner may read. */
final class WitnessKeys {
    private WitnessKeys() {}

    /**
     * Opens the keys in {@code folder}, or makes them on the first run.
     *
     * @param name the witness's name; made from its key if empty. It cannot be changed later: a
     *     witness of another name is another witness
     */
    static NoteSigner open(Path folder, Optional<String> name, RandomGenerator random)
            throws IOException {
        var file = folder.resolve("key.json");
        if (!Files.exists(file)) {
            var made = make(name, random);
            signer(made);
            FolderMemory.write(file, CanonicalJson.bytes(made), FolderMemory.ownerOnly(folder));
        }
        refuseIfReadableByOthers(file);
        try {
            var keys = JsonReader.actObject(Files.readAllBytes(file));
            if (name.filter(asked -> !asked.equals(text(keys, "name"))).isPresent())
                throw new IllegalArgumentException(
                        "the keys in " + file + " are those of " + text(keys, "name"));
            return signer(keys);
        } catch (MalformedJson e) {
            throw new IllegalArgumentException(file + " is damaged: " + e.getMessage());
        }
    }

    private static Json.Obj make(Optional<String> name, RandomGenerator random) {
        var ed25519 = seed(random);
        return Json.object()
                .with(
                        "name",
                        name.orElseGet(
                                () ->
                                        "witness/"
                                                + Digest.of(
                                                                SignatureAlgorithm.EdDSA.publicKey(
                                                                        ed25519))
                                                        .hex()
                                                        .substring(0, 16)))
                .with("ed25519", Base64Url.encode(ed25519))
                .with("mlDsa44", Base64Url.encode(seed(random)));
    }

    private static byte[] seed(RandomGenerator random) {
        var seed = new byte[32];
        random.nextBytes(seed);
        return seed;
    }

    private static NoteSigner signer(Json.Obj keys) {
        return NoteSigner.witness(
                text(keys, "name"),
                Base64Url.decode(text(keys, "ed25519")),
                Base64Url.decode(text(keys, "mlDsa44")));
    }

    private static String text(Json.Obj keys, String member) {
        return keys.text(member)
                .orElseThrow(() -> new IllegalArgumentException("key.json lacks " + member));
    }

    private static void refuseIfReadableByOthers(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) return;
        var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (!mode.endsWith("------"))
            throw new IllegalArgumentException(
                    "others can read the keys: " + file + " has mode " + mode + ", set it to 0600");
    }
}
