package comity.node.frame;

import comity.treaty.rules.Finding;
import comity.treaty.rules.Language;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A finding as pages and programs read it: the rule, where it stands, what it rests on, and the
 * sentence in the reader's language beside the code that stays the same in all.
 *
 * @param truth FALSE if the demand is violated, UNKNOWN if it could not be checked
 * @param remedy what to do about it
 */
public record FindingView(
        String rule,
        String citation,
        String basis,
        String effect,
        String code,
        Map<String, String> facts,
        String truth,
        String text,
        String remedy) {

    public static FindingView of(Finding finding, Locale language) {
        var told = finding.told(Language.of(language));
        return new FindingView(
                finding.rule(),
                finding.citation().text(),
                finding.basis().name(),
                finding.effect().name(),
                finding.code(),
                finding.facts(),
                finding.truth().name(),
                told.explanation(),
                told.remedy());
    }

    public static List<FindingView> of(List<Finding> findings, Locale language) {
        return findings.stream().map(finding -> of(finding, language)).toList();
    }
}
