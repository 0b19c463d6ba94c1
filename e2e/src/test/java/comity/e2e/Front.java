package comity.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before several processes of one node: one address, and each connection goes to the next
 * process that takes it. It keeps nobody at one process, which a real one should.
 */
final class Front implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger next = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile List<Integer> ports = List.of();

    Front() throws IOException {
        Thread.ofVirtual().start(this::take);
    }

    URI url() {
        return URI.create("http://localhost:" + door.getLocalPort());
    }

    /** From now on connections go to these; those that are open end. */
    void leadsTo(List<RunningNode> processes) {
        ports = processes.stream().map(process -> process.url().getPort()).toList();
        open.forEach(Front::end);
        open.clear();
    }

    private void take() {
        while (!door.isClosed()) {
            try {
                var from = door.accept();
                open.add(from);
                Thread.ofVirtual().start(() -> carry(from));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void carry(Socket from) {
        for (var tries = 0; tries < ports.size(); tries++) {
            try {
                var all = ports;
                var to =
                        new Socket(
                                InetAddress.getLoopbackAddress(),
                                all.get(Math.floorMod(next.getAndIncrement(), all.size())));
                open.add(to);
                Thread.ofVirtual().start(() -> pump(from, to));
                pump(to, from);
                return;
            } catch (IOException _) {
                // It is down: the next.
            }
        }
        end(from);
    }

    private void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // One side is gone.
        } finally {
            end(from);
            end(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It has ended already.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(Front::end);
    }
}
