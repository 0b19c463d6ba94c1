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
import java.util.zip.Deflater;
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
        hash = Digest.sha256();
        var entry = new Entry(name);
        source.writeTo(entry);
        entry.end();
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

    /**
     * A source that closes what it writes to closes its entry, not the case file. How it is packed
     * is decided by its beginning: mail and logs shrink, and to pack what is packed, or sealed,
     * already costs ten times what its hash costs, and saves nothing.
     */
    private final class Entry extends OutputStream {
        private final String name;
        private final byte[] beginning = new byte[BEGINNING];
        private int held;
        private boolean begun;

        private Entry(String name) {
            this.name = name;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            hash.update(bytes, offset, length);
            var here = begun ? 0 : Math.min(length, BEGINNING - held);
            System.arraycopy(bytes, offset, beginning, held, here);
            held += here;
            if (!begun && held == BEGINNING) begin(shrinks(beginning) ? FAST : NOT_AT_ALL);
            if (begun && length > here) zip.write(bytes, offset + here, length - here);
        }

        private void begin(int level) throws IOException {
            var entry = new ZipEntry(name);
            entry.setTimeLocal(NO_DATE);
            zip.setLevel(level);
            zip.putNextEntry(entry);
            zip.write(beginning, 0, held);
            begun = true;
        }

        private void end() throws IOException {
            if (!begun) begin(FAST);
            zip.closeEntry();
        }
    }

    private static final int BEGINNING = 1 << 16;

    /** Deflate's levels. */
    private static final int FAST = 1;

    private static final int NOT_AT_ALL = 0;

    /** Whether packing saves a twentieth at least. */
    private static boolean shrinks(byte[] some) {
        try (var deflater = new Deflater(FAST, true)) {
            deflater.setInput(some);
            deflater.finish();
            return deflater.deflate(new byte[some.length]) < some.length - some.length / 20;
        }
    }
}
