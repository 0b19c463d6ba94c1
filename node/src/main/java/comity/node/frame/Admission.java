package comity.node.frame;

import comity.record.act.Base64Url;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How many may come in from one network, and what becomes of the others: they wait, and then come
 * in. A ticket in the form says from when; nobody is turned away for good, whatever others of their
 * network do. Networks are remembered in memory alone, as long as they count.
 */
public final class Admission {
    private static final int MOST_REMEMBERED = 100_000;
    private static final int MARK = 16;
    private static final Duration TICKET = Duration.ofDays(1);

    /** The leading bytes of an IPv6 address that name a network. */
    private static final int NETWORK = 8;

    private final String what;
    private final Duration each;
    private final Duration burst;
    private final Duration longest;
    private final UnaryOperator<byte[]> mark;
    private final InstantSource clock;

    /** When a network would be back to nothing, if nobody came any more (GCRA). */
    private final Map<String, Instant> busyUntil = remembering();

    private final Map<String, Instant> spent = remembering();

    /**
     * @param what people come in for: a ticket is good for that alone
     * @param perHour how many come in at once, and how many an hour
     * @param longest nobody waits longer
     * @param mark sixteen bytes that nobody else can have written on a ticket
     */
    public Admission(
            String what,
            int perHour,
            Duration longest,
            UnaryOperator<byte[]> mark,
            InstantSource clock) {
        this.what = what;
        this.each = Duration.ofHours(1).dividedBy(perHour);
        this.burst = Duration.ofHours(1);
        this.longest = longest;
        this.mark = mark;
        this.clock = clock;
    }

    private static Map<String, Instant> remembering() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                return size() > MOST_REMEMBERED;
            }
        };
    }

    /** Whether somebody comes in. */
    public sealed interface Entry {
        /** Now. */
        record In() implements Entry {}

        /**
         * Not yet.
         *
         * @param ticket comes back with the same form
         * @param from when it lets in
         */
        record Later(String ticket, Instant from) implements Entry {
            /** How many minutes that is from {@code now}: one at least. */
            public long minutes(Instant now) {
                return Math.max(1, (from.getEpochSecond() - now.getEpochSecond()) / 60 + 1);
            }
        }
    }

    /**
     * Whether somebody from {@code address} comes in.
     *
     * @param about what the ticket is for: it is good for that alone, once
     * @param ticket what came with the form; anything that is none counts for nothing
     */
    public synchronized Entry ask(String address, String about, String ticket) {
        var now = clock.instant();
        if (isGood(ticket, about, now)) return new Entry.In();
        var network = network(address);
        var until = busyUntil.getOrDefault(network, now);
        var next = (until.isBefore(now) ? now : until).plus(each);
        var wait = Duration.between(now, next).minus(burst);
        if (!wait.isPositive()) {
            busyUntil.put(network, next);
            return new Entry.In();
        }
        var from = now.plus(wait.compareTo(longest) > 0 ? longest : wait).plusSeconds(1);
        return new Entry.Later(ticket(about, from), from);
    }

    private String ticket(String about, Instant from) {
        return Base64Url.encode(
                ByteBuffer.allocate(Long.BYTES + MARK)
                        .putLong(from.getEpochSecond())
                        .put(marked(about, from.getEpochSecond()))
                        .array());
    }

    private byte[] marked(String about, long from) {
        return mark.apply((what + "\n" + from + "\n" + about).getBytes(StandardCharsets.UTF_8));
    }

    private boolean isGood(String ticket, String about, Instant now) {
        try {
            var bytes = Base64Url.decode(ticket);
            if (bytes.length != Long.BYTES + MARK || spent.containsKey(ticket)) return false;
            var from = ByteBuffer.wrap(bytes).getLong();
            var given = Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
            if (!MessageDigest.isEqual(given, marked(about, from))) return false;
            if (now.getEpochSecond() < from || now.getEpochSecond() - from > TICKET.toSeconds())
                return false;
            spent.put(ticket, now);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** An IPv4 address is a network of its own; of an IPv6 address the first 64 bits are. */
    static String network(String address) {
        try {
            var bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of()
                    .formatHex(bytes.length == 16 ? Arrays.copyOf(bytes, NETWORK) : bytes);
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}
