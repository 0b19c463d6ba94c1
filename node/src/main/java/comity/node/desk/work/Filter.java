package comity.node.desk.work;

import comity.node.frame.Refused;
import comity.treaty.docket.Phase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which dockets a list shows, and from where on. Codes alone, so that it can stand in an address
 * and be kept.
 *
 * @param whose all, those of the person's authorities, or those on which the person acted
 * @param due by its next last day
 * @param turn whose turn it is: a stage, this State's, or the partner's; empty: anybody's
 * @param partner the other State; empty: any
 * @param provider to whom something was ordered; empty: anybody
 * @param phase empty: any
 * @param urgent emergencies and urgent ones alone
 * @param order by the next last day (what is open), or by the latest act (everything)
 * @param after where the page before ended; empty: the first page
 */
public record Filter(
        Whose whose,
        When due,
        String turn,
        String partner,
        String provider,
        String phase,
        boolean urgent,
        Order order,
        String after) {

    public enum Whose {
        AUTHORITY,
        MINE,
        ALL
    }

    public enum When {
        ANY,
        OVERDUE,
        SOON
    }

    public enum Order {
        DUE,
        LATEST
    }

    /** For {@code turn}: any office of this State, or of the other. */
    static final String US = "US";

    static final String PARTNER = "PARTNER";
    public static final Filter NONE =
            new Filter(Whose.AUTHORITY, When.ANY, "", "", "", "", false, Order.DUE, "");

    private static final String AUTHORITY = "([A-Z]{2}(\\.[a-z0-9-]{1,63}){1,4})?";

    private static final String AFTER =
            "(\\d{4}-\\d{2}-\\d{2}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})|\\d{1,18}";

    /**
     * Reads an address.
     *
     * @throws Refused if it asks for what there is not: a list that silently showed something else
     *     would be believed
     */
    public static Filter of(Map<String, String> asked) {
        var turn = asked.getOrDefault("turn", "");
        var partner = asked.getOrDefault("partner", "");
        var provider = asked.getOrDefault("provider", "");
        var phase = asked.getOrDefault("phase", "");
        var after = asked.getOrDefault("after", "");
        var order = read(Order.class, asked, "order");
        if (!turn.isEmpty()
                        && !turn.equals(US)
                        && !turn.equals(PARTNER)
                        && named(Stage.class, turn).isEmpty()
                || !partner.matches("([A-Z]{2})?")
                || !provider.matches(AUTHORITY)
                || !phase.isEmpty() && named(Phase.class, phase).isEmpty()
                || !after.isEmpty()
                        && (!after.matches(AFTER) || after.contains("_") != (order == Order.DUE)))
            throw Refused.with(400, "list.filter");
        return new Filter(
                read(Whose.class, asked, "whose"),
                read(When.class, asked, "due"),
                turn,
                partner,
                provider,
                phase,
                asked.getOrDefault("urgent", "").equals("true"),
                order,
                after);
    }

    private static <E extends Enum<E>> E read(
            Class<E> type, Map<String, String> asked, String name) {
        var word = asked.getOrDefault(name, "");
        if (word.isEmpty()) return type.getEnumConstants()[0];
        return named(type, word).orElseThrow(() -> Refused.with(400, "list.filter"));
    }

    private static <E extends Enum<E>> Optional<E> named(Class<E> type, String word) {
        return Stream.of(type.getEnumConstants())
                .filter(one -> one.name().equals(word))
                .findFirst();
    }

    public Filter from(String place) {
        return new Filter(whose, due, turn, partner, provider, phase, urgent, order, place);
    }

    /** What it asks for beyond what a list shows by itself, without where a page begins. */
    public Map<String, String> asked() {
        var asked = new LinkedHashMap<String, String>();
        if (whose != NONE.whose) asked.put("whose", whose.name());
        if (due != NONE.due) asked.put("due", due.name());
        if (!turn.isEmpty()) asked.put("turn", turn);
        if (!partner.isEmpty()) asked.put("partner", partner);
        if (!provider.isEmpty()) asked.put("provider", provider);
        if (!phase.isEmpty()) asked.put("phase", phase);
        if (urgent) asked.put("urgent", "true");
        if (order != NONE.order) asked.put("order", order.name());
        return asked;
    }

    /** As it stands in an address after the question mark; the same filter is the same text. */
    public String query() {
        var asked = new TreeMap<>(asked());
        if (!after.isEmpty()) asked.put("after", after);
        return String.join(
                "&",
                asked.entrySet().stream()
                        .map(
                                one ->
                                        one.getKey()
                                                + "="
                                                + URLEncoder.encode(
                                                        one.getValue(), StandardCharsets.UTF_8))
                        .toList());
    }
}
