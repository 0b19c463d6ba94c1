package comity.node.desk.work;

import comity.node.frame.Refused;
import comity.node.identity.Person;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Filters that a person keeps. They have no names that anybody types: each says what it asks for.
 */
public final class KeptFilters {
    /** More than fit on a page help nobody. */
    private static final int MOST = 12;

    private final JdbcTemplate sql;
    private final InstantSource clock;

    KeptFilters(JdbcTemplate sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The oldest first. */
    public List<Filter> of(Person person) {
        return sql
                .query(
                        "SELECT query FROM kept_filter WHERE person = ? ORDER BY kept_at, query",
                        (row, _) -> row.getString(1),
                        person.id())
                .stream()
                .map(query -> Filter.of(read(query)))
                .toList();
    }

    /** Keeps what {@code query} asks for; twice is once. */
    void keep(Person person, String query) {
        var filter = Filter.of(read(query)).from("");
        if (filter.asked().isEmpty()) throw Refused.with(422, "list.filter-empty");
        if (of(person).size() >= MOST)
            throw Refused.with(422, "list.filters-many", Map.of("most", Integer.toString(MOST)));
        sql.update(
                "INSERT INTO kept_filter (person, query, kept_at) VALUES (?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                person.id(),
                filter.query(),
                Timestamp.from(clock.instant()));
    }

    void drop(Person person, String query) {
        sql.update(
                "DELETE FROM kept_filter WHERE person = ? AND query = ?",
                person.id(),
                Filter.of(read(query)).from("").query());
    }

    static Map<String, String> read(String query) {
        var asked = new LinkedHashMap<String, String>();
        try {
            for (var part : query.split("&", -1)) {
                var pair = part.split("=", 2);
                if (pair.length == 2)
                    asked.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException _) {
            throw Refused.with(400, "list.filter");
        }
        return asked;
    }
}
