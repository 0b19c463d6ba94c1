package comity.treaty.assessment;

import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.Optional;

/**
 * That an instrument is, or is not, in force between the two States: a dated fact, with who says
 * it.
 *
 * @param inForce what is said
 * @param asOf the day on which that was so
 * @param from since when, if it is said
 * @param source where it can be read
 */
public record TreatyStatus(
        Instrument instrument,
        Truth inForce,
        LocalDate asOf,
        Optional<LocalDate> from,
        String source) {

    /**
     * Whether both were seen on one day and cannot both be true; States may have several treaties.
     */
    boolean contradicts(TreatyStatus other) {
        return instrument == other.instrument
                && instrument != Instrument.BILATERAL
                && asOf.equals(other.asOf)
                && inForce != other.inForce
                && inForce != Truth.UNKNOWN
                && other.inForce != Truth.UNKNOWN;
    }

    /** Whether it is in force on {@code day}; unknown on a day before which nobody looked. */
    Truth on(LocalDate day) {
        if (inForce == Truth.TRUE && from.filter(day::isBefore).isPresent()) return Truth.FALSE;
        return inForce;
    }
}
