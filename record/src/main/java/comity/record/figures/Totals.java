package comity.record.figures;

import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The numbers of a publication as its statement has them.
 *
 * @param from acts from this position of the log on
 * @param upTo and up to this one, without it
 * @param shown by figure, in the statement's order; empty where a number is withheld
 * @param statement all that is published, canonical
 */
public record Totals(String period, long from, long upTo, List<Total> shown, Json.Obj statement) {
    /** So many acts' positions a double can tell apart, and so many a figure can count. */
    private static final long MOST = (1L << 53) - 1;

    public Totals {
        shown = List.copyOf(shown);
    }

    /** A published number. */
    public record Total(String figure, Optional<Long> count) {}

    /** What a figure is called: table, direction, partner and category, with strokes between. */
    public static String figure(String table, String direction, String partner, String category) {
        return table + "|" + direction + "|" + partner + "|" + category;
    }

    /** Empty if this is no statement: docs/formats/statistics.md. */
    public static Optional<Totals> of(Json.Obj statement) {
        var period = statement.text("period");
        var from = statement.integer("from").filter(number -> number >= 0);
        var upTo = statement.integer("upTo").filter(number -> number <= MOST);
        if (period.isEmpty() || from.isEmpty() || upTo.isEmpty() || upTo.get() <= from.get())
            return Optional.empty();
        var shown = new ArrayList<Total>();
        var names = new HashSet<String>();
        for (var item : statement.items("figures")) {
            var total = total(item);
            if (total.isEmpty() || !names.add(total.get().figure())) return Optional.empty();
            shown.add(total.get());
        }
        return Optional.of(new Totals(period.get(), from.get(), upTo.get(), shown, statement));
    }

    private static final Set<String> PARTS = Set.of("table", "direction", "partner", "category");

    private static Optional<Total> total(Json item) {
        if (!(item instanceof Json.Obj figure)) return Optional.empty();
        for (var part : PARTS)
            if (figure.text(part).filter(text -> !text.contains("|")).isEmpty())
                return Optional.empty();
        var count = figure.integer("count");
        if (figure.members().size() != PARTS.size() + (count.isPresent() ? 1 : 0)
                || count.filter(number -> number < 0 || number > MOST).isPresent())
            return Optional.empty();
        return Optional.of(
                new Total(
                        figure(
                                figure.text("table").orElseThrow(),
                                figure.text("direction").orElseThrow(),
                                figure.text("partner").orElseThrow(),
                                figure.text("category").orElseThrow()),
                        count));
    }

    List<String> withheld() {
        return shown.stream().filter(total -> total.count().isEmpty()).map(Total::figure).toList();
    }

    /** Of the statement as it is published. */
    public Digest digest() {
        return Digest.of(CanonicalJson.bytes(statement));
    }

    static String text(BigInteger scalar) {
        return Base64Url.encode(Curve.bytes(scalar));
    }
}
