package comity.node.publication;

import comity.node.database.Database;
import comity.node.database.Login;
import comity.node.database.TestDatabases;
import comity.node.registry.Filing;
import comity.node.registry.Nation;
import comity.node.registry.Registry;
import comity.node.retention.KeyFolder;
import comity.node.retention.Keyring;
import comity.record.act.ActId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A door and its log, and a process that files one act when it is told to: what {@link
 * OneFilingTest} fails and kills. It says on its output what was acknowledged.
 */
public final class OneFiling implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(30);

    final Nation arcadia = Nation.arcadia();
    final Database database;
    final Registry registry;
    final Publication log;

    /**
     * @param gone called when door or log may write no more
     */
    OneFiling(Database database, Path folder, Runnable gone) {
        this.database = database;
        this.registry =
                arcadia.registry(
                        database,
                        new Keyring(
                                new KeyFolder(folder.resolve("keys")),
                                Nation.CLOCK,
                                new SecureRandom()));
        this.log = log(folder, gone);
    }

    Publication log(Path folder, Runnable gone) {
        return new Publication(
                registry,
                PublicationTest.signer(arcadia),
                new Cosigned(JdbcClient.create(database.filer())),
                Nation.CLOCK,
                folder.resolve("log"),
                gone);
    }

    static Database external(TestDatabases.Logins logins) {
        return Database.external(logins.owner(), logins.filer(), logins.eraser());
    }

    /**
     * @param arguments the folder, a seed, and how three roles reach the database
     */
    public static void main(String... arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var database =
                Database.external(login(arguments, 2), login(arguments, 5), login(arguments, 8));
        var filing = new OneFiling(database, folder, () -> Runtime.getRuntime().halt(75));
        filing.arcadia.reseed(Long.parseLong(arguments[1]));
        var docket = ActId.next(Nation.NOON, new Random(Long.parseLong(arguments[1])));
        var act = filing.arcadia.authorise(filing.registry, docket);
        say("ready " + docket);
        if (System.in.read() < 0) return;
        if (filing.registry.file(act) instanceof Filing.Filed filed) {
            say("filed " + filed.position());
            if (filing.log.awaitPosition(filed.position(), LONG)) say("published");
        }
        Runtime.getRuntime().halt(0);
    }

    private static Login login(String[] arguments, int first) {
        return new Login(arguments[first], arguments[first + 1], arguments[first + 2]);
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** The docket of a line {@code ready …}. */
    static UUID docket(String line) {
        return UUID.fromString(line.substring("ready ".length()));
    }

    @Override
    public void close() {
        log.close();
        registry.close();
    }
}
