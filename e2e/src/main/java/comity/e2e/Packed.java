package comity.e2e;

import comity.record.act.Digest;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.Deflater;

/**
 * A test run's folders of classes as jars, and the JDK's cache that was made of them: it takes no
 * folders, and a node without it takes twice as long to start. They are made when the first node
 * starts, once for all processes that test the same classes.
 */
final class Packed {
    private static final String NAME = "packed-";

    private Packed() {}

    /**
     * @param entries the class path of the test
     * @param target where they are kept, each for the classes that it was made of
     */
    static ClassPath of(String entries, Path target) {
        try {
            var parts = parts(entries, target.toAbsolutePath());
            var folder = target.resolve(NAME + fingerprint(parts));
            var jars = String.join(File.pathSeparator, jars(parts, folder));
            var packed = new ClassPath(jars, folder.resolve("node.aot"));
            Files.createDirectories(target);
            try (var lock =
                            FileChannel.open(
                                    target.resolve("packed.lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var _ = lock.lock()) {
                if (!Files.exists(folder)) make(parts, folder, packed, target);
            }
            return packed;
        } catch (IOException e) {
            throw new UncheckedIOException("the classes to test cannot be packed", e);
        }
    }

    /** What is there; not the tests themselves, of which no node knows. */
    private static List<Path> parts(String entries, Path target) {
        return List.of(entries.split(File.pathSeparator)).stream()
                .map(Path::of)
                .filter(Files::exists)
                .filter(part -> !part.toAbsolutePath().startsWith(target))
                .toList();
    }

    private static List<String> jars(List<Path> parts, Path folder) {
        var jars = new ArrayList<String>();
        for (var part : parts)
            jars.add(
                    Files.isDirectory(part)
                            ? folder.resolve(jars.size() + ".jar").toAbsolutePath().toString()
                            : part.toString());
        return jars;
    }

    private static void make(List<Path> parts, Path folder, ClassPath packed, Path target)
            throws IOException {
        try (var older = Files.list(target)) {
            for (var path : older.filter(it -> name(it).startsWith(NAME)).toList())
                if (Files.isDirectory(path)) Demo.delete(path);
        }
        var making = Files.createDirectories(target.resolve("packing"));
        for (var at = 0; at < parts.size(); at++)
            if (Files.isDirectory(parts.get(at))) pack(parts.get(at), making.resolve(at + ".jar"));
        Files.move(making, folder);
        var data = Demo.passable("comity-training");
        try {
            // Without the cache every test runs as well, only slower.
            RunningNode.train(data, packed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Demo.delete(data);
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (var out = new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)));
                var files = Files.walk(classes)) {
            out.setLevel(Deflater.BEST_SPEED);
            for (var file : files.sorted().toList()) {
                var name = classes.relativize(file).toString();
                if (name.isEmpty()) continue;
                // Folders too: Spring looks for components by them.
                var isFolder = Files.isDirectory(file);
                out.putNextEntry(new JarEntry(isFolder ? name + "/" : name));
                if (!isFolder) Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    /** Of every file's name, size and time: what was compiled again is packed again. */
    private static String fingerprint(List<Path> parts) throws IOException {
        var files = new StringBuilder();
        for (var part : parts)
            try (var walk = Files.walk(part)) {
                for (var file : walk.filter(Files::isRegularFile).sorted().toList())
                    files.append(file)
                            .append(' ')
                            .append(Files.size(file))
                            .append(' ')
                            .append(Files.getLastModifiedTime(file).toMillis())
                            .append('\n');
            }
        return Digest.of(files.toString().getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
