package comity.treaty.register;

import java.util.HashMap;
import java.util.Map;

/**
 * On which line each member of a JSON document stands, by its path: {@code provisions[2].base}. The
 * document was read before and is sound, so that this only counts.
 */
final class JsonLines {
    private final String text;
    private final Map<String, Integer> lines = new HashMap<>();
    private int at;
    private int line = 1;

    private JsonLines(String text) {
        this.text = text;
    }

    static Map<String, Integer> of(String sound) {
        var lines = new JsonLines(sound);
        lines.value("");
        return lines.lines;
    }

    private void value(String path) {
        space();
        lines.put(path, line);
        switch (text.charAt(at)) {
            case '{' -> object(path);
            case '[' -> array(path);
            case '"' -> string();
            default -> {
                while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) at++;
            }
        }
    }

    private void object(String path) {
        at++;
        space();
        while (text.charAt(at) != '}') {
            var name = string();
            space();
            at++; // the colon
            value(path.isEmpty() ? name : path + "." + name);
            next();
        }
        at++;
    }

    private void array(String path) {
        at++;
        space();
        for (var i = 0; text.charAt(at) != ']'; i++) {
            value(path + "[" + i + "]");
            next();
        }
        at++;
    }

    private void next() {
        space();
        if (text.charAt(at) == ',') at++;
        space();
    }

    private String string() {
        var from = ++at;
        while (text.charAt(at) != '"') at += text.charAt(at) == '\\' ? 2 : 1;
        return text.substring(from, at++);
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0)
            if (text.charAt(at++) == '\n') line++;
    }
}
