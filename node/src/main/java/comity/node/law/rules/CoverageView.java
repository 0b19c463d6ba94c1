package comity.node.law.rules;

import comity.treaty.text.Coverage;
import java.util.List;
import java.util.Locale;

/**
 * A paragraph of the Convention and what answers it.
 *
 * @param words what it is about, in our own words and in the reader's language
 * @param reason why software does not answer it; empty if something does
 */
public record CoverageView(
        int article,
        String paragraph,
        String words,
        String certainty,
        List<String> rules,
        List<String> acts,
        List<String> pages,
        String reason) {

    static CoverageView of(Coverage.Row row, Locale language) {
        return new CoverageView(
                row.article(),
                row.paragraph(),
                Coverage.subject(row, language),
                row.certainty().name(),
                row.rules(),
                row.acts(),
                row.pages(),
                row.reason().map(reason -> Coverage.reason(reason, language)).orElse(""));
    }
}
