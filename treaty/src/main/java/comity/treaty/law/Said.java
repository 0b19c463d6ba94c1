package comity.treaty.law;

import comity.record.act.Json;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a document says, read gently: what is not of its kind was not said. */
final class Said {
    private Said() {}

    /** A day as ISO 8601 writes it, in the years that four digits can name. */
    static Optional<LocalDate> day(Json.Obj object, String name) {
        return object.text(name).flatMap(Said::day);
    }

    static Optional<LocalDate> day(String text) {
        try {
            return text.length() == 10 ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    static List<Json.Obj> objects(Json.Obj object, String name) {
        return object.items(name).stream()
                .flatMap(item -> item instanceof Json.Obj row ? Stream.of(row) : Stream.empty())
                .toList();
    }

    static Json.Obj group(Json.Obj object, String name) {
        return object.object(name).orElse(Json.EMPTY);
    }

    static List<Long> integers(Json.Obj object, String name) {
        return object.items(name).stream()
                .flatMap(
                        item ->
                                item instanceof Json.Int(var number)
                                        ? Stream.of(number)
                                        : Stream.empty())
                .toList();
    }
}
