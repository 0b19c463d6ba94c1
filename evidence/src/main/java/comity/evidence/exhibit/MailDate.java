package comity.evidence.exhibit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The time of a message, from its Date field (RFC 5322, 3.3, with the obsolete forms of 4.3 that
 * real mail still has). What is not certain is not a date: the caller sets such a message aside.
 */
public final class MailDate {
    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
    private static final Pattern WEEKDAY = Pattern.compile("^[A-Za-z]{3,9}\\s*,\\s*");
    private static final Map<String, String> ZONES =
            Map.ofEntries(
                    Map.entry("UT", "+0000"),
                    Map.entry("GMT", "+0000"),
                    Map.entry("UTC", "+0000"),
                    Map.entry("Z", "+0000"),
                    Map.entry("EST", "-0500"),
                    Map.entry("EDT", "-0400"),
                    Map.entry("CST", "-0600"),
                    Map.entry("CDT", "-0500"),
                    Map.entry("MST", "-0700"),
                    Map.entry("MDT", "-0600"),
                    Map.entry("PST", "-0800"),
                    Map.entry("PDT", "-0700"));
    private static final DateTimeFormatter FORM =
            new java.time.format.DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("d MMM yyyy H:mm[:ss] xx")
                    .toFormatter(java.util.Locale.ENGLISH);

    private MailDate() {}

    /** The instant; empty if the field cannot be read. */
    public static Optional<Instant> instant(String field) {
        var text = field;
        for (var before = ""; !before.equals(text); ) {
            before = text;
            text = COMMENT.matcher(text).replaceAll(" ");
        }
        text = WEEKDAY.matcher(text.strip()).replaceFirst("").replaceAll("\\s+", " ").strip();
        var space = text.lastIndexOf(' ');
        if (space < 0) return Optional.empty();
        var zone = text.substring(space + 1);
        text =
                text.substring(0, space + 1)
                        + ZONES.getOrDefault(zone.toUpperCase(java.util.Locale.ROOT), zone);
        try {
            return Optional.of(OffsetDateTime.parse(text, FORM).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
