package comity.treaty.positions;

import java.util.List;
import java.util.Optional;

/**
 * One thing that a State did or said about the Convention.
 *
 * @param state ISO 3166-1 alpha-2, or {@code EU}
 * @param article whose words it concerns, such as {@code 6(2)}; empty for the whole
 * @param motion the id of the {@link Motion} that it concerns; empty for none
 * @param date when; empty where no source says
 * @param asOf when the source looked
 * @param phrase the sentence of the bundles that says more ({@link Phrases}); empty for none
 */
public record Position(
        String state,
        Kind kind,
        String article,
        String motion,
        Optional<Vote> vote,
        Optional<When> date,
        When asOf,
        Confidence confidence,
        List<String> sources,
        String phrase) {
    /** What was done. */
    public enum Kind {
        /** Article 64(1). */
        SIGNED,
        /** A source names the State among those that had not signed on the day it looked. */
        NOT_SIGNED,
        /** A step of its own law towards being bound; nothing is deposited by it. */
        DOMESTIC_STEP,
        /** Deposited an instrument of ratification, acceptance, approval or accession (64). */
        INSTRUMENT,
        DECLARED,
        RESERVED,
        OBJECTED,
        PROPOSED,
        SUPPORTED,
        STATED,
        VOTED
    }

    /** How it voted. */
    public enum Vote {
        IN_FAVOUR,
        AGAINST,
        ABSTAINED
    }

    public Position {
        sources = List.copyOf(sources);
    }
}
