package comity.node.within;

import comity.evidence.reading.Item;
import comity.node.vault.Held;
import comity.treaty.docket.Act;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

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
            named.put("tool", Comparing.TOOL);
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
}
