package comity.treaty.assessment;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * Times as people write them down: with an offset, with a zone, or with both. On two nights of the
 * year a clock skips an hour or passes it twice, and a time in that hour names no moment, or two.
 */
final class Times {
    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)"
                            + "(Z|[+-]\\d\\d:\\d\\d)?(?:\\[([A-Za-z0-9_+/-]{1,60})])?");

    private Times() {}

    /**
     * The moment that {@code written} names.
     *
     * @throws DateTimeException that says to a person why it names none, or two
     */
    static OffsetDateTime read(String written) {
        var parts = WRITTEN.matcher(written);
        if (!parts.matches() || parts.group(2) == null && parts.group(3) == null)
            throw new DateTimeException(
                    "a time with its zone expected, such as 2026-10-03T04:10:00+02:00 or"
                            + " 2026-10-03T04:10:00[Europe/Vienna]");
        var local = local(parts.group(1));
        if (parts.group(3) == null) return local.atOffset(offset(parts.group(2)));
        var zone = zone(parts.group(3));
        var offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty())
            throw new DateTimeException(
                    "there was no such time in " + zone + ": the clocks went forward over it");
        if (parts.group(2) != null) {
            var offset = offset(parts.group(2));
            if (!offsets.contains(offset))
                throw new DateTimeException(zone + " was at " + offsets.getFirst() + " then");
            return local.atOffset(offset);
        }
        if (offsets.size() > 1)
            throw new DateTimeException(
                    "this time came twice in %s: say which, %s or %s"
                            .formatted(zone, offsets.getFirst(), offsets.getLast()));
        return local.atOffset(offsets.getFirst());
    }

    private static LocalDateTime local(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeException _) {
            throw new DateTimeException("there is no such day or time");
        }
    }

    private static ZoneOffset offset(String text) {
        try {
            return ZoneOffset.of(text);
        } catch (DateTimeException _) {
            throw new DateTimeException("there is no such offset");
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException _) {
            throw new DateTimeException("a zone of the tz database expected, such as Asia/Tokyo");
        }
    }
}
