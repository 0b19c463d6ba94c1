package comity.node.law.positions;

import comity.node.frame.Languages;
import comity.node.law.positions.PositionsView.CountView;
import comity.node.law.positions.PositionsView.MotionView;
import comity.node.law.positions.PositionsView.PositionView;
import comity.node.law.positions.PositionsView.SourceView;
import comity.node.law.positions.PositionsView.Standing;
import comity.node.law.positions.PositionsView.StateView;
import comity.treaty.positions.EntryIntoForce;
import comity.treaty.positions.Motion;
import comity.treaty.positions.Participant;
import comity.treaty.positions.Phrases;
import comity.treaty.positions.Position;
import comity.treaty.positions.Positions;
import comity.treaty.positions.When;
import java.text.Collator;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers who stands where, in a reader's language. */
final class Listing {
    private final Positions positions;
    private final EntryIntoForce entry;
    private final InstantSource clock;

    Listing(Positions positions, InstantSource clock) {
        this.positions = positions;
        this.entry = new EntryIntoForce(positions);
        this.clock = clock;
    }

    PositionsView of(Asked asked, Locale language) {
        var phrases = new Phrases(language);
        return new PositionsView(
                positions.signaturesAsOf().toString(),
                counters(),
                positions.participants().values().stream()
                        .filter(participant -> matches(participant, asked))
                        .map(participant -> view(participant, phrases, language))
                        .sorted(order(asked.sort(), language))
                        .toList(),
                positions.motions().stream().map(motion -> view(motion, phrases)).toList(),
                counts(),
                sources());
    }

    Optional<StateView> of(String state, Locale language) {
        return Optional.ofNullable(positions.participants().get(state))
                .map(participant -> view(participant, new Phrases(language), language));
    }

    String asOf() {
        return positions.signaturesAsOf().toString();
    }

    Optional<MotionView> motion(String id, Locale language) {
        return positions.motion(id).map(motion -> view(motion, new Phrases(language)));
    }

    List<SourceView> sources() {
        return positions.sources().values().stream()
                .map(source -> new SourceView(source.id(), source.title(), source.place()))
                .toList();
    }

    private Standing counters() {
        var asOf = positions.signaturesAsOf();
        var signed = positions.participants().keySet().stream().filter(positions::signed).toList();
        var listed =
                signed.stream()
                        .filter(
                                state ->
                                        positions.of(state, Position.Kind.SIGNED).stream()
                                                .anyMatch(one -> one.asOf().equals(asOf)))
                        .count();
        var tally = entry.tally();
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new Standing(
                (int) listed,
                signed.size() - (int) listed,
                tally.certain(),
                tally.reported(),
                tally.disputed(),
                tally.unverified(),
                EntryIntoForce.INSTRUMENTS,
                positions.instrumentsAsOf().toString(),
                entry.inForceOn(today).name(),
                entry.day().map(LocalDate::toString).orElse(""),
                EntryIntoForce.ninetiethDayAfter(today).toString());
    }

    private List<CountView> counts() {
        return positions.counts().stream()
                .map(
                        count ->
                                new CountView(
                                        count.of().name(),
                                        count.number(),
                                        count.asOf().toString(),
                                        count.confidence().name(),
                                        count.sources()))
                .toList();
    }

    private boolean matches(Participant participant, Asked asked) {
        var state = participant.code();
        return asked.region().filter(region -> region != participant.region()).isEmpty()
                && switch (asked.filter()) {
                    case ALL -> true;
                    case SIGNED -> positions.signed(state);
                    case RATIFIED -> ratified(positions.standing(state));
                    case NOT_SIGNED -> !positions.signed(state);
                    case OBJECTED -> positions.objected(state);
                };
    }

    private static boolean ratified(Positions.Standing standing) {
        return switch (standing) {
            case INSTRUMENT, INSTRUMENT_DISPUTED -> true;
            case SIGNED, NOT_SIGNED -> false;
        };
    }

    private static Comparator<StateView> order(Asked.Sort sort, Locale language) {
        var collator = Collator.getInstance(language);
        Comparator<StateView> byName = Comparator.comparing(StateView::name, collator::compare);
        return switch (sort) {
            case NAME -> byName;
            // Who has not signed comes last.
            case DATE ->
                    Comparator.comparing((StateView view) -> view.signed().isEmpty())
                            .thenComparing(StateView::signed)
                            .thenComparing(byName);
            case REGION -> Comparator.comparing(StateView::region).thenComparing(byName);
        };
    }

    private StateView view(Participant participant, Phrases phrases, Locale language) {
        var state = participant.code();
        return new StateView(
                state,
                Languages.stateName(state, language),
                participant.region().name(),
                positions.standing(state).name(),
                positions.confidence(state).map(Enum::name).orElse(""),
                positions.objected(state),
                positions.signed(state) ? signed(state) : "",
                entry.dayFor(state).map(LocalDate::toString).orElse(""),
                positions.of(state).stream().map(position -> view(position, phrases)).toList());
    }

    /** The day of signature; where sources give different days, from the first to the last. */
    private String signed(String state) {
        var dates =
                positions.of(state, Position.Kind.SIGNED).stream()
                        .flatMap(position -> position.date().stream())
                        .toList();
        var first = dates.stream().map(When::earliest).min(Comparator.naturalOrder());
        var last = dates.stream().map(When::latest).max(Comparator.naturalOrder());
        return first.flatMap(from -> last.map(to -> new When(from, to)))
                .map(When::toString)
                .orElse("");
    }

    private static PositionView view(Position position, Phrases phrases) {
        return new PositionView(
                position.kind().name(),
                position.article(),
                position.motion(),
                position.vote().map(Enum::name).orElse(""),
                position.date().map(When::toString).orElse(""),
                position.asOf().toString(),
                position.confidence().name(),
                position.sources(),
                phrases.of(position));
    }

    private static MotionView view(Motion motion, Phrases phrases) {
        return new MotionView(
                motion.id(),
                phrases.of(motion),
                motion.article(),
                motion.date().toString(),
                motion.outcome().name(),
                motion.tally()
                        .map(tally -> List.of(tally.inFavour(), tally.against(), tally.abstained()))
                        .orElse(List.of()),
                motion.asOf().toString(),
                motion.confidence().name(),
                motion.sources());
    }
}
