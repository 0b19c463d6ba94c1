package comity.treaty.law;

import comity.record.act.Json;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * When a State's offices work.
 *
 * @param zone in which its days begin and end (tz database)
 * @param rest the days of the week on which they do not work; at most six
 * @param holidays public holidays by date, with their names; on these they do not work either
 * @param from first day for which the holidays are listed, if it is said
 * @param until last day for which they are
 */
public record WorkingCalendar(
        ZoneId zone,
        Set<DayOfWeek> rest,
        Map<LocalDate, String> holidays,
        Optional<LocalDate> from,
        Optional<LocalDate> until) {
    public WorkingCalendar {
        rest = Set.copyOf(rest);
        holidays = Collections.unmodifiableMap(new TreeMap<>(holidays));
        if (rest.size() > 6) throw new IllegalArgumentException("no day of the week is left");
    }

    /** The member {@code calendar} of a profile; empty if it is not such. */
    static Optional<WorkingCalendar> of(Json.Obj calendar) {
        try {
            var rest = EnumSet.noneOf(DayOfWeek.class);
            calendar.texts("rest").forEach(day -> rest.add(DayOfWeek.valueOf(day)));
            var holidays = new TreeMap<LocalDate, String>();
            for (var holiday : Said.objects(calendar, "holidays"))
                Said.day(holiday, "day")
                        .ifPresent(day -> holidays.put(day, holiday.text("name").orElse("")));
            return Optional.of(
                    new WorkingCalendar(
                            ZoneId.of(calendar.text("zone").orElse("")),
                            rest,
                            holidays,
                            Said.day(calendar, "from"),
                            Said.day(calendar, "until")));
        } catch (DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whether the holidays are listed for {@code day}. */
    boolean covers(LocalDate day) {
        return from.filter(day::isBefore).isEmpty()
                && until.filter(last -> !day.isAfter(last)).isPresent();
    }
}
