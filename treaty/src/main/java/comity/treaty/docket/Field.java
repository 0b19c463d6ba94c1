package comity.treaty.docket;

import comity.treaty.facts.Fact;
import comity.treaty.terms.Measure;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that an act of a type says: from this pages build their forms and programs their
 * requests.
 *
 * @param section the section of the envelope in which it stands
 * @param required whether the rulebook asks for it
 * @param choices the words it may be, where its kind is a code or codes
 * @param measures for which it is asked; empty for all
 * @param fact what of the catalogue of facts it states
 */
public record Field(
        String name,
        String section,
        Kind kind,
        boolean required,
        List<String> choices,
        Set<Measure> measures,
        Optional<Fact> fact) {
    public Field {
        choices = List.copyOf(choices);
        measures = Set.copyOf(measures);
    }

    Field(String name, String section, Kind kind, boolean required) {
        this(name, section, kind, required, List.of(), Set.of(), Optional.empty());
    }

    /** The same field, which states a fact. */
    Field stating(Fact stated) {
        return new Field(
                name,
                section,
                kind,
                required,
                kind == Kind.CODE || kind == Kind.CODES ? stated.codes() : choices,
                measures,
                Optional.of(stated));
    }

    /** The same field, one of these words. */
    Field of(String... words) {
        return new Field(name, section, kind, required, List.of(words), measures, fact);
    }

    /** The same field, asked only for these measures. */
    Field only(Set<Measure> asked) {
        return new Field(name, section, kind, required, choices, asked, fact);
    }

    /** Whether a form asks it where this measure is sought. */
    public boolean askedFor(Measure measure) {
        return measures.isEmpty() || measures.contains(measure);
    }

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
        /** A list of sections of acts, each as {@code digest/name}. */
        SECTIONS,
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
        EXHIBITS,
        /** A list of manifests that a source signed (docs/formats/manifest.md). */
        MANIFESTS,
        /** TRUE, FALSE or UNKNOWN. */
        TRUTH,
        /** One of the field's {@link Field#choices}. */
        CODE,
        /** Any of them. */
        CODES,
        /** Texts by the names of what they belong to: a translation's, by the original's fields. */
        NAMED_TEXTS
    }
}
