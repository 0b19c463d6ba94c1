package comity.treaty.register;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a file says of a provision: a column of CSV, a member of JSON. One list for readers, writers
 * and the schema, so that none of them knows another form.
 */
public enum Column {
    ID("id", Kind.TEXT, true, 83, "The State and a name that stays: XA/303b."),
    LABEL("label", Kind.TEXT, true, 200, "As lawyers cite it: 18 USC 1030(a)(2)."),
    TITLE("title", Kind.TEXT, true, 300, "What the law calls the offence."),
    ARTICLES(
            "articles",
            Kind.ARTICLES,
            false,
            60,
            "Articles of the Convention, 7 to 17, about the same conduct; none if no article covers it."),
    CONDUCT(
            "conduct",
            Kind.VERBS,
            false,
            1_000,
            "What is done; left out if nobody has said, which is not the same as none."),
    ELEMENTS(
            "elements",
            Kind.ELEMENTS,
            false,
            1_000,
            "What has to be there beside it; left out if nobody has said, empty if nothing has."),
    LIMITS("limits", Kind.TEXT, false, 2_000, "Elements and limits in words."),
    BASE(
            "base",
            Kind.PENALTY,
            true,
            300,
            "Highest deprivation of liberty of the basic form: months, life, none, unknown, or 'as: ' and the provision that says it."),
    AGGRAVATED("aggravated", Kind.PENALTY, false, 300, "The same of all aggravated forms."),
    AGGRAVATED_WHEN(
            "aggravatedWhen", Kind.TEXT, false, 500, "When the aggravated form holds, in words."),
    DEATH("death", Kind.TRUTH, false, 7, "Whether death can be imposed; unknown if left out."),
    TEXT("text", Kind.TEXT, false, 20_000, "The provision in its own language."),
    LANGUAGE("language", Kind.LANGUAGE, false, 35, "That language, as BCP 47 tag."),
    SOURCE("source", Kind.TEXT, true, 500, "Where it was read."),
    AS_OF("asOf", Kind.DAY, true, 10, "The day of the state of the law that was read."),
    CONFIDENCE(
            "confidence",
            Kind.CONFIDENCE,
            true,
            9,
            "seen, secondary or disputed; only what was seen is used as certain."),
    NOTE("note", Kind.TEXT, false, 1_000, "What is uncertain about it."),
    FROM("from", Kind.DAY, false, 10, "First day in force."),
    UNTIL("until", Kind.DAY, false, 10, "Last day in force."),
    SPEECH(
            "speech",
            Kind.FLAG,
            false,
            5,
            "Whether it punishes what somebody says or shows, and no article covers it.");

    /** What may stand in a column. */
    public enum Kind {
        TEXT,
        ARTICLES,
        VERBS,
        ELEMENTS,
        PENALTY,
        TRUTH,
        FLAG,
        DAY,
        LANGUAGE,
        CONFIDENCE
    }

    private final String word;
    private final Kind kind;
    private final boolean required;
    private final int longest;
    private final String meaning;

    Column(String word, Kind kind, boolean required, int longest, String meaning) {
        this.word = word;
        this.kind = kind;
        this.required = required;
        this.longest = longest;
        this.meaning = meaning;
    }

    public static Optional<Column> of(String word) {
        return Stream.of(values()).filter(column -> column.word.equals(word)).findFirst();
    }

    public String word() {
        return word;
    }

    public Kind kind() {
        return kind;
    }

    public boolean required() {
        return required;
    }

    /** The most characters that it may have as text. */
    public int longest() {
        return longest;
    }

    /** In one English sentence, for the schema. */
    public String meaning() {
        return meaning;
    }
}
