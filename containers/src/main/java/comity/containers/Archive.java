package comity.containers;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A ZIP of somebody else's, taken apart without unpacking it anywhere: every file in it is hashed
 * as it streams by. What could lead out of a folder, is there twice, or unpacks to more than a file
 * of its size can honestly hold, is refused whole.
 */
final class Archive {
    static final String KIND = "zip";
    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_BYTES = 10L << 30;
    private static final int MOST_RATIO = 200;

    /** Below this size a ratio says nothing: text of a few kilobytes packs very well. */
    private static final long SMALL = 4L << 20;

    private final Path file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** What a file in it is; folders are none. */
    record Entry(long size, Digest sha256) {}

    private Archive(Path file) {
        this.file = file;
    }

    static Archive of(Path file) throws IOException, Refused {
        var archive = new Archive(file);
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_ENTRIES) throw refused("archive.too-many", "" + zip.size());
            var left = MOST_BYTES;
            for (var list = zip.entries(); list.hasMoreElements(); ) {
                var entry = list.nextElement();
                name(entry.getName());
                if (entry.isDirectory()) continue;
                var found = hashed(zip, entry, left);
                left -= found.size();
                if (archive.entries.put(entry.getName(), found) != null)
                    throw refused("archive.twice", entry.getName());
            }
        } catch (ZipException | EOFException e) {
            throw refused("archive.malformed", String.valueOf(e.getMessage()));
        }
        caseless(archive.entries);
        return archive;
    }

    private static Refused refused(String code, String detail) {
        return new Refused(KIND, code, detail);
    }

    private static void name(String name) throws Refused {
        var parts = List.of(name.split("/", -1));
        var escapes =
                name.isBlank()
                        || name.startsWith("/")
                        || name.length() > 1000
                        || parts.stream().anyMatch(part -> part.equals("..") || part.equals("."))
                        || name.chars().anyMatch(c -> c < 0x20 || c == '\\' || c == ':');
        if (escapes) throw refused("archive.name", name);
    }

    /** Two names that are one on a disk that knows no capitals: one would hide the other. */
    private static void caseless(Map<String, Entry> entries) throws Refused {
        var seen = new LinkedHashMap<String, String>();
        for (var name : entries.keySet()) {
            var other = seen.put(name.toLowerCase(Locale.ROOT), name);
            if (other != null) throw refused("archive.twice", name);
        }
    }

    private static Entry hashed(ZipFile zip, ZipEntry entry, long left)
            throws IOException, Refused {
        var sha = Digest.sha256();
        var count = 0L;
        try (var in = zip.getInputStream(entry)) {
            var buffer = new byte[1 << 16];
            for (var read = in.read(buffer); read > 0; read = in.read(buffer)) {
                count += read;
                if (count > left) throw refused("archive.too-large", entry.getName());
                if (count > SMALL && count > MOST_RATIO * Math.max(1, entry.getCompressedSize()))
                    throw refused("archive.bomb", entry.getName());
                sha.update(buffer, 0, read);
            }
        } catch (ZipException | EOFException e) {
            throw refused("archive.malformed", entry.getName() + ": " + e.getMessage());
        }
        return new Entry(count, Digest.ofHash(sha.digest()));
    }

    Map<String, Entry> entries() {
        return entries;
    }

    /** Whether it has what makes an associated signature container (ETSI EN 319 162-1). */
    boolean isAsic() {
        return entries.keySet().stream().anyMatch(name -> name.startsWith("META-INF/"))
                || entries.containsKey("mimetype");
    }

    /** The folder that holds {@code bagit.txt}: the archive itself, or the one folder in it. */
    Optional<String> bagFolder() {
        return entries.keySet().stream()
                .filter(name -> name.equals("bagit.txt") || name.matches("[^/]+/bagit\\.txt"))
                .map(name -> name.substring(0, name.length() - "bagit.txt".length()))
                .findFirst();
    }

    /** A small file whole. */
    byte[] bytes(String name, int most) throws IOException, Refused {
        try (var zip = new ZipFile(file.toFile());
                var in = open(zip, name)) {
            var bytes = in.readNBytes(most + 1);
            if (bytes.length > most) throw refused("archive.too-large", name);
            return bytes;
        }
    }

    /** Another hash than SHA-256 of a file, as it streams by. */
    byte[] hash(String name, MessageDigest hash) throws IOException {
        try (var zip = new ZipFile(file.toFile());
                var in = open(zip, name)) {
            var buffer = new byte[1 << 16];
            for (var read = in.read(buffer); read > 0; read = in.read(buffer))
                hash.update(buffer, 0, read);
            return hash.digest();
        }
    }

    /** A file's bytes, as they stream by. */
    void copy(String name, OutputStream out) throws IOException {
        try (var zip = new ZipFile(file.toFile());
                var in = open(zip, name)) {
            in.transferTo(out);
        }
    }

    private static InputStream open(ZipFile zip, String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) throw new IOException("no " + name);
        return zip.getInputStream(entry);
    }

    Json.Arr json() {
        var files = new ArrayList<Json>();
        entries.forEach(
                (name, entry) ->
                        files.add(
                                Json.object()
                                        .with("name", name)
                                        .with("size", entry.size())
                                        .with("sha256", entry.sha256().hex())));
        return new Json.Arr(files);
    }
}
