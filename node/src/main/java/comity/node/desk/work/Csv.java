package comity.node.desk.work;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as spreadsheets read it (RFC 4180). A cell that a spreadsheet would take for a formula
 * begins with an apostrophe.
 */
final class Csv {
    private final StringBuilder text = new StringBuilder();

    Csv row(List<?> cells) {
        text.append(cells.stream().map(Csv::cell).collect(Collectors.joining(","))).append("\r\n");
        return this;
    }

    private static String cell(Object value) {
        var said = value == null ? "" : value.toString();
        var safe = said.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + said : said;
        return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
