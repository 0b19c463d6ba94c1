package comity.node.law.positions;

import comity.node.law.positions.PositionsView.PositionView;
import comity.node.law.positions.PositionsView.StateView;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The positions as comma-separated values (RFC 4180). */
final class Sheet {
    private static final List<String> COLUMNS =
            List.of(
                    "state",
                    "name",
                    "region",
                    "standing",
                    "kind",
                    "article",
                    "motion",
                    "vote",
                    "date",
                    "as-of",
                    "confidence",
                    "sources",
                    "text");

    private Sheet() {}

    static String of(PositionsView view) {
        return Stream.concat(Stream.of(COLUMNS), view.states().stream().flatMap(Sheet::rows))
                .map(Sheet::line)
                .collect(Collectors.joining());
    }

    private static Stream<List<String>> rows(StateView state) {
        var known = List.of(state.state(), state.name(), state.region(), state.standing());
        return state.positions().isEmpty()
                ? Stream.of(both(known, List.of("", "", "", "", "", "", "", "", "")))
                : state.positions().stream().map(position -> both(known, fields(position)));
    }

    private static List<String> fields(PositionView position) {
        return List.of(
                position.kind(),
                position.article(),
                position.motion(),
                position.vote(),
                position.date(),
                position.asOf(),
                position.confidence(),
                String.join(" ", position.sources()),
                position.text());
    }

    private static List<String> both(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static String line(List<String> fields) {
        return fields.stream().map(Sheet::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(String text) {
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
