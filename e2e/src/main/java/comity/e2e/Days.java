package comity.e2e;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Days to come, counted from today: a story that is told next year must still hold. */
final class Days {
    private Days() {}

    /** The day so many days from now, as acts write it. */
    static String in(int days) {
        return LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC)
                .plusDays(days)
                .toString();
    }
}
