package comity.node.law.profiles;

import comity.treaty.law.Problem;
import comity.treaty.law.Profile;
import java.time.Instant;
import java.util.List;

/** What the pages of profiles show. */
public final class ProfilesView {
    private ProfilesView() {}

    /**
     * One version.
     *
     * @param digest of the act that published it
     * @param at the day and time that its author gave it
     * @param authority that published it
     */
    public record Published(Profile profile, String digest, Instant at, String authority) {}

    /** A member and what it says. */
    public record Line(String label, List<String> values) {}

    public record Table(String title, List<String> heads, List<List<String>> rows) {}

    /** What stands under one title; a list that is empty and said to be so has no rows. */
    public record Part(String id, String title, List<Line> lines, List<Table> tables) {}

    /** In what two versions differ. */
    public record Difference(
            String label, String row, String before, String after, String direction) {}

    /**
     * A version in a history.
     *
     * @param changes against the one before it
     */
    public record Step(
            Published published, String authority, boolean standing, List<Difference> changes) {}

    /**
     * What became of what was handed in.
     *
     * @param checked digest of the document if nothing is wrong with it; empty if something is, or
     *     if nothing was handed in yet
     * @param problems in the order of the file
     * @param changes against what stands
     */
    public record Heard(String checked, List<Problem> problems, List<Difference> changes) {
        static final Heard NOTHING = new Heard("", List.of(), List.of());
    }

    public record Choice(String code, String label, boolean chosen) {}

    /**
     * @param kind text, area, number, day, truth, one or many
     * @param said whether the document says anything there, if only an empty list
     */
    public record Field(
            String name,
            String label,
            String kind,
            boolean required,
            String value,
            boolean said,
            List<Choice> choices,
            List<String> errors) {}

    public record Row(String name, List<Field> fields, List<String> errors) {}

    public record Rows(
            String name, String title, boolean said, List<Row> rows, List<String> errors) {}

    public record Section(String name, String title, List<Field> fields, List<Rows> tables) {}
}
