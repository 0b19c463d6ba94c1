package comity.treaty.assessment;

import java.util.Arrays;
import java.util.Optional;

/** An Internet address by its bytes, read without asking any name server. */
record IpAddress(byte[] bytes) {

    static Optional<IpAddress> parse(String text) {
        return text.indexOf(':') >= 0 ? six(text) : four(text);
    }

    private static Optional<IpAddress> four(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 4) return Optional.empty();
        var bytes = new byte[4];
        for (var i = 0; i < 4; i++) {
            if (!parts[i].matches("0|[1-9]\\d{0,2}") || Integer.parseInt(parts[i]) > 255)
                return Optional.empty();
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return Optional.of(new IpAddress(bytes));
    }

    /** RFC 4291, 2.2: groups, a gap, and the last four bytes as in IPv4. */
    private static Optional<IpAddress> six(String written) {
        var text = written;
        if (written.indexOf('.') >= 0) {
            var last = written.lastIndexOf(':') + 1;
            var four = four(written.substring(last));
            if (four.isEmpty()) return Optional.empty();
            var bytes = four.get().bytes;
            text =
                    "%s%02x%02x:%02x%02x"
                            .formatted(
                                    written.substring(0, last),
                                    bytes[0],
                                    bytes[1],
                                    bytes[2],
                                    bytes[3]);
        }
        var halves = text.split("::", -1);
        if (halves.length > 2) return Optional.empty();
        var head = groups(halves[0]);
        var tail = halves.length == 2 ? groups(halves[1]) : Optional.of(new int[0]);
        if (head.isEmpty() || tail.isEmpty()) return Optional.empty();
        var count = head.get().length + tail.get().length;
        if (halves.length == 2 ? count > 7 : count != 8) return Optional.empty();
        var all = Arrays.copyOf(head.get(), 8);
        System.arraycopy(tail.get(), 0, all, 8 - tail.get().length, tail.get().length);
        var bytes = new byte[16];
        for (var i = 0; i < 8; i++) {
            bytes[2 * i] = (byte) (all[i] >> 8);
            bytes[2 * i + 1] = (byte) all[i];
        }
        return Optional.of(new IpAddress(bytes));
    }

    private static Optional<int[]> groups(String text) {
        if (text.isEmpty()) return Optional.of(new int[0]);
        var parts = text.split(":", -1);
        var groups = new int[parts.length];
        for (var i = 0; i < parts.length; i++) {
            if (!parts[i].matches("[0-9a-fA-F]{1,4}")) return Optional.empty();
            groups[i] = Integer.parseInt(parts[i], 16);
        }
        return parts.length > 8 ? Optional.empty() : Optional.of(groups);
    }

    /**
     * Whether it is routed on the public Internet: not private (RFC 1918), shared (RFC 6598),
     * loopback, link-local, multicast, unique local (RFC 4193), for measuring (RFC 2544) or
     * reserved; an IPv4 address that is written as IPv6 is what it is as IPv4. Addresses for
     * documentation pass, so that examples can be written.
     */
    boolean isPublic() {
        var a = bytes[0] & 0xff;
        var b = bytes[1] & 0xff;
        if (bytes.length == 4)
            return !(a == 0
                    || a == 10
                    || a == 127
                    || a == 100 && b >= 64 && b < 128
                    || a == 169 && b == 254
                    || a == 172 && b >= 16 && b < 32
                    || a == 192 && b == 168
                    || a == 192 && b == 0 && bytes[2] == 0
                    || a == 198 && (b == 18 || b == 19)
                    || a >= 224);
        if (isMapped()) return new IpAddress(Arrays.copyOfRange(bytes, 12, 16)).isPublic();
        return (a & 0xe0) == 0x20; // 2000::/3, global unicast
    }

    /** ::ffff:0:0/96 (RFC 4291, 2.5.5.2). */
    private boolean isMapped() {
        for (var i = 0; i < 10; i++) if (bytes[i] != 0) return false;
        return bytes[10] == -1 && bytes[11] == -1;
    }
}
