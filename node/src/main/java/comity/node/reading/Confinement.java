package comity.node.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What this machine can take away from a process: the network and other processes' memory by {@code
 * unshare}, its user by {@code setpriv}, dumps and large files by {@code prlimit}. What cannot be
 * taken away here is said in the log, once (docs/decisions/0066).
 *
 * @param prefix of every command
 * @param uid the user that it becomes; 0 if it stays the node's
 */
record Confinement(List<String> prefix, int uid) {
    /** Nobody's on Debian or anywhere else that we know of; the signer's is the one above. */
    static final int READER = 65_532;

    private static final Path MEMORY = Path.of("/dev/shm");

    Confinement {
        prefix = List.copyOf(prefix);
    }

    /**
     * The most that this machine can do.
     *
     * @param largest no file that the process writes may be larger
     */
    static Confinement here(long largest) {
        var prefix = new ArrayList<String>();
        add(prefix, List.of("prlimit", "--core=0", "--nofile=512", "--fsize=" + largest, "--"));
        var root = "root".equals(System.getProperty("user.name"));
        if (root) {
            add(prefix, List.of("unshare", "--net", "--ipc", "--"));
            var user =
                    List.of(
                            "setpriv",
                            "--reuid=" + READER,
                            "--regid=" + READER,
                            "--clear-groups",
                            "--no-new-privs",
                            "--inh-caps=-all",
                            "--bounding-set=-all");
            var another = add(prefix, user);
            return new Confinement(prefix, another ? READER : 0);
        }
        add(prefix, List.of("unshare", "--user", "--map-current-user", "--net", "--ipc", "--"));
        add(prefix, List.of("setpriv", "--no-new-privs"));
        return new Confinement(prefix, 0);
    }

    /** Only what works here: a container may forbid any of it. */
    private static boolean add(List<String> prefix, List<String> step) {
        var tried = new ArrayList<>(prefix);
        tried.addAll(step);
        tried.add("true");
        if (!runs(tried)) return false;
        prefix.addAll(step);
        return true;
    }

    static boolean runs(List<String> command) {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean isWithoutNetwork() {
        return prefix.contains("--net");
    }

    boolean isAnotherUser() {
        return uid != 0;
    }

    /** Whether the process could read all of {@code files}. */
    boolean reads(List<Path> files) {
        if (!isAnotherUser()) return true;
        var command = new ArrayList<>(prefix);
        command.addAll(List.of("sh", "-c", "for f; do test -r \"$f\" || exit 1; done", "sh"));
        files.forEach(file -> command.add(file.toString()));
        return runs(command);
    }

    /**
     * A folder that is the process's alone: in memory where what is read fits there, so that clear
     * bytes touch no disk.
     */
    Path folder(long size) throws IOException {
        var memory =
                Files.isDirectory(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() / 4 > size;
        var rights =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        var folder =
                memory
                        ? Files.createTempDirectory(MEMORY, "comity-reading-", rights)
                        : Files.createTempDirectory("comity-reading-", rights);
        if (isAnotherUser()) {
            Files.setAttribute(folder, "unix:uid", uid);
            Files.setAttribute(folder, "unix:gid", uid);
        }
        return folder;
    }

    /** Links in it are removed, not followed. */
    static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList())
                Files.deleteIfExists(file);
        }
    }

    List<String> confining(List<String> command) {
        var all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }
}
