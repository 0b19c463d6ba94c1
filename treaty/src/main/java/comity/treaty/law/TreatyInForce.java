package comity.treaty.law;

import comity.record.act.Json;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.Optional;

/**
 * That a treaty is, or is not, in force between a State and another: a dated fact, never assumed.
 *
 * @param instrument one of {@link ProfileTerms#INSTRUMENTS}
 * @param title of a treaty that has no code of its own
 * @param with the other State, ISO 3166-1, two letters
 * @param inForce what is said
 * @param from since when
 * @param until its last day
 * @param asOf the day on which somebody looked
 * @param source where it can be read
 */
public record TreatyInForce(
        String instrument,
        Optional<String> title,
        String with,
        boolean inForce,
        Optional<LocalDate> from,
        Optional<LocalDate> until,
        LocalDate asOf,
        String source) {

    static Optional<TreatyInForce> of(Json.Obj said) {
        var asOf = Said.day(said, "asOf");
        var with = said.text("with");
        var instrument = said.text("instrument");
        var inForce = said.bool("inForce");
        if (asOf.isEmpty() || with.isEmpty() || instrument.isEmpty() || inForce.isEmpty())
            return Optional.empty();
        return Optional.of(
                new TreatyInForce(
                        instrument.get(),
                        said.text("title"),
                        with.get(),
                        inForce.get(),
                        Said.day(said, "from"),
                        Said.day(said, "until"),
                        asOf.get(),
                        said.text("source").orElse("")));
    }

    /**
     * Whether it is in force on {@code day}. Without a first day nothing is known of the days
     * before somebody looked; that it is not in force is known of no day after that.
     */
    Truth on(LocalDate day) {
        if (!inForce) return day.isAfter(asOf) ? Truth.UNKNOWN : Truth.FALSE;
        if (from.filter(day::isBefore).isPresent()) return Truth.FALSE;
        if (until.filter(day::isAfter).isPresent()) return Truth.FALSE;
        return from.isEmpty() && day.isBefore(asOf) ? Truth.UNKNOWN : Truth.TRUE;
    }
}
