package comity.node.assistant;

import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What was typed into the page, field by field, as it was typed. It is kept beside the node's data
 * until the State file stands, so that nothing is lost if the machine stops meanwhile.
 *
 * @param fields the values of each field, by its name
 */
record Typed(Map<String, List<String>> fields) {
    static final Typed NOTHING = new Typed(Map.of());

    /** So many people can be named at once; the registrars enter whoever comes later. */
    static final int PEOPLE = 16;

    /** Each holds at most so many offices. */
    static final int SEATS = 2;

    private static final int MOST_FIELDS = 400;
    private static final int LONGEST = 300;

    Typed {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /**
     * A form as browsers send it.
     *
     * @throws IllegalArgumentException if it is none, or holds more than the page has fields for
     */
    static Typed of(String form) {
        var fields = new TreeMap<String, List<String>>();
        for (var pair : form.split("&")) {
            if (pair.isEmpty()) continue;
            var parts = pair.split("=", 2);
            var name = decoded(parts[0]);
            var value = parts.length == 2 ? decoded(parts[1]).strip() : "";
            if (value.length() > LONGEST || !isLine(value) || !isLine(name))
                throw new IllegalArgumentException("a field is too long, or no line of text");
            if (!value.isEmpty()) fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            if (fields.size() > MOST_FIELDS) throw new IllegalArgumentException("too many fields");
        }
        return new Typed(fields);
    }

    /** What the decoder could not read, it has put this in place of. */
    private static boolean isLine(String text) {
        return text.chars().noneMatch(unit -> Character.isISOControl(unit) || unit == '\uFFFD');
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    /** The only value of a field; empty if nothing was typed. */
    String one(String name) {
        return fields.getOrDefault(name, List.of("")).getFirst();
    }

    List<String> many(String name) {
        return fields.getOrDefault(name, List.of());
    }

    Typed without(String name) {
        var rest = new TreeMap<>(fields);
        rest.remove(name);
        return new Typed(rest);
    }

    /** The authorities that are founded. */
    List<Body> bodies() {
        var chosen = Set.copyOf(many("body"));
        return Arrays.stream(Body.values())
                .filter(body -> body.isAlways() || chosen.contains(body.word()))
                .toList();
    }

    /** The rows in which anything was typed, each with its number on the page. */
    List<PersonRow> people() {
        return IntStream.range(0, PEOPLE)
                .mapToObj(this::row)
                .filter(row -> !row.name().isEmpty() || !row.seats().isEmpty())
                .toList();
    }

    PersonRow row(int number) {
        return new PersonRow(
                number,
                one("name-" + number),
                one("mail-" + number),
                one("language-" + number),
                IntStream.range(0, SEATS)
                        .mapToObj(seat -> one("seat-" + number + "-" + seat))
                        .flatMap(word -> Seat.of(word).stream())
                        .distinct()
                        .toList());
    }

    /** Nothing, if nothing was kept or it cannot be read: then it is typed anew. */
    static Typed kept(Path file) {
        try {
            if (!Files.exists(file)) return NOTHING;
            var fields = new TreeMap<String, List<String>>();
            var kept = JsonReader.actObject(Files.readAllBytes(file));
            kept.members().keySet().forEach(name -> fields.put(name, kept.texts(name)));
            return new Typed(fields);
        } catch (IOException | MalformedJson _) {
            return NOTHING;
        }
    }

    byte[] bytes() {
        var kept = Json.object();
        for (var field : fields.entrySet())
            kept = kept.with(field.getKey(), texts(field.getValue()));
        return CanonicalJson.bytes(kept);
    }

    static Json texts(List<String> texts) {
        return new Json.Arr(texts.stream().map(Json.Str::new).map(Json.class::cast).toList());
    }
}
