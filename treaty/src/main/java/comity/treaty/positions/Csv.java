package comity.treaty.positions;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of comma-separated values (RFC 4180, without line breaks inside a field). A line that
 * has two readings has none.
 */
final class Csv {
    private Csv() {}

    /** A line's fields; null where quotes are not as they must be. */
    static @org.jspecify.annotations.Nullable List<String> fields(String line) {
        var fields = new ArrayList<String>();
        var at = 0;
        while (true) {
            var field = new StringBuilder();
            if (at < line.length() && line.charAt(at) == '"') {
                at++;
                while (true) {
                    if (at >= line.length()) return null;
                    var c = line.charAt(at++);
                    if (c != '"') field.append(c);
                    else if (at < line.length() && line.charAt(at) == '"') {
                        field.append('"');
                        at++;
                    } else break;
                }
                if (at < line.length() && line.charAt(at) != ',') return null;
            } else {
                while (at < line.length() && line.charAt(at) != ',') {
                    if (line.charAt(at) == '"') return null;
                    field.append(line.charAt(at++));
                }
            }
            fields.add(field.toString());
            if (at >= line.length()) return fields;
            at++;
        }
    }
}
