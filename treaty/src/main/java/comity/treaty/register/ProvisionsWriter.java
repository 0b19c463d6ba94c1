package comity.treaty.register;

import comity.record.act.Json;
import comity.treaty.terms.Truth;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Provisions as CSV and as JSON; what {@link ProvisionsReader} reads back is the same. */
public final class ProvisionsWriter {
    private ProvisionsWriter() {}

    /** A table with a header, lines ended as RFC 4180 ends them. */
    public static String csv(Collection<Provision> provisions) {
        var table = new StringBuilder();
        table.append(Stream.of(Column.values()).map(Column::word).collect(Collectors.joining(",")))
                .append("\r\n");
        for (var provision : provisions)
            table.append(
                            Stream.of(Column.values())
                                    .map(column -> Csv.write(text(provision, column)))
                                    .collect(Collectors.joining(",")))
                    .append("\r\n");
        return table.toString();
    }

    /** A column as text: a cell of CSV, a field of the form. */
    public static String text(Provision provision, Column column) {
        return switch (column) {
            case ID -> provision.id();
            case LABEL -> provision.label();
            case TITLE -> provision.title();
            case ARTICLES -> words(provision.articles());
            case CONDUCT -> provision.conduct().map(ProvisionsWriter::known).orElse("");
            case ELEMENTS -> provision.elements().map(ProvisionsWriter::known).orElse("");
            case LIMITS -> provision.limits();
            case BASE -> provision.base().text();
            case AGGRAVATED -> provision.aggravated().text();
            case AGGRAVATED_WHEN -> provision.aggravatedWhen();
            case DEATH -> word(provision.death());
            case TEXT -> provision.text();
            case LANGUAGE -> provision.language();
            case SOURCE -> provision.source();
            case AS_OF -> provision.asOf().toString();
            case CONFIDENCE -> word(provision.confidence());
            case NOTE -> provision.note();
            case FROM -> provision.from().map(Object::toString).orElse("");
            case UNTIL -> provision.until().map(Object::toString).orElse("");
            case SPEECH -> provision.speech() ? "true" : "";
        };
    }

    private static String known(Set<?> items) {
        return items.isEmpty() ? Row.NONE : words(items);
    }

    private static String words(Set<?> items) {
        return items.stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    private static String word(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT);
    }

    /** The document that an act carries. */
    public static Json.Obj json(Enactment enactment) {
        var document = Json.object().with("format", Enactment.FORMAT);
        if (!enactment.reason().isEmpty()) document = document.with("reason", enactment.reason());
        if (enactment.complete().isPresent())
            document = document.with("complete", numbers(enactment.complete().get()));
        return document.with(
                "provisions",
                new Json.Arr(
                        enactment.provisions().stream()
                                .map(provision -> (Json) json(provision))
                                .toList()));
    }

    /** One provision as a member of that document. */
    public static Json.Obj json(Provision provision) {
        var members = new LinkedHashMap<String, Json>();
        for (var column : Column.values())
            value(provision, column).ifPresent(value -> members.put(column.word(), value));
        return new Json.Obj(members);
    }

    private static Optional<Json> value(Provision provision, Column column) {
        var text = text(provision, column);
        return switch (column.kind()) {
            case TEXT, DAY, LANGUAGE, CONFIDENCE ->
                    text.isEmpty() ? Optional.empty() : Optional.of(new Json.Str(text));
            case ARTICLES -> Optional.of(numbers(provision.articles()));
            case VERBS -> provision.conduct().map(ProvisionsWriter::codes);
            case ELEMENTS -> provision.elements().map(ProvisionsWriter::codes);
            case PENALTY ->
                    Optional.of(
                            text.matches("[0-9]+")
                                    ? new Json.Int(Long.parseLong(text))
                                    : new Json.Str(text));
            case TRUTH ->
                    provision.death() == Truth.UNKNOWN
                            ? Optional.empty()
                            : Optional.of(new Json.Bool(provision.death() == Truth.TRUE));
            case FLAG -> provision.speech() ? Optional.of(new Json.Bool(true)) : Optional.empty();
        };
    }

    private static Json codes(Set<? extends Enum<?>> codes) {
        return Json.strings(codes.stream().map(Enum::name).toList());
    }

    private static Json numbers(Set<Integer> numbers) {
        List<Json> items =
                numbers.stream().map(number -> (Json) new Json.Int(number.longValue())).toList();
        return new Json.Arr(items);
    }
}
