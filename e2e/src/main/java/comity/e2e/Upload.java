package comity.e2e;

import comity.evidence.exhibit.SignedManifest;
import comity.evidence.exhibit.SourceManifest;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.SignatureAlgorithm;
import comity.record.act.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;

/**
 * A file on its way from the provider into the vault, by the tus protocol (1.0). The connection is
 * made to break once in the middle, so that every demo shows that an upload resumes.
 *
 * @param sha256 as the vault computed it while it sealed, equal to what the provider declared
 * @param sealed when the vault had it whole
 * @param manifest what the provider signed of it before it was sent
 */
record Upload(
        Digest sha256, long size, String name, String mediaType, String sealed, Json.Obj manifest) {
    private static final String TUS = "1.0.0";

    static Upload of(Client provider, Digest order, Path file) throws IOException {
        var size = Files.size(file);
        var sha256 = sha256(file);
        var name = file.getFileName().toString();
        var signed = manifest(provider, order, name, sha256, size);
        var place = create(provider, order, name, sha256, size, signed.digest());
        send(provider, place, file, 0, size / 2);
        // Whoever resumes asks the server what arrived; its own count may be wrong.
        var arrived =
                Long.parseLong(
                        provider.head(place, "Tus-Resumable", TUS)
                                .expect(200, 204)
                                .header("Upload-Offset"));
        send(provider, place, file, arrived, size - arrived);
        var sealed = provider.post(place + "/seal", Json.EMPTY).expect(200, 201).json();
        var found = new Digest(sealed.text("sha256").orElseThrow());
        if (!found.equals(sha256))
            throw new IllegalStateException("the vault sealed other bytes than " + file + " holds");
        return new Upload(
                sha256,
                size,
                name,
                mediaType(name),
                sealed.text("sealed").orElse(""),
                signed.json());
    }

    /** Signed with a key of the source's own, which its agent enters first. */
    private static SignedManifest manifest(
            Client provider, Digest order, String name, Digest sha256, long size) {
        var secret = SignatureAlgorithm.EdDSA.newPrivateKey(new SecureRandom());
        var publicKey = SignatureAlgorithm.EdDSA.publicKey(secret);
        provider.post(
                        "/provider/keys",
                        Json.object()
                                .with("algorithm", SignatureAlgorithm.EdDSA.name())
                                .with("publicKey", Base64Url.encode(publicKey))
                                .with("label", "export server"))
                .expect(201);
        var now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
        var signed =
                SignedManifest.sign(
                        new SourceManifest(
                                order,
                                "comity demo",
                                "1",
                                now,
                                1,
                                1,
                                List.of(new SourceManifest.File(name, size, sha256, now))),
                        SigningKey.of("source", SignatureAlgorithm.EdDSA, secret),
                        publicKey);
        provider.post("/provider/orders/" + order.hex() + "/manifests", signed.json()).expect(201);
        return signed;
    }

    /** The exhibit as an act names it. */
    Json.Obj exhibit() {
        return Json.object()
                .with("sha256", sha256.hex())
                .with("size", size)
                .with("name", name)
                .with("mediaType", mediaType)
                .with("sealed", sealed);
    }

    private static String create(
            Client provider, Digest order, String name, Digest sha256, long size, Digest manifest) {
        var answer =
                provider.postHeaders(
                                "/exhibits",
                                "Tus-Resumable",
                                TUS,
                                "Upload-Length",
                                Long.toString(size),
                                "Upload-Metadata",
                                "order "
                                        + base64(order.hex())
                                        + ",filename "
                                        + base64(name)
                                        + ",sha256 "
                                        + base64(sha256.hex())
                                        + ",manifest "
                                        + base64(manifest.hex()))
                        .expect(201);
        return URI.create(answer.header("Location")).getPath();
    }

    private static void send(Client provider, String place, Path file, long from, long count)
            throws IOException {
        provider.patch(
                        place,
                        HttpRequest.BodyPublishers.ofInputStream(() -> part(file, from, count)),
                        "Tus-Resumable",
                        TUS,
                        "Content-Type",
                        "application/offset+octet-stream",
                        "Upload-Offset",
                        Long.toString(from))
                .expect(204);
    }

    private static InputStream part(Path file, long from, long count) {
        try {
            var in = Files.newInputStream(file);
            in.skipNBytes(from);
            return new Part(in, count);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("reading " + file, e);
        }
    }

    /** The next {@code left} bytes of a stream. */
    private static final class Part extends java.io.FilterInputStream {
        private long left;

        Part(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) return -1;
            left--;
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) return -1;
            var count = in.read(bytes, offset, (int) Math.min(length, left));
            if (count > 0) left -= count;
            return count;
        }
    }

    private static Digest sha256(Path file) throws IOException {
        var sha = Digest.sha256();
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[1 << 16];
            for (var count = in.read(buffer); count > 0; count = in.read(buffer))
                sha.update(buffer, 0, count);
        }
        return Digest.ofHash(sha.digest());
    }

    private static String mediaType(String name) {
        return name.endsWith(".mbox") ? "application/mbox" : "application/octet-stream";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
