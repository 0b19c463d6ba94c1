package comity.node.mail;

import java.time.Duration;

/** How long a letter waits that the server did not take. */
public final class Pauses {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 20;

    private Pauses() {}

    /** Twice as long after each try: one minute, two, four, and never longer than the longest. */
    public static Duration after(int tries, Duration longest) {
        var pause = FIRST.multipliedBy(1L << Math.min(Math.max(tries - 1, 0), DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
