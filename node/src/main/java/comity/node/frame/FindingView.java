package comity.node.frame;

import comity.treaty.rules.Finding;
import comity.treaty.rules.Language;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        @Nullable String ask) {

    public static FindingView of(Finding finding, Locale language) {
        var told =
                finding.phrase().told(Language.of(language), labelled(finding.facts(), language));
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

    /** Fields by the labels that they have on forms: their names are for programs. */
    private static Map<String, String> labelled(Map<String, String> facts, Locale language) {
        var told = new TreeMap<>(facts);
        for (var gap : List.of("field", "lacking"))
            told.computeIfPresent(
                    gap,
                    (_, names) ->
                            Stream.of(names.split(", "))
                                    .map(name -> label(name, language))
                                    .collect(Collectors.joining(separator(language))));
        return told;
    }

    /** What follows the name of a field, a term of the Convention, stays as it is. */
    private static String label(String name, Locale language) {
        var end = name.indexOf(": ");
        var field = end < 0 ? name : name.substring(0, end);
        return Languages.text("messages.pages", "field." + field, language).orElse(field)
                + (end < 0 ? "" : name.substring(end));
    }

    private static String separator(Locale language) {
        return switch (language.getLanguage()) {
            case "ar" -> "، ";
            case "zh" -> "、";
            default -> "; ";
        };
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
