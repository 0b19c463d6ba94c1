package comity.node.completeness.presence;

import comity.record.act.ActId;
import comity.record.act.Base64Url;
import comity.record.act.Json;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every question that was asked, by whom and why, and what was answered. Rows are only ever added.
 */
final class Questions {
    private static final String ALL =
            """
            SELECT q.id, q.asked_at, q.person, p.name, q.peer, q.office, q.sealed, a.sealed AS answer
              FROM presence_question q
              LEFT JOIN person p ON p.id = q.person
              LEFT JOIN presence_answer a ON a.question = q.id
            """;

    private final JdbcClient sql;
    private final PresenceKeys keys;
    private final InstantSource clock;
    private final SecureRandom random;

    Questions(JdbcClient sql, PresenceKeys keys, InstantSource clock, SecureRandom random) {
        this.sql = sql;
        this.keys = keys;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A question as it is kept.
     *
     * @param person who asked; empty where a partner's node did
     * @param peer the partner that asked, or, with a person, that was asked
     * @param said hash, docket and reason
     * @param document the answer; empty where there was none
     */
    record Kept(
            UUID id,
            Instant at,
            Optional<String> person,
            Optional<String> name,
            Optional<String> peer,
            String office,
            Json.Obj said,
            Optional<byte[]> document) {}

    /** Kept before it is answered: whatever happens then, it was asked. */
    UUID keep(Optional<String> person, Optional<String> peer, String office, Json.Obj said) {
        var id = ActId.next(clock.instant(), random);
        sql.sql(
                        """
                        INSERT INTO presence_question (id, asked_at, person, peer, office, sealed)
                        VALUES (:id, :at, :person, :peer, :office, :sealed)
                        """)
                .param("id", id)
                .param("at", Timestamp.from(clock.instant()))
                .param("person", person.orElse(null))
                .param("peer", peer.orElse(null))
                .param("office", office)
                .param("sealed", keys.seal(said, "comity-presence-question/1 " + id))
                .update();
        return id;
    }

    void answered(UUID question, byte[] document) {
        sql.sql(
                        "INSERT INTO presence_answer (question, answered_at, sealed)"
                                + " VALUES (:question, :at, :sealed)")
                .param("question", question)
                .param("at", Timestamp.from(clock.instant()))
                .param(
                        "sealed",
                        keys.seal(
                                Json.object().with("document", Base64Url.encode(document)),
                                "comity-presence-answer/1 " + question))
                .update();
    }

    /** How many a person has asked since this day began, in universal time. */
    long todayOf(String person) {
        return today("person = :who", person);
    }

    /** How many a partner's node has asked. */
    long todayOfPartner(String peer) {
        return today("person IS NULL AND peer = :who", peer);
    }

    private long today(String where, String who) {
        return sql.sql("SELECT count(*) FROM presence_question WHERE asked_at >= :day AND " + where)
                .param("day", Timestamp.from(clock.instant().truncatedTo(ChronoUnit.DAYS)))
                .param("who", who)
                .query(Long.class)
                .single();
    }

    /** The newest first: one person's own, or for oversight everybody's. */
    List<Kept> newest(Optional<String> person, int most) {
        return sql.sql(
                        ALL
                                + (person.isPresent() ? " WHERE q.person = :person" : "")
                                + " ORDER BY q.asked_at DESC, q.id DESC LIMIT "
                                + most)
                .params(java.util.Map.of("person", person.orElse("")))
                .query((row, _) -> kept(row))
                .list();
    }

    Optional<Kept> of(UUID id) {
        return sql.sql(ALL + " WHERE q.id = :id")
                .param("id", id)
                .query((row, _) -> kept(row))
                .optional();
    }

    private Kept kept(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new Kept(
                id,
                row.getTimestamp("asked_at").toInstant(),
                Optional.ofNullable(row.getString("person")),
                Optional.ofNullable(row.getString("name")),
                Optional.ofNullable(row.getString("peer")),
                row.getString("office"),
                keys.open(row.getBytes("sealed"), "comity-presence-question/1 " + id)
                        .orElse(Json.EMPTY),
                Optional.ofNullable(row.getBytes("answer"))
                        .flatMap(rest -> keys.open(rest, "comity-presence-answer/1 " + id))
                        .flatMap(answer -> answer.text("document"))
                        .map(Base64Url::decode));
    }
}
