package comity.node.identity;

import comity.record.act.Json;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people of this State's authorities, as its State file names them. */
@Component
public class People {
    private final JdbcClient sql;
    private final InstantSource clock;

    People(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public Optional<Person> person(String id) {
        return sql.sql("SELECT id, name FROM person WHERE id = :id")
                .param("id", id)
                .query((row, _) -> new Person(row.getString("id"), row.getString("name")))
                .optional();
    }

    public List<Person> all() {
        return sql.sql("SELECT id, name FROM person ORDER BY id")
                .query((row, _) -> new Person(row.getString("id"), row.getString("name")))
                .list();
    }

    /**
     * Takes over the State file's {@code people}: who is new is added, an office no longer listed
     * ends now. Nobody is removed: their acts stand.
     */
    @Transactional
    public void settle(List<Json.Obj> people) {
        var now = Timestamp.from(clock.instant());
        for (var person : people) {
            var id =
                    person.text("id")
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "a person in the State file has no id"));
            sql.sql(
                            "INSERT INTO person (id, name) VALUES (:id, :name)"
                                    + " ON CONFLICT (id) DO UPDATE SET name = excluded.name")
                    .param("id", id)
                    .param("name", person.text("name").orElse(id))
                    .update();
            var listed =
                    person.items("offices").stream()
                            .filter(Json.Obj.class::isInstance)
                            .map(Json.Obj.class::cast)
                            .map(
                                    office ->
                                            office.text("authority").orElse("")
                                                    + "/"
                                                    + office.text("office").orElse(""))
                            .toList();
            endUnlisted(id, listed, now);
            listed.forEach(office -> hold(id, office, now));
        }
    }

    private void hold(String person, String inOffice, Timestamp now) {
        var parts = inOffice.split("/", 2);
        sql.sql(
                        """
                        INSERT INTO holding (person, authority, office, held_from)
                        SELECT :person, :authority, :office, :now
                        WHERE NOT EXISTS (SELECT 1 FROM holding WHERE person = :person
                          AND authority = :authority AND office = :office AND held_until IS NULL)
                        """)
                .param("person", person)
                .param("authority", parts[0])
                .param("office", parts[1])
                .param("now", now)
                .update();
    }

    private void endUnlisted(String person, List<String> listed, Timestamp now) {
        sql.sql(
                        """
                        UPDATE holding SET held_until = :now
                        WHERE person = :person AND held_until IS NULL
                          AND NOT (authority || '/' || office = ANY (:listed))
                        """)
                .param("now", now)
                .param("person", person)
                .param("listed", listed.toArray(String[]::new))
                .update();
    }
}
