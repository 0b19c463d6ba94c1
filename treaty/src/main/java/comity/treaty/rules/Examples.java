package comity.treaty.rules;

import comity.record.act.Json;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Type;
import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Truth;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * The examples of the rules: data, in a file that a lawyer can edit. Each is the base, a request
 * that no rule speaks against, with the facts changed that it names.
 */
public final class Examples {
    /** What the rule does with the example's facts. */
    public enum Outcome {
        SPEAKS,
        SILENT,
        UNKNOWN
    }

    /**
     * @param changes as written: {@code fact=value; fact=value}
     */
    public record Example(String rule, Outcome outcome, String changes, Facts facts) {}

    private static final Examples ALL = read();

    private final Facts base;
    private final List<Example> examples;

    private Examples(Facts base, List<Example> examples) {
        this.base = base;
        this.examples = List.copyOf(examples);
    }

    /** A request that no rule speaks against. */
    public static Facts base() {
        return ALL.base;
    }

    /** The base as a named officer assesses it: the section {@code facts} of an assessment. */
    public static Json.Obj assessed() {
        var said = new LinkedHashMap<String, Json>();
        for (var field : Cooperation.fields(Type.ASSESS)) {
            field.fact()
                    .flatMap(fact -> base().value(fact))
                    .ifPresent(value -> said.put(field.name(), json(value)));
        }
        return new Json.Obj(said);
    }

    private static Json json(Object value) {
        return switch (value) {
            case Boolean truth -> new Json.Str(Truth.of(truth).name());
            case Long number -> new Json.Int(number);
            case Set<?> codes ->
                    Json.strings(codes.stream().map(Object::toString).sorted().toList());
            default -> new Json.Str(value.toString());
        };
    }

    /** Every example, in the order of the file. */
    public static List<Example> all() {
        return ALL.examples;
    }

    public static List<Example> of(Rule rule) {
        return ALL.examples.stream().filter(example -> example.rule().equals(rule.id())).toList();
    }

    private static Examples read() {
        try (var in = Objects.requireNonNull(Examples.class.getResourceAsStream("examples.txt"));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            var base = Facts.builder();
            var examples = new ArrayList<Example>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.startsWith("#") || line.equals("base")) continue;
                if (line.startsWith("R-")) examples.add(example(line, base.build()));
                else change(base, line);
            }
            return new Examples(base.build(), examples);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Example example(String line, Facts base) {
        var words = line.split("\\s+", 3);
        var facts = base.but();
        for (var change : words[2].split("; ")) change(facts, change);
        return new Example(
                words[0],
                Outcome.valueOf(words[1].toUpperCase(Locale.ROOT)),
                words[2],
                facts.build());
    }

    private static void change(Facts.Builder facts, String change) {
        var at = change.indexOf('=');
        if (at < 0) throw new IllegalStateException("fact=value expected: " + change);
        var value = change.substring(at + 1);
        var fact =
                Fact.of(change.substring(0, at))
                        .orElseThrow(() -> new IllegalStateException("no such fact: " + change));
        if (value.equals("?")) facts.unknown(fact);
        else if (value.equals("-")) facts.without(fact);
        else
            switch (fact.kind()) {
                case TRUTH -> facts.with(fact, Boolean.parseBoolean(value));
                case NUMBER -> facts.with(fact, Long.parseLong(value));
                case TEXT, CODE -> facts.with(fact, value);
                case CODES -> facts.with(fact, Set.of(value.split(",")));
            }
    }
}
