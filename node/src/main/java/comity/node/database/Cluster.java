package comity.node.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Where the server's files lie, and as whom its programs run. PostgreSQL refuses to run as root;
 * where the node does, the server runs as {@code nobody}, who owns its own folder and nothing else.
 */
final class Cluster {
    private static final String NOBODY = "65534";

    /**
     * Where root's clusters lie if {@code nobody} cannot reach the data folder, below /root say.
     */
    private static final Path ELSEWHERE = Path.of("/var/lib/comity");

    private Cluster() {}

    static boolean asRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** {@code program}, run as somebody who may run a server, in a session of its own. */
    static List<String> command(Path program, String... arguments) {
        var command = new ArrayList<String>();
        // A session of its own: an interrupt typed at the node's terminal reaches the node alone,
        // which then stops its server in good order.
        command.add("setsid");
        if (asRoot())
            command.addAll(
                    List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Makes {@code folder} a place where the server's user can work, and says where that is. */
    static Path place(Path folder) {
        var wanted = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(wanted);
            if (!asRoot()) {
                Files.setPosixFilePermissions(wanted, PosixFilePermissions.fromString("rwx------"));
                return wanted;
            }
            var moved = wanted.resolveSibling(wanted.getFileName() + ".location");
            if (Files.exists(moved)) return give(Path.of(Files.readString(moved).strip()));
            openWay(wanted.getParent());
            if (reachable(give(wanted))) return wanted;
            var elsewhere = ELSEWHERE.resolve(HexFormat.of().formatHex(SecureRandom.getSeed(8)));
            Files.createDirectories(elsewhere);
            Files.writeString(moved, elsewhere.toString());
            if (reachable(give(elsewhere))) return elsewhere;
        } catch (IOException e) {
            throw new UncheckedIOException("could not prepare " + wanted + " for the database", e);
        }
        throw new DatabaseUnfit(
                "As root, the database runs as the user nobody, who cannot reach "
                        + wanted
                        + ". Run the node as an ordinary user, or choose another data folder.");
    }

    private static Path give(Path folder) throws IOException {
        Files.setAttribute(folder, "unix:uid", Integer.valueOf(NOBODY));
        Files.setAttribute(folder, "unix:gid", Integer.valueOf(NOBODY));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        return folder;
    }

    /** The node's own data folder may be passed through, not listed. */
    private static void openWay(@org.jspecify.annotations.Nullable Path data) throws IOException {
        if (data == null || !Files.getOwner(data).getName().equals("root")) return;
        var permissions = Files.getPosixFilePermissions(data, LinkOption.NOFOLLOW_LINKS);
        if (permissions.add(PosixFilePermission.OTHERS_EXECUTE))
            Files.setPosixFilePermissions(data, permissions);
    }

    private static boolean reachable(Path folder) {
        return run(command(Path.of("test"), "-w", folder.toString()), folder, 10) == 0;
    }

    /** Runs a program to its end; its words go to {@code programs.log} beside the cluster. */
    static int run(List<String> command, Path folder, int seconds) {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(
                                            folder.resolve("programs.log").toFile()))
                            .start();
            if (process.waitFor(seconds, TimeUnit.SECONDS)) return process.exitValue();
            process.destroyForcibly();
            throw new DatabaseUnfit(command.getLast() + " did not end in " + seconds + " seconds");
        } catch (IOException e) {
            throw new UncheckedIOException("could not run " + String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnfit("interrupted while the database was prepared", e);
        }
    }
}
