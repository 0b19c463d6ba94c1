package comity.node.desk;

import comity.node.identity.Person;
import comity.node.registry.About;
import comity.node.registry.Sealing;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people typed and have not filed: kept before anything else could fail, theirs alone, outside
 * the record.
 */
@Component
public class Drafts {
    private static final int MOST_PER_PERSON = 200;

    /** For so long what was discarded can be brought back. */
    static final Duration BACK = Duration.ofDays(1);

    private static final String SELECT =
            "SELECT d.id, d.docket, d.type, d.epoch, d.wrapped, d.sealed, d.saved_at,"
                    + " coalesce(p.name, '') AS left_by"
                    + " FROM draft d LEFT JOIN person p ON p.id = d.left_by";

    private final JdbcClient sql;
    private final Sealing sealing;
    private final InstantSource clock;

    Drafts(JdbcClient sql, Sealing sealing, InstantSource clock) {
        this.sql = sql;
        this.sealing = sealing;
        this.clock = clock;
    }

    /**
     * A draft.
     *
     * @param docket empty while it is about a docket that does not exist yet
     * @param content what the form held, by section
     * @param leftBy the name of the colleague who began it and has left the office; empty if none
     */
    public record Draft(
            UUID id,
            Optional<UUID> docket,
            String type,
            Json.Obj content,
            Instant savedAt,
            String leftBy) {}

    /**
     * Keeps a draft under its id; false if the id is another person's or the person has too many.
     */
    public boolean keep(
            UUID id, Person person, Optional<UUID> docket, String type, Json.Obj content) {
        return sealing.whileNoEpochEnds(
                () -> {
                    var sealed =
                            sealing.seal(CanonicalJson.bytes(content), About.draft(id.toString()));
                    return kept(id, person, docket, type, sealed);
                });
    }

    private boolean kept(
            UUID id, Person person, Optional<UUID> docket, String type, Sealing.Sealed sealed) {
        return sql.sql(
                                """
                        INSERT INTO draft (id, person, docket, type, epoch, wrapped, sealed, saved_at)
                        SELECT :id, :person, :docket, :type, :epoch, :wrapped, :sealed, :now
                        WHERE (SELECT count(*) FROM draft WHERE person = :person AND id <> :id) < :most
                        ON CONFLICT (id) DO UPDATE SET docket = excluded.docket,
                          type = excluded.type, epoch = excluded.epoch, wrapped = excluded.wrapped,
                          sealed = excluded.sealed,
                          saved_at = excluded.saved_at, discarded_at = NULL
                          WHERE draft.person = excluded.person
                        """)
                        .param("id", id)
                        .param("person", person.id())
                        .param("docket", docket.orElse(null), java.sql.Types.OTHER)
                        .param("type", type)
                        .param("epoch", sealed.epoch())
                        .param("wrapped", sealed.wrapped())
                        .param("sealed", sealed.sealed())
                        .param("now", Timestamp.from(clock.instant()))
                        .param("most", MOST_PER_PERSON)
                        .update()
                == 1;
    }

    public Optional<Draft> of(UUID id, Person person) {
        return sql.sql(
                        SELECT
                                + " WHERE d.id = :id AND d.person = :person"
                                + " AND d.discarded_at IS NULL")
                .param("id", id)
                .param("person", person.id())
                .query(this::read)
                .optional();
    }

    /** A person's drafts, newest first; with those that were left to them. */
    public List<Draft> of(Person person) {
        takeOver(person);
        return sql.sql(
                        SELECT
                                + " WHERE d.person = :person AND d.discarded_at IS NULL"
                                + " ORDER BY d.saved_at DESC, d.id")
                .param("person", person.id())
                .query(this::read)
                .list();
    }

    /**
     * What a colleague began, in offices that have all ended since, becomes this person's if they
     * took over one of them.
     */
    private void takeOver(Person person) {
        sql.sql(
                        """
                UPDATE draft d SET person = :person, left_by = d.person
                FROM office_change c JOIN holding h ON h.ended_by = c.number
                WHERE c.hand_to = :person AND d.person = c.person
                  AND h.held_until <= :now AND d.saved_at <= h.held_until
                  AND NOT EXISTS (SELECT 1 FROM holding o
                    WHERE o.person = d.person AND o.held_from <= d.saved_at
                      AND (o.held_until IS NULL OR o.held_until > :now))
                """)
                .param("person", person.id())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** What this person discarded lately and can still bring back, newest first. */
    public List<Draft> discarded(Person person) {
        clear();
        return sql.sql(
                        SELECT
                                + " WHERE d.person = :person AND d.discarded_at IS NOT NULL"
                                + " ORDER BY d.discarded_at DESC, d.id")
                .param("person", person.id())
                .query(this::read)
                .list();
    }

    /** Takes a draft off the desk; for a day it can be brought back. */
    public void discard(UUID id, Person person) {
        clear();
        sql.sql(
                        "UPDATE draft SET discarded_at = :now"
                                + " WHERE id = :id AND person = :person AND discarded_at IS NULL")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .param("person", person.id())
                .update();
    }

    /** False if there is nothing of this person's to bring back. */
    public boolean bringBack(UUID id, Person person) {
        clear();
        return sql.sql(
                                "UPDATE draft SET discarded_at = NULL"
                                        + " WHERE id = :id AND person = :person"
                                        + " AND discarded_at IS NOT NULL")
                        .param("id", id)
                        .param("person", person.id())
                        .update()
                == 1;
    }

    private void clear() {
        sql.sql("DELETE FROM draft WHERE discarded_at <= :old")
                .param("old", Timestamp.from(clock.instant().minus(BACK)))
                .update();
    }

    /** For good. False if there was none of this person's. */
    public boolean drop(UUID id, Person person) {
        return sql.sql("DELETE FROM draft WHERE id = :id AND person = :person")
                        .param("id", id)
                        .param("person", person.id())
                        .update()
                == 1;
    }

    private Draft read(ResultSet row, int number) throws SQLException {
        var docket = Optional.ofNullable(row.getObject("docket", UUID.class));
        try {
            return new Draft(
                    row.getObject("id", UUID.class),
                    docket,
                    row.getString("type"),
                    content(row),
                    row.getTimestamp("saved_at").toInstant(),
                    row.getString("left_by"));
        } catch (MalformedJson e) {
            throw new IllegalStateException("draft " + row.getString("id") + " is not as kept", e);
        }
    }

    /** Empty in a copy of the database from before an erasure: such a draft opens no more. */
    private Json.Obj content(ResultSet row) throws SQLException, MalformedJson {
        var sealed =
                new Sealing.Sealed(
                        row.getInt("epoch"), row.getBytes("wrapped"), row.getBytes("sealed"));
        var content = sealing.open(sealed, About.draft(row.getString("id")));
        return content.isEmpty() ? Json.EMPTY : JsonReader.actObject(content.get());
    }
}
