package comity.node.transparency;

import comity.node.frame.Languages;
import comity.node.transparency.Counted.Direction;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A published quarter in one language, in few words: the same in a feed and in a letter.
 *
 * @param home where the node is reached
 */
public record Bulletin(String home, String state, Locale language) {
    private static final String WORDS = "messages.transparency";

    String text(String key) {
        return Languages.text(WORDS, "transparency." + key, language)
                .orElseThrow(() -> new IllegalStateException("no word for " + key));
    }

    public String stateName() {
        return Languages.stateName(state, language);
    }

    /** Such as "Statistics of requests, 2026-Q3". */
    public String title(Statement quarter) {
        return text("feed.quarter").replace("{0}", quarter.period());
    }

    /** How many requests there were, as far as that is shown; the rest stands on the page. */
    public String summary(Statement quarter) {
        var numbers = quarter.byFigure();
        return Stream.of(Direction.values())
                        .map(
                                direction ->
                                        text("direction." + direction)
                                                + ": "
                                                + shown(
                                                        numbers.getOrDefault(
                                                                Figure.total(
                                                                        Table.MEASURE, direction),
                                                                Optional.empty())))
                        .collect(Collectors.joining("; "))
                + "; "
                + text("frozen");
    }

    private String shown(Optional<Long> count) {
        return count.map(number -> NumberFormat.getIntegerInstance(language).format(number))
                .orElseGet(() -> text("withheld"));
    }

    /** Where a quarter is read whole. */
    public String at(Statement quarter) {
        return inLanguage("/transparency?period=" + quarter.period() + "&");
    }

    /** Where all of them are read. */
    public String all() {
        return inLanguage("/transparency?");
    }

    /**
     * @param path that ends where another parameter may follow
     */
    String inLanguage(String path) {
        return home + path + "language=" + language.getLanguage();
    }
}
