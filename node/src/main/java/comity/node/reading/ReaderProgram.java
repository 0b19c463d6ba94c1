package comity.node.reading;

import comity.evidence.reading.Item;
import comity.record.act.Json;
import comity.treaty.terms.Scope;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the confined process is started from: the reader with its parsers, which are on no class
 * path of the node's, and the few parts of the house that it knows.
 *
 * @param entries of its class path
 * @param main its class
 */
record ReaderProgram(List<Path> entries, String main) {
    private static final String MAIN = "comity.reader.ReaderMain";

    ReaderProgram {
        entries = List.copyOf(entries);
    }

    /**
     * The reader as it was built.
     *
     * @param built the folder that holds it and, in {@code lib}, its parsers
     */
    static ReaderProgram in(Path built) throws IOException {
        return in(built, MAIN);
    }

    /** The same for another program that is built so. */
    static ReaderProgram in(Path built, String main) throws IOException {
        var entries = new ArrayList<Path>();
        if (Files.isDirectory(built.resolve("classes"))) entries.add(built.resolve("classes"));
        else entries.addAll(jars(built));
        var parsers = jars(built.resolve("lib"));
        if (entries.isEmpty() || parsers.isEmpty())
            throw new IOException("no reader of evidence lies in " + built);
        entries.addAll(parsers);
        for (var part : List.of(Item.class, Scope.class, Json.class)) entries.add(source(part));
        return new ReaderProgram(entries, main);
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static Path source(Class<?> part) throws IOException {
        try {
            return Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException("no file holds " + part.getName(), e);
        }
    }

    /** The same, copied to where every user can read it: an installation may be root's alone. */
    ReaderProgram copied(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var copies = new ArrayList<Path>();
        for (var entry : entries) {
            var to = folder.resolve(copies.size() + "-" + entry.getFileName());
            if (Files.isDirectory(entry)) copyTree(entry, to);
            else copy(entry, to);
            copies.add(to);
        }
        return new ReaderProgram(copies, main);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (!Files.isDirectory(file)) copy(file, target);
                else
                    Files.setPosixFilePermissions(
                            Files.createDirectories(target),
                            PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** How it is started, to write in {@code folder} alone. */
    List<String> command(Path folder, int megabytes) {
        return List.of(
                java(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-HeapDumpOnOutOfMemoryError",
                "-XX:+DisableAttachMechanism",
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                entries.stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)),
                main,
                folder.toString());
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
