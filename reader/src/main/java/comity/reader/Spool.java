package comity.reader;

import comity.record.act.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Bytes in the reader's own folder, under a name of ours: whatever an archive calls an entry, it is
 * never written by that name.
 */
record Spool(Path file, long size, Digest sha256) implements AutoCloseable {

    static Spool of(InputStream in, Path folder) throws IOException {
        var file = Files.createTempFile(folder, "item", "");
        var hash = hash();
        try (var out = new DigestOutputStream(Files.newOutputStream(file), hash)) {
            var size = in.transferTo(out);
            return new Spool(file, size, digest(hash));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    static Digest digest(MessageDigest hash) {
        return new Digest(HexFormat.of().formatHex(hash.digest()));
    }

    static MessageDigest hash() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a JDK without SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
