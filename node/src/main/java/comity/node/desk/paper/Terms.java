package comity.node.desk.paper;

import comity.node.frame.Languages;
import comity.treaty.translation.AuthenticTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The Convention's terms that a sheet uses, numbered in the order in which they come. */
final class Terms {
    private final List<String> used = new ArrayList<>();

    /** The text with each term set off and its number behind it. */
    String marked(String text, Locale language) {
        var html = new StringBuilder();
        var from = 0;
        for (var one : found(text, language)) {
            html.append(Html.text(text.substring(from, one.start())))
                    .append("<span class=\"term\">")
                    .append(Html.text(text.substring(one.start(), one.end())))
                    .append("</span>")
                    .append(number(one.term().key()));
            from = one.end();
        }
        return html.append(Html.text(text.substring(from))).toString();
    }

    /** A label that is a term of the Convention carries its number too. */
    String label(String key, String label) {
        return Optional.ofNullable(AuthenticTerms.LOCKED.get(key))
                .map(term -> "<span class=\"term\">" + label + "</span>" + number(term))
                .orElse(label);
    }

    List<String> used() {
        return List.copyOf(used);
    }

    private String number(String key) {
        if (!used.contains(key)) used.add(key);
        return "<sup>" + (used.indexOf(key) + 1) + "</sup>";
    }

    /** Text in a seventh language holds none of the terms that are known in the six. */
    private static List<AuthenticTerms.Occurrence> found(String text, Locale language) {
        return Languages.nearest(language).getLanguage().equals(language.getLanguage())
                ? AuthenticTerms.in(text, language)
                : List.of();
    }
}
