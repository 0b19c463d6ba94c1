package comity.node.law.route;

import comity.record.act.Json;
import comity.treaty.assessment.MatterReader;
import comity.treaty.facts.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;

/**
 * From what was typed to an assessment's document. Nothing is judged here and nothing is lost: what
 * is no number stays as it was written, and the document's reader says what is wrong with it.
 */
final class Typed {
    private static final Pattern ROW =
            Pattern.compile("(identifiers|treaties)\\.(\\d{1,3})\\.(\\w+)");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,14})");

    private final MultiValueMap<String, String> typed;
    private Json.Obj document = Json.object().with("format", MatterReader.FORMAT);

    private Typed(MultiValueMap<String, String> typed) {
        this.typed = typed;
    }

    static Json.Obj document(MultiValueMap<String, String> typed) {
        return new Typed(typed).document();
    }

    private Json.Obj document() {
        for (var name :
                List.of(
                        "requesting",
                        "requested",
                        "day",
                        "period.from",
                        "period.to",
                        "zones.requesting",
                        "zones.requested")) text(name);
        for (var fact : Fact.values()) fact(fact);
        for (var list : List.of("identifiers", "treaties")) rows(list);
        return document;
    }

    private void text(String name) {
        var value = typed.getFirst(name);
        if (value != null && !value.isBlank()) put(name, new Json.Str(value.strip()));
    }

    private void fact(Fact fact) {
        var values = new ArrayList<>(typed.getOrDefault(fact.path(), List.of()));
        values.removeIf(value -> value == null || value.isBlank());
        if (values.isEmpty()) return;
        var first = values.getFirst();
        put(
                fact.path(),
                switch (fact.kind()) {
                    case TRUTH ->
                            switch (first) {
                                case "true" -> new Json.Bool(true);
                                case "false" -> new Json.Bool(false);
                                default -> new Json.Str(first);
                            };
                    case NUMBER -> number(first);
                    case TEXT -> new Json.Str(first.replace("\r\n", "\n"));
                    case CODE -> new Json.Str(first);
                    case CODES ->
                            values.contains("unknown")
                                    ? new Json.Str("unknown")
                                    : Json.strings(List.copyOf(new LinkedHashSet<>(values)));
                });
    }

    private static Json number(String typed) {
        var stripped = typed.strip();
        return NUMBER.matcher(stripped).matches()
                ? new Json.Int(Long.parseLong(stripped))
                : new Json.Str(stripped);
    }

    /** Rows in which nothing was typed are left out; the others keep their order. */
    private void rows(String list) {
        var rows = new TreeMap<Integer, Map<String, Json>>();
        typed.forEach(
                (name, values) -> {
                    var row = ROW.matcher(name);
                    if (!row.matches() || !row.group(1).equals(list)) return;
                    var value =
                            values.isEmpty() || values.getFirst() == null ? "" : values.getFirst();
                    if (value.isBlank()) return;
                    rows.computeIfAbsent(Integer.valueOf(row.group(2)), _ -> new LinkedHashMap<>())
                            .put(row.group(3), member(row.group(3), value.strip()));
                });
        var items = new ArrayList<Json>();
        for (var row : rows.values()) items.add(new Json.Obj(row));
        if (!items.isEmpty()) put(list, new Json.Arr(items));
    }

    private static Json member(String name, String value) {
        return switch (name) {
            case "port" -> number(value);
            case "inForce" ->
                    switch (value) {
                        case "true" -> new Json.Bool(true);
                        case "false" -> new Json.Bool(false);
                        default -> new Json.Str(value);
                    };
            default -> new Json.Str(value);
        };
    }

    private void put(String path, Json value) {
        document = document.at(path, value);
    }
}
