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
     */
    public record Draft(
            UUID id, Optional<UUID> docket, String type, Json.Obj content, Instant savedAt) {}

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
                          saved_at = excluded.saved_at
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
                        "SELECT id, docket, type, epoch, wrapped, sealed, saved_at FROM draft"
                                + " WHERE id = :id AND person = :person")
                .param("id", id)
                .param("person", person.id())
                .query(this::read)
                .optional();
    }

    /** A person's drafts, newest first. */
    public List<Draft> of(Person person) {
        return sql.sql(
                        "SELECT id, docket, type, epoch, wrapped, sealed, saved_at FROM draft"
                                + " WHERE person = :person ORDER BY saved_at DESC, id")
                .param("person", person.id())
                .query(this::read)
                .list();
    }

    /** False if there was none of this person's. */
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
                    row.getTimestamp("saved_at").toInstant());
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
