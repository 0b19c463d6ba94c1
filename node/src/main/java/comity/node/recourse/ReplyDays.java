package comity.node.recourse;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * On which night whoever asks is told: a draw among few, under a key that is not in the database,
 * from the number of their docket and the day on which they asked. What is found, who reads it and
 * how soon has no part in it.
 *
 * @param least days at the least between the asking and the night
 * @param spread how many nights are drawn from
 * @param hour of the day, UTC, at which all replies of a night are filed
 */
record ReplyDays(ComplaintKeys keys, int least, int spread, int hour) {
    ReplyDays {
        if (least < 2) throw new IllegalArgumentException("a full day lies between the two");
        if (spread < 1 || spread > 30) throw new IllegalArgumentException("no spread: " + spread);
        if (hour < 0 || hour > 23) throw new IllegalArgumentException("no hour: " + hour);
    }

    LocalDate of(UUID docket, Instant asked) {
        return TalkView.day(asked).plusDays(least + keys.draw(docket, spread));
    }

    Instant release(LocalDate night) {
        return night.atTime(hour, 0).toInstant(ZoneOffset.UTC);
    }
}
