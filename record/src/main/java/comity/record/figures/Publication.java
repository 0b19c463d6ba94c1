package comity.record.figures;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import java.util.Optional;

/**
 * What a State binds itself to, in an act of its own, when it publishes the numbers of a period.
 *
 * @param from acts from this position of the log on are counted
 * @param upTo and up to this one, without it
 * @param statement digest of all that is published
 * @param root over what is committed to for each position of the period
 */
public record Publication(String period, long from, long upTo, Digest statement, SumNode root) {
    /** The kind of the docket on which such acts stand. */
    public static final String KIND = "statistics";

    public static final String TYPE = "publish-figures";
    public static final String SECTION = "figures";

    private static final int MEMBERS = 5;

    public static Publication of(Totals totals, SumNode root) {
        return new Publication(
                totals.period(), totals.from(), totals.upTo(), totals.digest(), root);
    }

    public Json.Obj json() {
        return Json.object()
                .with("period", period)
                .with("from", from)
                .with("upTo", upTo)
                .with("statement", statement.hex())
                .with("root", root.text());
    }

    /** What an act says; empty if it is another kind of act or says something else. */
    public static Optional<Publication> of(Envelope act) {
        if (!act.header().kind().equals(KIND) || !act.header().type().equals(TYPE))
            return Optional.empty();
        return act.content(SECTION).flatMap(Publication::of);
    }

    private static Optional<Publication> of(Json.Obj said) {
        var period = said.text("period");
        var from = said.integer("from").filter(number -> number >= 0);
        var upTo = said.integer("upTo");
        var statement = said.text("statement").filter(hex -> hex.matches("[0-9a-f]{64}"));
        var root = said.text("root").flatMap(SumNode::of);
        if (period.isEmpty()
                || from.isEmpty()
                || upTo.filter(number -> number > from.get()).isEmpty()
                || statement.isEmpty()
                || root.isEmpty()
                || said.members().size() != MEMBERS) return Optional.empty();
        return Optional.of(
                new Publication(
                        period.get(),
                        from.get(),
                        upTo.get(),
                        new Digest(statement.get()),
                        root.get()));
    }
}
