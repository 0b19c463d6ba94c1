package comity.evidence.reading;

import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.treaty.terms.DataCategory;
import comity.treaty.terms.Scope;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a confined reader is to do, in one line before the exhibit's bytes: never on its command
 * line, which every user of the machine can read.
 *
 * @param part what is wanted of the exhibit
 * @param name the exhibit's name, a hint at its form
 * @param limits what was ordered; empty where it is only read
 * @param columns of rows, if somebody has said them
 * @param skipped paths at which the reader ended before, and that it leaves alone
 * @param bounds beyond which it reads nothing
 */
public record Task(
        Part part,
        String name,
        Optional<Scope> limits,
        Optional<Columns> columns,
        Set<String> skipped,
        Bounds bounds) {
    public Task {
        skipped = Set.copyOf(skipped);
    }

    /** A list of what it holds, or the bytes of one of the two parts. */
    public enum Part {
        LIST,
        WITHIN,
        OUTSIDE
    }

    /** As one line, without its end. */
    public byte[] line() {
        var json =
                Json.object()
                        .with("part", part.name())
                        .with("name", name)
                        .with("skipped", Json.strings(skipped.stream().sorted().toList()))
                        .with("bounds", bounds.json());
        if (columns.isPresent()) json = json.with("columns", columns.get().json());
        if (limits.isPresent()) json = json.with("limits", json(limits.get()));
        return CanonicalJson.bytes(json);
    }

    private static Json.Obj json(Scope scope) {
        var json =
                Json.object()
                        .with(
                                "categories",
                                Json.strings(
                                        scope.categories().stream()
                                                .map(Enum::name)
                                                .sorted()
                                                .toList()));
        if (scope.accounts().isPresent())
            json =
                    json.with(
                            "accounts",
                            Json.strings(scope.accounts().get().stream().sorted().toList()));
        if (scope.from().isPresent()) json = json.with("from", scope.from().get().toString());
        return scope.to().isPresent() ? json.with("to", scope.to().get().toString()) : json;
    }

    /** Reads a line; fails if it is no task. */
    public static Task of(byte[] line) {
        try {
            var json = JsonReader.actObject(line);
            return new Task(
                    Part.valueOf(json.text("part").orElse("")),
                    json.text("name").orElse(""),
                    json.object("limits").map(Task::scope),
                    json.object("columns").flatMap(Columns::of),
                    new HashSet<>(json.texts("skipped")),
                    Bounds.of(json.object("bounds").orElse(Json.EMPTY)));
        } catch (MalformedJson | DateTimeException e) {
            throw new IllegalArgumentException("not a task", e);
        }
    }

    private static Scope scope(Json.Obj json) {
        var categories = EnumSet.noneOf(DataCategory.class);
        json.texts("categories").forEach(word -> categories.add(DataCategory.valueOf(word)));
        Optional<Set<String>> accounts =
                json.get("accounts").isPresent()
                        ? Optional.of(Set.copyOf(json.texts("accounts")))
                        : Optional.empty();
        return new Scope(
                accounts,
                categories,
                json.text("from").map(LocalDate::parse),
                json.text("to").map(LocalDate::parse));
    }
}
