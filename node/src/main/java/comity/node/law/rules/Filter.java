package comity.node.law.rules;

import comity.node.frame.Refused;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;

/** Which rules a reader wants to see; an empty member wants all. */
public record Filter(String article, String effect, String basis, String stage) {

    /**
     * @throws Refused if a member is there and no such thing exists
     */
    static Filter of(MultiValueMap<String, String> given) {
        return new Filter(
                one(given, "article", null),
                one(given, "effect", names(Effect.values())),
                one(given, "basis", names(Basis.values())),
                one(given, "stage", names(Stage.values())));
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }

    private static String one(
            MultiValueMap<String, String> given,
            String name,
            @org.jspecify.annotations.Nullable List<String> known) {
        var value = Optional.ofNullable(given.getFirst(name)).orElse("").strip();
        var fits =
                value.isEmpty()
                        || (known == null ? value.matches("\\d{1,2}") : known.contains(value));
        if (!fits) throw Refused.with(400, "parameter.malformed", Map.of("parameter", name));
        return value;
    }

    boolean takes(RuleView rule) {
        return (article.isEmpty() || Integer.parseInt(article) == rule.article())
                && (effect.isEmpty() || effect.equals(rule.effect()))
                && (basis.isEmpty() || basis.equals(rule.basis()))
                && (stage.isEmpty() || stage.equals(rule.stage()));
    }
}
