package comity.node.law.rules;

import comity.node.law.rules.RuleView.PassageView;
import comity.treaty.terms.Citation;
import comity.treaty.text.Coverage;
import comity.treaty.text.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One loaded text at one citation's place, for comparing.
 *
 * @param article the whole article, so that the right paragraph is found where this one is wrong
 * @param wanted the words that were looked for, groups parted by semicolons
 */
public record Beside(
        String language,
        String title,
        String answer,
        List<PassageView> passages,
        List<PassageView> article,
        String wanted) {

    /** Of every loaded text; the reader's own language first. */
    static List<Beside> of(Citation citation, CertifiedTexts texts, Locale language) {
        var beside = new ArrayList<Beside>();
        texts.latest()
                .values()
                .forEach(
                        loaded -> {
                            var one = of(citation, loaded);
                            if (loaded.language().equals(language.getLanguage()))
                                beside.addFirst(one);
                            else beside.add(one);
                        });
        return beside;
    }

    private static Beside of(Citation citation, CertifiedTexts.Loaded loaded) {
        var text = loaded.text();
        var number = citation.article();
        return new Beside(
                loaded.language(),
                text.article(number).map(article -> article.title()).orElse(""),
                Terms.compare(number, citation.paragraph(), text).name(),
                RuleViews.passages(text, number, citation.paragraph()),
                RuleViews.passages(text, number, ""),
                Terms.wanted(number, citation.paragraph(), loaded.language()).stream()
                        .flatMap(List::stream)
                        .map(group -> String.join(" / ", group))
                        .collect(Collectors.joining("; ")));
    }

    /** Paragraphs that stand in a loaded text and are not in the list of paragraphs. */
    static List<String> unlisted(CertifiedTexts texts) {
        var listed =
                Coverage.rows().stream().map(Coverage.Row::citation).collect(Collectors.toSet());
        var unlisted = new TreeSet<String>();
        for (var loaded : texts.latest().values())
            for (var article : loaded.text().articles())
                for (var path : article.paragraphs())
                    if (path.matches("\\(\\d+\\)") && !listed.contains(article.number() + path))
                        unlisted.add(article.number() + path);
        return List.copyOf(unlisted);
    }
}
