package comity.sender;

import comity.record.act.Digest;
import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./comity send}: delivers files under an order. Ended at any moment, however, it goes on
 * where it was when it is started again.
 */
public final class Send {
    private final PrintStream out;
    private final PrintStream err;
    private final @Nullable Console console;
    private final Map<String, String> environment;
    private final InstantSource clock;
    private final RandomGenerator random;

    Send(
            PrintStream out,
            PrintStream err,
            @Nullable Console console,
            Map<String, String> environment,
            InstantSource clock,
            RandomGenerator random) {
        this.out = out;
        this.err = err;
        this.console = console;
        this.environment = environment;
        this.clock = clock;
        this.random = random;
    }

    public static void main(String... arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(
                new Send(
                                out,
                                err,
                                System.console(),
                                System.getenv(),
                                InstantSource.system(),
                                new SecureRandom())
                        .run(arguments));
    }

    int run(String... arguments) {
        var words = Words.in(language(arguments));
        if (arguments.length == 0 || Arrays.asList(arguments).contains("--help")) {
            out.println(words.say("help"));
            return arguments.length == 0 ? Stopped.WRONG_QUESTION : 0;
        }
        try {
            var asked = Asked.of(arguments);
            if (asked.option("new-key").isPresent()) newKey(asked, words);
            else send(asked, words);
            return 0;
        } catch (Stopped stopped) {
            err.println("send: " + words.say(stopped.key(), stopped.facts()));
            return stopped.exit();
        }
    }

    /** The language that was asked for, else the terminal's. */
    private String language(String... arguments) {
        var named = Arrays.asList(arguments).indexOf("--language");
        if (named >= 0 && named + 1 < arguments.length) return arguments[named + 1];
        var set = environment.getOrDefault("LANG", "en");
        return set.length() < 2 ? "en" : set.substring(0, 2);
    }

    private void newKey(Asked asked, Words words) throws Stopped {
        var file = Asked.path(asked.option("new-key").orElseThrow());
        var key = KeyFile.make(file, asked.option("passphrase-file"), console, random);
        out.println(
                words.say(
                        "key-made", file.toString(), key.line(), Digest.of(key.publicKey()).hex()));
    }

    private void send(Asked asked, Words words) throws Stopped {
        var origin = asked.node();
        var order = new Digest(asked.order());
        var patience = asked.patience();
        var inventory = Inventory.of(asked.files());
        var key =
                KeyFile.open(
                        Asked.path(
                                asked.option("key")
                                        .orElseThrow(
                                                () -> Stopped.wrong("option-missing", "--key"))),
                        asked.option("passphrase-file"),
                        console);
        var progress = new Progress(err, console != null && console.isTerminal(), words);
        var node = new Node(origin, key.signing(), key.publicKey(), patience, progress);
        try (var memory = Memory.of(state(asked), origin.toString(), order.hex())) {
            var manifests =
                    new Delivery(node, order, key, memory, progress, clock).deliver(inventory);
            out.println(
                    words.say(
                            "delivered",
                            Integer.toString(inventory.items().size()),
                            Progress.size(inventory.bytes())));
            for (var signed : manifests) out.println(words.say("manifest", signed.digest().hex()));
            out.println(words.say("file-it", origin + "/provider/orders/" + order.hex()));
        } finally {
            progress.ends();
        }
    }

    private Path state(Asked asked) throws Stopped {
        var named = asked.option("state");
        if (named.isPresent()) return Asked.path(named.get());
        var home =
                Optional.ofNullable(environment.get("XDG_STATE_HOME"))
                        .filter(set -> set.startsWith("/"))
                        .orElse(environment.getOrDefault("HOME", ".") + "/.local/state");
        return Asked.path(home).resolve("comity").resolve("send");
    }
}
