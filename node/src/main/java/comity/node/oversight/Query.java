package comity.node.oversight;

import comity.record.act.Json;
import comity.treaty.terms.Measure;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the dockets of a draw have in common; what is empty is open.
 *
 * @param from the first day on which the request came here, and {@code until} the last
 */
public record Query(
        String direction,
        String partner,
        String measure,
        String urgency,
        Optional<LocalDate> from,
        Optional<LocalDate> until) {
    private static final List<String> DIRECTIONS = List.of("OUTGOING", "INCOMING");
    static final List<String> URGENCIES = List.of("ORDINARY", "URGENT", "EMERGENCY");

    /** Whose requests: as a form offers it. */
    public static List<String> directions() {
        return DIRECTIONS;
    }

    /** How urgent a request was: as a form offers it. */
    public static List<String> urgencies() {
        return URGENCIES;
    }

    static List<String> measures() {
        return Stream.of(Measure.values()).map(Enum::name).toList();
    }

    /** As it was typed; empty if no record can be asked that. */
    static Optional<Query> of(
            String direction,
            String partner,
            String measure,
            String urgency,
            String from,
            String until) {
        if (isOf(Set.copyOf(DIRECTIONS), direction)
                && isOf(Set.copyOf(URGENCIES), urgency)
                && isOf(Set.copyOf(measures()), measure)
                && (partner.isEmpty() || partner.matches("[A-Z]{2}"))
                && (from.isEmpty() || day(from).isPresent())
                && (until.isEmpty() || day(until).isPresent()))
            return Optional.of(
                    new Query(direction, partner, measure, urgency, day(from), day(until)));
        return Optional.empty();
    }

    private static boolean isOf(Set<String> words, String typed) {
        return typed.isEmpty() || words.contains(typed);
    }

    private static Optional<LocalDate> day(String typed) {
        try {
            return typed.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")
                    ? Optional.of(LocalDate.parse(typed))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** As an act says it: an open member is absent. */
    Json.Obj json() {
        var json = Json.object();
        if (!direction.isEmpty()) json = json.with("direction", direction);
        if (!partner.isEmpty()) json = json.with("partner", partner);
        if (!measure.isEmpty()) json = json.with("measure", measure);
        if (!urgency.isEmpty()) json = json.with("urgency", urgency);
        if (from.isPresent()) json = json.with("from", from.get().toString());
        return until.isPresent() ? json.with("until", until.get().toString()) : json;
    }

    /** What an act said; a member that this version does not know how to ask makes it empty. */
    static Optional<Query> of(Json.Obj json) {
        return of(
                json.text("direction").orElse(""),
                json.text("partner").orElse(""),
                json.text("measure").orElse(""),
                json.text("urgency").orElse(""),
                json.text("from").orElse(""),
                json.text("until").orElse(""));
    }
}
