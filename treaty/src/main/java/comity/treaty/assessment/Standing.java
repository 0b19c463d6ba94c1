package comity.treaty.assessment;

import comity.treaty.law.LawFacts;
import comity.treaty.law.Profiles;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether an instrument is in force between the two States: never assumed, always by somebody's
 * dated word. The newest word holds; where the two States' published laws deny each other it is
 * unknown, and the answer says so.
 *
 * @param code of the sentence that tells how it stands
 * @param words each with its day and who says it
 */
record Standing(Truth truth, String code, List<String> words) {
    private static final Standing UNSAID =
            new Standing(Truth.UNKNOWN, "in-force.unknown", List.of());

    /** One word on it; {@code who} is a State's code, or empty if the matter itself says it. */
    private record Word(Truth truth, LocalDate asOf, String who, String source) {
        String shown() {
            return (who.isEmpty() ? "" : who + ", ")
                    + asOf
                    + (source.isBlank() ? "" : ": " + source);
        }
    }

    static Standing of(Matter matter, Profiles profiles, Instrument instrument) {
        var asked = stated(matter, instrument);
        var here = published(matter, profiles, instrument, matter.requesting());
        var there = published(matter, profiles, instrument, matter.requested());
        var words = Stream.of(asked, here, there).flatMap(Optional::stream).toList();
        if (words.isEmpty()) return UNSAID;
        var shown = words.stream().map(Word::shown).toList();
        var newest = words.getFirst();
        for (var word : words) if (word.asOf().isAfter(newest.asOf())) newest = word;
        var denied =
                here.isPresent()
                        && there.isPresent()
                        && here.get().truth() != there.get().truth()
                        && !newest.who().isEmpty();
        if (denied) return new Standing(Truth.UNKNOWN, "in-force.disputed", shown);
        return new Standing(
                newest.truth(),
                switch (newest.truth()) {
                    case TRUE -> "in-force.yes";
                    case FALSE -> "in-force.no";
                    case UNKNOWN -> "in-force.unknown";
                },
                shown);
    }

    /** The matter's own newest word; of several treaties between the two, one suffices. */
    private static Optional<Word> stated(Matter matter, Instrument instrument) {
        var statuses =
                matter.treaties().stream()
                        .filter(status -> status.instrument() == instrument)
                        .toList();
        Optional<TreatyStatus> newest = Optional.empty();
        for (var status : statuses) {
            var holds = instrument == Instrument.BILATERAL && status.on(matter.day()) == Truth.TRUE;
            if (newest.isEmpty() || holds || status.asOf().isAfter(newest.get().asOf()))
                newest = Optional.of(status);
            if (holds) break;
        }
        return newest.map(
                status -> new Word(status.on(matter.day()), status.asOf(), "", status.source()));
    }

    private static Optional<Word> published(
            Matter matter, Profiles profiles, Instrument instrument, String by) {
        var with = by.equals(matter.requested()) ? matter.requesting() : matter.requested();
        var profile = profiles.of(by);
        if (profile.isEmpty()) return Optional.empty();
        var truth =
                LawFacts.inForce(
                        instrument.name(),
                        matter.requesting(),
                        matter.requested(),
                        new Profiles(Map.of(by, profile.get())),
                        matter.day());
        if (truth == Truth.UNKNOWN) return Optional.empty();
        var rows = new ArrayList<>(profile.get().treaties());
        rows.removeIf(
                row -> !row.instrument().equals(instrument.name()) || !row.with().equals(with));
        rows.sort((one, other) -> other.asOf().compareTo(one.asOf()));
        return Optional.of(new Word(truth, rows.getFirst().asOf(), by, rows.getFirst().source()));
    }
}
