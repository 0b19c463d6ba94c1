package comity.node.within;

import comity.evidence.reading.Item;
import comity.node.frame.Plain;
import comity.node.vault.Held;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What came of a comparison with an order.
 *
 * @param divided whether there are two parts now
 * @param exhibit what lies within, as an act names it; the exhibit itself if it was not divided
 * @param setAside the hash of what stays here; empty if nothing does
 * @param standing WITHIN, SET_ASIDE or UNREAD: of the exhibit itself if it was not divided
 * @param compared every part as the act {@code compare} names it
 * @param counts items by how they compare
 * @param unread what could not be read: path and reason
 * @param columns of rows, of which the one with the time has to be named
 * @param matches how many known depictions of abuse a list of hashes found
 */
public record ComparisonView(
        UUID docket,
        String order,
        String tool,
        boolean divided,
        Map<String, Object> exhibit,
        String setAside,
        String standing,
        List<Map<String, Object>> compared,
        Map<String, Integer> counts,
        List<UnreadView> unread,
        List<String> columns,
        int matches) {
    private static final int MOST = 200;

    /** Something that could not be read, and why. */
    public record UnreadView(String path, String why) {}

    static ComparisonView of(Held exhibit, Namings.Ordered order, Comparing.Outcome outcome) {
        var within =
                outcome.parts().stream()
                        .filter(part -> part.standing() == Act.Standing.WITHIN)
                        .findFirst();
        var aside =
                outcome.parts().stream()
                        .filter(part -> part.standing() != Act.Standing.WITHIN)
                        .findFirst();
        var divided = outcome.parts().size() > 1;
        var counts = new TreeMap<String, Integer>();
        outcome.counts().forEach((verdict, count) -> counts.put(verdict.name(), count));
        return new ComparisonView(
                order.docket().id(),
                order.digest().hex(),
                Comparing.TOOL,
                divided,
                within.map(part -> named(part, exhibit)).orElseGet(() -> named(exhibit)),
                divided || within.isEmpty()
                        ? aside.map(part -> part.exhibit().sha256().hex()).orElse("")
                        : "",
                within.or(() -> aside).map(part -> part.standing().name()).orElse("UNREAD"),
                outcome.parts().stream().map(part -> compared(part, exhibit)).toList(),
                counts,
                outcome.unread().stream().limit(MOST).map(ComparisonView::unread).toList(),
                outcome.columns(),
                outcome.matches());
    }

    private static UnreadView unread(Item item) {
        return new UnreadView(item.path(), item.unread().map(Enum::name).orElse(""));
    }

    private static Map<String, Object> compared(Comparing.Part part, Held from) {
        var named = named(part, from);
        named.put("standing", part.standing().name());
        if (!part.why().isEmpty()) named.put("why", part.why().stream().sorted().toList());
        return named;
    }

    private static Map<String, Object> named(Comparing.Part part, Held from) {
        var named = named(part.exhibit());
        if (!part.exhibit().sha256().equals(from.sha256())) {
            named.put("derivedFrom", from.sha256().hex());
            named.put("tool", part.tool());
        }
        part.counts()
                .ifPresent(
                        counts -> {
                            named.put("within", counts.within());
                            named.put("setAside", counts.setAside());
                        });
        return named;
    }

    private static Map<String, Object> named(Held exhibit) {
        var named = new LinkedHashMap<String, Object>();
        named.put("sha256", exhibit.sha256().hex());
        named.put("size", exhibit.size());
        named.put("name", exhibit.name());
        named.put("mediaType", exhibit.mediaType());
        return named;
    }

    /** As the node keeps it until it is filed. */
    Json.Obj json() {
        var counted = new LinkedHashMap<String, Json>();
        counts.forEach((verdict, count) -> counted.put(verdict, new Json.Int(count)));
        return Json.object()
                .with("docket", docket.toString())
                .with("order", order)
                .with("tool", tool)
                .with("divided", divided)
                .with("exhibit", json(exhibit))
                .with("setAside", setAside)
                .with("standing", standing)
                .with(
                        "compared",
                        new Json.Arr(compared.stream().map(ComparisonView::json).toList()))
                .with("counts", new Json.Obj(counted))
                .with(
                        "unread",
                        new Json.Arr(
                                unread.stream()
                                        .<Json>map(
                                                one ->
                                                        Json.object()
                                                                .with("path", one.path())
                                                                .with("why", one.why()))
                                        .toList()))
                .with("columns", Json.strings(columns))
                .with("matches", matches);
    }

    private static Json json(Map<String, Object> named) {
        var json = new LinkedHashMap<String, Json>();
        named.forEach(
                (name, value) ->
                        json.put(
                                name,
                                switch (value) {
                                    case Number number -> new Json.Int(number.longValue());
                                    case Collection<?> many ->
                                            Json.strings(
                                                    many.stream().map(Object::toString).toList());
                                    default -> new Json.Str(value.toString());
                                }));
        return new Json.Obj(json);
    }

    static ComparisonView of(Json.Obj json) {
        var counts = new TreeMap<String, Integer>();
        var counted = json.object("counts").orElse(Json.EMPTY);
        counted.members()
                .keySet()
                .forEach(
                        verdict ->
                                counts.put(
                                        verdict, counted.integer(verdict).orElse(0L).intValue()));
        return new ComparisonView(
                UUID.fromString(json.text("docket").orElseThrow()),
                json.text("order").orElseThrow(),
                json.text("tool").orElseThrow(),
                json.bool("divided").orElse(false),
                Plain.of(json.object("exhibit").orElse(Json.EMPTY)),
                json.text("setAside").orElse(""),
                json.text("standing").orElse(""),
                objects(json, "compared").map(Plain::of).toList(),
                counts,
                objects(json, "unread")
                        .map(
                                one ->
                                        new UnreadView(
                                                one.text("path").orElse(""),
                                                one.text("why").orElse("")))
                        .toList(),
                json.texts("columns"),
                json.integer("matches").orElse(0L).intValue());
    }

    private static Stream<Json.Obj> objects(Json.Obj json, String member) {
        return json.items(member).stream()
                .filter(Json.Obj.class::isInstance)
                .map(Json.Obj.class::cast);
    }
}
