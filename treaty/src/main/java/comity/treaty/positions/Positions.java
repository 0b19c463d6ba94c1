package comity.treaty.positions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that is known here about where States stand, read whole from data files that name
 * their sources. Nothing in it is a live status: {@link #signaturesAsOf} says how old it is.
 */
public record Positions(
        Map<String, Participant> participants,
        Map<String, Source> sources,
        List<Motion> motions,
        List<Count> counts,
        List<Position> all) {

    public Positions {
        participants = java.util.Collections.unmodifiableMap(new TreeMap<>(participants));
        sources = java.util.Collections.unmodifiableMap(new TreeMap<>(sources));
        motions = List.copyOf(motions);
        counts = List.copyOf(counts);
        all = List.copyOf(all);
    }

    /** Where one State stands in one word; the first that fits. */
    public enum Standing {
        /** An instrument was seen or is reported, and no source contradicts. */
        INSTRUMENT,
        /** Sources contradict each other over an instrument. */
        INSTRUMENT_DISPUTED,
        SIGNED,
        /** No signature is known here. */
        NOT_SIGNED
    }

    /** What this release was shipped with. */
    public static Positions shipped() {
        var texts = new TreeMap<String, String>();
        for (var file : PositionsReader.FILES) texts.put(file, resource(file));
        var read = PositionsReader.read(texts);
        return read.positions()
                .orElseThrow(
                        () -> new IllegalStateException("shipped positions: " + read.problems()));
    }

    private static String resource(String file) {
        try (var in = Objects.requireNonNull(Positions.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        }
    }

    public List<Position> of(String state) {
        return all.stream().filter(position -> position.state().equals(state)).toList();
    }

    public Standing standing(String state) {
        var instruments = of(state, Position.Kind.INSTRUMENT);
        for (var instrument : instruments)
            switch (instrument.confidence()) {
                case SEEN, SECONDARY -> {
                    return Standing.INSTRUMENT;
                }
                case DISPUTED -> {
                    return Standing.INSTRUMENT_DISPUTED;
                }
                case UNVERIFIED -> {}
            }
        return signed(state) ? Standing.SIGNED : Standing.NOT_SIGNED;
    }

    /**
     * How sure {@link #standing} is: the surest of what it rests on; empty where nothing is known.
     */
    public Optional<Confidence> confidence(String state) {
        var rests =
                switch (standing(state)) {
                    case INSTRUMENT, INSTRUMENT_DISPUTED -> Position.Kind.INSTRUMENT;
                    case SIGNED -> Position.Kind.SIGNED;
                    case NOT_SIGNED -> Position.Kind.NOT_SIGNED;
                };
        return of(state, rests).stream().map(Position::confidence).min(Comparator.naturalOrder());
    }

    /** Whether a source says that it signed; a date may be disputed where the signature is not. */
    public boolean signed(String state) {
        return of(state, Position.Kind.SIGNED).stream()
                .anyMatch(position -> position.confidence() != Confidence.UNVERIFIED);
    }

    /** Whether it objected to words of the Convention, by a source that can be opened. */
    public boolean objected(String state) {
        return of(state, Position.Kind.OBJECTED).stream()
                .anyMatch(position -> position.confidence() != Confidence.UNVERIFIED);
    }

    public List<Position> of(String state, Position.Kind kind) {
        return of(state).stream().filter(position -> position.kind() == kind).toList();
    }

    public Optional<Motion> motion(String id) {
        return motions.stream().filter(motion -> motion.id().equals(id)).findFirst();
    }

    /** The day of the depositary's list: who signed later is here only if somebody else said so. */
    public When signaturesAsOf() {
        return counts.stream()
                .filter(count -> count.of() == Count.Of.SIGNATORIES)
                .filter(count -> count.confidence() == Confidence.SEEN)
                .map(Count::asOf)
                .max(Comparator.comparing(When::latest))
                .orElseThrow(() -> new IllegalStateException("no count of the depositary's"));
    }

    /** The last day on which anybody whose word is here counted instruments. */
    public LocalDate instrumentsAsOf() {
        return counts.stream()
                .filter(count -> count.of() == Count.Of.INSTRUMENTS)
                .map(count -> count.asOf().latest())
                .max(Comparator.naturalOrder())
                .orElseGet(() -> signaturesAsOf().latest());
    }
}
