package comity.reader;

import comity.evidence.reading.Columns;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** The time of a row, as its custodian has said that it is written; empty if it is not so. */
final class RowTime {
    private static final DateTimeFormatter COMMON_LOG =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

    private final Columns columns;
    private int year;
    private int month;

    RowTime(Columns columns) {
        this.columns = columns;
        this.year = columns.year().orElse(0);
    }

    Optional<Instant> of(Rows.Row row) {
        try {
            return row.value(columns.time()).map(String::strip).flatMap(this::of);
        } catch (DateTimeException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private Optional<Instant> of(String text) {
        return switch (columns.form()) {
            case ISO -> Optional.of(iso(text));
            case SECONDS -> Optional.of(Instant.ofEpochSecond(whole(text)));
            case MILLISECONDS -> Optional.of(Instant.ofEpochMilli(whole(text)));
            case COMMON_LOG ->
                    Optional.of(OffsetDateTime.parse(bare(text), COMMON_LOG).toInstant());
            case SYSLOG -> Optional.of(syslog(text));
        };
    }

    private static long whole(String text) {
        return Long.parseLong(text.replaceFirst("\\.0*$", ""));
    }

    private static String bare(String text) {
        var from = text.indexOf('[');
        var to = text.indexOf(']', from + 1);
        return from >= 0 && to > from ? text.substring(from + 1, to) : text;
    }

    /** For syslog of RFC 5424 the second word. */
    private Instant iso(String text) {
        var word = text.startsWith("<") ? text.split(" ")[1] : text;
        var joined = word.replaceFirst("^([0-9-]{10}) ", "$1T");
        var zoned = joined.matches(".*(Z|[+-][0-9]{2}:?[0-9]{2})$") && joined.length() > 16;
        if (joined.length() == 10) joined = joined + "T00:00:00";
        return zoned
                ? OffsetDateTime.parse(joined.replaceFirst("([+-][0-9]{2})([0-9]{2})$", "$1:$2"))
                        .toInstant()
                : LocalDateTime.parse(joined).atZone(columns.zone()).toInstant();
    }

    /**
     * The year is the one that was said, and the next one whenever December is followed by less.
     */
    private Instant syslog(String text) {
        var words = text.replaceFirst("^<[0-9]{1,3}>", "").strip().split("\\s+");
        if (words.length < 3) throw new DateTimeException("no time");
        var form =
                new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern("MMM d HH:mm:ss")
                        .parseDefaulting(ChronoField.YEAR, year)
                        .toFormatter(Locale.ENGLISH);
        var at = LocalDateTime.parse(words[0] + " " + words[1] + " " + words[2], form);
        if (month == 12 && at.getMonthValue() < 6) {
            year++;
            at = at.plusYears(1);
        }
        month = at.getMonthValue();
        return at.atZone(columns.zone()).toInstant();
    }
}
