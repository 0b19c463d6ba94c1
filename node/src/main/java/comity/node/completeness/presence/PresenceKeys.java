package comity.node.completeness.presence;

import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.keys.AesGcm;
import comity.record.map.Vrf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Two secrets in one file of the key folder, outside the database: by one files have their places,
 * under the other questions rest. Whoever reads the database alone learns neither which files are
 * known nor which were asked about.
 */
final class PresenceKeys {
    private static final int NONCE = 12;

    private final byte[] vrf;
    private final byte[] questions;
    private final SecureRandom random;

    private PresenceKeys(byte[] vrf, byte[] questions, SecureRandom random) {
        this.vrf = vrf;
        this.questions = questions;
        this.random = random;
    }

    /** Opens the file, or makes it if there is none yet. */
    static PresenceKeys open(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) write(file, random);
            if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                    .endsWith("------"))
                throw new IllegalStateException(
                        "Others can read "
                                + file
                                + ". Set its mode to 0600, and consider its keys known.");
            var json = JsonReader.actObject(Files.readAllBytes(file));
            var vrf = Base64Url.decode(json.text("vrf").orElse(""));
            var questions = Base64Url.decode(json.text("questions").orElse(""));
            if (!Vrf.isSecret(vrf) || questions.length != 32)
                throw new IllegalStateException("The key file is damaged: " + file);
            return new PresenceKeys(vrf, questions, random);
        } catch (IOException e) {
            throw new UncheckedIOException("The keys cannot be read or written: " + file, e);
        } catch (MalformedJson | IllegalArgumentException e) {
            throw new IllegalStateException("The key file is damaged: " + file, e);
        }
    }

    private static void write(Path file, SecureRandom random) throws IOException {
        Files.createDirectories(file.getParent());
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(
                draft,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        var secret = new byte[Vrf.SECRET_BYTES];
        do random.nextBytes(secret);
        while (!Vrf.isSecret(secret));
        var questions = new byte[32];
        random.nextBytes(questions);
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            var bytes =
                    ByteBuffer.wrap(
                            CanonicalJson.bytes(
                                    Json.object()
                                            .with("vrf", Base64Url.encode(secret))
                                            .with("questions", Base64Url.encode(questions))));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    byte[] vrfPublic() {
        return Vrf.publicKey(vrf);
    }

    Vrf.Proven prove(byte[] input) {
        return Vrf.prove(vrf, input);
    }

    /**
     * @param about what it is: bound into the seal, so that nothing stands for another
     */
    byte[] seal(Json.Obj clear, String about) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var sealed = AesGcm.seal(questions, nonce, CanonicalJson.bytes(clear), bytes(about));
        var whole = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
        return whole;
    }

    /** Empty if it was sealed under a key that is lost, or is not what was sealed. */
    Optional<Json.Obj> open(byte[] sealed, String about) {
        if (sealed.length < NONCE)
            throw new IllegalStateException("a kept question cannot be read");
        var clear =
                AesGcm.open(
                        questions,
                        Arrays.copyOf(sealed, NONCE),
                        Arrays.copyOfRange(sealed, NONCE, sealed.length),
                        bytes(about));
        try {
            return clear.isEmpty()
                    ? Optional.empty()
                    : Optional.of(JsonReader.actObject(clear.get()));
        } catch (MalformedJson e) {
            throw new IllegalStateException("a kept question cannot be read", e);
        }
    }

    private static byte[] bytes(String about) {
        return about.getBytes(StandardCharsets.UTF_8);
    }

    /** So that no key is printed by accident. */
    @Override
    public String toString() {
        return "presence keys " + Digest.of(vrfPublic()).brief();
    }
}
