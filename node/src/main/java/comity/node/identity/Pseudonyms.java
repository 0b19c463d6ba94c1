package comity.node.identity;

import java.security.SecureRandom;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The salt behind a person's pseudonym on a docket: drawn once, kept for the docket's life. */
@Component
class Pseudonyms {
    private final JdbcClient sql;
    private final SecureRandom random;

    Pseudonyms(JdbcClient sql, SecureRandom random) {
        this.sql = sql;
        this.random = random;
    }

    byte[] salt(UUID docket, Person person) {
        var fresh = new byte[32];
        random.nextBytes(fresh);
        // Two sessions of one person may come here together: the first salt stands for both.
        sql.sql(
                        "INSERT INTO pseudonym (docket, person, salt) VALUES (:docket, :person, :salt)"
                                + " ON CONFLICT DO NOTHING")
                .param("docket", docket)
                .param("person", person.id())
                .param("salt", fresh)
                .update();
        return sql.sql("SELECT salt FROM pseudonym WHERE docket = :docket AND person = :person")
                .param("docket", docket)
                .param("person", person.id())
                .query((row, _) -> row.getBytes("salt"))
                .single();
    }
}
