package comity.node.admin;

import comity.node.publication.Publication;
import comity.node.registry.Registry;
import comity.node.timestamps.Anchoring;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** How the State's log is, what others say of it, and what follows it by itself. */
final class LogMeasure {
    private final Registry registry;
    private final Publication publication;
    private final Anchoring anchoring;
    private final JdbcTemplate sql;

    LogMeasure(Registry registry, Publication publication, Anchoring anchoring, JdbcTemplate sql) {
        this.registry = registry;
        this.publication = publication;
        this.anchoring = anchoring;
        this.sql = sql;
    }

    Facts.Log log(Optional<Instant> cosigned) {
        var witnessed = publication.witnessedSize();
        return new Facts.Log(
                registry.size(),
                publication.size(),
                publication.behind().isPresent(),
                registry.isSuspended(),
                publication.waiting().map(Publication.Waiting::since),
                witnessed,
                filed(witnessed),
                cosigned);
    }

    Facts.Stamps stamps() {
        var standing = anchoring.standing();
        return new Facts.Stamps(
                standing.places().size(),
                standing.stamped(),
                filed(standing.stamped()),
                time("SELECT max(told_at) FROM stamped_checkpoint"),
                standing.problem().map(Anchoring.Problem::code).orElse(""),
                standing.ahead(),
                time(
                        """
                        SELECT ends_at FROM stamped_checkpoint s
                         WHERE NOT trial AND NOT EXISTS (SELECT 1 FROM renewed_stamp r WHERE r.size = s.size)
                         ORDER BY ends_at LIMIT 1
                        """));
    }

    Facts.Jobs jobs(Instant now) {
        var followed =
                number(
                        "SELECT coalesce((SELECT position FROM cursor WHERE follower ="
                                + " 'desk.' || (SELECT shown FROM desk_side)), 0)");
        return new Facts.Jobs(
                Math.max(0, registry.size() - followed),
                filed(followed),
                number(
                        "SELECT count(*) FROM desk_deadline WHERE side = (SELECT shown FROM desk_side)"
                                + " AND rings < ?::date - 1",
                        Timestamp.from(now).toString()),
                number("SELECT count(*) FROM awaited_exhibit"),
                time("SELECT min(sealed_at) FROM awaited_exhibit"));
    }

    /** When the act at this position was filed: the oldest of what a follower has not reached. */
    Optional<Instant> filed(long position) {
        return time("SELECT filed_at FROM act WHERE position = ?", position);
    }

    private long number(String question, Object... values) {
        var answer = sql.queryForObject(question, Long.class, values);
        return answer == null ? 0 : answer;
    }

    private Optional<Instant> time(String question, Object... values) {
        return sql
                .query(
                        question,
                        (row, _) ->
                                Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant),
                        values)
                .stream()
                .findFirst()
                .flatMap(found -> found);
    }
}
