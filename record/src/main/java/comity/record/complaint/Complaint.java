package comity.record.complaint;

import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What stands on the docket of a complaint: what a person says, whom no act names, and what the
 * oversight body answers.
 */
public final class Complaint {
    /** The kind of the dockets on which such acts stand: one for each complaint. */
    public static final String KIND = "complaint";

    /** What is said. */
    public static final String MATTER = "matter";

    /** Who said it for the oversight body; of what a person says, nobody. */
    public static final String OFFICER = "officer";

    public static final Set<String> SECTIONS = Set.of(MATTER, OFFICER);

    /** In which office a node files what a person said: it is nobody's of the State. */
    public static final String NODE = "NODE";

    /** In which office the oversight body answers. */
    public static final String OVERSIGHT = "OVS";

    public static final int MOST_TEXT = 50_000;
    public static final int MOST_LINE = 2_000;
    public static final int MOST_FILES = 5;
    public static final int MOST_NAME = 255;

    private Complaint() {}

    /** Every type of act of this kind. */
    public enum Type {
        /** A person or an organisation complains: the first act. */
        COMPLAIN("complain", true),
        /** The same person writes more. */
        ADD("add", true),
        /** The oversight body has taken the complaint up. */
        ACKNOWLEDGE("acknowledge", false),
        /** It asks the person something. */
        ASK("ask", false),
        /** It tells the person something. */
        ANSWER("answer", false),
        /** It decides, with reasons, and says what can be done next and until when. */
        DECIDE("decide", false);

        private final String word;
        private final boolean byPerson;

        Type(String word, boolean byPerson) {
            this.word = word;
            this.byPerson = byPerson;
        }

        public String word() {
            return word;
        }

        /** Whether a person says it, and not the body. */
        public boolean byPerson() {
            return byPerson;
        }

        public static Optional<Type> of(String word) {
            return Stream.of(values()).filter(type -> type.word.equals(word)).findFirst();
        }
    }

    /** How a complaint was decided. */
    public enum Outcome {
        UPHELD,
        PARTLY,
        DISMISSED;

        public static Optional<Outcome> of(String word) {
            return Stream.of(values()).filter(one -> one.name().equals(word)).findFirst();
        }
    }

    /**
     * A file that a person sent along: hashed and sealed, and opened by nobody on the way.
     *
     * @param name as the person's machine called it
     */
    public record Attachment(String name, long size, Digest sha256) {
        public Json.Obj json() {
            return Json.object().with("name", name).with("size", size).with("sha256", sha256.hex());
        }

        static Optional<Attachment> of(Json json) {
            if (!(json instanceof Json.Obj file) || file.members().size() != 3)
                return Optional.empty();
            var name = file.text("name").filter(said -> said.length() <= MOST_NAME);
            var size = file.integer("size").filter(bytes -> bytes >= 0);
            var hash = file.text("sha256").filter(hex -> hex.matches("[0-9a-f]{64}"));
            return name.isEmpty() || size.isEmpty() || hash.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Attachment(name.get(), size.get(), new Digest(hash.get())));
        }
    }

    /** The type of an act of this kind; empty if it is another kind of act, or of no such type. */
    public static Optional<Type> type(Envelope act) {
        return act.header().kind().equals(KIND) ? Type.of(act.header().type()) : Optional.empty();
    }

    /** The files that an act names. */
    public static List<Attachment> files(Json.Obj matter) {
        return matter.items("files").stream()
                .flatMap(file -> Attachment.of(file).stream())
                .toList();
    }

    /** Whether {@code matter} is what an act of this type says. */
    public static boolean fits(Type type, Json.Obj matter) {
        var text = matter.text("text").filter(Complaint::isText);
        return text.isPresent()
                && matter.members().keySet().equals(members(type))
                && switch (type) {
                    case COMPLAIN ->
                            isLine(matter, "about")
                                    && isLine(matter, "answer")
                                    && matter.text("language")
                                            .filter(code -> code.matches("[a-z]{2}"))
                                            .isPresent()
                                    && matter.text("as")
                                            .filter(Set.of("PERSON", "ORGANISATION")::contains)
                                            .isPresent()
                                    && is32Bytes(matter, "return")
                                    && areFiles(matter);
                    case ADD -> is32Bytes(matter, "once") && areFiles(matter);
                    case ACKNOWLEDGE, ASK, ANSWER -> true;
                    case DECIDE ->
                            matter.text("outcome").flatMap(Outcome::of).isPresent()
                                    && isLine(matter, "next")
                                    && !matter.text("next").orElse("").isBlank()
                                    && matter.text("until")
                                            .filter(day -> day.matches("\\d{4}-\\d\\d-\\d\\d"))
                                            .isPresent();
                };
    }

    private static Set<String> members(Type type) {
        return switch (type) {
            case COMPLAIN -> Set.of("text", "about", "answer", "language", "as", "return", "files");
            case ADD -> Set.of("text", "once", "files");
            case ACKNOWLEDGE, ASK, ANSWER -> Set.of("text");
            case DECIDE -> Set.of("text", "outcome", "next", "until");
        };
    }

    /** Something is said, and no more than fits. */
    public static boolean isText(String text) {
        return !text.isBlank() && text.length() <= MOST_TEXT;
    }

    private static boolean isLine(Json.Obj matter, String name) {
        return matter.text(name).filter(line -> line.length() <= MOST_LINE).isPresent();
    }

    private static boolean is32Bytes(Json.Obj matter, String name) {
        try {
            return Base64Url.decode(matter.text(name).orElse("")).length == 32;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean areFiles(Json.Obj matter) {
        var named = matter.items("files").size();
        return matter.get("files").filter(Json.Arr.class::isInstance).isPresent()
                && named <= MOST_FILES
                && files(matter).size() == named;
    }
}
