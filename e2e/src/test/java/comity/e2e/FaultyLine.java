package comity.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A line between two nodes that refuses, delays, and cuts connections after some bytes in either
 * direction: in the middle of a question, or of an answer, so that one side did what the other
 * never heard of. It understands nothing of what it carries. The same seed gives the same faults to
 * the same connections.
 */
final class FaultyLine implements AutoCloseable {
    private final ServerSocket door;
    private final InetSocketAddress target;
    private final Random random;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger faults = new AtomicInteger();
    private volatile boolean faulty = true;

    FaultyLine(int port, long seed) throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.random = new Random(seed);
        Thread.ofVirtual().start(this::take);
    }

    int port() {
        return door.getLocalPort();
    }

    int faults() {
        return faults.get();
    }

    /** From now on it only carries. */
    void mend() {
        faulty = false;
    }

    private void take() {
        while (!door.isClosed()) {
            try {
                var from = door.accept();
                open.add(from);
                var refused = faulty && random.nextInt(5) == 0;
                var delay = faulty ? random.nextInt(200) : 0;
                var there = faulty ? budget() : Long.MAX_VALUE;
                var back = faulty ? budget() : Long.MAX_VALUE;
                if (refused) end(from);
                else Thread.ofVirtual().start(() -> carry(from, delay, there, back));
            } catch (IOException e) {
                if (door.isClosed()) return;
            }
        }
    }

    /**
     * After how many bytes the connection is cut: some within the handshake, some far behind it.
     */
    private long budget() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(4_000);
            case 1 -> 2_000 + random.nextInt(30_000);
            default -> Long.MAX_VALUE;
        };
    }

    private void carry(Socket from, int delay, long there, long back) {
        try {
            TimeUnit.MILLISECONDS.sleep(delay);
            var to = new Socket();
            to.connect(target);
            open.add(to);
            Thread.ofVirtual().start(() -> pump(from, to, there));
            pump(to, from, back);
        } catch (IOException | InterruptedException _) {
            end(from);
        }
    }

    private void pump(Socket from, Socket to, long budget) {
        var buffer = new byte[1_024];
        var left = budget;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                var carried = (int) Math.min(read, left);
                out.write(buffer, 0, carried);
                left -= carried;
                if (left == 0) {
                    faults.incrementAndGet();
                    break;
                }
            }
        } catch (IOException _) {
            // The other direction was cut, or a node ended.
        } finally {
            end(from);
            end(to);
        }
    }

    private void end(Socket socket) {
        open.remove(socket);
        try {
            socket.setSoLinger(true, 0); // a reset, not a quiet end
        } catch (IOException _) {
            // It has ended already.
        }
        try {
            socket.close();
        } catch (IOException _) {
            // It has ended already.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(this::end);
    }
}
