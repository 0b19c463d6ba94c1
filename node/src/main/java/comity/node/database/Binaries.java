package comity.node.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL's programs: {@code initdb}, {@code pg_ctl}, {@code postgres}.
 *
 * @param home the folder whose {@code bin} holds them
 * @param version the major version
 */
public record Binaries(Path home, int version) {
    private static final int OURS = 18;

    /** Changes with the archive, so that a newer node does not run older programs. */
    private static final String FOLDER = "postgresql-18.6";

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** The programs from the node's own archive, unpacked below {@code folder} the first time. */
    public static Binaries unpacked(Path folder) {
        var home = Cluster.place(folder).resolve(FOLDER);
        if (Files.isDirectory(home)) return new Binaries(home, OURS);
        var archive = archive();
        try (var packed = Binaries.class.getResourceAsStream(archive)) {
            if (packed == null)
                throw new DatabaseUnfit(
                        "This build brings no PostgreSQL for this machine ("
                                + archive
                                + "). Set comity.database.url to a server that you run.");
            var half = Files.createTempDirectory(home.getParent(), FOLDER + ".");
            unpack(packed, half);
            Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
            // A crash before this line leaves a folder that nobody looks at; after it, all is
            // there.
            moved(half, home);
        } catch (IOException e) {
            throw new UncheckedIOException("could not unpack PostgreSQL into " + home, e);
        }
        return new Binaries(home, OURS);
    }

    /** Where another process was faster, what it unpacked is the same. */
    private static void moved(Path half, Path home) throws IOException {
        try {
            Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(home)) throw e;
            FileSystemUtils.deleteRecursively(half);
        }
    }

    private static String archive() {
        var os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        var machine = arch.equals("aarch64") || arch.equals("arm64") ? "arm_64" : "x86_64";
        return "/postgres-" + (os.startsWith("mac") ? "darwin" : "linux") + "-" + machine + ".txz";
    }

    private static void unpack(InputStream packed, Path target) throws IOException {
        try (var tar =
                new TarArchiveInputStream(
                        new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry())
                put(tar, entry, target);
        }
    }

    private static void put(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
            throws IOException {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) throw new IOException("entry outside: " + entry.getName());
        if (entry.isDirectory()) {
            directories(path, target);
            return;
        }
        var parent = path.getParent();
        if (parent != null) directories(parent, target);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(
                    path,
                    PosixFilePermissions.fromString(
                            (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /** Readable by the user that the server runs as, whatever our umask. */
    private static void directories(Path path, Path target) throws IOException {
        Files.createDirectories(path);
        for (var at = path; at != null && at.startsWith(target); at = at.getParent())
            Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
