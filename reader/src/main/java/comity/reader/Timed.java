package comity.reader;

import comity.evidence.reading.Item;
import comity.evidence.reading.Unread;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Runs a parser on one item for no longer than it may take. A parser that goes on for ever is left
 * behind: its thread dies with the process, which reads one exhibit and ends.
 */
final class Timed {
    /** Deep, but not without end: documents nest. */
    private static final long STACK = 8L << 20;

    private Timed() {}

    /** Whatever reads one item. */
    @FunctionalInterface
    interface Parser {
        Item read() throws Exception;
    }

    /**
     * @param unread the item as it is if the parser does not come to an end
     */
    static Item run(Duration each, Parser parser, Function<Unread, Item> unread)
            throws IOException {
        var result = new AtomicReference<Item>();
        var thread =
                new Thread(null, () -> result.set(outcome(parser, unread)), "parser", STACK, false);
        thread.setDaemon(true);
        thread.start();
        try {
            if (!thread.join(each)) {
                thread.interrupt();
                return unread.apply(Unread.TOO_SLOW);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an item was read", e);
        }
        var read = result.get();
        return read == null ? unread.apply(Unread.DAMAGED) : read;
    }

    private static Item outcome(Parser parser, Function<Unread, Item> unread) {
        try {
            return parser.read();
        } catch (Allowance.Exceeded e) {
            return unread.apply(e.why());
        } catch (Exception e) {
            return unread.apply(Failures.why(e));
        } catch (StackOverflowError _) {
            return unread.apply(Unread.TOO_DEEP);
        } catch (LinkageError | AssertionError _) {
            return unread.apply(Unread.DAMAGED);
        }
    }
}
