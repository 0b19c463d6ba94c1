package comity.node.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Passkeys that were registered in the place of lost ones and wait for a registrar's signature. */
@Component
class Registrations {
    private static final String COLUMNS =
            """
            SELECT r.credential, r.public_key, r.authority, r.software, r.model, r.report,
              r.replaces, r.officer, p.id, p.name
            FROM registration r JOIN person p ON p.id = r.person
            """;

    private final JdbcClient sql;
    private final InstantSource clock;

    Registrations(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * @param replaces the lost passkey's credential, in base64url
     * @param officer who issued the code, by their identifier
     */
    record Waiting(
            Person person,
            String authority,
            byte[] credential,
            byte[] publicKey,
            boolean software,
            String model,
            String report,
            String replaces,
            String officer) {}

    void add(
            Enrolment.Invitation invitation,
            Enrolment.Replacement replaced,
            RegistrationCeremony.Outcome.Registered registered) {
        sql.sql(
                        """
                        INSERT INTO registration (credential, public_key, person, authority,
                          software, model, report, replaces, officer, registered_at)
                        VALUES (:credential, :key, :person, :authority, :software, :model, :report,
                          :replaces, :officer, :now)
                        """)
                .param("credential", registered.credential())
                .param("key", registered.publicKey())
                .param("person", invitation.person().id())
                .param("authority", invitation.authority())
                .param("software", registered.software())
                .param("model", registered.device().model())
                .param("report", replaced.report())
                .param("replaces", replaced.credential())
                .param("officer", replaced.officer().id())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    List<Waiting> all() {
        return sql.sql(COLUMNS + "ORDER BY r.registered_at").query((row, _) -> waiting(row)).list();
    }

    Optional<Waiting> of(byte[] credential) {
        return sql.sql(COLUMNS + "WHERE r.credential = :credential")
                .param("credential", credential)
                .query((row, _) -> waiting(row))
                .optional();
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                new Person(row.getString("id"), row.getString("name")),
                row.getString("authority"),
                row.getBytes("credential"),
                row.getBytes("public_key"),
                row.getBoolean("software"),
                row.getString("model"),
                row.getString("report"),
                row.getString("replaces"),
                row.getString("officer"));
    }
}
