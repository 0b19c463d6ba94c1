package comity.node.database;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of the loopback that is this program's until it closes it, although nothing listens there
 * yet: a server started some seconds later finds it free. Two things would take a port that was
 * merely seen to be free. An outgoing connection may come to stand on it; so the port lies below
 * those which the system gives to outgoing connections. Another program may choose the same; so the
 * datagram port of the same number is held meanwhile, which no server of ours uses, and which the
 * system lets go when this process ends, however it ends.
 */
public final class ClaimedPort implements AutoCloseable {
    private static final int LOWEST = 10_240;
    private static final int USUAL_END = 32_768;
    private static final Path OUTGOING = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int TRIES = 1_000;

    private final DatagramSocket claim;
    private final int number;

    private ClaimedPort(DatagramSocket claim) {
        this.claim = claim;
        this.number = claim.getLocalPort();
    }

    /**
     * @throws IOException if no port is free
     */
    public static ClaimedPort any() throws IOException {
        var end = end();
        for (var i = 0; i < TRIES; i++) {
            var port = ThreadLocalRandom.current().nextInt(LOWEST, end);
            try {
                return of(port);
            } catch (IOException _) {
                // Somebody's: another one.
            }
        }
        throw new IOException(
                "no free port among " + LOWEST + " to " + (end - 1) + " of the loopback");
    }

    /**
     * A certain one: of a node at whose address something is bound, such as passkeys.
     *
     * @throws IOException if somebody has it
     */
    @SuppressWarnings("AddressSelection") // the loopback's address, as a server will bind it
    public static ClaimedPort of(int port) throws IOException {
        var loopback = InetAddress.getLoopbackAddress();
        var claim = new DatagramSocket(new InetSocketAddress(loopback, port));
        try (var _ = new ServerSocket(port, 1, loopback)) {
            return new ClaimedPort(claim);
        } catch (IOException e) {
            claim.close();
            throw e;
        }
    }

    /** Where the ports of outgoing connections begin; not all systems say so in this file. */
    private static int end() {
        try {
            var first = Files.readString(OUTGOING).strip().split("\\s+", 2)[0];
            var begin = Integer.parseInt(first);
            return begin > LOWEST + TRIES ? begin : USUAL_END;
        } catch (IOException | NumberFormatException _) {
            return USUAL_END;
        }
    }

    /** Which port it is, also once it is let go. */
    public int number() {
        return number;
    }

    /** From now on anybody may have it. */
    @Override
    public void close() {
        claim.close();
    }
}
