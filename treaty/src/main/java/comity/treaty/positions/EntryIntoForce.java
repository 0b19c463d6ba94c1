package comity.treaty.positions;

import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Article 65: when the Convention enters into force. Only instruments seen at the depositary count;
 * what others report, and what is disputed, is counted apart.
 */
public final class EntryIntoForce {
    /** 65(1): the fortieth instrument. */
    public static final int INSTRUMENTS = 40;

    /** 65(1): on the ninetieth day after the date of its deposit. */
    public static final int DAYS = 90;

    /**
     * How many instruments of States there are, by how sure they are; each State in the first that
     * fits.
     */
    public record Tally(int certain, int reported, int disputed, int unverified) {
        /** As many as there can be if everything that anybody says is true. */
        public int most() {
            return certain + reported + disputed + unverified;
        }
    }

    private final Positions positions;

    public EntryIntoForce(Positions positions) {
        this.positions = positions;
    }

    /** The ninetieth day after {@code deposit}; the day of the deposit is not counted. */
    public static LocalDate ninetiethDayAfter(LocalDate deposit) {
        return deposit.plusDays(DAYS);
    }

    public Tally tally() {
        var counted = new int[Confidence.values().length];
        for (var state : states())
            positions.of(state.code(), Position.Kind.INSTRUMENT).stream()
                    .map(Position::confidence)
                    .min(java.util.Comparator.naturalOrder())
                    .ifPresent(confidence -> counted[confidence.ordinal()]++);
        return new Tally(
                counted[Confidence.SEEN.ordinal()],
                counted[Confidence.SECONDARY.ordinal()],
                counted[Confidence.DISPUTED.ordinal()],
                counted[Confidence.UNVERIFIED.ordinal()]);
    }

    /** 65(1): the day on which it enters, or entered, into force; empty before forty certain. */
    public Optional<LocalDate> day() {
        return states().stream()
                .flatMap(state -> deposit(state.code()).stream())
                .sorted()
                .skip(INSTRUMENTS - 1L)
                .findFirst()
                .map(EntryIntoForce::ninetiethDayAfter);
    }

    /**
     * The day on which it enters into force for {@code state}: with all others for the first forty,
     * for a later one on the ninetieth day after its own deposit. That number of days is the later
     * of those that conventions of this family have, and is to be compared with the certified text:
     * who waits too long takes nothing for law that is not.
     */
    public Optional<LocalDate> dayFor(String state) {
        return day().flatMap(
                        day ->
                                deposit(state)
                                        .map(EntryIntoForce::ninetiethDayAfter)
                                        .map(own -> own.isAfter(day) ? own : day));
    }

    /**
     * Whether it is in force on {@code day}. It certainly is not while even everything that is said
     * does not make forty, up to the ninetieth day after anybody looked; after that the list is too
     * old to tell.
     */
    public Truth inForceOn(LocalDate day) {
        var known = day();
        if (known.isPresent() && !day.isBefore(known.get())) return Truth.TRUE;
        var looked = positions.instrumentsAsOf();
        return tally().most() < INSTRUMENTS && !day.isAfter(ninetiethDayAfter(looked))
                ? Truth.FALSE
                : Truth.UNKNOWN;
    }

    /** 65(1): an organization's instrument is not additional to those of its member States. */
    private List<Participant> states() {
        return positions.participants().values().stream()
                .filter(participant -> !participant.organization())
                .toList();
    }

    private Optional<LocalDate> deposit(String state) {
        return positions.of(state, Position.Kind.INSTRUMENT).stream()
                .filter(position -> position.confidence() == Confidence.SEEN)
                .flatMap(position -> position.date().stream())
                .map(When::latest)
                .findFirst();
    }
}
