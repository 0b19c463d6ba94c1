package comity.node.frame;

import comity.record.act.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** The record's JSON as maps, lists and strings, for answers and pages. */
public final class Plain {
    private Plain() {}

    public static Map<String, Object> of(Json.Obj object) {
        var plain = new LinkedHashMap<String, Object>();
        object.members().forEach((name, value) -> plain.put(name, value(value)));
        return plain;
    }

    private static Object value(Json value) {
        return switch (value) {
            case Json.Obj object -> of(object);
            case Json.Arr(var items) -> items.stream().map(Plain::value).toList();
            case Json.Str(var text) -> text;
            case Json.Int(var number) -> number;
            case Json.Real(var number) -> number;
            case Json.Bool(var truth) -> truth;
            case Json.Null() -> "";
        };
    }
}
