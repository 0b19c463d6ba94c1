package comity.node.publication;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.Database;
import comity.node.database.Login;
import comity.node.database.TestDatabases;
import comity.node.registry.Deviation;
import comity.node.registry.Filing;
import comity.node.registry.Nation;
import comity.node.registry.TableCheck;
import comity.record.act.ActId;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.Merkle;
import comity.record.tlog.Note;
import comity.record.tlog.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * T5: what the database's owner, or whoever writes the files, changed is named by place and kind.
 */
@Timeout(180)
class FsckTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Nation arcadia = Nation.arcadia();
    private final Nation borduria = Nation.borduria();
    private final TestDatabases.Logins logins = TestDatabases.logins();
    private final Database database = logins.open();
    private final UUID docket = ActId.next(Nation.NOON, new Random(3));
    @TempDir Path folder = Path.of("");

    @BeforeEach
    void fiveActs() throws Exception {
        try (var registry = arcadia.registry(database, borduria)) {
            for (var act : List.of(arcadia.directory(), arcadia.profile()))
                assertThat(registry.file(act)).isInstanceOf(Filing.Filed.class);
            assertThat(registry.receive(borduria.directory(), Set.of()))
                    .isInstanceOf(Filing.Filed.class);
            for (var i = 0; i < 2; i++)
                assertThat(registry.file(arcadia.authorise(registry, docket)))
                        .isInstanceOf(Filing.Filed.class);
            try (var log =
                    new Publication(
                            registry,
                            PublicationTest.signer(arcadia),
                            new Cosigned(JdbcClient.create(database.filer())),
                            Nation.CLOCK,
                            folder,
                            () -> {})) {
                assertThat(log.awaitPosition(4, LONG)).isTrue();
                var note = log.checkpoint();
                var by = PublicationTest.signer(borduria).cosign(note.text(), Nation.NOON);
                assertThat(log.cosigned(note.with(by), borduria.witness().keys().known())).isTrue();
                registry.keepReceipt(
                        registry.tail(3, 1).getFirst().digest(),
                        log.receipt(registry.tail(3, 1).getFirst().digest()).orElseThrow());
            }
        }
    }

    @AfterEach
    void closes() {
        database.close();
    }

    private List<String> deviations() {
        var found = new ArrayList<Deviation>();
        var table =
                new TableCheck(
                        database.filer(),
                        arcadia.keyring,
                        state ->
                                Set.of(
                                        (state.equals("XA") ? arcadia : borduria)
                                                .root()
                                                .fingerprint()),
                        found::add);
        var keys = table.logKeys("XA");
        var log = new LogCheck(folder, found::add);
        log.check(keys);
        log.cosigned(JdbcClient.create(database.filer()), keys);
        table.check(log::leaf);
        return found.stream().map(Deviation::line).toList();
    }

    private void asOwner(String sql) throws SQLException {
        Login owner = logins.owner();
        try (var connection =
                        DriverManager.getConnection(owner.url(), owner.role(), owner.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void what_was_filed_has_no_deviation() {
        assertThat(deviations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    UPDATE act SET header = overlay(header placing '\\x32' from 60) WHERE position = 3 | position 3 | header.changed
                    UPDATE act SET nonce = sha256(nonce) WHERE position = 4 | position 4 | leaf.other
                    UPDATE act SET kind = 'law' WHERE position = 3 | position 3 | column.changed
                    UPDATE act SET docket = gen_random_uuid() WHERE position = 4 | position 4 | column.changed
                    UPDATE act SET signature = (SELECT signature FROM act WHERE position = 4) WHERE position = 3 | position 3 | signature.wrong
                    DELETE FROM act WHERE position = 3 | position 3 | act.missing
                    DELETE FROM act WHERE position = 4 | position 4 | table.short
                    UPDATE act SET position = CASE position WHEN 3 THEN 14 ELSE position END | position 3 | act.missing
                    UPDATE act SET position = -1 WHERE position = 3; UPDATE act SET position = 3 WHERE position = 4; UPDATE act SET position = 4 WHERE position = -1 | position 3 | leaf.other
                    UPDATE section SET sealed = overlay(sealed placing '\\x00' from 20) WHERE position = 3 | position 3 | section.changed
                    UPDATE section SET position = 3, name = 'nothing' WHERE position = 4 AND name = 'officer' | position 3 | section.foreign
                    UPDATE receipt SET body = convert_to(replace(convert_from(body, 'UTF8'), 'index 3', 'index 2'), 'UTF8') | position 3 | receipt.wrong
                    INSERT INTO lost_leaf (position, hash) VALUES (3, sha256('x')) | position 3 | row.twice
                    UPDATE cosigned_checkpoint SET note = replace(note, 'log.xa', 'log.xb') | cosigned checkpoint of 5 | cosigned.not-signed
                    """)
    void each_change_in_the_database_is_named(String sql, String place, String kind)
            throws SQLException {
        asOwner(sql);
        assertThat(deviations())
                .anySatisfy(line -> assertThat(line).startsWith(place).contains(" " + kind + ": "));
    }

    @Test
    void each_flipped_byte_of_a_tile_is_named() throws IOException {
        var tile = folder.resolve("tile/0/000.p/5");
        var bytes = Files.readAllBytes(tile);
        for (var at = 0; at < bytes.length; at += 37) {
            var spoilt = bytes.clone();
            spoilt[at] ^= 1;
            Files.write(tile, spoilt);
            var place = "position " + at / 32 + " ";
            assertThat(deviations())
                    .as("byte %d", at)
                    .anySatisfy(line -> assertThat(line).contains("checkpoint.other-root"))
                    .anySatisfy(line -> assertThat(line).startsWith(place));
        }
    }

    /** Whoever has the log's true key can shorten everything that lies here, but not all copies. */
    @Test
    void a_log_cut_short_with_its_table_is_named_by_what_a_partner_cosigned() throws Exception {
        var leaves = new Tree(new FileTiles(folder), 5).leaves(0, 3);
        asOwner("DELETE FROM section WHERE position >= 3");
        asOwner("DELETE FROM act WHERE position >= 3");
        asOwner("DELETE FROM receipt");
        TestDatabases.delete(folder);
        Files.createDirectories(folder);
        var shorter = new Tree(new FileTiles(folder), 0);
        shorter.append(leaves);
        var text = new Checkpoint("log.xa.example", 3, shorter.root()).text();
        Files.writeString(
                folder.resolve("checkpoint"),
                new Note(text, arcadia.log().sign(text, Nation.NOON)).encoded());

        assertThat(deviations())
                .singleElement()
                .satisfies(
                        line ->
                                assertThat(line)
                                        .startsWith("cosigned checkpoint of 5")
                                        .contains(" log.short: "));
    }

    @Test
    void a_log_that_is_gone_or_was_written_anew_is_named() throws IOException {
        var checkpoint = Files.readString(folder.resolve("checkpoint"));
        var text = new Checkpoint("log.xa.example", 5, Merkle.leafHash(new byte[0])).text();
        Files.writeString(
                folder.resolve("checkpoint"),
                new Note(text, arcadia.log().sign(text, Nation.NOON)).encoded());
        assertThat(deviations()).anyMatch(line -> line.contains("checkpoint.other-root"));
        Files.writeString(folder.resolve("checkpoint"), checkpoint.replace("\n5\n", "\n6\n"));
        assertThat(deviations()).anyMatch(line -> line.contains("checkpoint.not-signed"));
        Files.writeString(folder.resolve("checkpoint"), "nothing");
        assertThat(deviations()).anyMatch(line -> line.contains("checkpoint.unreadable"));
        Files.delete(folder.resolve("checkpoint"));
        assertThat(deviations())
                .anyMatch(line -> line.contains("checkpoint.missing"))
                .anyMatch(line -> line.contains("log.short"));
        Files.writeString(folder.resolve("checkpoint"), checkpoint);
        Files.delete(folder.resolve("tile/0/000.p/5"));
        assertThat(deviations()).anyMatch(line -> line.contains("tile.missing"));
    }
}
