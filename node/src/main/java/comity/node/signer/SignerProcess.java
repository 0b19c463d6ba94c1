package comity.node.signer;

import comity.record.act.Base64Url;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.keys.Unlocking;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the signer, asks it, and starts it again when it died. Where the node runs as root the
 * signer runs as a user of its own, who can read its key file and nothing else; otherwise as the
 * node's user, and the separation is one of memory.
 */
public final class SignerProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignerProcess.class);
    private static final String UID = "65533";
    private static final int ATTEMPTS = 3;

    private final Path folder;
    private final Json.Obj order;
    private final Supplier<Unlocking> unlocking;
    private final Optional<TokenAddress> token;
    private final Path sockets;
    private final boolean apart;
    private final Map<String, String> environment;
    private @Nullable Process process;
    private @Nullable SocketChannel channel;
    private InputStream answers = InputStream.nullInputStream();
    private int starts;

    private SignerProcess(
            Path folder,
            Json.Obj order,
            Supplier<Unlocking> unlocking,
            Optional<TokenAddress> token,
            Path sockets,
            boolean apart,
            Map<String, String> environment) {
        this.folder = folder;
        this.order = order;
        this.unlocking = unlocking;
        this.token = token;
        this.sockets = sockets;
        this.apart = apart;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Starts the signer of {@code state}. At its first start it makes its keys.
     *
     * @param folder where its files lie; it alone needs to read them
     * @param unlocking asked at each start, so that the node need not remember it
     * @param token where the authorities' keys lie, if not in the file
     */
    public static SignerProcess start(
            Path folder,
            String state,
            String origin,
            Collection<Scope> scopes,
            Supplier<Unlocking> unlocking,
            Optional<TokenAddress> token) {
        return start(folder, state, origin, scopes, unlocking, token, Map.of());
    }

    /**
     * @param environment what the signer finds in its environment besides the node's
     */
    static SignerProcess start(
            Path folder,
            String state,
            String origin,
            Collection<Scope> scopes,
            Supplier<Unlocking> unlocking,
            Optional<TokenAddress> token,
            Map<String, String> environment) {
        try {
            Files.createDirectories(folder);
            var sockets = Files.createTempDirectory("comity-signer");
            var apart = isRoot() && canBeApart(folder, sockets);
            if (isRoot() && !apart)
                LOG.warn(
                        "The signer runs as root: a user of its own could not reach its files or"
                                + " this program. Its keys are apart in memory only.");
            var order =
                    Json.object()
                            .with("state", state)
                            .with("origin", origin)
                            .with("file", folder.resolve("signer.keys").toAbsolutePath().toString())
                            .with(
                                    "scopes",
                                    new Json.Arr(
                                            List.copyOf(
                                                    scopes.stream().map(Scope::json).toList())));
            var signer =
                    new SignerProcess(folder, order, unlocking, token, sockets, apart, environment);
            synchronized (signer) {
                signer.launch();
            }
            return signer;
        } catch (IOException e) {
            throw new UncheckedIOException("The signer cannot be started: " + e.getMessage(), e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Gives the folders to the signer's user, and asks whether it can work there. */
    private static boolean canBeApart(Path folder, Path sockets) throws IOException {
        for (var owned : List.of(folder, sockets)) give(owned);
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) own(file);
        }
        openWay(folder);
        var reachable =
                runs(asSigner("test", "-w", folder.toString()))
                        && runs(asSigner("test", "-x", java()))
                        && runs(asSigner(readsAll()));
        if (reachable) return true;
        for (var owned : List.of(folder, sockets)) takeBack(owned);
        return false;
    }

    private static void give(Path folder) throws IOException {
        own(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    private static void own(Path file) throws IOException {
        Files.setAttribute(file, "unix:uid", Integer.valueOf(UID));
        Files.setAttribute(file, "unix:gid", Integer.valueOf(UID));
    }

    private static void takeBack(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                Files.setAttribute(file, "unix:uid", 0);
                Files.setAttribute(file, "unix:gid", 0);
            }
        }
    }

    /** The folders above may be passed through, not listed, as far as they are the node's own. */
    private static void openWay(Path folder) throws IOException {
        var keys = folder.toAbsolutePath().getParent();
        for (var above = keys;
                above != null && above.getNameCount() > 1;
                above = above.getParent()) {
            var isDataFolder = above.equals(keys) || keys != null && above.equals(keys.getParent());
            if (!isDataFolder) return;
            var permissions = Files.getPosixFilePermissions(above);
            if (permissions.add(PosixFilePermission.OTHERS_EXECUTE))
                Files.setPosixFilePermissions(above, permissions);
        }
    }

    private static List<String> asSigner(String... command) {
        var all =
                new ArrayList<>(
                        List.of("setpriv", "--reuid=" + UID, "--regid=" + UID, "--clear-groups"));
        all.addAll(List.of(command));
        return all;
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

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A command that succeeds if whoever runs it can read all of this program. */
    private static String[] readsAll() {
        var command =
                new ArrayList<>(
                        List.of("sh", "-c", "for f; do test -r \"$f\" || exit 1; done", "sh"));
        command.addAll(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
        return command.toArray(String[]::new);
    }

    private void launch() throws IOException {
        stop();
        var command =
                new ArrayList<>(
                        List.of(
                                java(),
                                "-Xmx96m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:-HeapDumpOnOutOfMemoryError",
                                "-XX:+DisableAttachMechanism",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SignerMain.class.getName()));
        // A session of its own: an interrupt typed at the terminal reaches the node alone, and the
        // signer ends with it, when its input ends.
        command.addAll(0, apart ? asSigner("setsid") : List.of("setsid"));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().keySet().removeIf(name -> name.startsWith("COMITY_"));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        var started = builder.start();
        process = started;
        var socket = sockets.resolve(++starts + ".sock");
        var to = started.getOutputStream();
        to.write(SignerDesk.line(order(socket)));
        to.flush();
        var said =
                new String(
                        SignerMain.line(started.getInputStream()),
                        java.nio.charset.StandardCharsets.UTF_8);
        if (!said.equals("ready"))
            throw new SignerUnavailable(
                    said.isEmpty() ? "The signer ended before it was ready." : said);
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        answers = new BufferedInputStream(Channels.newInputStream(channel));
    }

    private Json.Obj order(Path socket) throws IOException {
        var opened = order.with("socket", socket.toString());
        if (token.isPresent()) opened = opened.with("token", token.get().order());
        return switch (unlocking.get()) {
            case Unlocking.Passphrase(var utf8) ->
                    opened.with("passphrase", Base64Url.encode(utf8));
            case Unlocking.KeyBytes(var bytes) -> opened.with("key", Base64Url.encode(bytes));
        };
    }

    public Signer signer() {
        return new Signer(this::ask);
    }

    /** The process, to be looked at from outside. */
    public synchronized long pid() {
        return process == null ? -1 : process.pid();
    }

    /**
     * Asks, and asks again if the signer died meanwhile: every answer can be repeated, for nothing
     * but the last checkpoint's size is remembered.
     */
    private synchronized Json.Obj ask(Json.Obj question) {
        IOException failed = new IOException("not asked");
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                if (process == null || !process.isAlive() || channel == null) launch();
                return exchange(question);
            } catch (IOException e) {
                LOG.warn("the signer did not answer and is started again: {}", e.getMessage());
                failed = e;
                stop();
            }
        }
        throw new SignerUnavailable("The signer does not answer.", failed);
    }

    private Json.Obj exchange(Json.Obj question) throws IOException {
        var line = ByteBuffer.wrap(SignerDesk.line(question));
        var to = channel;
        if (to == null) throw new IOException("no connection");
        while (line.hasRemaining()) to.write(line);
        var answer = SignerMain.line(answers);
        if (answer.length == 0) throw new IOException("it ended");
        try {
            return JsonReader.actObject(answer);
        } catch (MalformedJson e) {
            throw new IOException("its answer is malformed", e);
        }
    }

    private void stop() {
        try {
            if (channel != null) channel.close();
        } catch (IOException e) {
            LOG.debug("the signer's connection was broken already", e);
        }
        channel = null;
        if (process != null) process.destroyForcibly();
        process = null;
    }

    @Override
    public synchronized void close() {
        stop();
        try (var left = Files.list(sockets)) {
            for (var socket : left.toList()) Files.deleteIfExists(socket);
            Files.deleteIfExists(sockets);
        } catch (IOException e) {
            LOG.debug("the signer's sockets were not removed in {}", folder, e);
        }
    }
}
