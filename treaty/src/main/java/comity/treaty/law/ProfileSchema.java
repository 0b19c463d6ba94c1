package comity.treaty.law;

import comity.record.act.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The JSON Schema (2020-12) of a profile's document, made from the catalogue of its terms. What
 * contradicts itself, and what only a State's directory can tell, no schema says: {@link
 * ProfileReader} does.
 */
public final class ProfileSchema {
    private ProfileSchema() {}

    public static Json.Obj document() {
        var whole = group("", ProfileTerms.DOCUMENT.terms());
        return Json.object()
                .with("$schema", "https://json-schema.org/draft/2020-12/schema")
                .with("title", "A State's profile, " + ProfileTerms.FORMAT)
                .with("type", "object")
                .with("additionalProperties", false)
                .with("required", whole.members().getOrDefault("required", Json.EMPTY))
                .with("properties", whole.members().getOrDefault("properties", Json.EMPTY));
    }

    private static Json.Obj group(String path, List<Term> terms) {
        var properties = new LinkedHashMap<String, Json>();
        var required = new ArrayList<String>();
        for (var term : terms) {
            var place = path.isEmpty() ? term.name() : path + "." + term.name();
            properties.put(term.name(), term(place, term));
            if (term.required() || place.equals("secrecy.mostDays")) required.add(term.name());
        }
        return Json.object()
                .with("type", "object")
                .with("additionalProperties", false)
                .with("properties", new Json.Obj(properties))
                .with("required", Json.strings(required));
    }

    private static Json.Obj term(String path, Term term) {
        var said = value(path, term.shape(), term);
        return said.with("description", ProfileWords.term(path, Locale.ENGLISH));
    }

    private static Json.Obj value(String path, Shape shape, Term term) {
        return switch (shape) {
            case Shape.Text(var most) ->
                    type("string").with("maxLength", most).with("pattern", "\\S");
            case Shape.Truth() ->
                    term.floor()
                            .flatMap(Term.Floor::must)
                            .map(must -> Json.object().with("const", must))
                            .orElse(type("boolean"));
            case Shape.Whole(var least, var most) -> number(least, most, term);
            case Shape.Day() -> type("string").with("format", "date");
            case Shape.State() -> pattern("^[A-Z]{2}$");
            case Shape.StateOrAll() -> pattern("^([A-Z]{2}|\\*)$");
            case Shape.Authority() -> pattern("^[A-Z]{2}\\..+$");
            case Shape.Language() -> pattern("^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$");
            case Shape.Zone() -> type("string").with("minLength", 1);
            case Shape.Code(var codes) ->
                    Json.object().with("enum", Json.strings(open(codes, term)));
            case Shape.Several(var each) -> list(value(path, each, term)).with("uniqueItems", true);
            case Shape.Group(var terms) -> group(path, terms);
            case Shape.Rows rows -> list(group(path, rows.terms()));
        };
    }

    private static Json.Obj number(long least, long most, Term term) {
        var floor = term.floor();
        return type("integer")
                .with(
                        "minimum",
                        floor.map(Term.Floor::least).map(at -> at.orElse(least)).orElse(least))
                .with(
                        "maximum",
                        floor.map(Term.Floor::most).map(at -> at.orElse(most)).orElse(most));
    }

    /** The codes without those that the Convention does not leave open. */
    private static List<String> open(List<String> codes, Term term) {
        return codes.stream()
                .filter(
                        code ->
                                term.floor()
                                        .filter(floor -> floor.never().contains(code))
                                        .isEmpty())
                .toList();
    }

    private static Json.Obj list(Json.Obj items) {
        return type("array").with("maxItems", Objections.MOST_ITEMS).with("items", items);
    }

    private static Json.Obj pattern(String pattern) {
        return type("string").with("pattern", pattern);
    }

    private static Json.Obj type(String type) {
        return Json.object().with("type", type);
    }

    /** Every path of the catalogue, so that each can be given its words. */
    public static Stream<String> paths() {
        return paths("", ProfileTerms.DOCUMENT.terms());
    }

    private static Stream<String> paths(String path, List<Term> terms) {
        return terms.stream()
                .flatMap(
                        term -> {
                            var place = path.isEmpty() ? term.name() : path + "." + term.name();
                            var inner =
                                    switch (term.shape()) {
                                        case Shape.Group(var within) -> paths(place, within);
                                        case Shape.Rows(_, var within) -> paths(place, within);
                                        default -> Stream.<String>empty();
                                    };
                            return Stream.concat(Stream.of(place), inner);
                        });
    }
}
