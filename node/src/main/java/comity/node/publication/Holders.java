package comity.node.publication;

import comity.record.tlog.Note;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who may know more of our log than we do: witnesses and partners. They are asked before
 * anything is signed after a start or a long silence; whoever does not answer stops nobody.
 */
public final class Holders {
    private static final Logger LOG = LoggerFactory.getLogger(Holders.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Somebody who keeps checkpoints of our log. */
    public interface Holder {
        String name();

        /** The newest checkpoint of the log {@code origin} that it holds. */
        Optional<Note> newest(String origin) throws IOException, InterruptedException;
    }

    /** What one of them showed. */
    record Shown(String by, Note note) {}

    private final Supplier<List<Holder>> holders;
    private final Supplier<ExecutorService> threads;

    public Holders(Supplier<List<Holder>> holders) {
        this(holders, Executors::newVirtualThreadPerTaskExecutor);
    }

    /**
     * @param threads in which one round of questions is asked
     */
    Holders(Supplier<List<Holder>> holders, Supplier<ExecutorService> threads) {
        this.holders = holders;
        this.threads = threads;
    }

    /** Nobody. */
    static Holders none() {
        return new Holders(List::of);
    }

    /** These, and nobody else. */
    public static Holders holding(List<Holder> all) {
        return new Holders(() -> all);
    }

    /** The policy's witnesses and, by {@code partners}, the partner States. */
    public static Holders of(Quorum quorum, Supplier<List<Holder>> partners) {
        var http = Witnesses.connection();
        var witnesses =
                quorum.places().keySet().stream()
                        .map(url -> holder(new Asking(http, url, url)))
                        .toList();
        return new Holders(
                () -> Stream.concat(witnesses.stream(), partners.get().stream()).toList());
    }

    /** A holder that answers at the place of a witness. */
    public static Holder holder(Asking place) {
        return new Holder() {
            @Override
            public String name() {
                return place.name();
            }

            @Override
            public Optional<Note> newest(String origin) throws IOException, InterruptedException {
                return place.newest(origin);
            }
        };
    }

    /**
     * The longest checkpoint of the log {@code origin} that anybody shows, or {@code ours} if that
     * is longer.
     *
     * @param genuine whether the log's own keys signed it: nothing else counts
     */
    public Optional<Note> newest(String origin, Note ours, Predicate<Note> genuine) {
        return Stream.concat(Stream.of(ours), ask(origin).stream().map(Shown::note))
                .filter(genuine)
                .max(Comparator.comparingLong(Publication::size));
    }

    /** All at once, and no longer than five seconds. */
    List<Shown> ask(String origin) {
        var shown = new ArrayList<Shown>();
        var round = threads.get();
        try {
            record Asked(Holder holder, Future<Optional<Note>> answer) {}
            var asked = new ArrayList<Asked>();
            for (var holder : holders.get()) {
                Callable<Optional<Note>> question = () -> holder.newest(origin);
                asked.add(new Asked(holder, round.submit(question)));
            }
            var end = System.nanoTime() + PATIENCE.toNanos();
            for (var one : asked) {
                try {
                    one.answer()
                            .get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)
                            .ifPresent(note -> shown.add(new Shown(one.holder().name(), note)));
                } catch (ExecutionException | TimeoutException e) {
                    LOG.info("{} did not say what it holds of our log", one.holder().name());
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            round.shutdownNow();
        }
        return shown;
    }
}
