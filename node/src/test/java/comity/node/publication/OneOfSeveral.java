package comity.node.publication;

import comity.node.database.Database;
import comity.node.database.Login;
import comity.node.registry.Filing;
import comity.node.registry.Nation;
import comity.node.registry.Registry;
import comity.node.retention.Between;
import comity.node.retention.KeyFolder;
import comity.node.retention.Keyring;
import comity.record.act.ActId;
import comity.record.tlog.Checkpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A process that {@link SeveralProcessesTest} runs beside its like and kills: files without end,
 * and says on its output what was acknowledged, which checkpoints it saw, and that it leads.
 */
public final class OneOfSeveral {
    private static final int THREADS = 2;

    private static volatile boolean files = true;

    private OneOfSeveral() {}

    /**
     * @param arguments url, three roles with their passwords, the shared folder, a seed
     */
    public static void main(String... arguments) throws Exception {
        var folder = Path.of(arguments[7]);
        var database =
                Database.external(
                        new Login(arguments[0], arguments[1], arguments[2]),
                        new Login(arguments[0], arguments[3], arguments[4]),
                        new Login(arguments[0], arguments[5], arguments[6]));
        var nation = Nation.arcadia();
        var registry =
                nation.together(database, keys(folder), OneOfSeveral::ends, Nation.borduria());
        registry.whenElected(() -> say("leads"));
        for (var act : List.of(nation.directory(), nation.profile())) filed(registry.file(act));
        var log =
                Publication.following(
                        registry,
                        PublicationTest.signer(nation),
                        new Cosigned(JdbcClient.create(database.filer())),
                        Quorum.ofPartners(List::of),
                        Holders.none(),
                        Nation.CLOCK,
                        new LogFolder(folder.resolve("log")),
                        OneOfSeveral::ends);
        var running = new AtomicInteger(THREADS);
        for (var i = 0; i < THREADS; i++) {
            var seed = Long.parseLong(arguments[8]) + i;
            Thread.ofPlatform()
                    .daemon()
                    .start(
                            () -> {
                                file(registry, log, seed);
                                if (running.decrementAndGet() == 0) say("stopped");
                            });
        }
        obey(registry, log);
        Runtime.getRuntime().halt(0);
    }

    static Keyring keys(Path folder) {
        var keys = folder.resolve("keys");
        return new Keyring(
                new KeyFolder(keys), Between.processes(keys), Nation.CLOCK, new SecureRandom());
    }

    private static void ends() {
        say("ends");
        Runtime.getRuntime().halt(75);
    }

    private static void file(Registry registry, Publication log, long seed) {
        var nation = Nation.arcadia();
        nation.reseed(seed);
        var random = new Random(seed);
        while (files) {
            var docket = ActId.next(Nation.NOON, random);
            var act = nation.authorise(registry, docket);
            var filing = registry.file(act);
            // While nobody leads it may be busy; the same act is presented again, as a person
            // would.
            while (filing instanceof Filing.Rejected(var code, _, _)
                    && code.equals("registry.busy")) filing = registry.file(act);
            say("filed " + docket + " " + act.digest().hex() + " " + filed(filing));
            if (random.nextInt(4) == 0 && filed(registry.file(act)) != filed(filing))
                say("refused: filed twice");
            if (random.nextInt(4) == 0
                    && log.awaitPosition(filed(filing), java.time.Duration.ofSeconds(60)))
                say("checkpoint " + checkpoint(log));
        }
    }

    private static String checkpoint(Publication log) {
        try {
            var checkpoint = Checkpoint.of(log.checkpoint());
            return checkpoint.size() + " " + HexFormat.of().formatHex(checkpoint.root());
        } catch (comity.record.tlog.MalformedNote e) {
            throw new IllegalStateException(e);
        }
    }

    private static long filed(Filing filing) {
        if (filing instanceof Filing.Filed(_, var position)) return position;
        say("refused " + filing);
        Runtime.getRuntime().halt(3);
        throw new IllegalStateException();
    }

    private static void obey(Registry registry, Publication log) throws IOException {
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = commands.readLine(); line != null; line = commands.readLine()) {
            var words = line.split(" ");
            switch (words[0]) {
                case "stop" -> files = false;
                case "docket" ->
                        say(
                                "docket "
                                        + words[1]
                                        + " "
                                        + registry.read(UUID.fromString(words[1])).stateDigest()
                                        + " of "
                                        + registry.size());
                case "log" -> {
                    log.awaitPosition(registry.size() - 1, java.time.Duration.ofSeconds(60));
                    say("log " + checkpoint(log));
                }
                default -> say("refused " + line);
            }
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
