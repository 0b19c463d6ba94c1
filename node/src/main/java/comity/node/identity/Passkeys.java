package comity.node.identity;

import comity.node.registry.Registry;
import comity.record.act.Passkey;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whose passkey is whose. The directory, which everyone may read, says what a credential may do and
 * not who holds it; this table says who, and nothing else.
 */
public final class Passkeys {
    private final Registry registry;
    private final String state;
    private final JdbcClient sql;

    public Passkeys(Registry registry, String state, JdbcClient sql) {
        this.registry = registry;
        this.state = state;
        this.sql = sql;
    }

    /** A passkey of this State's directory and its holder. */
    public record Held(Passkey passkey, Person person) {}

    public Optional<Held> find(byte[] credential) {
        var passkey =
                registry.directories()
                        .of(state)
                        .flatMap(directory -> directory.passkey(credential));
        return passkey.flatMap(
                known ->
                        sql.sql(
                                        """
                                        SELECT p.id, p.name FROM passkey k
                                        JOIN person p ON p.id = k.person
                                        WHERE k.credential = :credential
                                        """)
                                .param("credential", credential)
                                .query(
                                        (row, _) ->
                                                new Held(
                                                        known,
                                                        new Person(
                                                                row.getString("id"),
                                                                row.getString("name"))))
                                .optional());
    }

    /** Whose a passkey is, also one that has ended. */
    public Optional<Person> holder(byte[] credential) {
        return sql.sql(
                        """
                        SELECT p.id, p.name FROM passkey k JOIN person p ON p.id = k.person
                        WHERE k.credential = :credential
                        """)
                .param("credential", credential)
                .query((row, _) -> new Person(row.getString("id"), row.getString("name")))
                .optional();
    }

    /** The credentials of a person, for a browser that asks which to offer. */
    public List<byte[]> of(Person person) {
        return sql.sql("SELECT credential FROM passkey WHERE person = :person ORDER BY enrolled_at")
                .param("person", person.id())
                .query((row, _) -> row.getBytes("credential"))
                .list();
    }

    /** Whether {@code person} has a passkey for {@code authority}. */
    public boolean has(Person person, String authority) {
        return sql.sql(
                                "SELECT count(*) FROM passkey WHERE person = :person AND authority = :authority")
                        .param("person", person.id())
                        .param("authority", authority)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /**
     * @param attestation what the device said of itself, kept and not judged
     */
    void add(byte[] credential, Person person, String authority, byte[] attestation, Instant now) {
        sql.sql(
                        "INSERT INTO passkey (credential, person, authority, attestation, enrolled_at)"
                                + " VALUES (:credential, :person, :authority, :attestation, :now)")
                .param("attestation", attestation)
                .param("credential", credential)
                .param("person", person.id())
                .param("authority", authority)
                .param("now", Timestamp.from(now))
                .update();
    }
}
