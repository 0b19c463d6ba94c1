package comity.treaty.facts;

import comity.record.act.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Facts from and to JSON: one member for each fact, nested by the dots of its path; {@code
 * "unknown"} says that nobody knows.
 */
public final class FactsReader {
    private static final String UNKNOWN = "unknown";

    /** What is wrong with a document, and where. */
    public record Problem(String path, String reason) {
        @Override
        public String toString() {
            return path + ": " + reason;
        }
    }

    private final Facts.Builder facts = Facts.builder();
    private final List<Problem> problems = new ArrayList<>();

    private FactsReader() {}

    /** What was read, and every problem at once: with a problem, nothing of it is to be used. */
    public record Read(Facts facts, List<Problem> problems) {}

    /** Reads every member of {@code document}; a member that is no fact is a problem. */
    public static Read read(Json.Obj document) {
        var reader = new FactsReader();
        reader.object("", document);
        return new Read(reader.facts.build(), List.copyOf(reader.problems));
    }

    private void object(String prefix, Json.Obj object) {
        object.members()
                .forEach(
                        (name, value) -> {
                            var path = prefix + name;
                            var fact = Fact.of(path);
                            if (fact.isPresent()) value(fact.get(), value);
                            else if (value instanceof Json.Obj inner && isPrefix(path))
                                object(path + ".", inner);
                            else problems.add(new Problem(path, "no fact of this name"));
                        });
    }

    private static boolean isPrefix(String path) {
        for (var fact : Fact.values()) if (fact.path().startsWith(path + ".")) return true;
        return false;
    }

    private void value(Fact fact, Json value) {
        try {
            if (value instanceof Json.Str(var word)
                    && word.equals(UNKNOWN)
                    && fact.kind() != Fact.Kind.TEXT) facts.unknown(fact);
            else stated(fact, value);
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(fact.path(), reason(fact, e)));
        }
    }

    private static String reason(Fact fact, IllegalArgumentException e) {
        var said = String.valueOf(e.getMessage());
        return said.startsWith(fact.path() + ": ")
                ? said.substring(fact.path().length() + 2)
                : said;
    }

    private void stated(Fact fact, Json value) {
        switch (fact.kind()) {
            case TRUTH -> {
                if (value instanceof Json.Bool(var truth)) facts.with(fact, truth);
                else throw new IllegalArgumentException("true, false or \"unknown\" expected");
            }
            case NUMBER -> {
                if (value instanceof Json.Int(var number)) facts.with(fact, number);
                else throw new IllegalArgumentException("a whole number or \"unknown\" expected");
            }
            case TEXT, CODE -> {
                if (value instanceof Json.Str(var text)) facts.with(fact, text);
                else throw new IllegalArgumentException("a string expected");
            }
            case CODES -> {
                if (!(value instanceof Json.Arr(var items)))
                    throw new IllegalArgumentException("a list of strings or \"unknown\" expected");
                var codes = new LinkedHashSet<String>();
                for (var item : items) {
                    if (!(item instanceof Json.Str(var code)))
                        throw new IllegalArgumentException("a list of strings expected");
                    codes.add(code);
                }
                facts.with(fact, codes);
            }
        }
    }

    /** The same facts as a document. */
    public static Json.Obj write(Facts facts) {
        var document = Json.EMPTY;
        for (var said : facts.stated().entrySet())
            document =
                    document.at(said.getKey().path(), json(facts, said.getKey(), said.getValue()));
        return document;
    }

    private static Json json(Facts facts, Fact fact, Object value) {
        if (facts.isUnknown(fact)) return new Json.Str(UNKNOWN);
        return switch (value) {
            case Boolean truth -> new Json.Bool(truth);
            case Long number -> new Json.Int(number);
            case java.util.Set<?> codes ->
                    Json.strings(
                            codes.stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.toList()));
            default -> new Json.Str(String.valueOf(value));
        };
    }
}
