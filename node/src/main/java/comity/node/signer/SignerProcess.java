package comity.node.signer;

import comity.record.act.Base64Url;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.keys.Unlocking;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
    private static final int ATTEMPTS = 3;

    private final Path folder;
    private final Json.Obj order;
    private final Supplier<Unlocking> unlocking;
    private final Optional<TokenAddress> token;
    private final SignerSockets sockets;
    private final List<String> command;
    private @Nullable Process process;
    private @Nullable SocketChannel channel;
    private InputStream answers = InputStream.nullInputStream();
    private int starts;

    private SignerProcess(
            Path folder,
            Json.Obj order,
            Supplier<Unlocking> unlocking,
            Optional<TokenAddress> token,
            SignerSockets sockets,
            List<String> command) {
        this.folder = folder;
        this.order = order;
        this.unlocking = unlocking;
        this.token = token;
        this.sockets = sockets;
        this.command = List.copyOf(command);
    }

    /**
     * Whose keys the signer keeps, and what each may sign.
     *
     * @param origin of the State's log
     */
    public record Office(String state, String origin, Collection<Scope> scopes) {
        public Office {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * Starts the signer and does not wait: it makes itself ready, at its first start its keys too,
     * beside whatever else starts. Who asks it first waits, and is told why if it cannot sign.
     *
     * @param folder where its files lie; it alone needs to read them
     * @param user whom it runs as if this process is root's; empty for the usual one
     * @param unlocking asked at each start, so that the node need not remember it
     * @param token where the authorities' keys lie, if not in the file
     */
    public static SignerProcess start(
            Path folder,
            Office office,
            String user,
            Supplier<Unlocking> unlocking,
            Optional<TokenAddress> token) {
        try {
            Files.createDirectories(folder);
            var sockets = SignerSockets.in(folder);
            var order =
                    Json.object()
                            .with("state", office.state())
                            .with("origin", office.origin())
                            .with("file", folder.resolve("signer.keys").toAbsolutePath().toString())
                            .with(
                                    "scopes",
                                    new Json.Arr(
                                            List.copyOf(
                                                    office.scopes().stream()
                                                            .map(Scope::json)
                                                            .toList())));
            var signer =
                    new SignerProcess(
                            folder,
                            order,
                            unlocking,
                            token,
                            sockets,
                            command(folder, sockets, user.isEmpty() ? SignerUser.DEFAULT : user));
            synchronized (signer) {
                signer.launch();
            }
            return signer;
        } catch (IOException e) {
            throw new UncheckedIOException("The signer cannot be started: " + e.getMessage(), e);
        }
    }

    /** A session of its own: an interrupt typed at the terminal reaches the node alone. */
    private static List<String> command(Path folder, SignerSockets sockets, String user)
            throws IOException {
        var session = new ArrayList<>(List.of("setsid"));
        if (SignerUser.isRoot()) {
            var apart = SignerUser.of(user);
            var copies = folder.toAbsolutePath().resolveSibling("signer-program");
            var program = SignerProgram.copied(copies);
            apart.give(folder);
            apart.give(sockets.folder());
            var hindered = apart.hindered(folder, program);
            if (hindered.isEmpty()) {
                session.addAll(program.command());
                return apart.running(session);
            }
            SignerUser.takeBack(folder);
            SignerUser.takeBack(sockets.folder());
            SignerProgram.clear(copies);
            LOG.warn(
                    "The signer runs as root, and its keys are apart in memory only: as a user of its"
                            + " own {}. Choose a data folder that every user may pass through.",
                    hindered.get());
        }
        session.addAll(SignerProgram.own().command());
        return session;
    }

    private void launch() throws IOException {
        stop();
        var builder = new ProcessBuilder(command);
        token.ifPresent(hardware -> builder.environment().putAll(hardware.environment()));
        builder.environment().keySet().removeIf(name -> name.startsWith("COMITY_"));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        var started = builder.start();
        process = started;
        var to = started.getOutputStream();
        to.write(SignerDesk.line(order(sockets.socket(++starts))));
        to.flush();
    }

    /** Once it says that it signs, it can be asked; until then it is only a process. */
    private void awaitReady() throws IOException {
        var started = process;
        if (started == null) throw new IOException("not started");
        var said =
                new String(
                        SignerMain.line(started.getInputStream()),
                        java.nio.charset.StandardCharsets.UTF_8);
        if (!said.equals("ready")) {
            stop();
            throw SignerUnavailable.of(said);
        }
        channel = SocketChannel.open(UnixDomainSocketAddress.of(sockets.socket(starts)));
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
                if (process == null || !process.isAlive()) launch();
                if (channel == null) awaitReady();
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
        try {
            sockets.remove();
        } catch (IOException e) {
            LOG.debug("the signer's sockets were not removed in {}", folder, e);
        }
    }
}
