package comity.treaty.forms;

import comity.record.act.Json;
import comity.treaty.docket.Field;
import comity.treaty.docket.Form;
import comity.treaty.facts.FactsReader.Problem;
import comity.treaty.terms.Measure;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request or decision as one document, {@code comity-request/1} (docs/formats/request.md): its
 * form, the measure that it seeks, and what it says by section. Whether it says enough is the
 * rulebook's to judge; a draft may be exchanged too.
 *
 * @param measure empty for what seeks none
 * @param content by section, without the measure
 */
public record RequestDocument(Form form, Optional<Measure> measure, Json.Obj content) {
    public static final String FORMAT = "comity-request/1";

    /** The longest line or text that is taken, in characters. */
    static final int LONGEST = 100_000;

    private static final Set<String> MEMBERS = Set.of("format", "form", "measure", "content");

    /** What was read; empty if there is a problem. */
    public record Read(Optional<RequestDocument> document, List<Problem> problems) {}

    /** Reads a document whole, or says at each place why not. */
    public static Read read(Json.Obj document) {
        var problems = new ArrayList<Problem>();
        if (document.text("format").filter(FORMAT::equals).isEmpty())
            problems.add(new Problem("format", "\"" + FORMAT + "\" expected"));
        for (var name : document.members().keySet())
            if (!MEMBERS.contains(name)) problems.add(new Problem(name, "not expected"));
        var form =
                document.text("form")
                        .flatMap(
                                word ->
                                        List.of(Form.values()).stream()
                                                .filter(one -> one.name().equals(word))
                                                .findFirst());
        if (form.isEmpty()) {
            problems.add(new Problem("form", "one of the fourteen forms expected"));
            return new Read(Optional.empty(), List.copyOf(problems));
        }
        var measure = measure(document, form.get(), problems);
        var content = document.object("content").orElse(Json.EMPTY);
        if (document.object("content").isEmpty())
            problems.add(new Problem("content", "an object expected"));
        check(form.get(), measure, content, problems);
        if (!problems.isEmpty()) return new Read(Optional.empty(), List.copyOf(problems));
        return new Read(Optional.of(new RequestDocument(form.get(), measure, content)), List.of());
    }

    /** What an act of the form's type says: the content, with the measure in its place. */
    public Json.Obj said() {
        if (measure.isEmpty() || !hasMeasureField(form)) return content;
        var terms = content.object("terms").orElse(Json.EMPTY);
        return content.with("terms", terms.with("measure", measure.get().name()));
    }

    /** The document of what an act says; fields that its form does not ask are left out. */
    public static RequestDocument of(Form form, Optional<Measure> measure, Json.Obj said) {
        var content = Json.EMPTY;
        for (var field : fields(form, measure)) {
            var value = said.object(field.section()).flatMap(section -> section.get(field.name()));
            if (value.isEmpty()) continue;
            var section = content.object(field.section()).orElse(Json.EMPTY);
            content =
                    content.with(field.section(), section.with(field.name(), value.orElseThrow()));
        }
        return new RequestDocument(form, measure, content);
    }

    /** As it is exchanged. */
    public Json.Obj json() {
        var document = Json.object().with("format", FORMAT).with("form", form.name());
        return measure.map(sought -> document.with("measure", sought.name()))
                .orElse(document)
                .with("content", content);
    }

    /** What the document may say; the measure has a place of its own. */
    static List<Field> fields(Form form, Optional<Measure> measure) {
        return measure.map(form::fields).orElseGet(form::fields).stream()
                .filter(field -> !field.name().equals("measure"))
                .toList();
    }

    private static boolean hasMeasureField(Form form) {
        return form.fields().stream().anyMatch(field -> field.name().equals("measure"));
    }

    private static Optional<Measure> measure(Json.Obj document, Form form, List<Problem> problems) {
        var word = document.text("measure");
        if (form.measures().isEmpty()) {
            if (document.get("measure").isPresent())
                problems.add(new Problem("measure", "this form seeks none"));
            return Optional.empty();
        }
        var measure = word.flatMap(Measure::of).filter(form.measures()::contains);
        if (measure.isEmpty())
            problems.add(new Problem("measure", "one of " + names(form.measures()) + " expected"));
        return measure;
    }

