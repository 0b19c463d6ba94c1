package comity.node.provider;

import comity.node.frame.Quarter;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.record.act.Digest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A provider's figures as this State's record has them, quarter by quarter, for its own report; and
 * its list beside ours, order by order: one that it alone holds was never ordered here.
 */
public final class Reckoning {
    /** So many orders are compared at once. */
    static final int MOST = 10_000;

    private final Orders orders;
    private final Registry registry;

    Reckoning(Orders orders, Registry registry) {
        this.orders = orders;
        this.registry = registry;
    }

    /**
     * Orders that this node filed in a quarter, in universal time.
     *
     * @param standing how many stand how now: {@code PRODUCED}, {@code OBJECTED}, {@code OPEN},
     *     {@code OVERRIDDEN}
     * @param data how many ask for a kind of data; one may ask for several
     */
    public record ProviderQuarter(
            String quarter, long orders, Map<String, Long> standing, Map<String, Long> data) {}

    /** The latest quarter first. */
    List<ProviderQuarter> figures(String provider) {
        var quarters = new TreeMap<String, List<OrderView>>();
        for (var order : orders.to(provider))
            quarters.computeIfAbsent(quarter(order), _ -> new ArrayList<>()).add(order);
        return quarters.descendingMap().entrySet().stream()
                .map(one -> figures(one.getKey(), one.getValue()))
                .toList();
    }

    private static ProviderQuarter figures(String quarter, List<OrderView> of) {
        var standing = new TreeMap<String, Long>();
        var data = new TreeMap<String, Long>();
        for (var order : of) {
            standing.merge(order.standing(), 1L, Long::sum);
            order.categories().forEach(one -> data.merge(one, 1L, Long::sum));
        }
        return new ProviderQuarter(quarter, of.size(), standing, data);
    }

    private String quarter(OrderView order) {
        return registry.act(new Digest(order.order()))
                .map(Stored::filedAt)
                .map(at -> Quarter.of(at).name())
                .orElse("");
    }

    /**
     * The provider's list beside the record.
     *
     * @param quarter of which the list is; empty for all of them
     * @param both how many orders both hold
     * @param yours orders that the provider alone holds: nobody here gave them
     * @param ours orders that the record alone holds, with the day on which they were filed
     */
    public record OrdersCompared(
            String quarter, long both, List<String> yours, List<MissingOrder> ours) {}

    /** An order that the provider did not list. */
    public record MissingOrder(String order, String filed, String standing) {}

    OrdersCompared compare(String provider, String quarter, Collection<String> listed) {
        var known = new HashMap<String, OrderView>();
        for (var order : orders.to(provider)) known.put(order.order(), order);
        var yours = new TreeSet<String>();
        var both = 0L;
        for (var one : Set.copyOf(listed))
            if (known.containsKey(one)) both++;
            else yours.add(one);
        var ours =
                known.values().stream()
                        .filter(order -> !listed.contains(order.order()))
                        .filter(order -> quarter.isEmpty() || quarter.equals(quarter(order)))
                        .map(
                                order ->
                                        new MissingOrder(
                                                order.order(), filed(order), order.standing()))
                        .sorted(Comparator.comparing(MissingOrder::filed))
                        .toList();
        return new OrdersCompared(quarter, both, List.copyOf(yours), ours);
    }

    private String filed(OrderView order) {
        return registry.act(new Digest(order.order()))
                .map(Stored::filedAt)
                .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC).toString())
                .orElse("");
    }

    /** What a list was not taken for; the line is counted from 1. */
    static final class NotAList extends Exception {
        private static final long serialVersionUID = 1L;

        final String word;
        final int line;

        NotAList(String word, int line) {
            super(word);
            this.word = word;
            this.line = line;
        }
    }

    /** The numbers of orders, one in a line; blank lines do not count. */
    static Set<String> listed(String text) throws NotAList {
        var listed = new LinkedHashSet<String>();
        var line = 0;
        for (var said : text.lines().toList()) {
            line++;
            var number = said.strip();
            if (number.isEmpty()) continue;
            if (!number.matches("[0-9a-f]{64}")) throw new NotAList("line", line);
            listed.add(number);
            if (listed.size() > MOST) throw new NotAList("many", line);
        }
        if (listed.isEmpty()) throw new NotAList("nothing", 0);
        return listed;
    }

    static boolean isQuarter(String text) {
        return text.isEmpty() || text.matches("[0-9]{4}-Q[1-4]");
    }
}
