package comity.node.law.rules;

import comity.treaty.facts.Fact;
import comity.treaty.rules.Rule;
import comity.treaty.rules.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One question of the form on which a reader tries a rule.
 *
 * @param codes what may be chosen, with its word; empty for other kinds
 * @param said what the form holds now; {@code ?} for unknown
 */
public record Field(
        String name,
        String meaning,
        String kind,
        Map<String, String> codes,
        List<String> said,
        boolean wrong) {

    static List<Field> of(Rule rule, RuleView.TrialView trial, Locale language) {
        return rule.facts().stream().sorted().map(fact -> of(fact, trial, language)).toList();
    }

    private static Field of(Fact fact, RuleView.TrialView trial, Locale language) {
        var codes = new LinkedHashMap<String, String>();
        fact.codes().forEach(code -> codes.put(code, Wording.code(code, language)));
        return new Field(
                Trials.PREFIX + fact.path(),
                Wording.meaning(fact, language),
                fact.kind().name(),
                codes,
                trial.typed().getOrDefault(fact.path(), List.of()),
                trial.wrong().contains(fact.path()));
    }

    public String first() {
        return said.isEmpty() ? "" : said.getFirst();
    }
}
