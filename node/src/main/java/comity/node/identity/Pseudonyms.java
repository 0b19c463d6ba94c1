package comity.node.identity;

import comity.node.registry.About;
import comity.node.registry.Sealing;
import comity.record.act.Digest;
import comity.record.act.Pseudonym;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The salt behind a person's pseudonym on a docket: drawn once, kept for the docket's life. */
@Component
public class Pseudonyms {
    private final JdbcClient sql;
    private final Sealing sealing;
    private final SecureRandom random;

    Pseudonyms(JdbcClient sql, Sealing sealing, SecureRandom random) {
        this.sql = sql;
        this.sealing = sealing;
        this.random = random;
    }

    byte[] salt(UUID docket, Person person) {
        return kept(docket, person)
                .orElseGet(
                        () -> {
                            sealing.whileNoEpochEnds(() -> draw(docket, person));
                            return kept(docket, person).orElseThrow();
                        });
    }

    /**
     * Who stands behind the pseudonyms of these dockets, by pseudonym: this State's own persons.
     */
    public Map<UUID, Map<Digest, String>> on(Collection<UUID> dockets) {
        var found = new HashMap<UUID, Map<Digest, String>>();
        if (dockets.isEmpty()) return found;
        sql.sql(
                        "SELECT docket, person, epoch, wrapped, sealed FROM pseudonym"
                                + " WHERE docket IN (:dockets)")
                .param("dockets", dockets)
                .query(
                        row -> {
                            var docket = row.getObject("docket", UUID.class);
                            var person = row.getString("person");
                            var sealed =
                                    new Sealing.Sealed(
                                            row.getInt("epoch"),
                                            row.getBytes("wrapped"),
                                            row.getBytes("sealed"));
                            sealing.open(sealed, About.pseudonym(docket, person))
                                    .ifPresent(
                                            salt ->
                                                    found.computeIfAbsent(
                                                                    docket, _ -> new HashMap<>())
                                                            .put(
                                                                    Pseudonym.of(
                                                                            salt, docket, person),
                                                                    person));
                        });
        return found;
    }

    private Optional<byte[]> kept(UUID docket, Person person) {
        return sql.sql(
                        "SELECT epoch, wrapped, sealed FROM pseudonym"
                                + " WHERE docket = :docket AND person = :person")
                .param("docket", docket)
                .param("person", person.id())
                .query(
                        (row, _) ->
                                new Sealing.Sealed(
                                        row.getInt("epoch"),
                                        row.getBytes("wrapped"),
                                        row.getBytes("sealed")))
                .optional()
                .flatMap(salt -> sealing.open(salt, About.pseudonym(docket, person.id())));
    }

    /** Two sessions of one person may come here together: the first salt stands for both. */
    private int draw(UUID docket, Person person) {
        var fresh = new byte[32];
        random.nextBytes(fresh);
        var sealed = sealing.seal(fresh, About.pseudonym(docket, person.id()));
        return sql.sql(
                        "INSERT INTO pseudonym (docket, person, epoch, wrapped, sealed)"
                                + " VALUES (:docket, :person, :epoch, :wrapped, :sealed)"
                                + " ON CONFLICT DO NOTHING")
                .param("docket", docket)
                .param("person", person.id())
                .param("epoch", sealed.epoch())
                .param("wrapped", sealed.wrapped())
                .param("sealed", sealed.sealed())
                .update();
    }
}
