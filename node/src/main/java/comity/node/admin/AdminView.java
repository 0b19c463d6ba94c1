package comity.node.admin;

import comity.node.frame.Languages;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the node is.
 *
 * @param state the gravest of all lines: {@code NOW}, {@code LOOK} or {@code WELL}
 * @param lines the gravest first
 */
public record AdminView(Instant at, String state, List<LineView> lines) {

    public AdminView {
        lines = List.copyOf(lines);
    }

    /**
     * One thing about it, in the reader's language.
     *
     * @param area {@code HEALTH}, {@code PEERS}, {@code KEYS}, {@code CERTIFICATES}, {@code
     *     STORAGE}, {@code BACKUPS}, {@code UPGRADES} or {@code MAIL}
     * @param state {@code NOW} (something has to be done), {@code LOOK} or {@code WELL}
     * @param since when it began, or when it was so last
     * @param then what to do; empty where all is well
     */
    public record LineView(
            String area,
            String code,
            String about,
            String state,
            Optional<Instant> since,
            String text,
            String then) {}

    static AdminView of(Instant at, List<Line> lines, Locale language) {
        return new AdminView(
                at,
                lines.stream()
                        .map(Line::state)
                        .min(Line.State::compareTo)
                        .orElse(Line.State.WELL)
                        .name(),
                lines.stream().map(line -> view(line, language)).toList());
    }

    private static LineView view(Line line, Locale language) {
        return new LineView(
                line.area().name(),
                line.code(),
                line.about(),
                line.state().name(),
                line.since(),
                text("line." + line.code(), line, language),
                line.state() == Line.State.WELL ? "" : text("do." + line.code(), line, language));
    }

    private static String text(String key, Line line, Locale language) {
        var text = Languages.text("messages.admin", "admin." + key, language).orElseThrow();
        for (var gap = 0; gap < line.said().size(); gap++) {
            var said = line.said().get(gap);
            var isPartner = line.area() == Line.Area.PEERS && said.equals(line.about());
            text =
                    text.replace(
                            "{" + gap + "}",
                            isPartner
                                    ? Languages.stateName(said, language)
                                    : isolated(said, language));
        }
        return text;
    }

    /** Numbers and codes keep their own direction in a line that runs the other way. */
    private static String isolated(String said, Locale language) {
        return language.getLanguage().equals("ar") ? "\u2068" + said + "\u2069" : said;
    }
}
