package comity.reader;

import comity.evidence.reading.Unread;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Archives and compressed files. A ZIP is read as its directory says, as every program that opens
 * it does. No entry is written by its name, and none is left out without being named.
 */
final class Archives {
    private static final String ZIP = "application/zip";
    private static final String JAR = "application/java-archive";
    private static final String SEVEN = "application/x-7z-compressed";
    private static final Set<String> TARS =
            Set.of("application/x-tar", "application/x-gtar", "application/tar");
    private static final Set<String> COMPRESSED =
            Set.of("application/gzip", "application/x-xz", "application/x-bzip2");

    private final Reading reading;
    private final Allowance allowance;
    private final Map<String, Integer> named = new HashMap<>();

    Archives(Reading reading, Allowance allowance) {
        this.reading = reading;
        this.allowance = allowance;
    }

    static boolean are(String type) {
        return isZip(type)
                || type.equals(SEVEN)
                || TARS.contains(type)
                || COMPRESSED.contains(type);
    }

    static boolean isZip(String type) {
        return type.equals(ZIP) || type.equals(JAR);
    }

    static boolean isTar(String type) {
        return TARS.contains(type);
    }

    void read(String path, String name, int depth, String type, Path file) throws IOException {
        if (isZip(type)) zip(path, depth, file);
        else if (isTar(type)) tar(path, depth, file);
        else if (type.equals(SEVEN)) seven(path, depth, file);
        else compressed(path, name, depth, type, file);
    }

    private void zip(String path, int depth, Path file) throws IOException {
        try (var zip = ZipFile.builder().setPath(file).get()) {
            for (var entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                if (entry.isDirectory() && Names.isSafe(entry.getName())) continue;
                var place = place(path, entry.getName());
                if (left(place, entry.getName())) continue;
                if (entry.isUnixSymlink()) reading.leave(place, Unread.NO_FILE);
                else if (isEncrypted(entry)) reading.leave(place, Unread.ENCRYPTED);
                else zipped(zip, entry, place, depth);
            }
        }
    }

    private static boolean isEncrypted(ZipArchiveEntry entry) {
        return entry.getGeneralPurposeBit().usesEncryption();
    }

    /** An entry whose bytes cannot be unpacked is damaged; the next one may be whole. */
    private void zipped(ZipFile zip, ZipArchiveEntry entry, String place, int depth)
            throws IOException {
        try (var in = zip.getInputStream(entry)) {
            if (in == null) reading.leave(place, Unread.DAMAGED);
            else
                reading.entry(
                        place,
                        last(entry.getName()),
                        depth + 1,
                        allowance.counted(in, entry.getCompressedSize()));
        } catch (Allowance.Exceeded e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            reading.leave(place, Failures.why(e));
        }
    }

    private void tar(String path, int depth, Path file) throws IOException {
        try (var tar =
                new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isDirectory() && Names.isSafe(entry.getName())) continue;
                var place = place(path, entry.getName());
                if (left(place, entry.getName())) continue;
                if (isPlain(entry))
                    // Of a sparse entry the holes are counted as well.
                    reading.entry(
                            place,
                            last(entry.getName()),
                            depth + 1,
                            allowance.counted(unclosed(tar), -1));
                else reading.leave(place, Unread.NO_FILE);
            }
        }
    }

    private static boolean isPlain(TarArchiveEntry entry) {
        return entry.isFile()
                && !entry.isSymbolicLink()
                && !entry.isLink()
                && !entry.isCharacterDevice()
                && !entry.isBlockDevice()
                && !entry.isFIFO();
    }

    private void seven(String path, int depth, Path file) throws IOException {
        try (var seven = SevenZFile.builder().setPath(file).setMaxMemoryLimitKiB(128 << 10).get()) {
            for (var entry = seven.getNextEntry(); entry != null; entry = seven.getNextEntry()) {
                var name = entry.getName() == null ? "" : entry.getName();
                if (entry.isDirectory() && Names.isSafe(name)) continue;
                var place = place(path, name);
                if (left(place, name)) continue;
                if (entry.isAntiItem()) reading.leave(place, Unread.NO_FILE);
                else
                    reading.entry(
                            place,
                            last(name),
                            depth + 1,
                            allowance.counted(unclosed(seven.getInputStream(entry)), -1));
            }
        }
    }

    private void compressed(String path, String name, int depth, String type, Path file)
            throws IOException {
        var size = Files.size(file);
        try (var raw = new BufferedInputStream(Files.newInputStream(file));
                var in = uncompressed(type, raw)) {
            var inner =
                    name.replaceFirst("(?i)\\.(gz|xz|bz2)$", "")
                            .replaceFirst("(?i)\\.t(gz|xz|bz2?)$", ".tar");
            if (!allowance.anotherEntry()) throw new Allowance.Exceeded(Unread.TOO_MANY);
            reading.entry(
                    path + "!/" + Names.shown(inner),
                    inner,
                    depth + 1,
                    allowance.counted(in, size));
        }
    }

    private static InputStream uncompressed(String type, InputStream in) throws IOException {
        return switch (type) {
            case "application/gzip" ->
                    GzipCompressorInputStream.builder()
                            .setInputStream(in)
                            .setDecompressConcatenated(true)
                            .get();
            case "application/x-xz" ->
                    XZCompressorInputStream.builder()
                            .setInputStream(in)
                            .setDecompressConcatenated(true)
                            .setMemoryLimitKiB(128 << 10)
                            .get();
            default -> new BZip2CompressorInputStream(in, true);
        };
    }

    /** Two entries of one name are two items. */
    private String place(String path, String name) {
        var shown = path + "!/" + Names.shown(name);
        var before = named.merge(shown, 1, Integer::sum);
        return before == 1 ? shown : shown + "#" + before;
    }

    private boolean left(String place, String name) throws IOException {
        if (!allowance.anotherEntry()) throw new Allowance.Exceeded(Unread.TOO_MANY);
        if (Names.isSafe(name)) return false;
        reading.leave(place, Unread.UNSAFE_NAME);
        return true;
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The archive's own stream, which goes on behind the entry. */
    private static InputStream unclosed(InputStream in) {
        return new java.io.FilterInputStream(in) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return in.read(bytes, offset, length);
            }

            @Override
            public void close() {}
        };
    }
}
