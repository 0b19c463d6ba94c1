package comity.node.publication;

import comity.node.database.Database;
import comity.node.database.TestDatabases;
import comity.node.registry.Filing;
import comity.node.registry.Nation;
import comity.node.registry.Registry;
import comity.node.retention.KeyFolder;
import comity.node.retention.Keyring;
import comity.record.act.ActId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A process that {@link KilledFilerTest} kills: two States' databases, doors and logs, and acts
 * that are filed at one and carried to the other. It says on its output what was acknowledged.
 */
public final class TwoNodes implements AutoCloseable {
    final Nation arcadia = Nation.arcadia();
    final Nation borduria = Nation.borduria();
    private final Database here;
    private final Database there;
    final Registry sender;
    final Registry receiver;
    private final Publication senderLog;
    private final Publication receiverLog;

    TwoNodes(Path folder) {
        here = database(folder.resolve("XA"));
        there = database(folder.resolve("XB"));
        sender = arcadia.registry(here, keys(folder.resolve("XA/keys")), borduria);
        receiver = borduria.registry(there, keys(folder.resolve("XB/keys")), arcadia);
        senderLog = log(arcadia, here, sender, folder.resolve("XA/log"));
        receiverLog = log(borduria, there, receiver, folder.resolve("XB/log"));
    }

    private static Keyring keys(Path folder) {
        return new Keyring(new KeyFolder(folder), Nation.CLOCK, new SecureRandom());
    }

    private static Database database(Path folder) {
        return Database.embedded(
                folder.resolve("postgres"),
                TestDatabases.binaries(),
                () -> Runtime.getRuntime().halt(75));
    }

    private static Publication log(
            Nation nation, Database database, Registry registry, Path folder) {
        return new Publication(
                registry,
                PublicationTest.signer(nation),
                new Cosigned(JdbcClient.create(database.filer())),
                Nation.CLOCK,
                folder,
                () -> Runtime.getRuntime().halt(75));
    }

    /**
     * @param arguments the folder, and a seed that no other run had
     */
    public static void main(String... arguments) {
        var nodes = new TwoNodes(Path.of(arguments[0]));
        for (var act :
                new comity.record.act.Envelope[] {
                    nodes.arcadia.directory(), nodes.arcadia.profile()
                }) {
            require(nodes.sender.file(act));
            require(nodes.receiver.receive(act, Set.of()));
        }
        var seed = Long.parseLong(arguments[1]);
        nodes.arcadia.reseed(seed);
        Thread.ofPlatform().daemon().start(() -> nodes.carryForever(() -> {}));
        var random = new Random(seed);
        while (true) {
            var docket = ActId.next(Nation.NOON, random);
            var act = nodes.arcadia.authorise(nodes.sender, docket);
            require(nodes.sender.file(act));
            System.out.println("filed " + docket + " " + act.digest());
            System.out.flush();
        }
    }

    private static void require(Filing filing) {
        if (filing instanceof Filing.Filed) return;
        System.out.println("refused " + filing);
        Runtime.getRuntime().halt(3);
    }

    private void carryForever(Runnable pause) {
        while (true) {
            carry();
            pause.run();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    /** Carries what was not carried yet; a crash before the cursor moved carries it again. */
    void carry() {
        var sql = JdbcClient.create(here.filer());
        var from =
                sql.sql("SELECT position FROM cursor WHERE follower = 'carrier'")
                        .query(Long.class)
                        .optional()
                        .orElse(0L);
        for (var tail = sender.tail(from, 50); !tail.isEmpty(); tail = sender.tail(from, 50)) {
            for (var stored : tail) require(receiver.receive(stored.envelope(), Set.of()));
            from = tail.getLast().position() + 1;
            sql.sql(
                            "INSERT INTO cursor (follower, position) VALUES ('carrier', :position)"
                                    + " ON CONFLICT (follower) DO UPDATE SET position = excluded.position")
                    .param("position", from)
                    .update();
        }
    }

    Publication senderLog() {
        return senderLog;
    }

    Publication receiverLog() {
        return receiverLog;
    }

    @Override
    public void close() {
        senderLog.close();
        receiverLog.close();
        sender.close();
        receiver.close();
        here.close();
        there.close();
    }
}
