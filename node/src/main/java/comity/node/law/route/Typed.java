package comity.node.law.route;

import comity.record.act.Json;
import comity.treaty.assessment.MatterReader;
import comity.treaty.facts.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    private Typed() {}

    static Json.Obj document(MultiValueMap<String, String> typed) {
        var document = new LinkedHashMap<String, Object>();
        document.put("format", new Json.Str(MatterReader.FORMAT));
        for (var name :
                List.of(
                        "requesting",
                        "requested",
                        "day",
                        "period.from",
                        "period.to",
                        "zones.requesting",
                        "zones.requested")) text(typed, name, document);
        for (var fact : Fact.values()) fact(typed, fact, document);
        for (var list : List.of("identifiers", "treaties")) rows(typed, list, document);
        return object(document);
    }

    private static void text(
            MultiValueMap<String, String> typed, String name, Map<String, Object> document) {
        var value = typed.getFirst(name);
        if (value != null && !value.isBlank()) put(document, name, new Json.Str(value.strip()));
    }

    private static void fact(
            MultiValueMap<String, String> typed, Fact fact, Map<String, Object> document) {
        var values = new ArrayList<>(typed.getOrDefault(fact.path(), List.of()));
        values.removeIf(value -> value == null || value.isBlank());
        if (values.isEmpty()) return;
        var first = values.getFirst();
        put(
                document,
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
    private static void rows(
            MultiValueMap<String, String> typed, String list, Map<String, Object> document) {
        var rows = new java.util.TreeMap<Integer, Map<String, Object>>();
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
        for (var row : rows.values()) items.add(object(row));
        if (!items.isEmpty()) document.put(list, new Json.Arr(items));
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

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> document, String path, Json value) {
        var dot = path.indexOf('.');
        if (dot < 0) document.put(path, value);
        else
            put(
                    (Map<String, Object>)
                            document.computeIfAbsent(
                                    path.substring(0, dot),
                                    _ -> new LinkedHashMap<String, Object>()),
                    path.substring(dot + 1),
                    value);
    }

    @SuppressWarnings("unchecked")
    private static Json.Obj object(Map<String, Object> document) {
        var members = new LinkedHashMap<String, Json>();
        document.forEach(
                (name, value) ->
                        members.put(
                                name,
                                value instanceof Json json
                                        ? json
                                        : object((Map<String, Object>) value)));
        return new Json.Obj(members);
    }
}
