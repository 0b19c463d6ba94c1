package comity.node.reading;

import comity.evidence.reading.Item;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Whoever waits for an exhibit to be read: sees how far it has come, and can have it stopped. */
public final class Watch {
    private final Onlooker onlooker;
    private final AtomicLong read = new AtomicLong();
    private Optional<Process> child = Optional.empty();
    private boolean stopped;

    /** Who is told what was found. */
    public interface Onlooker {
        /** It is read from its beginning; what was found before is found again. */
        void begun();

        void found(Item item);
    }

    public Watch(Onlooker onlooker) {
        this.onlooker = onlooker;
    }

    /** Nobody looks on. */
    public static Watch unwatched() {
        return new Watch(
                new Onlooker() {
                    @Override
                    public void begun() {}

                    @Override
                    public void found(Item item) {}
                });
    }

    /** It was stopped, by whoever waited for it. */
    public static final class Stopped extends IOException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("the reading of an exhibit was stopped");
        }
    }

    /** How many of the exhibit's bytes the process has taken since it was begun last. */
    public long read() {
        return read.get();
    }

    /** Ends the process that reads now, and lets none begin. */
    public synchronized void stop() {
        stopped = true;
        child.ifPresent(Process::destroyForcibly);
    }

    synchronized void attend(Process process) {
        child = Optional.of(process);
        if (stopped) process.destroyForcibly();
    }

    synchronized void goOn() throws Stopped {
        if (stopped) throw new Stopped();
    }

    void begun() {
        read.set(0);
        onlooker.begun();
    }

    void found(Item item) {
        onlooker.found(item);
    }

    OutputStream counting(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int octet) throws IOException {
                out.write(octet);
                read.incrementAndGet();
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                read.addAndGet(length);
            }
        };
    }
}
