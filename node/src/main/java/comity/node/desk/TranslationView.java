package comity.node.desk;

import comity.node.desk.Pieces.Piece;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An act as a translator has it before them, field by field, with what they have written.
 *
 * @param act its digest
 * @param state whose authority took it
 * @param writtenIn the language of the original, as it says or as the translator says
 * @param stated whether the original says it
 * @param into the language of the translation
 * @param accepted into which languages it may be translated
 * @param parts the sections that were given
 * @param notGiven the sections in which the original may say something and that were not given
 * @param replaces the earlier translation into this language; empty if there is none
 * @param open how many texts are neither translated nor left
 */
public record TranslationView(
        UUID docket,
        String act,
        String type,
        String state,
        String office,
        Instant at,
        String writtenIn,
        boolean stated,
        String into,
        List<String> accepted,
        List<Part> parts,
        List<String> notGiven,
        String replaces,
        boolean accurate,
        boolean machine,
        String tool,
        long open) {

    /** One section. */
    public record Part(String section, List<Passage> passages) {}

    /**
     * One text.
     *
     * @param name {@code section.field}
     * @param pieces the original, cut for showing
     * @param kept identifiers that the translation has to have letter for letter, where it has text
     * @param missing those that it lacks
     * @param strange what in the original may not be what it looks like
     * @param strangeHere what in the translation may not be
     */
    public record Passage(
            String name,
            String field,
            boolean isLong,
            List<Piece> pieces,
            String translation,
            boolean left,
            List<String> kept,
            List<String> missing,
            List<Term> terms,
            List<Name> names,
            List<String> strange,
            List<String> strangeHere) {

        public boolean isOpen() {
            return !left && translation.isEmpty();
        }

        /** Whether something in it has to be looked at before it can be filed. */
        public boolean lacks() {
            return !missing.isEmpty()
                    || terms.stream()
                            .anyMatch(
                                    term ->
                                            !translation.isEmpty()
                                                    && !term.held()
                                                    && term.why().isEmpty());
        }
    }

    /**
     * A term of the Convention in the original.
     *
     * @param seen whether it was read in the authentic text
     * @param held whether the translation uses it
     * @param why the translator's reason to call it otherwise
     */
    public record Term(
            String key, String written, String authentic, boolean seen, boolean held, String why) {}

    /** An authority that the original names, and its name in the other language. */
    public record Name(String written, String called, boolean held) {}

    /**
     * What lies before a translator.
     *
     * @param sections that were given
     * @param acts that can be translated, oldest first
     */
    public record Task(
            UUID docket,
            String requesting,
            String requested,
            List<String> sections,
            Instant given,
            List<ActRow> acts) {}

    /**
     * An act that can be translated.
     *
     * @param texts how many it has in the sections that were given
     * @param done the languages into which it was translated
     * @param awaited whether nobody has translated it yet
     */
    public record ActRow(
            String act,
            String type,
            String state,
            Instant at,
            int texts,
            List<String> done,
            boolean awaited) {}

    /** A translation that is awaited, and of whom. */
    public record Awaited(String name, Instant since) {}
}
