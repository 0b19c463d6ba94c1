package comity.node.signer;

import comity.record.act.Json;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.oer.OERDefinition;

/**
 * What the signer is started from. Where it has a user of its own, the few parts that it needs are
 * copied to where that user can read them and cannot change them: the installation may lie where
 * only root looks.
 */
record SignerProgram(List<Path> entries) {
    private static final String READABLE = "rwxr-xr-x";

    SignerProgram {
        entries = List.copyOf(entries);
    }

    /** This process's own class path. */
    static SignerProgram own() {
        return new SignerProgram(
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .toList());
    }

    /** A fresh copy of what the signer needs, in {@code folder}. */
    static SignerProgram copied(Path folder) throws IOException {
        clear(folder);
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(READABLE));
        var entries = new ArrayList<Path>();
        for (var part : parts().entrySet()) {
            var from = part.getKey();
            if (Files.isDirectory(from)) {
                var to = folder.resolve("classes-" + entries.size());
                copyTree(from, to, from.resolve(part.getValue()));
                entries.add(to);
            } else {
                entries.add(copy(from, folder.resolve(from.getFileName())));
            }
        }
        return new SignerProgram(entries);
    }

    /** Where each part lies: a jar, or a folder of classes and what of it is needed. */
    private static Map<Path, String> parts() throws IOException {
        var parts = new LinkedHashMap<Path, String>();
        parts.put(source(SignerMain.class), "comity/node/signer");
        parts.put(source(Json.class), "comity/record");
        for (var library :
                List.of(
                        SHA256Digest.class,
                        X500Name.class,
                        OERDefinition.class,
                        JcaX509CertificateConverter.class)) parts.put(source(library), "");
        return parts;
    }

    private static Path source(Class<?> part) throws IOException {
        try {
            return Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException("no file holds " + part.getName(), e);
        }
    }

    private static void copyTree(Path root, Path to, Path below) throws IOException {
        try (var files = Files.walk(below)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = to.resolve(root.relativize(file).toString());
                Files.createDirectories(target.getParent());
                for (var at = target.getParent();
                        at != null && at.startsWith(to);
                        at = at.getParent())
                    Files.setPosixFilePermissions(at, PosixFilePermissions.fromString(READABLE));
                copy(file, target);
            }
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-r--r--"));
        return to;
    }

    static void clear(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return;
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** How it is started. */
    List<String> command() {
        return List.of(
                java(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-HeapDumpOnOutOfMemoryError",
                "-XX:+DisableAttachMechanism",
                "-cp",
                entries.stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)),
                SignerMain.class.getName());
    }
}