    private static String names(Set<Measure> measures) {
        return String.join(", ", measures.stream().map(Enum::name).sorted().toList());
    }

    private static void check(
            Form form, Optional<Measure> measure, Json.Obj content, List<Problem> problems) {
        var asked = fields(form, measure);
        content.members()
                .forEach(
                        (name, said) -> {
                            if (!(said instanceof Json.Obj section)) {
                                problems.add(new Problem(name, "an object expected"));
                                return;
                            }
                            section.members()
                                    .forEach(
                                            (member, value) ->
                                                    check(asked, name, member, value, problems));
                        });
        var terms = content.object("terms").orElse(Json.EMPTY);
        var from = terms.text("from").flatMap(RequestDocument::day);
        var to = terms.text("to").flatMap(RequestDocument::day);
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get()))
            problems.add(new Problem("terms.to", "the period ends before it begins"));
    }

    private static void check(
            List<Field> asked, String section, String name, Json value, List<Problem> problems) {
        var place = section + "." + name;
        var field =
                asked.stream()
                        .filter(one -> one.section().equals(section) && one.name().equals(name))
                        .findFirst();
        if (field.isEmpty()) problems.add(new Problem(place, "this form does not ask it"));
        else if (!fits(field.get(), value))
            problems.add(new Problem(place, expected(field.get()) + " expected"));
    }

    private static boolean fits(Field field, Json value) {
        return switch (field.kind()) {
            case TEXT, LONG_TEXT ->
                    value instanceof Json.Str(var text)
                            && !text.isBlank()
                            && text.length() <= LONGEST;
            case NUMBER -> value instanceof Json.Int(var number) && number >= 0;
            case DATE -> value instanceof Json.Str(var text) && day(text).isPresent();
            case DIGEST -> value instanceof Json.Str(var text) && text.matches("[0-9a-f]{64}");
            case STATE -> value instanceof Json.Str(var text) && text.matches("[A-Z]{2}");
            case SAFEGUARD, OUTCOME, TRUTH, CODE ->
                    value instanceof Json.Str(var text) && Guide.choices(field).contains(text);
            case CATEGORIES, CONDUCT, GROUNDS, CODES ->
                    texts(value).filter(Guide.choices(field)::containsAll).isPresent();
            case DIGESTS ->
                    texts(value)
                            .filter(all -> all.stream().allMatch(t -> t.matches("[0-9a-f]{64}")))
                            .isPresent();
            case SECTIONS, TEXTS -> texts(value).isPresent();
            case EXHIBITS, MANIFESTS ->
                    value instanceof Json.Arr(var items)
                            && items.stream().allMatch(Json.Obj.class::isInstance);
            case NAMED_TEXTS ->
                    value instanceof Json.Obj(var members)
                            && members.values().stream().allMatch(Json.Str.class::isInstance);
        };
    }

    private static Optional<List<String>> texts(Json value) {
        if (!(value instanceof Json.Arr(var items))) return Optional.empty();
        var texts = new ArrayList<String>();
        for (var item : items) {
            if (!(item instanceof Json.Str(var text)) || text.isBlank()) return Optional.empty();
            texts.add(text);
        }
        return Optional.of(texts);
    }

    private static String expected(Field field) {
        return switch (field.kind()) {
            case TEXT, LONG_TEXT -> "a text";
            case NUMBER -> "a whole number, not negative,";
            case DATE -> "a day (2026-10-03)";
            case DIGEST -> "a digest of 64 hexadecimal digits";
            case DIGESTS -> "a list of digests";
            case STATE -> "two capital letters (ISO 3166-1)";
            case SECTIONS -> "a list of sections, each as digest/name";
            case TEXTS -> "a list of texts";
            case EXHIBITS -> "a list of exhibits";
            case MANIFESTS -> "a list of signed manifests";
            case NAMED_TEXTS -> "texts by their names";
            case SAFEGUARD, OUTCOME, TRUTH, CODE ->
                    "one of " + String.join(", ", Guide.choices(field));
            case CATEGORIES, CONDUCT, GROUNDS, CODES ->
                    "a list of any of " + String.join(", ", Guide.choices(field));
        };
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
