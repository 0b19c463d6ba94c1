package comity.treaty.assessment;

import comity.record.act.Json;
import comity.treaty.facts.Fact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** The JSON Schema (2020-12) of an assessment's document, made from the catalogue of facts. */
public final class Schema {
    private static final ResourceBundle MEANINGS =
            ResourceBundle.getBundle(
                    "comity.treaty.facts.facts",
                    java.util.Locale.ENGLISH,
                    Schema.class.getModule());

    private Schema() {}

    /** What a fact means, in one plain sentence. */
    public static String meaning(Fact fact) {
        return MEANINGS.getString(fact.path());
    }

    public static Json.Obj document() {
        var properties = new LinkedHashMap<String, Json>();
        properties.put("format", Json.object().with("const", MatterReader.FORMAT));
        properties.put("requesting", state("The State that asks (ISO 3166-1, two letters)."));
        properties.put("requested", state("The State that is asked."));
        properties.put(
                "day",
                day(
                        "The day on which it is asked: rules and treaties are taken as on it; today if absent."));
        properties.put(
                "period",
                object(
                        "The period of the evidence (Article 40), both days included.",
                        Map.of("from", day("Its first day."), "to", day("Its last day.")),
                        List.of("from", "to")));
        properties.put("identifiers", list("Accounts, persons and things.", identifier()));
        properties.put(
                "treaties",
                list("Whether a treaty is in force between the two, as dated facts.", treaty()));
        properties.put(
                "zones",
                object(
                        "Zones of the tz database in which times are read back.",
                        Map.of(
                                "requesting",
                                text("Asia/Tokyo"),
                                "requested",
                                text("Europe/Vienna")),
                        List.of()));
        facts(properties);
        return Json.object()
                .with("$schema", "https://json-schema.org/draft/2020-12/schema")
                .with("title", "An assessment's document, " + MatterReader.FORMAT)
                .with("type", "object")
                .with("additionalProperties", false)
                .with("required", Json.strings(List.of("format", "requesting", "requested")))
                .with("properties", new Json.Obj(properties));
    }

    private static void facts(Map<String, Json> properties) {
        var groups = new LinkedHashMap<String, Map<String, Json>>();
        for (var fact : Fact.values()) {
            var parts = fact.path().split("\\.", 2);
            if (parts.length == 1) properties.put(parts[0], value(fact));
            else
                groups.computeIfAbsent(parts[0], _ -> new LinkedHashMap<>())
                        .put(parts[1], value(fact));
        }
        groups.forEach(
                (name, members) -> {
                    properties.put(
                            name,
                            Json.object()
                                    .with("type", "object")
                                    .with("additionalProperties", false)
                                    .with("properties", new Json.Obj(members)));
                });
    }

    private static Json.Obj value(Fact fact) {
        var value =
                switch (fact.kind()) {
                    case TRUTH -> orUnknown(Json.object().with("type", "boolean"));
                    case NUMBER ->
                            orUnknown(Json.object().with("type", "integer").with("minimum", 0));
                    case TEXT -> Json.object().with("type", "string");
                    case CODE -> orUnknown(Json.object().with("enum", Json.strings(fact.codes())));
                    case CODES ->
                            orUnknown(
                                    Json.object()
                                            .with("type", "array")
                                            .with("uniqueItems", true)
                                            .with(
                                                    "items",
                                                    Json.object()
                                                            .with(
                                                                    "enum",
                                                                    Json.strings(fact.codes()))));
                };
        var said =
                switch (fact.owner()) {
                    case DRAFTER -> "Said by who drafts.";
                    case REVIEWER -> "Found by a named officer of the requested State.";
                    case LAW -> "From the requested State's profile or the register of treaties.";
                    case CLOCK -> "Counted by the system.";
                };
        return value.with(
                "description",
                meaning(fact)
                        + " "
                        + said
                        + (fact.presumed() ? " Presumed not, until it is said." : ""));
    }

    private static Json.Obj orUnknown(Json.Obj schema) {
        return Json.object()
                .with(
                        "anyOf",
                        new Json.Arr(List.of(schema, Json.object().with("const", "unknown"))));
    }

    private static Json.Obj identifier() {
        var members = new LinkedHashMap<String, Json>();
        members.put("kind", codes(Identifier.Kind.values()));
        members.put("value", text("As it was found."));
        members.put(
                "port",
                Json.object()
                        .with("type", "integer")
                        .with("minimum", 1)
                        .with("maximum", 65_535)
                        .with("description", "Source port of an address."));
        members.put("at", text("When it was used, with its zone: 2026-10-03T04:10:00+02:00."));
        members.put("typedBy", text("Who typed it; absent if it was copied from its source."));
        members.put("confirmedBy", text("Who compared it with its source."));
        return object("", members, List.of("kind", "value"));
    }

    private static Json.Obj treaty() {
        var members = new LinkedHashMap<String, Json>();
        members.put("instrument", codes(Instrument.values()));
        members.put("inForce", orUnknown(Json.object().with("type", "boolean")));
        members.put("asOf", day("The day on which that was so."));
        members.put("from", day("Since when."));
        members.put("source", text("Where it can be read."));
        return object("", members, List.of("instrument", "inForce", "asOf", "source"));
    }

    private static Json.Obj codes(Enum<?>[] codes) {
        return Json.object().with("enum", Json.strings(Stream.of(codes).map(Enum::name).toList()));
    }

    private static Json.Obj list(String description, Json.Obj items) {
        return Json.object()
                .with("type", "array")
                .with("maxItems", 10_000)
                .with("items", items)
                .with("description", description);
    }

    private static Json.Obj object(
            String description, Map<String, ? extends Json> members, List<String> required) {
        var object =
                Json.object()
                        .with("type", "object")
                        .with("additionalProperties", false)
                        .with("properties", new Json.Obj(new java.util.TreeMap<>(members)))
                        .with("required", Json.strings(required));
        return Optional.of(description)
                .filter(text -> !text.isEmpty())
                .map(text -> object.with("description", text))
                .orElse(object);
    }

    private static Json.Obj state(String description) {
        return Json.object()
                .with("type", "string")
                .with("pattern", "^[A-Z]{2}$")
                .with("description", description);
    }

    private static Json.Obj day(String description) {
        return Json.object()
                .with("type", "string")
                .with("format", "date")
                .with("description", description);
    }

    private static Json.Obj text(String description) {
        return Json.object()
                .with("type", "string")
                .with("minLength", 1)
                .with("description", description);
    }
}
