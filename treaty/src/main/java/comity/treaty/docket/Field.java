package comity.treaty.docket;

/**
 * One thing that an act of a type says: from this pages build their forms and programs their
 * requests.
 *
 * @param section the section of the envelope in which it stands
 * @param required whether the rulebook asks for it
 */
public record Field(String name, String section, Kind kind, boolean required) {
    /** How it is written in JSON. */
    public enum Kind {
        /** A line. */
        TEXT,
        /** Paragraphs. */
        LONG_TEXT,
        /** A whole number. */
        NUMBER,
        /** A day, ISO 8601. */
        DATE,
        /** An act's or exhibit's digest. */
        DIGEST,
        /** A list of digests. */
        DIGESTS,
        /** A list of lines. */
        TEXTS,
        /** One or more of the {@link comity.treaty.terms.DataCategory} names. */
        CATEGORIES,
        /** Any of the {@link comity.treaty.terms.Conduct} names. */
        CONDUCT,
        /** One or more of the {@link comity.treaty.terms.Ground} names. */
        GROUNDS,
        /** One of the {@link comity.treaty.terms.Safeguard} citations. */
        SAFEGUARD,
        /** CLEAR or CONCERN. */
        OUTCOME,
        /** A State's two letters. */
        STATE,
        /** A list of exhibits. */
        EXHIBITS
    }
}
