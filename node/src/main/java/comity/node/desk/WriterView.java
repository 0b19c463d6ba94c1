package comity.node.desk;

import comity.treaty.docket.Form;
import comity.treaty.terms.Measure;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the writer's pages show. */
public final class WriterView {
    private WriterView() {}

    /**
     * Forms that belong together.
     *
     * @param name the group's: ask, inform, decide or report
     */
    public record Group(String name, List<Choice> forms) {}

    /**
     * A form that may be begun.
     *
     * @param answers whether it speaks to acts that stand on a docket already
     */
    public record Choice(Form form, List<Measure> measures, boolean answers) {}

    /**
     * A draft, or a template where it belongs to no docket.
     *
     * @param title the offence, or nothing
     */
    public record Row(
            UUID draft,
            Form form,
            String measure,
            String title,
            boolean template,
            Instant savedAt,
            String leftBy) {}

    /** A docket that a form may be begun on. */
    public record DocketRow(UUID docket, String requesting, String requested, String latest) {}

    /**
     * A part of the form.
     *
     * @param lacking how many things in it have to be said and are not
     */
    public record Step(String part, List<Asked> fields, long lacking) {}

    /**
     * A field as it is asked.
     *
     * @param fact the fact that it states, by its path; empty if it states none
     * @param translation what was entered
     * @param terms of the Convention in its text
     */
    public record Asked(
            Forms.Entry entry,
            String article,
            String fact,
            boolean translatable,
            String translation,
            List<Locked> terms) {
        /** Whether it is asked at once: it has to be said, or something stands in it. */
        public boolean first() {
            return entry.field().required() || !entry.value().isBlank();
        }
    }

    /**
     * A term in a text, and what it is called in the translation's language.
     *
     * @param held whether the translation uses it
     */
    public record Locked(String written, String authentic, boolean seen, boolean held) {}
}
