package comity.treaty.register;

import comity.record.act.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The JSON Schema (2020-12) of provisions, made from the columns. */
public final class ProvisionsSchema {
    private ProvisionsSchema() {}

    public static Json.Obj document() {
        var articles = Stream.of(Article.values()).map(one -> (Json) number(one)).toList();
        return Json.object()
                .with("$schema", "https://json-schema.org/draft/2020-12/schema")
                .with("title", "Provisions of a State's law, " + Enactment.FORMAT)
                .with("type", "object")
                .with("additionalProperties", false)
                .with("required", Json.strings(List.of("format", "provisions")))
                .with(
                        "properties",
                        Json.object()
                                .with("format", Json.object().with("const", Enactment.FORMAT))
                                .with(
                                        "reason",
                                        Json.object()
                                                .with("type", "string")
                                                .with("maxLength", 2_000)
                                                .with("description", "Why they are published."))
                                .with(
                                        "complete",
                                        list(Json.object().with("enum", new Json.Arr(articles)))
                                                .with(
                                                        "description",
                                                        "Articles for which the register now holds every provision of the State's law; left out if nothing is said of that."))
                                .with(
                                        "provisions",
                                        Json.object()
                                                .with("type", "array")
                                                .with("maxItems", ProvisionsReader.MOST)
                                                .with("items", provision(articles))));
    }

    private static Json.Int number(Article article) {
        return new Json.Int(article.number());
    }

    private static Json.Obj provision(List<Json> articles) {
        var properties = new LinkedHashMap<String, Json>();
        for (var column : Column.values())
            properties.put(
                    column.word(), value(column, articles).with("description", column.meaning()));
        return Json.object()
                .with("type", "object")
                .with("additionalProperties", false)
                .with(
                        "required",
                        Json.strings(
                                Stream.of(Column.values())
                                        .filter(Column::required)
                                        .map(Column::word)
                                        .toList()))
                .with("properties", new Json.Obj(properties));
    }

    private static Json.Obj value(Column column, List<Json> articles) {
        return switch (column.kind()) {
            case TEXT -> {
                var text = Json.object().with("type", "string").with("maxLength", column.longest());
                yield column == Column.ID
                        ? text.with(
                                "pattern",
                                "^[A-Z]{2}/[A-Za-z0-9]([A-Za-z0-9._-]{0,78}[A-Za-z0-9])?$")
                        : text;
            }
            case DAY -> Json.object().with("type", "string").with("format", "date");
            case LANGUAGE ->
                    Json.object()
                            .with("type", "string")
                            .with("pattern", "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$");
            case ARTICLES -> list(Json.object().with("enum", new Json.Arr(articles)));
            case VERBS -> list(codes(Verb.values()));
            case ELEMENTS -> list(codes(Element.values()));
            case PENALTY ->
                    Json.object()
                            .with(
                                    "anyOf",
                                    new Json.Arr(
                                            List.of(
                                                    Json.object()
                                                            .with("type", "integer")
                                                            .with("minimum", 0)
                                                            .with("maximum", 12_000),
                                                    Json.object()
                                                            .with("type", "string")
                                                            .with(
                                                                    "pattern",
                                                                    "^(life|none|unknown|as: .+)$"))));
            case TRUTH ->
                    Json.object()
                            .with(
                                    "enum",
                                    new Json.Arr(
                                            List.of(
                                                    new Json.Bool(true),
                                                    new Json.Bool(false),
                                                    new Json.Str("unknown"))));
            case FLAG -> Json.object().with("type", "boolean");
            case CONFIDENCE ->
                    Json.object()
                            .with(
                                    "enum",
                                    Json.strings(
                                            Stream.of(Confidence.values())
                                                    .map(one -> one.name().toLowerCase(Locale.ROOT))
                                                    .toList()));
        };
    }

    private static Json.Obj list(Json.Obj items) {
        return Json.object().with("type", "array").with("uniqueItems", true).with("items", items);
    }

    private static Json.Obj codes(Enum<?>[] codes) {
        return Json.object().with("enum", Json.strings(Stream.of(codes).map(Enum::name).toList()));
    }
}
