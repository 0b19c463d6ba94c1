package comity.node.identity;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The people of this State's authorities, as its State file names them. */
@Component
public class People {
    private final JdbcClient sql;
    private final TransactionOperations transaction;
    private final InstantSource clock;

    People(JdbcClient sql, TransactionOperations transaction, InstantSource clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
    }

    public Optional<Person> person(String id) {
        return sql.sql("SELECT id, name FROM person WHERE id = :id")
                .param("id", id)
                .query((row, _) -> new Person(row.getString("id"), row.getString("name")))
                .optional();
    }

    /** Where a person is reached by another path than these pages, and in which language. */
    public record Contact(String mail, String language) {}

    /** Empty if the State file names no address of theirs. */
    public Optional<Contact> contact(String id) {
        return sql.sql("SELECT mail, language FROM person WHERE id = :id AND mail <> ''")
                .param("id", id)
                .query((row, _) -> new Contact(row.getString("mail"), row.getString("language")))
                .optional();
    }

    public List<Person> all() {
        return sql.sql("SELECT id, name FROM person ORDER BY id")
                .query((row, _) -> new Person(row.getString("id"), row.getString("name")))
                .list();
    }

    /**
     * Takes over the people of the State file: who is new is added, an office no longer listed ends
     * now, unless two registrars granted it while the node ran; and what they ended is not granted
     * again. Nobody is removed: their acts stand.
     */
    public void settle(List<StateFile.Person> people) {
        var now = Timestamp.from(clock.instant());
        transaction.executeWithoutResult(_ -> people.forEach(person -> settle(person, now)));
    }

    /** Somebody who is granted an office and whom the State file does not name. */
    void meet(Person person, String mail, String language) {
        sql.sql(
                        "INSERT INTO person (id, name, mail, language)"
                                + " VALUES (:id, :name, :mail, :language) ON CONFLICT DO NOTHING")
                .param("id", person.id())
                .param("name", person.name())
                .param("mail", mail)
                .param("language", language)
                .update();
    }

    private void settle(StateFile.Person person, Timestamp now) {
        sql.sql(
                        "INSERT INTO person (id, name, mail, language)"
                                + " VALUES (:id, :name, :mail, :language)"
                                + " ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
                                + " mail = excluded.mail, language = excluded.language")
                .param("id", person.id())
                .param("mail", person.mail())
                .param("language", person.language())
                .param("name", person.name())
                .update();
        var listed =
                person.offices().stream()
                        .map(office -> office.authority() + "/" + office.office())
                        .toList();
        endUnlisted(person.id(), listed, now);
        listed.forEach(office -> hold(person.id(), office, now));
    }

    private void hold(String person, String inOffice, Timestamp now) {
        var parts = inOffice.split("/", 2);
        sql.sql(
                        """
                        INSERT INTO holding (person, authority, office, held_from)
                        SELECT :person, :authority, :office, :now
                        WHERE NOT EXISTS (SELECT 1 FROM holding WHERE person = :person
                          AND authority = :authority AND office = :office
                          AND (held_until IS NULL OR held_until > :now OR ended_by IS NOT NULL))
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
                        WHERE person = :person AND held_until IS NULL AND granted_by IS NULL
                          AND NOT (authority || '/' || office = ANY (:listed))
                        """)
                .param("now", now)
                .param("person", person)
                .param("listed", listed.toArray(String[]::new))
                .update();
    }
}
