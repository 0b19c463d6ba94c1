package comity.record.complaint;

import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What stands on the docket of a complaint: what a person says, whom no act names, and what the
 * oversight body answers. A person who asks whether their data was requested begins such a docket
 * too ({@link Type#INQUIRE}); what they are told is said by the node, and by nobody of the body.
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

    /** So many accounts or numbers one inquiry names. */
    public static final int MOST_ACCOUNTS = 5;

    /** So long is the longest address of e-mail (RFC 3696, erratum 1690). */
    public static final int MOST_ACCOUNT = 320;

    /** What a reply says has so many bytes in canonical form, or a multiple of them. */
    public static final int REPLY = 16 << 10;

    private Complaint() {}

    /** Every type of act of this kind. */
    public enum Type {
        /** A person or an organisation complains: the first act. */
        COMPLAIN("complain", true, NODE),
        /** A person asks whether data of their accounts was requested: the first act as well. */
        INQUIRE("inquire", true, NODE),
        /** The same person writes more. */
        ADD("add", true, NODE),
        /** The oversight body has taken the complaint up. */
        ACKNOWLEDGE("acknowledge", false, OVERSIGHT),
        /** It asks the person something. */
        ASK("ask", false, OVERSIGHT),
        /** It tells the person something. */
        ANSWER("answer", false, OVERSIGHT),
        /** It says which accounts were shown to be the person's, and how. */
        VERIFY("verify", false, OVERSIGHT),
        /** It decides, with reasons, and says what can be done next and until when. */
        DECIDE("decide", false, OVERSIGHT),
        /** What the node tells a person who asked; it is nobody's free text. */
        REPLY("reply", false, NODE);

        private final String word;
        private final boolean byPerson;
        private final String office;

        Type(String word, boolean byPerson, String office) {
            this.word = word;
            this.byPerson = byPerson;
            this.office = office;
        }

        public String word() {
            return word;
        }

        /** Whether a person says it, and not the body. */
        public boolean byPerson() {
            return byPerson;
        }

        /** In which office it is filed. */
        public String office() {
            return office;
        }

        /** Whether a docket begins with it. */
        public boolean isFirst() {
            return this == COMPLAIN || this == INQUIRE;
        }

        /** Whether it may stand on a docket that began with {@code first}. */
        public boolean isOn(Type first) {
            return switch (this) {
                case COMPLAIN, INQUIRE -> this == first;
                case ADD, ACKNOWLEDGE, ASK -> true;
                case ANSWER, DECIDE -> first == COMPLAIN;
                case VERIFY, REPLY -> first == INQUIRE;
            };
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

    /** How it was shown that an account is the person's. */
    public enum Means {
        /** They came, with a proof of who they are. */
        IN_PERSON,
        /** A document that the provider or an authority gave them. */
        DOCUMENT,
        /** They answered from the account itself. */
        ACCOUNT,
        /** Counsel who is known to the body answers for it. */
        COUNSEL,
        /** It was not, or is not any more. */
        NOT_SHOWN;

        public static Optional<Means> of(String word) {
            return Stream.of(values()).filter(one -> one.name().equals(word)).findFirst();
        }
    }

    /** What a person who asked is told. */
    public enum Told {
        /** Neither that there is something, nor that there is not. */
        NEUTRAL,
        /** What was done, for it is secret no longer. */
        MEASURES;

        public static Optional<Told> of(String word) {
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
                    case INQUIRE ->
                            areAccounts(matter, 1)
                                    && isLine(matter, "name")
                                    && isLine(matter, "answer")
                                    && matter.text("language")
                                            .filter(code -> code.matches("[a-z]{2}"))
                                            .isPresent()
                                    && is32Bytes(matter, "return")
                                    && areFiles(matter);
                    case VERIFY -> {
                        var means = matter.text("means").flatMap(Means::of);
                        yield means.isPresent()
                                && areAccounts(matter, 0)
                                && (means.get() == Means.NOT_SHOWN)
                                        == matter.items("accounts").isEmpty();
                    }
                    case REPLY -> isReply(matter);
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
            case INQUIRE ->
                    Set.of("text", "accounts", "name", "answer", "language", "return", "files");
            case ADD -> Set.of("text", "once", "files");
            case VERIFY -> Set.of("text", "means", "accounts");
            case REPLY -> Set.of("text", "told", "dockets", "padding");
            case ACKNOWLEDGE, ASK, ANSWER -> Set.of("text");
            case DECIDE -> Set.of("text", "outcome", "next", "until");
        };
    }

    /** A line that can name an account. */
    public static boolean isAccount(String text) {
        return !text.isBlank() && text.equals(text.strip()) && text.length() <= MOST_ACCOUNT;
    }

    /** The accounts that an act names. */
    public static List<String> accounts(Json.Obj matter) {
        return texts(matter, "accounts");
    }

    /** The dockets of which a reply tells. */
    public static List<String> dockets(Json.Obj matter) {
        return texts(matter, "dockets");
    }

    private static List<String> texts(Json.Obj matter, String name) {
        return matter.items(name).stream()
                .flatMap(item -> item instanceof Json.Str(var text) ? Stream.of(text) : Stream.of())
                .toList();
    }

    private static boolean areAccounts(Json.Obj matter, int least) {
        var named = accounts(matter);
        return matter.get("accounts").filter(Json.Arr.class::isInstance).isPresent()
                && matter.items("accounts").size() == named.size()
                && named.size() >= least
                && named.size() <= MOST_ACCOUNTS
                && named.stream().distinct().count() == named.size()
                && named.stream().allMatch(Complaint::isAccount);
    }

    /**
     * What is told to a person who asked: filled up with spaces, so that every neutral reply is as
     * long as every other, and a longer one tells of nothing but its own length.
     */
    public static Json.Obj reply(String text, Told told, List<String> dockets) {
        var bare =
                Json.object()
                        .with("text", text)
                        .with("told", told.name())
                        .with("dockets", Json.strings(dockets))
                        .with("padding", "");
        var over = CanonicalJson.bytes(bare).length % REPLY;
        return over == 0 ? bare : bare.with("padding", " ".repeat(REPLY - over));
    }

    private static boolean isReply(Json.Obj matter) {
        var told = matter.text("told").flatMap(Told::of);
        var dockets = dockets(matter);
        var size = CanonicalJson.bytes(matter).length;
        return told.isPresent()
                && matter.get("dockets").filter(Json.Arr.class::isInstance).isPresent()
                && matter.items("dockets").size() == dockets.size()
                && (told.get() == Told.MEASURES) != dockets.isEmpty()
                && matter.text("padding").filter(String::isBlank).isPresent()
                && size % REPLY == 0
                && (told.get() == Told.MEASURES || size == REPLY);
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
