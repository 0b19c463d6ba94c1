package comity.e2e;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * {@code ./comity rehearse}: starts the counterpart beside a founded State's node, introduces them
 * to each other, and has its officers answer until it is ended. Both nodes are real, and so is
 * every line between them.
 */
public final class Rehearse implements AutoCloseable {
    /** Slow enough to be watched, quick enough to be waited for. */
    private static final Duration BEAT = Duration.ofSeconds(2);

    private static final int STOPPED = 1;
    private static final int QUESTION_WRONG = 3;

    private final RunningNode node;
    private final InstantSource clock;
    private final Consumer<String> says;
    private Counterpart officers;

    private Rehearse(RunningNode node, InstantSource clock, Consumer<String> says)
            throws IOException {
        this.node = node;
        this.clock = clock;
        this.says = says;
        this.officers = Counterpart.at(node, clock, says);
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            var asked = Asked.of(List.of(arguments));
            var beside = Beside.at(asked.data());
            var folder = RehearsalFolder.of(asked.folder(), beside);
            out.println("Starting the counterpart in " + folder.data() + " …");
            var rehearsal = begin(beside, folder, InstantSource.system(), out::println);
            var ended = new CountDownLatch(1);
            var gone = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        ended.countDown();
                                        await(gone);
                                    }));
            out.println(
                    "It answers "
                            + beside.state()
                            + ". Your officers go on at /rehearsal in your own node. Ctrl-C ends it; its folder is kept.");
            try (rehearsal) {
                rehearsal.until(ended);
            } finally {
                gone.countDown();
            }
        } catch (Beside.Unfit e) {
            System.err.println("comity: " + e.getMessage());
            System.exit(QUESTION_WRONG);
        } catch (Client.Refused | IllegalStateException e) {
            System.err.println("comity: the rehearsal stopped: " + e.getMessage());
            System.exit(STOPPED);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What was asked on the command line.
     *
     * @param data of the node beside which it rehearses
     * @param folder the counterpart's own
     */
    record Asked(Path data, Path folder) {

        static Asked of(List<String> arguments) throws Beside.Unfit {
            Optional<String> data = Optional.empty();
            Optional<String> folder = Optional.empty();
            for (var rest = arguments.iterator(); rest.hasNext(); ) {
                var option = rest.next();
                if (!option.equals("--data") && !option.equals("--folder"))
                    throw new Beside.Unfit(
                            "rehearse does not know '"
                                    + option
                                    + "'. ./comity rehearse --help says what it takes.");
                if (!rest.hasNext()) throw new Beside.Unfit(option + " needs a folder.");
                if (option.equals("--data")) data = Optional.of(rest.next());
                else folder = Optional.of(rest.next());
            }
            if (data.isEmpty()) throw new Beside.Unfit("name your node's data folder with --data.");
            var beside = Path.of(data.get()).toAbsolutePath().normalize();
            return new Asked(
                    beside,
                    folder.map(name -> Path.of(name).toAbsolutePath().normalize())
                            .orElseGet(
                                    () ->
                                            beside.resolveSibling(
                                                    beside.getFileName() + ".rehearsal")));
        }
    }

    /** Starts the counterpart's node, introduces both, and waits until they know each other. */
    static Rehearse begin(
            Beside beside, RehearsalFolder folder, InstantSource clock, Consumer<String> says)
            throws IOException, Beside.Unfit {
        var node = folder.start();
        try {
            node.awaitReady();
            Beside.introduce(node.data(), beside.introduction());
            beside.hears(Beside.read(node.introduction()));
            RunningNode.await(
                    "the node of "
                            + beside.state()
                            + " did not introduce itself. If the folder of an earlier counterpart was"
                            + " deleted, your node goes on expecting that one: put it back, or name"
                            + " it with --folder",
                    RunningNode.LONGEST_CROSSING,
                    () -> node.client().get("/roots").json().members().size() == 2);
            return new Rehearse(node, clock, says);
        } catch (IOException | RuntimeException | Beside.Unfit e) {
            node.close();
            throw e;
        }
    }

    /** Answers until {@code ended}; what fails once is said, and tried again at the next beat. */
    private void until(CountDownLatch ended) throws InterruptedException {
        var signedIn = true;
        do {
            if (ended.getCount() > 0 && !node.isAlive())
                throw new IllegalStateException(
                        "the counterpart's node has ended; why is in " + node.data() + "/node.log");
            try {
                // A session ends after some hours, and with the node.
                if (!signedIn) officers = Counterpart.at(node, clock, says);
                signedIn = true;
                officers.look();
            } catch (IOException | RuntimeException e) {
                signedIn = false;
                if (ended.getCount() > 0) says.accept("  (tried again: " + e.getMessage() + ")");
            }
        } while (!ended.await(BEAT.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Takes whatever step there is. */
    boolean look() throws IOException {
        return officers.look();
    }

    RunningNode node() {
        return node;
    }

    @Override
    public void close() throws IOException {
        node.close();
    }
}
