package comity.treaty.register;

import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.act.Places;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Provisions from JSON or CSV (docs/formats/provision.md). A file is taken whole or refused whole,
 * with every problem at its line.
 */
public final class ProvisionsReader {
    /** More than any criminal code holds; a batch is read by a person before it is published. */
    public static final int MOST = 2_000;

    private static final Set<String> MEMBERS = Set.of("format", "reason", "complete", "provisions");

    private final Optional<String> signer;
    private final List<Problem> problems = new ArrayList<>();

    private ProvisionsReader(Optional<String> signer) {
        this.signer = signer;
    }

    /** What was read; empty if there is a problem. */
    public record Read(Optional<Enactment> enactment, List<Problem> problems) {}

    /**
     * @param signer the State whose registrar signs: its own law alone may be in the file; empty if
     *     the file collects the law of several
     */
    public static Read json(byte[] file, Optional<String> signer) {
        var reader = new ProvisionsReader(signer);
        if (Utf8.read(file, reader.problems).isEmpty()) return reader.refused();
        try {
            var document = JsonReader.actObject(file);
            var places = Places.of(file);
            return reader.document(document, path -> places.line(pointer(path)));
        } catch (MalformedJson e) {
            reader.problems.add(
                    Problem.at(Places.line(file, e.offset()), "file", "json.malformed", e.code()));
            return reader.refused();
        }
    }

    /** {@code provisions[2].base} as RFC 6901 writes it. */
    private static String pointer(String path) {
        var escaped = path.replace("~", "~0").replace("/", "~1");
        return "/" + escaped.replace("[", "/").replace("].", "/").replace("]", "");
    }

    /** A document that was read already: problems have paths and no lines. */
    public static Read json(Json.Obj document, Optional<String> signer) {
        return new ProvisionsReader(signer).document(document, _ -> 0);
    }

    /** Provisions as a table; the first line names the columns. */
    public static Read csv(byte[] file, Optional<String> signer, String reason) {
        var reader = new ProvisionsReader(signer);
        return Utf8.read(file, reader.problems)
                .map(text -> reader.table(text, reason))
                .orElseGet(reader::refused);
    }

    private Read refused() {
        return new Read(
                Optional.empty(),
                problems.stream().sorted(Comparator.comparingInt(Problem::line)).toList());
    }

    private Read document(Json.Obj document, Function<String, Integer> line) {
        for (var name : document.members().keySet())
            if (!MEMBERS.contains(name))
                problems.add(Problem.at(line.apply(name), name, "member.unknown", name));
        if (document.text("format").filter(Enactment.FORMAT::equals).isEmpty())
            problems.add(Problem.at(line.apply("format"), "format", "format", Enactment.FORMAT));
        var reason = document.text("reason").orElse("");
        if (document.get("reason").isPresent() && document.text("reason").isEmpty())
            problems.add(Problem.at(line.apply("reason"), "reason", "member.type", "reason"));
        var complete = complete(document, line);
        var rows = new ArrayList<Row>();
        if (!(document.get("provisions").orElse(Json.EMPTY) instanceof Json.Arr(var items)))
            problems.add(
                    Problem.at(
                            line.apply("provisions"), "provisions", "member.type", "provisions"));
        else
            for (var i = 0; i < items.size(); i++) {
                var path = "provisions[" + i + "]";
                if (items.get(i) instanceof Json.Obj one) rows.add(row(one, path, line));
                else problems.add(Problem.at(line.apply(path), path, "member.type", path));
            }
        return provisions(rows, reason, complete);
    }

    private Optional<Set<Integer>> complete(Json.Obj document, Function<String, Integer> line) {
        if (document.get("complete").isEmpty()) return Optional.empty();
        var complete = new TreeSet<Integer>();
        if (!(document.get("complete").orElse(Json.EMPTY) instanceof Json.Arr(var items))) {
            problems.add(Problem.at(line.apply("complete"), "complete", "member.type", "complete"));
            return Optional.empty();
        }
        for (var item : items) {
            if (item instanceof Json.Int(var number)
                    && number > 0
                    && number < 100
                    && Article.of((int) number).isPresent()) complete.add((int) number);
            else
                problems.add(
                        Problem.at(
                                line.apply("complete"),
                                "complete",
                                "article.unknown",
                                shown(item)));
        }
        return Optional.of(complete);
    }

    private Row row(Json.Obj said, String path, Function<String, Integer> line) {
        var texts = new EnumMap<Column, String>(Column.class);
        said.members()
                .forEach(
                        (name, value) -> {
                            var at = line.apply(path + "." + name);
                            var column = Column.of(name);
                            if (column.isEmpty())
                                problems.add(Problem.at(at, path, "member.unknown", name));
                            else
                                text(column.get(), value)
                                        .ifPresentOrElse(
                                                text -> texts.put(column.get(), text),
                                                () ->
                                                        problems.add(
                                                                Problem.at(
                                                                        at,
                                                                        name,
                                                                        "member.type",
                                                                        shown(value))));
                        });
        return new Row(
                texts,
                column ->
                        said.get(column.word()).isPresent()
                                ? line.apply(path + "." + column.word())
                                : line.apply(path));
    }

