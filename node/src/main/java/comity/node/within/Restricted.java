package comity.node.within;

import comity.evidence.reading.Item;
import comity.node.identity.Person;
import comity.record.act.Digest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Exhibits that hold what a list of hashes names as abuse of children. Of them the node keeps
 * hashes and counts; there is no address at which anybody sees more, and a few cleared officers see
 * that much.
 */
public final class Restricted {
    private final HashList list;
    private final Set<String> cleared;
    private final JdbcClient sql;

    /**
     * @param cleared who may see hashes and counts, by the names of the State file
     */
    Restricted(HashList list, Set<String> cleared, JdbcClient sql) {
        this.list = list;
        this.cleared = Set.copyOf(cleared);
        this.sql = sql;
    }

    /**
     * A restricted exhibit.
     *
     * @param matches the hashes in it that the list names
     */
    public record Row(String exhibit, List<String> matches) {}

    /** Whether this exhibit opens for nobody. */
    public boolean holds(Digest exhibit) {
        return list.holds(exhibit)
                || sql.sql("SELECT count(*) FROM restricted_exhibit WHERE exhibit = :exhibit")
                                .param("exhibit", exhibit.bytes())
                                .query(Long.class)
                                .single()
                        > 0;
    }

    /** Notes what the list names among {@code items}; how many there are. */
    int note(Digest exhibit, List<Item> items) {
        var found = new TreeSet<Digest>();
        if (list.holds(exhibit)) found.add(exhibit);
        for (var item : items) {
            item.sha256().filter(list::holds).ifPresent(found::add);
            item.parts().stream().filter(list::holds).forEach(found::add);
        }
        found.forEach(match -> note(exhibit, match));
        return found.size();
    }

    /** What was made of a restricted exhibit is restricted with it. */
    public void inherit(Digest from, Digest made) {
        sql.sql(
                        "INSERT INTO restricted_exhibit (exhibit, match) SELECT :made, match FROM"
                                + " restricted_exhibit WHERE exhibit = :origin ON CONFLICT DO NOTHING")
                .param("made", made.bytes())
                .param("origin", from.bytes())
                .update();
    }

    private void note(Digest exhibit, Digest match) {
        sql.sql(
                        "INSERT INTO restricted_exhibit (exhibit, match) VALUES (:exhibit, :match)"
                                + " ON CONFLICT DO NOTHING")
                .param("exhibit", exhibit.bytes())
                .param("match", match.bytes())
                .update();
    }

    boolean isCleared(Person person) {
        return cleared.contains(person.id());
    }

    /** All of them, by their hashes. */
    List<Row> all() {
        return sql
                .sql("SELECT exhibit, match FROM restricted_exhibit ORDER BY exhibit, match")
                .query(
                        (row, _) ->
                                List.of(
                                        HexFormat.of().formatHex(row.getBytes("exhibit")),
                                        HexFormat.of().formatHex(row.getBytes("match"))))
                .list()
                .stream()
                .collect(
                        java.util.stream.Collectors.groupingBy(
                                List::getFirst,
                                java.util.TreeMap::new,
                                java.util.stream.Collectors.mapping(
                                        List::getLast, java.util.stream.Collectors.toList())))
                .entrySet()
                .stream()
                .map(entry -> new Row(entry.getKey(), entry.getValue()))
                .toList();
    }
}
