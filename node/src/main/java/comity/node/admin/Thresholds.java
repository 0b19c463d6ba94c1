package comity.node.admin;

import comity.node.admin.Line.State;
import java.time.Duration;

/**
 * From when on something is to be looked at, and from when on something is to be done: all of it
 * here.
 *
 * @param log how long acts may wait for the log's place
 * @param witnessed how old the oldest act may be that no other operator has countersigned
 * @param stamped the same for timestamps
 * @param untold how old the oldest act may be that a partner was not told
 * @param tables how far back the desks' tables may be
 * @param exhibits how old the oldest exhibit may be that nobody stamped
 * @param letters how long a letter may wait
 * @param digests how long a letter of the weekly digest may wait
 * @param backup how old the last backup may be
 * @param directory how long a draft of the directory may wait for the holders of the root
 * @param keys how long a key or a certificate must still last
 * @param stamps how long the certificates must last on which timestamps rest
 * @param connections of the database that may be in use, in hundredths
 * @param free room on the disk, in hundredths
 * @param room the same in bytes; the less generous of both counts
 */
record Thresholds(
        Age log,
        Age witnessed,
        Age stamped,
        Age untold,
        Age tables,
        Age exhibits,
        Age letters,
        Age digests,
        Age backup,
        Age directory,
        Left keys,
        Left stamps,
        Most connections,
        Least free,
        Least room) {

    private static final long GIGABYTE = 1_000_000_000L;

    /** What every node goes by. */
    static final Thresholds OF_THE_HOUSE =
            new Thresholds(
                    new Age(Duration.ofMinutes(1), Duration.ofMinutes(10)),
                    new Age(Duration.ofMinutes(10), Duration.ofHours(1)),
                    new Age(Duration.ofHours(1), Duration.ofHours(24)),
                    new Age(Duration.ofMinutes(15), Duration.ofHours(4)),
                    new Age(Duration.ofMinutes(5), Duration.ofHours(1)),
                    new Age(Duration.ofHours(1), Duration.ofHours(24)),
                    new Age(Duration.ofMinutes(15), Duration.ofHours(4)),
                    new Age(Duration.ofHours(4), Duration.ofDays(1)),
                    new Age(Duration.ofHours(26), Duration.ofDays(7)),
                    new Age(Duration.ofDays(3), Duration.ofDays(21)),
                    new Left(Duration.ofDays(60), Duration.ofDays(14)),
                    new Left(Duration.ofDays(180), Duration.ofDays(30)),
                    new Most(80, 95),
                    new Least(10, 2),
                    new Least(10 * GIGABYTE, GIGABYTE));

    /** Of something that grows older. */
    record Age(Duration look, Duration now) {
        State of(Duration age) {
            return age.compareTo(now) >= 0
                    ? State.NOW
                    : age.compareTo(look) >= 0 ? State.LOOK : State.WELL;
        }
    }

    /** Of something that ends. */
    record Left(Duration look, Duration now) {
        State of(Duration left) {
            return left.compareTo(now) <= 0
                    ? State.NOW
                    : left.compareTo(look) <= 0 ? State.LOOK : State.WELL;
        }
    }

    /** Of something that fills. */
    record Most(long look, long now) {
        State of(long much) {
            return much >= now ? State.NOW : much >= look ? State.LOOK : State.WELL;
        }
    }

    /** Of something that runs out. */
    record Least(long look, long now) {
        State of(long little) {
            return little <= now ? State.NOW : little <= look ? State.LOOK : State.WELL;
        }
    }
}
