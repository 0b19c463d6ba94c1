package comity.node.transparency;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements as comma-separated values (RFC 4180): one line for each number. A cell that a
 * spreadsheet would take for a formula begins with an apostrophe.
 */
final class Sheet {
    private static final List<String> COLUMNS =
            List.of("period", "table", "direction", "partner", "category", "count", "withheld");

    private Sheet() {}

    static String of(List<Statement> published) {
        var text = new StringBuilder(line(COLUMNS));
        for (var statement : published)
            for (var number : statement.figures())
                text.append(
                        line(
                                List.of(
                                        statement.period(),
                                        number.table(),
                                        number.direction(),
                                        number.partner(),
                                        number.category(),
                                        number.count().map(Object::toString).orElse(""),
                                        number.count().isEmpty() ? "yes" : "no")));
        return text.toString();
    }

    static String line(List<String> cells) {
        return cells.stream().map(Sheet::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String said) {
        var safe = said.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + said : said;
        return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
