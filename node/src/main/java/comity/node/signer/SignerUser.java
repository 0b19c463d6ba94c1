package comity.node.signer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The user that the signer runs as where the node runs as root: one who owns the signer's folder
 * and nothing else, and whose files nobody but root can read.
 *
 * @param uid its number
 */
record SignerUser(int uid) {

    /** Nobody's on Debian or anywhere else that we know of. */
    static final String DEFAULT = "65533";

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /**
     * @param name of a user of this machine, or a number
     * @throws IOException with a sentence for the administrator
     */
    static SignerUser of(String name) throws IOException {
        if (name.matches("[1-9][0-9]{0,8}")) return new SignerUser(Integer.parseInt(name));
        var said = name.matches("[a-zA-Z_][a-zA-Z0-9_.-]*") ? said("id", "-u", name) : "";
        if (!said.matches("[0-9]{1,9}"))
            throw new IOException("there is no user " + name + " on this machine");
        var uid = Integer.parseInt(said);
        if (uid == 0) throw new IOException("the signer's user is to be another than root");
        return new SignerUser(uid);
    }

    /** {@code command}, run as this user. */
    List<String> running(List<String> command) {
        var all =
                new ArrayList<>(
                        List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"));
        all.addAll(command);
        return all;
    }

    /** Gives it everything below {@code folder}, which nobody else may enter from now on. */
    void give(Path folder) throws IOException {
        owned(folder, uid);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    static void takeBack(Path folder) throws IOException {
        owned(folder, 0);
    }

    /**
     * Another process of this node may be at work in the folder: what has gone needs no owner. A
     * link is given, never what it leads to: the signer could have put it there.
     */
    private static void owned(Path folder, int by) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes known)
                            throws IOException {
                        return owned(at);
                    }

                    @Override
                    public FileVisitResult visitFile(Path at, BasicFileAttributes known)
                            throws IOException {
                        return owned(at);
                    }

                    private FileVisitResult owned(Path at) throws IOException {
                        try {
                            Files.setAttribute(at, "unix:uid", by, LinkOption.NOFOLLOW_LINKS);
                            Files.setAttribute(at, "unix:gid", by, LinkOption.NOFOLLOW_LINKS);
                        } catch (NoSuchFileException e) {
                            return gone(at, e);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path at, IOException e)
                            throws IOException {
                        return e instanceof NoSuchFileException
                                ? gone(at, e)
                                : super.visitFileFailed(at, e);
                    }

                    private FileVisitResult gone(Path at, IOException e) throws IOException {
                        if (at.equals(folder)) throw e;
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /**
     * What it cannot do of what it needs; empty if it can work.
     *
     * @param folder its own
     * @param program what it reads
     */
    Optional<String> hindered(Path folder, SignerProgram program) throws IOException {
        openWay(folder);
        if (!runs(running(List.of("test", "-w", folder.toString()))))
            return Optional.of("it cannot reach " + folder);
        if (!runs(running(List.of("test", "-x", program.java()))))
            return Optional.of("it cannot run " + program.java());
        for (var entry : program.entries())
            if (!runs(running(List.of("test", "-r", entry.toString()))))
                return Optional.of("it cannot read " + entry);
        return Optional.empty();
    }

    /** The node's own folders may be passed through, not listed. */
    private static void openWay(Path folder) throws IOException {
        var keys = folder.toAbsolutePath().getParent();
        var data = keys == null ? null : keys.getParent();
        for (var above : new Path[] {keys, data}) {
            if (above == null || above.getNameCount() < 2) continue;
            var permissions = Files.getPosixFilePermissions(above);
            if (permissions.add(PosixFilePermission.OTHERS_EXECUTE))
                Files.setPosixFilePermissions(above, permissions);
        }
    }

    private static boolean runs(List<String> command) {
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

    private static String said(String... command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
