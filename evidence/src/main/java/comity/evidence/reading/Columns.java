package comity.evidence.reading;

import comity.record.act.Json;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What somebody has said of rows under their name: which column is the time and how it is written.
 * A program does not guess it: a wrong column would let pass what nobody authorised.
 *
 * @param time the column's name, or its number from 1; for syslog {@code 1}
 * @param form how the time is written
 * @param zone in which it is meant, where it does not say so itself
 * @param year of the first row, where times name none; it goes up when the months begin anew
 * @param account the column that names the account; empty where there is none
 */
public record Columns(
        String time, Form form, ZoneId zone, Optional<Integer> year, Optional<String> account) {

    /** How a time is written. */
    public enum Form {
        /** ISO 8601 or RFC 3339, a blank for the T allowed. */
        ISO,
        /** Seconds since 1970. */
        SECONDS,
        /** Milliseconds since 1970. */
        MILLISECONDS,
        /** RFC 3164: month, day and time, without a year. */
        SYSLOG,
        /** Apache's and nginx's: 10/Oct/2026:13:55:36 +0200. */
        COMMON_LOG
    }

    /** As a task, and whoever keeps them, says them. */
    public Json.Obj json() {
        var json =
                Json.object()
                        .with("time", time)
                        .with("form", form.name())
                        .with("zone", zone.getId());
        if (year.isPresent()) json = json.with("year", year.get().toString());
        return account.isPresent() ? json.with("account", account.get()) : json;
    }

    /** Empty unless all of it can be read. */
    public static Optional<Columns> of(Json.Obj json) {
        return of(
                json.text("time").orElse(""),
                json.text("form").orElse(""),
                json.text("zone").orElse("UTC"),
                json.text("year").orElse(""),
                json.text("account").orElse(""));
    }

    /** The same from what was typed. */
    public static Optional<Columns> of(
            String time, String form, String zone, String year, String account) {
        try {
            if (time.isBlank()) return Optional.empty();
            var said = Form.valueOf(form);
            if (said == Form.SYSLOG && !year.strip().matches("[12][0-9]{3}"))
                return Optional.empty();
            return Optional.of(
                    new Columns(
                            time.strip(),
                            said,
                            ZoneId.of(zone.isBlank() ? "UTC" : zone.strip()),
                            said == Form.SYSLOG
                                    ? Optional.of(Integer.valueOf(year.strip()))
                                    : Optional.empty(),
                            account.isBlank() ? Optional.empty() : Optional.of(account.strip())));
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
