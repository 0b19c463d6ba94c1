package comity.treaty.law;

import comity.record.act.Json;
import comity.record.act.Places;
import comity.treaty.law.Term.Floor;
import comity.treaty.terms.Citation;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Where a profile is looser than the Convention. 59(2) lets a State be stricter; it lets none be
 * looser, so such a document is not published at all.
 */
final class Looseness {
    private static final Set<String> CONTENT =
            Set.of("PRODUCE_CONTENT", "SEARCH_SEIZE", "INTERCEPT");
    private static final Set<String> TRAFFIC = Set.of("PRODUCE_TRAFFIC", "RT_TRAFFIC");

    /** Measures that hand nothing over; who authorises these is the State's own affair. */
    private static final Set<String> REVERSIBLE = Set.of("PRESERVE", "TRAFFIC_DISCLOSE");

    private static final Citation REVIEW = Citation.high(24, "(2)");
    private static final long ORDER_DAYS = 90;
    private static final long REVIEW_HOURS = 72;
    private static final long CONFIRMATION_HOURS = 72;

    private final Json.Obj document;
    private final Objections objections;

    Looseness(Json.Obj document, Objections objections) {
        this.document = document;
        this.objections = objections;
    }

    /** What the catalogue itself lets no State go below. */
    static void floor(String at, Json value, Floor floor, Objections objections) {
        if (value instanceof Json.Int(var number) && number >= 0) {
            if (floor.least().isPresent() && number < floor.least().getAsLong())
                objections.looser(
                        at,
                        "looser.least",
                        Map.of(
                                "number", Long.toString(number),
                                "least", Long.toString(floor.least().getAsLong())),
                        floor.citation());
            if (floor.most().isPresent() && number > floor.most().getAsLong())
                objections.looser(
                        at,
                        "looser.most",
                        Map.of(
                                "number", Long.toString(number),
                                "most", Long.toString(floor.most().getAsLong())),
                        floor.citation());
        }
        if (value instanceof Json.Bool(var truth)
                && floor.must().filter(must -> must != truth).isPresent())
            objections.looser(at, "looser.must", Map.of(), floor.citation());
        if (value instanceof Json.Arr(var items))
            for (var i = 0; i < items.size(); i++) {
                var word = Words.of(items.get(i)).orElse("");
                if (floor.never().contains(word))
                    objections.looser(
                            at + "/" + i, "looser.never", Map.of("word", word), floor.citation());
            }
    }

    void find() {
        Contradictions.each(document, "", "authorisations", this::authorisation);
        preservation();
        secrecy();
        Contradictions.each(document, "", "reservations", this::reservation);
        Contradictions.each(document, "", "deadlines", this::deadline);
    }

    /** 24(2): content by a judge, traffic by a judge or another independent authority. */
    private void authorisation(String at, Json.Obj row) {
        var measure = row.text("measure").orElse("");
        var category = row.text("category").orElse("");
        if (REVERSIBLE.contains(measure)) return;
        var kinds = new HashSet<>(row.texts("kinds"));
        if (measure.equals("EMERGENCY")) {
            emergency(at, category, kinds);
            return;
        }
        if (CONTENT.contains(measure) || category.equals("CONTENT"))
            needs(at, kinds, Set.of("JUDGE"), "looser.content");
        else if (TRAFFIC.contains(measure) || category.equals("TRAFFIC"))
            needs(at, kinds, Set.of("JUDGE", "INDEPENDENT_AUTHORITY"), "looser.traffic");
        else if (measure.equals("PRODUCE_SUBSCRIBER") || category.equals("SUBSCRIBER"))
            needs(
                    at,
                    kinds,
                    Set.of("JUDGE", "INDEPENDENT_AUTHORITY", "PROSECUTOR"),
                    "looser.subscriber");
    }

    /** What cannot wait for a judge goes before one afterwards. */
    private void emergency(String at, String category, Set<String> kinds) {
        var reviewed =
                Said.objects(document, "deadlines").stream()
                        .anyMatch(
                                row ->
                                        row.text("step")
                                                .filter("EX_POST_REVIEW"::equals)
                                                .isPresent());
        if (!category.equals("SUBSCRIBER") && !kinds.equals(Set.of("JUDGE")) && !reviewed)
            objections.looser(at + "/kinds", "looser.emergency", Map.of(), REVIEW);
    }

    private void needs(String at, Set<String> kinds, Set<String> allowed, String code) {
        for (var kind : kinds)
            if (!allowed.contains(kind))
                objections.looser(at + "/kinds", code, Map.of("kind", kind), REVIEW);
    }

    /** 25(2): an order lasts at most ninety days, unless the law says that it is renewed. */
    private void preservation() {
        var preservation = Said.group(document, "preservation");
        var renewed = preservation.bool("orderRenewable").orElse(false);
        preservation
                .integer("orderDays")
                .filter(days -> days > ORDER_DAYS && !renewed)
                .ifPresent(
                        days ->
                                objections.looser(
                                        "/preservation/orderDays",
                                        "looser.order",
                                        Map.of("number", Long.toString(days)),
                                        Citation.high(25, "(2)")));
    }

    /** 40(20) keeps a request secret; nothing in it lets secrecy towards the person never end. */
    private void secrecy() {
        if (document.object("secrecy").filter(said -> said.get("mostDays").isEmpty()).isPresent())
            objections.looser("/secrecy", "looser.secrecy", Map.of(), REVIEW);
    }

    /** 23(3)(a): real-time traffic for no fewer offences than interception. */
    private void reservation(String at, Json.Obj row) {
        if (row.text("provision").filter("23(3)(a)"::equals).isEmpty()) return;
        var interception = Said.group(document, "interception");
        var left = Said.integers(row, "articles");
        Contradictions.each(
                interception,
                "",
                "offences",
                (_, offence) ->
                        offence.integer("article")
                                .filter(article -> !left.contains(article))
                                .filter(_ -> !reaches(row, offence.integer("months").orElse(0L)))
                                .ifPresent(
                                        article ->
                                                objections.looser(
                                                        Places.member(at, "articles"),
                                                        "looser.reservation",
                                                        Map.of("article", article.toString()),
                                                        Citation.high(23, "(3)(a)"))));
    }

    private static boolean reaches(Json.Obj reservation, long months) {
        return reservation.integer("minimumMonths").filter(least -> months >= least).isPresent();
    }

    private void deadline(String at, Json.Obj row) {
        var deadline = StepDeadline.of(row);
        if (deadline.isEmpty()) return;
        var hours = deadline.get().hours();
        switch (deadline.get().step()) {
            case EX_POST_REVIEW -> {
                if (hours > REVIEW_HOURS)
                    objections.looser(at + "/count", "looser.review", Map.of(), REVIEW);
            }
            case WRITTEN_CONFIRMATION -> {
                if (hours > CONFIRMATION_HOURS)
                    objections.looser(
                            at + "/count",
                            "looser.confirmation",
                            Map.of(),
                            Citation.medium(40, "(14)"));
            }
            case ACKNOWLEDGE,
                    ADDITIONAL_INFORMATION,
                    PRESERVE,
                    DECIDE,
                    EXECUTE,
                    EXECUTE_URGENT,
                    EMERGENCY,
                    CONSULT,
                    NOTIFY_PERSON -> {}
        }
    }
}
