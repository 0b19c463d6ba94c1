package comity.node.bucket;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before an object store and does to its connections what networks and stores do. */
public final class FaultyStore implements AutoCloseable {
    public enum Fault {
        NONE,
        /** Nobody takes the connection. */
        DEAD,
        /** Every request is told to come again. */
        UNAVAILABLE,
        /** The connection is taken, and nothing is ever answered. */
        SILENT,
        /** The request breaks off half-way: a half-written put. */
        HALF_REQUEST,
        /** The store did it, and its answer never comes. */
        NO_ANSWER,
        /** The answer breaks off half-way. */
        HALF_ANSWER,
        /** Each connection meets one of the above, or none. */
        ANY,
        /** It carries, and takes its time. */
        SLOW,
        /** What would be written finds no room. */
        FULL
    }

    private final ServerSocket door;
    private final int target;
    private final Random random;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger faults = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;

    public FaultyStore(int target, long seed) throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.random = new Random(seed);
        Thread.ofVirtual().start(this::take);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** How often something was done to a connection. */
    public int faults() {
        return faults.get();
    }

    /** Also connections that are open meet it: they end. */
    public void becomes(Fault next) {
        fault = next;
        open.forEach(FaultyStore::end);
        open.clear();
    }

    private void take() {
        while (!door.isClosed()) {
            try {
                var from = door.accept();
                open.add(from);
                var now = fault;
                if (now == Fault.ANY) now = Fault.values()[random.nextInt(Fault.ANY.ordinal())];
                // A silence is as long as the client's patience; among many faults it is a cut.
                if (fault == Fault.ANY && now == Fault.SILENT) now = Fault.DEAD;
                var here = now;
                var bytes = 1 + random.nextInt(700);
                if (here != Fault.NONE) faults.incrementAndGet();
                Thread.ofVirtual().start(() -> meet(from, here, bytes));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void meet(Socket from, Fault here, int bytes) {
        try {
            switch (here) {
                case DEAD -> end(from);
                case SILENT -> from.getInputStream().transferTo(OutputStream.nullOutputStream());
                case UNAVAILABLE -> {
                    if (from.getInputStream().read() >= 0)
                        refuse(from, "503 Slow Down", "SlowDown");
                }
                case NONE -> carry(from, Long.MAX_VALUE, Long.MAX_VALUE);
                case HALF_REQUEST -> carry(from, 300 + bytes, Long.MAX_VALUE);
                case NO_ANSWER -> carry(from, Long.MAX_VALUE, 0);
                case HALF_ANSWER -> carry(from, Long.MAX_VALUE, bytes / 6);
                case SLOW -> {
                    TimeUnit.MILLISECONDS.sleep(300);
                    carry(from, Long.MAX_VALUE, Long.MAX_VALUE);
                }
                case FULL -> full(from);
                case ANY -> throw new IllegalStateException();
            }
        } catch (IOException _) {
            end(from);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** What would only be read is carried. */
    private void full(Socket from) throws IOException {
        var asked = new byte[2_048];
        var read = from.getInputStream().read(asked);
        if (read >= 3 && asked[0] == 'P' && asked[1] == 'U') {
            refuse(from, "507 Insufficient Storage", "QuotaExceeded");
            return;
        }
        var to = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(to);
        if (read > 0) to.getOutputStream().write(asked, 0, read);
        // One question to a connection: the next may be a put.
        Thread.ofVirtual().start(() -> pump(to, from, Long.MAX_VALUE));
    }

    /**
     * Answers, and takes what still comes: who closes with a question unread resets the connection,
     * and the answer may be lost with it.
     */
    private void refuse(Socket from, String status, String code) throws IOException {
        var body = "<Error><Code>" + code + "</Code><Message>later</Message></Error>";
        var head =
                "HTTP/1.1 "
                        + status
                        + "\r\nContent-Type: application/xml\r\nContent-Length: "
                        + body.length()
                        + "\r\nConnection: close\r\n\r\n";
        from.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        from.shutdownOutput();
        from.setSoTimeout(2_000);
        from.getInputStream().transferTo(OutputStream.nullOutputStream());
        end(from);
    }

    private void carry(Socket from, long there, long back) throws IOException {
        var to = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(to);
        Thread.ofVirtual().start(() -> pump(from, to, there));
        pump(to, from, back);
    }

    private void pump(Socket from, Socket to, long budget) {
        var buffer = new byte[2_048];
        var left = budget;
        try {
            for (var read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                var carried = (int) Math.min(read, left);
                to.getOutputStream().write(buffer, 0, carried);
                left -= carried;
                if (left == 0) break;
            }
        } catch (IOException _) {
            // The other direction was cut.
        } finally {
            end(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.setSoLinger(true, 0); // a reset, not a quiet end
            socket.close();
        } catch (IOException _) {
            // It has ended already.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(FaultyStore::end);
    }
}
