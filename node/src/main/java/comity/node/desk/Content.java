package comity.node.desk;

import comity.node.frame.Refused;
import comity.record.act.Json;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Field;
import comity.treaty.docket.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What somebody wants an act to say, checked against the table of the kind's fields: every member
 * in its section and of its kind, and no other. Whether it says enough is the rulebook's to judge.
 */
final class Content {
    private Content() {}

    static Type type(Json.Obj body) {
        var word = body.text("type").orElse("");
        return Type.of(word)
                .orElseThrow(() -> Refused.with(400, "act.type-unknown", Map.of("type", word)));
    }

    /** The content by section; a section that the type uses is there even if it says nothing. */
    static Map<String, Json.Obj> of(Type type, Json.Obj body) {
        var sections = new LinkedHashMap<String, Json.Obj>();
        for (var field : Cooperation.fields(type)) sections.put(field.section(), Json.EMPTY);
        var content = body.object("content").orElseThrow(() -> misshapen("content"));
        for (var section : content.members().entrySet()) {
            if (!(section.getValue() instanceof Json.Obj said)) throw misshapen(section.getKey());
            for (var member : said.members().entrySet())
                check(type, section.getKey(), member.getKey(), member.getValue());
            if (!said.members().isEmpty()) sections.put(section.getKey(), said);
        }
        return sections;
    }

    private static void check(Type type, String section, String name, Json value) {
        var field =
                Cooperation.fields(type).stream()
                        .filter(
                                known ->
                                        known.section().equals(section)
                                                && known.name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        Refused.with(
                                                400,
                                                "field.unknown",
                                                Map.of("field", section + "." + name)));
        if (!fits(field.kind(), value)) throw misshapen(section + "." + name);
    }

    private static boolean fits(Field.Kind kind, Json value) {
        return switch (kind) {
            case TEXT, LONG_TEXT, DATE, DIGEST, SAFEGUARD, OUTCOME, STATE, TRUTH, CODE ->
                    value instanceof Json.Str;
            case NUMBER -> value instanceof Json.Int;
            case DIGESTS, SECTIONS, TEXTS, CATEGORIES, CONDUCT, GROUNDS, CODES ->
                    value instanceof Json.Arr(var items)
                            && items.stream().allMatch(Json.Str.class::isInstance);
            case EXHIBITS, MANIFESTS ->
                    value instanceof Json.Arr(var items)
                            && items.stream().allMatch(Json.Obj.class::isInstance);
            case NAMED_TEXTS ->
                    value instanceof Json.Obj(var members)
                            && members.values().stream().allMatch(Json.Str.class::isInstance);
        };
    }

    private static Refused misshapen(String field) {
        return Refused.with(400, "field.misshapen", Map.of("field", field));
    }
}
