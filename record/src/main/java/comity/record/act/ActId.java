package comity.record.act;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * UUIDv7 (RFC 9562, 5.7): 48 bits of milliseconds, then randomness; sorts by time, decides nothing.
 */
public final class ActId {
    private ActId() {}

    public static UUID next(Instant now, RandomGenerator random) {
        var high = now.toEpochMilli() << 16 | 0x7000L | random.nextLong() & 0x0fffL;
        var low = random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
