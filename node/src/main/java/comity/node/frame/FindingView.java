package comity.node.frame;

import com.fasterxml.jackson.annotation.JsonInclude;
import comity.treaty.rules.Finding;
import comity.treaty.rules.Language;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A finding as pages and programs read it: the rule, where it stands, what it rests on, and the
 * sentence in the reader's language beside the code that stays the same in all.
 *
 * @param truth FALSE if the demand is violated, UNKNOWN if it could not be checked
 * @param remedy what to do about it
 * @param ask where a condition of another State stands in the way: the form that asks it for its
 *     consent, filled in
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
        String remedy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String ask) {

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
                told.remedy(),
                ask(finding.facts()));
    }

    /** What was returned or destroyed is gone: no consent brings it back. */
    private static @Nullable String ask(Map<String, String> facts) {
        var docket = facts.get("docket");
        var transmission = facts.get("transmission");
        var doing = facts.get("doing");
        if (docket == null || transmission == null || doing == null) return null;
        var filled = new StringBuilder("/dockets/").append(docket);
        filled.append("/acts/ask-consent?terms.transmission=").append(transmission);
        filled.append("&terms.seeks=").append(doing);
        filled.append("&terms.concerning=").append(facts.getOrDefault("sha256", ""));
        for (var name : List.of("purpose", "recipient")) {
            var said = facts.getOrDefault(name, "");
            if (!said.isEmpty())
                filled.append("&terms.")
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(said, StandardCharsets.UTF_8));
        }
        var office = facts.get("office");
        if (office != null) filled.append("&terms.handlers=").append(office);
        return filled.toString();
    }

    public static List<FindingView> of(List<Finding> findings, Locale language) {
        return findings.stream().map(finding -> of(finding, language)).toList();
    }
}
