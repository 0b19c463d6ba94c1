package comity.node.transparency;

import comity.node.frame.Quarter;
import comity.record.act.CanonicalJson;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The statements, as they were published: the database lets nobody change one or take it away, and
 * a quarter has one.
 */
final class Published {
    private final JdbcTemplate sql;

    /** None ever changes. */
    private final Map<LocalDate, Statement> known = new ConcurrentHashMap<>();

    Published(JdbcTemplate sql) {
        this.sql = sql;
    }

    void add(Statement statement) {
        sql.update(
                "INSERT INTO statistic_published (first_day, last_day, from_position, to_position,"
                        + " published_at, statement) VALUES (?, ?, ?, ?, ?, ?)",
                Date.valueOf(statement.firstDay()),
                Date.valueOf(statement.lastDay()),
                statement.from(),
                statement.upTo(),
                Timestamp.from(statement.publishedAt()),
                CanonicalJson.text(statement.json()));
    }

    /** The latest first. */
    List<Statement> all() {
        return sql
                .query(
                        "SELECT first_day FROM statistic_published ORDER BY first_day DESC",
                        (row, _) -> row.getDate("first_day").toLocalDate())
                .stream()
                .map(day -> known.computeIfAbsent(day, this::kept))
                .toList();
    }

    private Statement kept(LocalDate firstDay) {
        return read(
                Objects.requireNonNull(
                        sql.queryForObject(
                                "SELECT statement FROM statistic_published WHERE first_day = ?",
                                String.class,
                                Date.valueOf(firstDay))));
    }

    Optional<Statement> of(Quarter quarter) {
        return sql
                .query(
                        "SELECT first_day FROM statistic_published WHERE first_day = ?",
                        (row, _) -> row.getDate("first_day").toLocalDate(),
                        Date.valueOf(quarter.first()))
                .stream()
                .findFirst()
                .map(day -> known.computeIfAbsent(day, this::kept));
    }

    /** The last quarter that is published. */
    Optional<Quarter> last() {
        return sql
                .query(
                        "SELECT first_day FROM statistic_published ORDER BY first_day DESC LIMIT 1",
                        (row, _) -> new Quarter(row.getDate("first_day").toLocalDate()))
                .stream()
                .findFirst();
    }

    /** Up to where acts have been counted in what is published. */
    long upTo() {
        return sql
                .query(
                        "SELECT to_position FROM statistic_published"
                                + " ORDER BY first_day DESC LIMIT 1",
                        (row, _) -> row.getLong("to_position"))
                .stream()
                .findFirst()
                .orElse(0L);
    }

    private static Statement read(String text) {
        try {
            return Statement.of(JsonReader.actObject(text.getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedJson e) {
            throw new IllegalStateException("a published statement cannot be read", e);
        }
    }
}
