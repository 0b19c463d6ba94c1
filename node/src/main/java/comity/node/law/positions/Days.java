package comity.node.law.positions;

import comity.treaty.positions.When;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Days as people write them, as exactly as the source gave them. */
public final class Days {
    private Days() {}

    /**
     * The day, month, year or pair of days that {@code iso} names; empty for an empty one.
     *
     * @throws IllegalArgumentException if it names none
     */
    public static String text(String iso, Locale language) {
        if (iso.isEmpty()) return "";
        var when = When.read(iso).orElseThrow(() -> new IllegalArgumentException("no day: " + iso));
        if (when.exact()) return day(when.earliest(), language);
        if (when.year()) return Integer.toString(when.earliest().getYear());
        var month = DateTimeFormatter.ofLocalizedPattern("yMMMM").withLocale(language);
        if (when.month()) return month.format(when.earliest());
        return wholeMonths(when)
                ? month.format(when.earliest()) + " – " + month.format(when.latest())
                : day(when.earliest(), language) + " – " + day(when.latest(), language);
    }

    private static boolean wholeMonths(When when) {
        return when.earliest().getDayOfMonth() == 1
                && when.latest().getDayOfMonth() == when.latest().lengthOfMonth();
    }

    private static String day(LocalDate day, Locale language) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(language)
                .format(day);
    }
}
