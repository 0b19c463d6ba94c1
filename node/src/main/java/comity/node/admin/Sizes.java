package comity.node.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;

/** Measures as they are written in every language: bytes, days (ISO 8601), versions. */
final class Sizes {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final int STEP = 1000;
    private static final Pattern NUMBERS = Pattern.compile("\\d+");

    private Sizes() {}

    static String text(long bytes) {
        var size = (double) bytes;
        var unit = 0;
        for (; size >= STEP && unit < UNITS.length - 1; unit++) size /= STEP;
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }

    static String day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    }

    /** By the numbers in them, the first that differs decides. */
    static boolean isOlder(String version, String than) {
        var ours = NUMBERS.matcher(version);
        var theirs = NUMBERS.matcher(than);
        while (ours.find() && theirs.find()) {
            var difference =
                    Long.compare(Long.parseLong(ours.group()), Long.parseLong(theirs.group()));
            if (difference != 0) return difference < 0;
        }
        return false;
    }
}
