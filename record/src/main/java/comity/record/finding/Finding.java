package comity.record.finding;

import comity.record.act.Envelope;
import comity.record.act.Json;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What stands on the docket of a finding: what the oversight body found, under which article, what
 * it demands of which authority and by when; what that authority answers; and how it ends.
 */
public final class Finding {
    /** The kind of the dockets on which such acts stand: one for each finding. */
    public static final String KIND = "finding";

    /** What is said. */
    public static final String MATTER = "matter";

    /** Who says it. */
    public static final String OFFICER = "officer";

    public static final Set<String> SECTIONS = Set.of(MATTER, OFFICER);

    /** In which office a finding is raised, repeated and closed. */
    public static final String OVERSIGHT = "OVS";

    public static final int MOST_TEXT = 20_000;
    public static final int MOST_LINE = 200;

    private Finding() {}

    /** Every type of act of this kind. */
    public enum Type {
        /** The body finds something and demands something, by a day: the first act. */
        RAISE("raise-finding", true),
        /** The authority concerned answers. */
        ANSWER("answer-finding", false),
        /** The body is not satisfied, or was not answered: again, by another day. */
        REPEAT("repeat-finding", true),
        /** The body closes it, and says how it ended. */
        CLOSE("close-finding", true);

        private final String word;
        private final boolean byBody;

        Type(String word, boolean byBody) {
            this.word = word;
            this.byBody = byBody;
        }

        public String word() {
            return word;
        }

        /** Whether the body says it, and not the authority concerned. */
        public boolean byBody() {
            return byBody;
        }

        public static Optional<Type> of(String word) {
            return Stream.of(values()).filter(type -> type.word.equals(word)).findFirst();
        }
    }

    /** What a finding is about. */
    public enum About {
        /** One docket, by its number. */
        DOCKET,
        /** A sample that was drawn, by the number of its docket. */
        DRAW,
        /** A pattern over many dockets, by its code. */
        PATTERN,
        /** How something is done. */
        PRACTICE;

        public static Optional<About> of(String word) {
            return Stream.of(values()).filter(one -> one.name().equals(word)).findFirst();
        }
    }

    /** How a finding ended. */
    public enum Outcome {
        /** What was demanded was done. */
        REMEDIED,
        /** It was not, and the body leaves it at that. */
        UNREMEDIED,
        /** The answer shows that there was nothing. */
        UNFOUNDED;

        public static Optional<Outcome> of(String word) {
            return Stream.of(values()).filter(one -> one.name().equals(word)).findFirst();
        }
    }

    /** The type of an act of this kind; empty if it is another kind of act, or of no such type. */
    public static Optional<Type> type(Envelope act) {
        return act.header().kind().equals(KIND) ? Type.of(act.header().type()) : Optional.empty();
    }

    /** Whether {@code matter} is what an act of this type says. */
    public static boolean fits(Type type, Json.Obj matter) {
        return isText(matter.text("text").orElse(""))
                && matter.members().keySet().equals(members(type))
                && switch (type) {
                    case RAISE ->
                            isLine(matter, "to")
                                    && matter.text("about").flatMap(About::of).isPresent()
                                    && matter.text("on")
                                            .filter(on -> on.length() <= MOST_LINE)
                                            .isPresent()
                                    && isLine(matter, "article")
                                    && isText(matter.text("demand").orElse(""))
                                    && isDay(matter);
                    case ANSWER -> true;
                    case REPEAT -> isDay(matter);
                    case CLOSE -> matter.text("outcome").flatMap(Outcome::of).isPresent();
                };
    }

    private static Set<String> members(Type type) {
        return switch (type) {
            case RAISE -> Set.of("to", "about", "on", "article", "text", "demand", "until");
            case ANSWER -> Set.of("text");
            case REPEAT -> Set.of("text", "until");
            case CLOSE -> Set.of("text", "outcome");
        };
    }

    /** Something is said, and no more than fits. */
    public static boolean isText(String text) {
        return !text.isBlank() && text.length() <= MOST_TEXT;
    }

    private static boolean isLine(Json.Obj matter, String name) {
        return matter.text(name)
                .filter(line -> !line.isBlank() && line.length() <= MOST_LINE)
                .isPresent();
    }

    private static boolean isDay(Json.Obj matter) {
        return matter.text("until").filter(day -> day.matches("\\d{4}-\\d\\d-\\d\\d")).isPresent();
    }
}
