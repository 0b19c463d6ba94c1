package comity.node.law.rules;

import comity.node.law.rules.Comparisons.Compared;
import comity.node.law.rules.RuleView.ChangeView;
import comity.node.law.rules.RuleView.ExampleView;
import comity.node.law.rules.RuleView.FactView;
import comity.node.law.rules.RuleView.FoundView;
import comity.node.law.rules.RuleView.PassageView;
import comity.node.law.rules.RuleView.TextView;
import comity.treaty.facts.Fact;
import comity.treaty.rules.Examples;
import comity.treaty.rules.Language;
import comity.treaty.rules.Rule;
import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Wording;
import comity.treaty.terms.Citation;
import comity.treaty.text.ConventionText;
import comity.treaty.text.Terms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Makes the views of rules, in a reader's language. */
@Component
class RuleViews {
    static final String CONFIRMED = "CONFIRMED";

    private final CertifiedTexts texts;
    private final Comparisons comparisons;

    RuleViews(CertifiedTexts texts, Comparisons comparisons) {
        this.texts = texts;
        this.comparisons = comparisons;
    }

    static Optional<Rule> rule(String id) {
        return Rulebook.current().rules().stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** All rules, by article and then by number. */
    List<RuleView> all(Locale language) {
        var compared =
                comparisons.all().stream()
                        .collect(
                                Collectors.toMap(
                                        one -> place(one.citation()), one -> one, (one, _) -> one));
        return Rulebook.current().rules().stream()
                .sorted(
                        Comparator.comparingInt((Rule rule) -> rule.citation().article())
                                .thenComparing(Rule::id))
                .map(rule -> view(rule, compared, language))
                .toList();
    }

    RuleView.Whole whole(Rule rule, Locale language) {
        var compared = comparisons.of(rule.citation());
        return new RuleView.Whole(
                view(rule, Map.of(place(rule.citation()), compared), language),
                examples(rule, language),
                text(rule.citation(), compared, language));
    }

    private static String place(Citation citation) {
        return citation.article() + citation.paragraph();
    }

    private static RuleView view(Rule rule, Map<String, Compared> compared, Locale language) {
        var said = rule.violated().told(Language.of(language));
        var confirmed =
                Optional.ofNullable(compared.get(place(rule.citation())))
                        .filter(Compared::confirmed)
                        .isPresent();
        return new RuleView(
                rule.id(),
                Wording.demand(rule, language),
                rule.citation().article(),
                confirmed ? place(rule.citation()) : rule.citation().text(),
                confirmed ? CONFIRMED : rule.citation().certainty().name(),
                rule.basis().name(),
                rule.effect().name(),
                rule.test().map(test -> test.stage().name()).orElse(""),
                rule.code(),
                said.explanation(),
                said.remedy(),
                rule.from(),
                rule.until().map(Object::toString).orElse(""),
                facts(rule, language));
    }

    private static List<FactView> facts(Rule rule, Locale language) {
        return rule.facts().stream()
                .sorted()
                .map(
                        fact ->
                                new FactView(
                                        fact.path(),
                                        Wording.meaning(fact, language),
                                        fact.kind().name(),
                                        fact.owner().name()))
                .toList();
    }

    private static List<ExampleView> examples(Rule rule, Locale language) {
        var views = new ArrayList<ExampleView>();
        for (var example : Examples.of(rule)) {
            var changes = new ArrayList<ChangeView>();
            for (var change : example.changes().split("; ")) {
                var at = change.indexOf('=');
                var fact = Fact.of(change.substring(0, at)).orElseThrow();
                changes.add(
                        new ChangeView(
                                fact.path(),
                                Wording.meaning(fact, language),
                                value(fact, change.substring(at + 1), language),
                                word(change.substring(at + 1))));
            }
            views.add(new ExampleView(views.size() + 1, example.outcome().name(), changes));
        }
        return views;
    }

    private static String word(String written) {
        return switch (written) {
            case "true", "false" -> written;
            case "?" -> "unknown";
            case "-" -> "unsaid";
            case "" -> "none";
            default -> "";
        };
    }

    /** A value with its codes in words. */
    private static String value(Fact fact, String written, Locale language) {
        if (written.isEmpty() || written.equals("?") || written.equals("-")) return written;
        return switch (fact.kind()) {
            case TRUTH, NUMBER, TEXT -> written;
            case CODE, CODES ->
                    List.of(written.split(",")).stream()
                            .map(code -> Wording.code(code, language))
                            .collect(Collectors.joining(", "));
        };
    }

    /** The paragraph beside the rule; its article as a whole while its number is not certain. */
    TextView text(Citation citation, Compared compared, Locale language) {
        var whole =
                citation.certainty() == Citation.Certainty.MEMORY_MEDIUM && !compared.confirmed();
        var found = found(compared);
        return texts.nearest(language)
                .map(
                        loaded ->
                                text(
                                        loaded.text(),
                                        citation.article(),
                                        whole ? "" : citation.paragraph(),
                                        whole,
                                        Terms.compare(
                                                        citation.article(),
                                                        citation.paragraph(),
                                                        loaded.text())
                                                .name(),
                                        found))
                .orElseGet(() -> new TextView("", "", whole, List.of(), "", found));
    }

    static TextView text(
            ConventionText text,
            int article,
            String path,
            boolean whole,
            String answer,
            FoundView found) {
        return new TextView(
                text.language(),
                text.article(article).map(ConventionText.Article::title).orElse(""),
                whole,
                passages(text, article, path),
                answer,
                found);
    }

    static List<PassageView> passages(ConventionText text, int article, String path) {
        return text.at(article, path).stream()
                .map(
                        passage ->
                                new PassageView(
                                        passage.path(),
                                        Math.max(
                                                0,
                                                (int)
                                                                passage.path()
                                                                        .chars()
                                                                        .filter(one -> one == '(')
                                                                        .count()
                                                        - 1),
                                        passage.words()))
                .toList();
    }

    static FoundView found(Compared compared) {
        return compared.found()
                .map(
                        one ->
                                new FoundView(
                                        one.outcome().name(),
                                        one.correct(),
                                        one.note(),
                                        one.by(),
                                        one.authority(),
                                        one.at(),
                                        compared.stale()))
                .orElse(FoundView.NONE);
    }
}