    /** As CSV would have it; empty if JSON has it in another type. */
    private static Optional<String> text(Column column, Json value) {
        return switch (column.kind()) {
            case TEXT, DAY, LANGUAGE, CONFIDENCE ->
                    value instanceof Json.Str(var text) ? Optional.of(text) : Optional.empty();
            case ARTICLES -> list(value, Json.Int.class);
            case VERBS, ELEMENTS -> list(value, Json.Str.class);
            case PENALTY ->
                    switch (value) {
                        case Json.Int(var months) -> Optional.of(Long.toString(months));
                        // "48" in JSON would be a number that somebody wrote as text.
                        case Json.Str(var word) when !word.matches("-?[0-9]+") -> Optional.of(word);
                        default -> Optional.empty();
                    };
            case TRUTH ->
                    value instanceof Json.Bool(var truth)
                            ? Optional.of(Boolean.toString(truth))
                            : value instanceof Json.Str(var word) && word.equals("unknown")
                                    ? Optional.of(word)
                                    : Optional.empty();
            case FLAG ->
                    value instanceof Json.Bool(var truth)
                            ? Optional.of(Boolean.toString(truth))
                            : Optional.empty();
        };
    }

    private static Optional<String> list(Json value, Class<? extends Json> type) {
        if (!(value instanceof Json.Arr(var items)) || !items.stream().allMatch(type::isInstance))
            return Optional.empty();
        var words = items.stream().map(ProvisionsReader::shown).toList();
        return words.stream().allMatch(word -> word.matches("\\S+"))
                ? Optional.of(words.isEmpty() ? Row.NONE : String.join(" ", words))
                : Optional.empty();
    }

    private static String shown(Json value) {
        return switch (value) {
            case Json.Str(var text) -> text;
            case Json.Int(var number) -> Long.toString(number);
            case Json.Bool(var truth) -> Boolean.toString(truth);
            case Json.Real(var number) -> Double.toString(number);
            case Json.Null() -> "null";
            case Json.Obj _ -> "{…}";
            case Json.Arr _ -> "[…]";
        };
    }

    private Read table(String text, String reason) {
        var lines = Csv.read(text, problems);
        if (lines.isEmpty()) {
            problems.add(Problem.at(1, "file", "empty", ""));
            return refused();
        }
        var header = header(lines.getFirst());
        var rows = new ArrayList<Row>();
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.cells();
            if (cells.size() != header.size()) {
                problems.add(
                        Problem.at(
                                line.number(),
                                "file",
                                "csv.columns",
                                cells.size() + " ≠ " + header.size()));
                continue;
            }
            var texts = new EnumMap<Column, String>(Column.class);
            for (var i = 0; i < cells.size(); i++) {
                var cell = cells.get(i);
                header.get(i).ifPresent(column -> texts.put(column, cell));
            }
            rows.add(new Row(texts, _ -> line.number()));
        }
        return provisions(rows, reason, Optional.empty());
    }

    private List<Optional<Column>> header(Csv.Line line) {
        var columns = new ArrayList<Optional<Column>>();
        for (var name : line.cells()) {
            var column = Column.of(name.strip());
            if (column.isEmpty())
                problems.add(Problem.at(line.number(), "file", "csv.column-unknown", name));
            else if (columns.contains(column))
                problems.add(Problem.at(line.number(), name, "csv.column-twice", name));
            columns.add(column);
        }
        for (var column : Column.values())
            if (column.required() && !columns.contains(Optional.of(column)))
                problems.add(
                        Problem.at(
                                line.number(), column.word(), "csv.column-missing", column.word()));
        return columns;
    }

    private Read provisions(List<Row> rows, String reason, Optional<Set<Integer>> complete) {
        if (rows.isEmpty() && problems.isEmpty() && complete.isEmpty())
            problems.add(Problem.at(0, "provisions", "empty", ""));
        if (rows.size() > MOST)
            problems.add(Problem.at(0, "provisions", "too-many", rows.size() + " > " + MOST));
        if (reason.length() > 2_000)
            problems.add(Problem.at(0, "reason", "text.too-long", reason.length() + " > 2000"));
        var provisions = new ArrayList<Provision>();
        var first = new HashMap<String, Integer>();
        for (var row : rows) {
            row.read(problems).ifPresent(provisions::add);
            var id = row.said().getOrDefault(Column.ID, "");
            var line = row.where().apply(Column.ID);
            if (id.isEmpty()) continue;
            var earlier = first.putIfAbsent(id, line);
            if (earlier != null) problems.add(Problem.at(line, "id", "id.twice", id));
            if (signer.filter(state -> !id.startsWith(state + "/")).isPresent())
                problems.add(
                        Problem.at(line, "id", "state.other", id + " ≠ " + signer.orElseThrow()));
        }
        if (!problems.isEmpty()) return refused();
        return new Read(Optional.of(new Enactment(reason, complete, provisions)), List.of());
    }
}
