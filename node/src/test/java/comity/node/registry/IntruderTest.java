package comity.node.registry;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.Database;
import comity.node.database.Login;
import comity.node.database.TestDatabases;
import comity.record.act.ActId;
import comity.record.act.CanonicalJson;
import comity.record.act.Envelope;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who owns the database writes into the act table beside the door. */
class IntruderTest {
    private final Nation arcadia = Nation.arcadia();
    private final Nation borduria = Nation.borduria();
    private final TestDatabases.Logins logins = TestDatabases.logins();
    private final Database database = logins.open();
    private final Registry registry = arcadia.registry(database, borduria);

    @BeforeEach
    void knows_both_states() {
        registry.file(arcadia.directory());
        registry.file(arcadia.profile());
        registry.receive(borduria.directory(), Set.of());
        registry.receive(borduria.profile(), Set.of());
    }

    @AfterEach
    void closes() {
        registry.close();
        database.close();
    }

    private static UUID docket() {
        return ActId.next(Nation.NOON, new Random());
    }

    private static void write(Login owner, long position, Envelope act) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(owner.url(), owner.role(), owner.password());
                var insert =
                        connection.prepareStatement(
                                "INSERT INTO act (position, digest, id, docket, kind, header, signature, personal, nonce, filed_at)"
                                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, position);
            insert.setBytes(2, act.digest().bytes());
            insert.setObject(3, act.header().id());
            insert.setObject(4, act.header().docket());
            insert.setString(5, act.header().kind());
            insert.setBytes(6, act.header().canonical());
            insert.setString(7, act.signature());
            insert.setBytes(
                    8,
                    act.personal()
                            .map(said -> CanonicalJson.bytes(said.json()))
                            .orElse(new byte[0]));
            insert.setBytes(9, new byte[32]);
            insert.setObject(10, OffsetDateTime.ofInstant(Nation.NOON, ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    @Test
    void the_door_goes_on_behind_it_and_names_it() throws SQLException {
        var position = registry.size();
        var genuine = arcadia.authorise(registry, docket());
        var forged =
                new Envelope(
                        genuine.header(),
                        genuine.sections(),
                        "forged..",
                        genuine.personal(),
                        java.util.List.of());
        write(logins.owner(), position, forged);

        var filing = registry.file(arcadia.authorise(registry, docket()));

        assertThat(filing)
                .isInstanceOfSatisfying(
                        Filing.Filed.class,
                        filed -> assertThat(filed.position()).isEqualTo(position + 1));
        assertThat(registry.intruders()).hasSize(1);
        assertThat(registry.intruders().getFirst())
                .startsWith("position " + position)
                .contains(forged.digest().brief());
    }

    @Test
    void nobody_is_named_while_nobody_intrudes() {
        registry.file(arcadia.authorise(registry, docket()));

        assertThat(registry.intruders()).isEmpty();
    }
}
