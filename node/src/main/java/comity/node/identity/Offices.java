package comity.node.identity;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who may act in which office, today. */
@Component
public class Offices {
    private final JdbcClient sql;
    private final InstantSource clock;

    Offices(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Every office that {@code person} holds now. */
    public List<Officer> of(Person person) {
        return sql.sql(
                        """
                        SELECT authority, office FROM holding
                        WHERE person = :person AND held_from <= :now
                          AND (held_until IS NULL OR held_until > :now)
                        ORDER BY authority, office
                        """)
                .param("person", person.id())
                .param("now", Timestamp.from(clock.instant()))
                .query(
                        (row, _) ->
                                new Officer(
                                        person,
                                        row.getString("authority"),
                                        row.getString("office")))
                .list();
    }

    /** Everybody who holds one of these offices now, by name. */
    public List<Officer> held(Set<String> codes) {
        return sql.sql(
                        """
                        SELECT h.person, p.name, h.authority, h.office
                        FROM holding h JOIN person p ON p.id = h.person
                        WHERE h.office = ANY (:codes) AND h.held_from <= :now
                          AND (h.held_until IS NULL OR h.held_until > :now)
                        ORDER BY p.name, h.person, h.authority, h.office
                        """)
                .param("codes", codes.toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .query(
                        (row, _) ->
                                new Officer(
                                        new Person(row.getString("person"), row.getString("name")),
                                        row.getString("authority"),
                                        row.getString("office")))
                .list();
    }

    /** {@code person} in the office called {@code XA.court/JUD}; empty if they do not hold it. */
    public Optional<Officer> of(Person person, String inOffice) {
        return of(person).stream().filter(held -> held.inOffice().equals(inOffice)).findFirst();
    }
}
