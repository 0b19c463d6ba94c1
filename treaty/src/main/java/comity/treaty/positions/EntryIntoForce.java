package comity.treaty.positions;

import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    /** Certain deposits, by State or organization. */
    private final Map<String, LocalDate> deposits;

    private final Optional<LocalDate> day;

    public EntryIntoForce(Positions positions) {
        this.positions = positions;
        this.deposits =
                positions.all().stream()
                        .filter(position -> position.kind() == Position.Kind.INSTRUMENT)
                        .filter(position -> position.confidence() == Confidence.SEEN)
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Position::state,
                                        position -> position.date().orElseThrow().latest()));
        this.day =
                deposits.keySet().stream()
                        .filter(this::isState)
                        .map(deposits::get)
                        .sorted()
                        .skip(INSTRUMENTS - 1L)
                        .findFirst()
                        .map(EntryIntoForce::ninetiethDayAfter);
    }

    /** The ninetieth day after {@code deposit}; the day of the deposit is not counted. */
    public static LocalDate ninetiethDayAfter(LocalDate deposit) {
        return deposit.plusDays(DAYS);
    }

    public Tally tally() {
        var counted = new int[Confidence.values().length];
        var surest = new TreeMap<String, Confidence>();
        for (var position : positions.all())
            if (position.kind() == Position.Kind.INSTRUMENT && isState(position.state()))
                surest.merge(
                        position.state(),
                        position.confidence(),
                        (one, other) -> one.compareTo(other) <= 0 ? one : other);
        surest.values().forEach(confidence -> counted[confidence.ordinal()]++);
        return new Tally(
                counted[Confidence.SEEN.ordinal()],
                counted[Confidence.SECONDARY.ordinal()],
                counted[Confidence.DISPUTED.ordinal()],
                counted[Confidence.UNVERIFIED.ordinal()]);
    }

    /** 65(1): the day on which it enters, or entered, into force; empty before forty certain. */
    public Optional<LocalDate> day() {
        return day;
    }

    /**
     * The day on which it enters into force for {@code state}: with all others for the first forty,
     * for a later one on the ninetieth day after its own deposit. That number of days is the later
     * of those that conventions of this family have, and is to be compared with the certified text:
     * who waits too long takes nothing for law that is not.
     */
    public Optional<LocalDate> dayFor(String state) {
        return day.flatMap(
                all ->
                        Optional.ofNullable(deposits.get(state))
                                .map(EntryIntoForce::ninetiethDayAfter)
                                .map(own -> own.isAfter(all) ? own : all));
    }

    /**
     * Whether it is in force on {@code day}. It certainly is not while even everything that is said
     * does not make forty, up to the ninetieth day after anybody looked; after that the list is too
     * old to tell.
     */
    public Truth inForceOn(LocalDate day) {
        if (this.day.filter(known -> !day.isBefore(known)).isPresent()) return Truth.TRUE;
        var looked = positions.instrumentsAsOf();
        return tally().most() < INSTRUMENTS && !day.isAfter(ninetiethDayAfter(looked))
                ? Truth.FALSE
                : Truth.UNKNOWN;
    }

    /** 65(1): an organization's instrument is not additional to those of its member States. */
    private boolean isState(String code) {
        var participant = positions.participants().get(code);
        return participant != null && !participant.organization();
    }
}
