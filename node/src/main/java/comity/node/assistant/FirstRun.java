package comity.node.assistant;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import comity.node.frame.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks, on one page, for what a State's node begins with, and writes the State file. It answers on
 * the loopback alone, and only to whoever brings the code that it printed: who can read the
 * terminal of the machine founds the State, and nobody else on it. It has no keys and no database;
 * once the file is written it ends, and the node starts at the same address.
 */
public final class FirstRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FirstRun.class);
    private static final String PATH = "/first-run";
    private static final int MOST_BYTES = 256 << 10;

    private final Answers answers = new Answers();
    private final CompletableFuture<Path> founded = new CompletableFuture<>();
    private final Path folder;
    private final InstantSource clock;
    private final String code;
    private final HttpServer server;

    private FirstRun(Path folder, InstantSource clock, String code, HttpServer server) {
        this.folder = folder;
        this.clock = clock;
        this.code = code;
        this.server = server;
    }

    /**
     * Serves the page.
     *
     * @param folder the node's data folder, where the State file will stand
     * @param port of the loopback; 0 takes a free one
     * @throws IOException if the folder cannot be written to, or the port is taken
     */
    public static FirstRun open(Path folder, int port, InstantSource clock, SecureRandom random)
            throws IOException {
        Files.createDirectories(folder);
        var secret = new byte[16];
        random.nextBytes(secret);
        var server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
        var assistant = new FirstRun(folder, clock, HexFormat.of().formatHex(secret), server);
        server.createContext("/", assistant::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return assistant;
    }

    /** Where the State file of a node stands that was founded by this page. */
    public static Path stateFile(Path folder) {
        return folder.resolve("state.json");
    }

    /** The page, with the code that opens it. */
    public URI address() {
        return URI.create(
                "http://localhost:" + server.getAddress().getPort() + PATH + "?code=" + code);
    }

    /** Waits until the State file is written, and says where. */
    public Path await() throws InterruptedException {
        try {
            return founded.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the first run failed", e);
        }
    }

    /** Ends when the answers that are on their way have gone out. */
    @Override
    public void close() {
        server.stop(1);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (answers.asset(exchange)) return;
            if (exchange.getRequestURI().getPath().equals(PATH)) taken(exchange);
            else {
                exchange.getResponseHeaders().set("Location", PATH);
                exchange.sendResponseHeaders(303, -1);
            }
        }
    }

    /** What no browser makes of this page's form is refused whole. */
    private void taken(HttpExchange exchange) throws IOException {
        try {
            page(exchange);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            LOG.info("A form was not taken: {}", e.getMessage());
            say(exchange, 400, "assistant.unfit", language(exchange, Typed.NOTHING, Typed.NOTHING));
        }
    }

    private void page(HttpExchange exchange) throws IOException {
        var asked =
                Typed.of(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        var posted = exchange.getRequestMethod().equals("POST");
        var typed = posted ? form(exchange) : Typed.kept(draft());
        var language = language(exchange, asked, typed);
        var brought = posted ? typed.one("code") : asked.one("code");
        if (!opens(brought)) say(exchange, 403, "assistant.code", language);
        else if (posted) take(exchange, typed, language);
        else form(exchange, 200, typed, List.of(), language);
    }

    private boolean opens(String brought) {
        return MessageDigest.isEqual(
                brought.getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
    }

    private static Typed form(HttpExchange exchange) throws IOException {
        var bytes = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) throw new IllegalArgumentException("the form is too long");
        return Typed.of(
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    }

    private static Locale language(HttpExchange exchange, Typed asked, Typed typed) {
        return Answers.language(exchange, List.of(asked.one("language"), typed.one("language")));
    }

    /** One at a time: a State is founded once. */
    private synchronized void take(HttpExchange exchange, Typed typed, Locale language)
            throws IOException {
        if (founded.isDone()) {
            answers.page(exchange, 200, "firstRunDone", page(language, code), Map.of());
            return;
        }
        var bare = typed.without("code");
        write(draft(), bare.bytes());
        var founding =
                new Founded(bare, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), language);
        var problems = founding.problems();
        if (typed.one("do").equals("keep") || !problems.isEmpty()) {
            var shown = typed.one("do").equals("keep") ? List.<Problem>of() : problems;
            form(exchange, shown.isEmpty() ? 200 : 422, bare, shown, language);
            return;
        }
        write(stateFile(folder), founding.file());
        try {
            Files.deleteIfExists(draft());
            answers.page(exchange, 200, "firstRunDone", page(language, code), Map.of());
        } finally {
            // Founded, even if whoever asked did not wait for the answer.
            founded.complete(stateFile(folder));
        }
    }

    private Path draft() {
        return folder.resolve("first-run.json");
    }

    /** Whole or not at all, and for nobody else's eyes: it names people. */
    private static void write(Path file, byte[] bytes) throws IOException {
        var half = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(half);
        Files.createFile(
                half,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(half, bytes, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void form(
            HttpExchange exchange, int status, Typed typed, List<Problem> problems, Locale language)
            throws IOException {
        answers.page(
                exchange,
                status,
                "firstRun",
                page(language, code),
                Map.of("form", new FirstRunView(typed, problems, language)));
    }

    private void say(HttpExchange exchange, int status, String key, Locale language)
            throws IOException {
        answers.page(exchange, status, "firstRunNot", page(language, ""), Map.of("said", key));
    }

    /** What every page knows; nobody who did not bring the code is told it. */
    private static Page page(Locale language, String code) {
        var carried = code.isEmpty() ? "" : "&code=" + code;
        return new Page(language, PATH, carried, "", List.of(), Set.of(), "", code, false);
    }
}
