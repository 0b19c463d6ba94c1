package comity.node.assistant;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import comity.node.frame.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands where the node will stand, until the holders of its State's root have approved its first
 * directory: says what the node waits for, what to do, and why a version was refused. It answers
 * 503 on the loopback alone, whatever it is asked, and knows nothing that could be kept from
 * anybody.
 */
public final class Waiting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);
    private static final int LONGEST = 2_000;

    /** At the end of the file that says why a version was refused. */
    private static final Pattern CODE = Pattern.compile("\\[([a-z]+(?:[.-][a-z]+)*)]\\s*$");

    private final Answers answers = new Answers();
    private final HttpServer server;
    private final String state;
    private final Path wish;
    private final Path drop;

    private Waiting(HttpServer server, String state, Path wish, Path drop) {
        this.server = server;
        this.state = state;
        this.wish = wish;
        this.drop = drop;
    }

    /**
     * Serves the page; null, with a line in the log, if nothing can be served there: the node waits
     * all the same.
     *
     * @param port where the node's pages will be
     * @param wish where the first version lies that the holders are to approve
     * @param drop where what they approved is put
     */
    public static @Nullable Waiting open(int port, String state, Path wish, Path drop) {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
            var waiting = new Waiting(server, state, wish, drop);
            server.createContext("/", waiting::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return waiting;
        } catch (IOException e) {
            LOG.warn("no page says what this node waits for: {}", e.toString());
            return null;
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (answers.asset(exchange)) return;
            var language = Answers.language(exchange, asked(exchange).many("language"));
            exchange.getResponseHeaders().set("Retry-After", "30");
            answers.page(
                    exchange,
                    503,
                    "waiting",
                    new Page(language, "/", "", "", List.of(), Set.of(), state, "", false),
                    Map.of(
                            "wish", wish.toString(),
                            "drop", drop.toString(),
                            "refused", refused(language)));
        }
    }

    private static Typed asked(HttpExchange exchange) {
        try {
            return Typed.of(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        } catch (IllegalArgumentException _) {
            return Typed.NOTHING;
        }
    }

    /**
     * Why a version that was put there did not count.
     *
     * @param file its name
     * @param why in {@code language}
     * @param remedy what to do about it; empty where nobody knows
     */
    public record Reason(String file, String why, String remedy, String language) {}

    /** Why versions that were put there did not count, by the name of each. */
    private List<Reason> refused(Locale language) throws IOException {
        if (!Files.isDirectory(drop)) return List.of();
        var reasons = new ArrayList<Reason>();
        try (var files = Files.newDirectoryStream(drop, "*.refused.txt")) {
            var sorted = new TreeSet<Path>();
            files.forEach(sorted::add);
            for (var file : sorted) {
                var said = Files.readString(file).strip();
                var name = file.getFileName().toString().replace(".refused.txt", "");
                reasons.add(reason(name, said, language));
            }
        }
        return List.copyOf(reasons);
    }

    /** In the reader's language where the file names a code; else as it says it, in English. */
    private Reason reason(String name, String said, Locale language) {
        var code = CODE.matcher(said);
        if (!code.find())
            return new Reason(name, said.substring(0, Math.min(LONGEST, said.length())), "", "en");
        var problem =
                comity.node.frame.Problem.of(400, code.group(1), Map.of("state", state), language);
        return new Reason(name, problem.title(), problem.remedy(), language.toLanguageTag());
    }
}
