package comity.treaty.register;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads and writes comma-separated values (RFC 4180), strictly: a quote stands at the edges of its
 * cell or is doubled, and a file that ends inside a quoted cell is refused.
 */
final class Csv {
    /** A record of the file and the line on which it begins. */
    record Line(int number, List<String> cells) {}

    private final String text;
    private final List<Problem> problems;
    private int at;
    private int line = 1;

    private Csv(String text, List<Problem> problems) {
        this.text = text;
        this.problems = problems;
    }

    /** Records that hold anything, in order. */
    static List<Line> read(String text, List<Problem> problems) {
        // Spreadsheets mark UTF-8 by a byte order mark; it says nothing else.
        var csv = new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text, problems);
        var lines = new ArrayList<Line>();
        while (csv.at < csv.text.length()) {
            var record = csv.record();
            if (record.cells().size() > 1 || !record.cells().getFirst().isEmpty())
                lines.add(record);
        }
        return lines;
    }

    private Line record() {
        var number = line;
        var cells = new ArrayList<String>();
        do cells.add(cell());
        while (take(','));
        take('\r');
        if (at < text.length() && !take('\n')) {
            // cell() stops at a comma or at the line's end, so this is a stray quote.
            problems.add(Problem.at(line, "file", "csv.quote", ""));
            at = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at) + 1;
        }
        line++;
        return new Line(number, cells);
    }

    private boolean take(char wanted) {
        if (at >= text.length() || text.charAt(at) != wanted) return false;
        at++;
        return true;
    }

    private String cell() {
        if (take('"')) return quoted();
        var from = at;
        while (at < text.length() && ",\"\r\n".indexOf(text.charAt(at)) < 0) at++;
        return text.substring(from, at);
    }

    private String quoted() {
        var cell = new StringBuilder();
        var began = line;
        while (at < text.length()) {
            var character = text.charAt(at++);
            if (character == '\n') line++;
            if (character != '"') cell.append(character);
            else if (take('"')) cell.append('"');
            else return cell.toString();
        }
        problems.add(Problem.at(began, "file", "csv.quote", ""));
        return cell.toString();
    }

    /** A cell as it is written; quoted where it has to be. */
    static String write(String cell) {
        return cell.matches("(?s).*[\",\\r\\n].*") || !cell.equals(cell.strip())
                ? "\"" + cell.replace("\"", "\"\"") + "\""
                : cell;
    }
}
