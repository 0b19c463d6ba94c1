package comity.node.transparency;

import comity.node.transparency.Counted.Counter;
import comity.node.transparency.Counted.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Some quarters of one State's requests, made up: few or many partners, measures and requests. */
final class RandomWorld {
    static final Direction DIRECTION = Direction.INCOMING;

    private final Random random;
    final List<String> partners;
    private final List<String> measures = new ArrayList<>();
    final List<Map<Counter, Long>> quarters = new ArrayList<>();
    private long open;
    private long waiting;
    private long preserved;

    RandomWorld(long seed, int quarters) {
        random = new Random(seed);
        partners = List.of("XB", "XC", "XD", "XE").subList(0, 1 + random.nextInt(4));
        var wanted = 1 + random.nextInt(6);
        while (measures.size() < wanted) {
            var measure = any(Table.MEASURE.categories());
            if (!measures.contains(measure)) measures.add(measure);
        }
        for (var i = 0; i < quarters; i++) this.quarters.add(quarter());
    }

    private Map<Counter, Long> quarter() {
        var counted = new HashMap<Counter, Long>();
        var requests = random.nextInt(10) == 0 ? random.nextInt(12) : random.nextInt(120);
        for (var i = 0; i < requests; i++) {
            var measure = skewed(measures);
            add(counted, Table.MEASURE, partner(), measure + "/" + data(measure));
            add(counted, Table.URGENCY, "", skewed(Table.URGENCY.categories()));
            add(counted, Table.ARTICLE, "", skewed(Table.ARTICLE.categories()));
        }
        open += requests;
        var answers = open == 0 ? 0 : random.nextInt((int) open + 1);
        for (var i = 0; i < answers; i++) {
            var result = skewed(Table.RESULT.categories());
            add(counted, Table.RESULT, "", result);
            add(counted, Table.DURATION, "", skewed(Table.DURATION.categories()));
            if (result.equals("REFUSED"))
                add(counted, Table.GROUND, "", skewed(Table.GROUND.categories()));
        }
        open -= answers;
        waiting += requests;
        var taken = waiting == 0 ? 0 : random.nextInt((int) waiting + 1);
        for (var i = 0; i < taken; i++)
            add(counted, Table.REACH, "", skewed(Table.REACH.categories()));
        waiting -= taken;
        var orders = random.nextInt(25);
        for (var i = 0; i < orders; i++) add(counted, Table.PRESERVATION, "", "ORDERED");
        preserved += orders;
        var ended = preserved == 0 ? 0 : random.nextInt((int) preserved + 1);
        for (var i = 0; i < ended; i++)
            add(counted, Table.PRESERVATION, "", random.nextInt(4) == 0 ? "LAPSED" : "FOLLOWED");
        preserved -= ended;
        for (var i = random.nextInt(40); i > 0; i--)
            add(counted, Table.COURT, "", skewed(Table.COURT.categories()));
        some(counted, "NARROWED", new Counter(Table.COURT, DIRECTION, "", "NARROWED"));
        some(counted, "CONDITIONED", new Counter(Table.RESULT, DIRECTION, "", "PRODUCED"));
        return counted;
    }

    /** Of those that {@code whole} counts: few, many, or nearly all. */
    private void some(Map<Counter, Long> counted, String category, Counter whole) {
        var of = counted.getOrDefault(whole, 0L).intValue();
        var part = of == 0 ? 0 : random.nextInt(of + 1);
        for (var i = 0; i < part; i++) add(counted, Table.RIGHTS, "", category);
    }

    private String partner() {
        return random.nextInt(15) == 0 ? "ZZ" : skewed(partners);
    }

    private String data(String measure) {
        return Table.implied(measure).orElseGet(() -> skewed(Table.DATA.categories()));
    }

    private String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** The first are common and the last are rare. */
    private String skewed(List<String> all) {
        var at = 0;
        while (random.nextInt(3) > 0) at++;
        return all.get(at % all.size());
    }

    private static void add(
            Map<Counter, Long> counted, Table table, String partner, String category) {
        counted.merge(new Counter(table, DIRECTION, partner, category), 1L, Long::sum);
    }
}
