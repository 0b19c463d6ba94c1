package comity.treaty.register;

import comity.record.act.Json;
import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A case by its facts: what was done, and what is known of the circumstances. What a law calls it
 * is left out on purpose (35(3)).
 */
public record ConductFacts(Set<Verb> conduct, Map<Element, Truth> circumstances) {

    public ConductFacts {
        conduct =
                conduct.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(conduct));
        var said = new EnumMap<Element, Truth>(Element.class);
        said.putAll(circumstances);
        circumstances = Collections.unmodifiableMap(said);
    }

    /** Unknown unless it was said, or follows from what was. */
    public Truth of(Element element) {
        if (element == Element.LISTED_CIRCUMSTANCE) return Truth.UNKNOWN;
        var said = circumstances.getOrDefault(element, Truth.UNKNOWN);
        if (said != Truth.UNKNOWN) return said;
        for (var other : circumstances.entrySet()) {
            if (other.getValue() == Truth.TRUE
                    && Element.closure(Set.of(other.getKey())).contains(element)) return Truth.TRUE;
            // Where there was no intent at all, there was none to obtain data.
            if (other.getValue() == Truth.FALSE
                    && Element.closure(Set.of(element)).contains(other.getKey()))
                return Truth.FALSE;
        }
        return Truth.UNKNOWN;
    }

    /** Facts from a document, or everything that is wrong with it. */
    public record Read(ConductFacts facts, List<Problem> problems) {}

    /**
     * Reads {@code {"conduct": ["ACCESS"], "circumstances": {"WITHOUT_RIGHT": true}}}; what is not
     * said, or said to be {@code "unknown"}, is unknown.
     */
    public static Read read(Json.Obj document) {
        var problems = new ArrayList<Problem>();
        var conduct = EnumSet.noneOf(Verb.class);
        document.members()
                .keySet()
                .forEach(
                        name -> {
                            if (!Set.of("conduct", "circumstances").contains(name))
                                problems.add(Problem.at(0, name, "member.unknown", name));
                        });
        if (!(document.get("conduct").orElse(Json.EMPTY) instanceof Json.Arr(var items))
                || items.isEmpty()) problems.add(Problem.at(0, "conduct", "missing", "conduct"));
        else
            for (var item : items) {
                var word = item instanceof Json.Str(var text) ? text : "?";
                Stream.of(Verb.values())
                        .filter(verb -> verb.name().equals(word))
                        .findFirst()
                        .ifPresentOrElse(
                                conduct::add,
                                () -> problems.add(Problem.at(0, "conduct", "code.unknown", word)));
            }
        var circumstances = new EnumMap<Element, Truth>(Element.class);
        document.object("circumstances")
                .orElse(Json.EMPTY)
                .members()
                .forEach(
                        (name, value) -> {
                            var path = "circumstances." + name;
                            var element =
                                    Stream.of(Element.values())
                                            .filter(one -> one.name().equals(name))
                                            .findFirst();
                            if (element.isEmpty())
                                problems.add(Problem.at(0, path, "code.unknown", name));
                            else
                                switch (value) {
                                    case Json.Bool(var truth) ->
                                            circumstances.put(element.get(), Truth.of(truth));
                                    case Json.Str(var word) when word.equals("unknown") -> {}
                                    default ->
                                            problems.add(
                                                    Problem.at(0, path, "truth.malformed", name));
                                }
                        });
        if (document.get("circumstances").filter(said -> !(said instanceof Json.Obj)).isPresent())
            problems.add(Problem.at(0, "circumstances", "member.type", "circumstances"));
        contradiction(circumstances, problems);
        return new Read(new ConductFacts(conduct, circumstances), List.copyOf(problems));
    }

    private static void contradiction(Map<Element, Truth> said, List<Problem> problems) {
        said.forEach(
                (stronger, truth) -> {
                    if (truth != Truth.TRUE) return;
                    for (var weaker : Element.closure(Set.of(stronger)))
                        if (said.get(weaker) == Truth.FALSE)
                            problems.add(
                                    Problem.at(
                                            0,
                                            "circumstances." + weaker,
                                            "facts.contradict",
                                            stronger + ", " + weaker));
                });
    }
}
