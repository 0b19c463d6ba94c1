package comity.treaty.forms;

import comity.record.act.Json;
import comity.treaty.docket.Field;
import comity.treaty.docket.Form;
import comity.treaty.terms.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The JSON Schema (2020-12) of a request's document, made from the table of fields. */
public final class RequestSchema {
    private RequestSchema() {}

    public static Json.Obj document() {
        var properties = new LinkedHashMap<String, Json>();
        properties.put("format", Json.object().with("const", RequestDocument.FORMAT));
        properties.put("form", codes(Stream.of(Form.values()).map(Enum::name).toList()));
        properties.put("measure", codes(Stream.of(Measure.values()).map(Enum::name).toList()));
        properties.put("content", Json.object().with("type", "object"));
        var definitions = new TreeMap<String, Json>();
        var branches = new ArrayList<Json>();
        for (var form : Form.values()) {
            if (form.measures().isEmpty())
                branches.add(branch(form, Optional.empty(), definitions));
            form.measures().stream()
                    .sorted()
                    .forEach(
                            measure ->
                                    branches.add(branch(form, Optional.of(measure), definitions)));
        }
        return Json.object()
                .with("$schema", "https://json-schema.org/draft/2020-12/schema")
                .with("title", "A request or decision, " + RequestDocument.FORMAT)
                .with("type", "object")
                .with("additionalProperties", false)
                .with("required", Json.strings(List.of("format", "form", "content")))
                .with("properties", new Json.Obj(properties))
                .with("oneOf", new Json.Arr(branches))
                .with("$defs", new Json.Obj(definitions));
    }

    private static Json.Obj branch(
            Form form, Optional<Measure> measure, Map<String, Json> definitions) {
        var sections = new LinkedHashMap<String, Map<String, Json>>();
        for (var field : RequestDocument.fields(form, measure)) {
            var name = form.type().word() + "." + field.name();
            definitions.put(name, value(field));
            sections.computeIfAbsent(field.section(), _ -> new LinkedHashMap<>())
                    .put(field.name(), Json.object().with("$ref", "#/$defs/" + name));
        }
        var content = new LinkedHashMap<String, Json>();
        sections.forEach((name, members) -> content.put(name, closed(members)));
        var properties = new LinkedHashMap<String, Json>();
        properties.put("form", Json.object().with("const", form.name()));
        properties.put(
                "measure",
                measure.<Json>map(one -> Json.object().with("const", one.name()))
                        .orElse(new Json.Bool(false)));
        properties.put("content", closed(content));
        var branch = Json.object().with("properties", new Json.Obj(properties));
        return measure.isEmpty()
                ? branch
                : branch.with("required", Json.strings(List.of("measure")));
    }

    private static Json.Obj closed(Map<String, Json> members) {
        return Json.object()
                .with("type", "object")
                .with("additionalProperties", false)
                .with("properties", new Json.Obj(members));
    }

    private static Json.Obj value(Field field) {
        var value =
                switch (field.kind()) {
                    case TEXT, LONG_TEXT -> text();
                    case NUMBER -> Json.object().with("type", "integer").with("minimum", 0);
                    case DATE -> Json.object().with("type", "string").with("format", "date");
                    case DIGEST -> digest();
                    case DIGESTS -> list(digest());
                    case STATE ->
                            Json.object().with("type", "string").with("pattern", "^[A-Z]{2}$");
                    case SECTIONS, TEXTS -> list(text());
                    case EXHIBITS, MANIFESTS -> list(Json.object().with("type", "object"));
                    case NAMED_TEXTS ->
                            Json.object()
                                    .with("type", "object")
                                    .with("additionalProperties", text());
                    case SAFEGUARD, OUTCOME, TRUTH, CODE -> codes(Guide.choices(field));
                    case CATEGORIES, CONDUCT, GROUNDS, CODES -> list(codes(Guide.choices(field)));
                };
        var meaning =
                field.fact().map(comity.treaty.assessment.Schema::meaning).map(said -> said + " ");
        return value.with(
                "description",
                meaning.orElse("")
                        + "Article "
                        + Guide.place(field).article()
                        + (field.required() ? "; the rulebook asks for it." : "."));
    }

    private static Json.Obj text() {
        return Json.object()
                .with("type", "string")
                .with("pattern", "\\S")
                .with("maxLength", RequestDocument.LONGEST);
    }

    private static Json.Obj digest() {
        return Json.object().with("type", "string").with("pattern", "^[0-9a-f]{64}$");
    }

    private static Json.Obj list(Json.Obj items) {
        return Json.object().with("type", "array").with("items", items);
    }

    private static Json.Obj codes(List<String> codes) {
        return Json.object().with("enum", Json.strings(codes));
    }
}
