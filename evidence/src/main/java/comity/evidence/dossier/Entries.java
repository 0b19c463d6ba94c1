package comity.evidence.dossier;

import comity.record.act.Digest;
import comity.record.container.AsicManifest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The entries of a container as they are written one after the other, each hashed as it passes. */
final class Entries implements AutoCloseable {
    /** No dates: the same contents give the same bytes, and a file's date proves nothing. */
    private static final LocalDateTime NO_DATE = LocalDateTime.of(1980, 1, 2, 0, 0);

    private final ZipOutputStream zip;

    /** SHA-256 of each file that was written, but of the first. */
    private final Map<String, Digest> hashes = new LinkedHashMap<>();

    private MessageDigest hash = Digest.sha256();

    Entries(OutputStream out) {
        this.zip = new ZipOutputStream(out);
        // Mail compresses well, and what does not costs little at this level.
        zip.setLevel(1);
    }

    /** Stored, so that it lies in clear where programs look for it: at the 38th byte. */
    void mediaType() throws IOException {
        var bytes = AsicManifest.MEDIA_TYPE.getBytes(StandardCharsets.US_ASCII);
        var checksum = new CRC32();
        checksum.update(bytes);
        var entry = new ZipEntry(DossierWriter.MEDIA_TYPE);
        entry.setTimeLocal(NO_DATE);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    void put(String name, byte[] bytes) throws IOException {
        put(name, out -> out.write(bytes));
    }

    void put(String name, Contents.Source source) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(NO_DATE);
        zip.putNextEntry(entry);
        hash = Digest.sha256();
        source.writeTo(new Entry());
        zip.closeEntry();
        hashes.put(name, Digest.ofHash(hash.digest()));
    }

    /** Of what was written so far, in its order. */
    Map<String, Digest> hashes() {
        return hashes;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** A source that closes what it writes to closes its entry, not the case file. */
    private final class Entry extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            hash.update(bytes, offset, length);
            zip.write(bytes, offset, length);
        }
    }
}
