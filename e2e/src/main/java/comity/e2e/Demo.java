package comity.e2e;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * {@code ./comity demo}: two States cooperate on one request, a court verifies the result, four
 * cheats are caught, and a request that must be refused is refused. Whatever it claims, it claims
 * because the nodes and the verifier said so; it exits with 0 only if all of it held.
 */
public final class Demo {
    private Demo() {}

    public static void main(String... arguments) throws IOException, SQLException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var narrator = new Narrator(out);
        var asked = Asked.of(List.of(arguments));
        var folder =
                asked.folder().isPresent()
                        ? Files.createDirectories(asked.folder().get())
                        : passable("comity-demo");
        try {
            System.exit(run(asked, folder, narrator));
        } catch (Client.Refused | IllegalStateException e) {
            narrator.plain("\nThe demo stopped: " + e.getMessage());
            narrator.plain("The nodes' logs are in " + folder);
            System.exit(1);
        }
    }

    /**
     * A folder of the demo's own, in which a database that must not run as root finds its files.
     */
    static Path passable(String name) throws IOException {
        return Files.setPosixFilePermissions(
                Files.createTempDirectory(name), PosixFilePermissions.fromString("rwx--x--x"));
    }

    /** What was asked on the command line. */
    record Asked(boolean headless, Optional<Path> evidence, Optional<Path> folder) {

        static Asked of(List<String> arguments) {
            var asked = new Asked(false, Optional.empty(), Optional.empty());
            for (var rest = arguments.iterator(); rest.hasNext(); ) {
                asked =
                        switch (rest.next()) {
                            case "--headless" -> new Asked(true, asked.evidence, asked.folder);
                            case "--evidence" ->
                                    new Asked(
                                            asked.headless,
                                            Optional.of(readable(rest.next())),
                                            asked.folder);
                            case "--folder" ->
                                    new Asked(
                                            asked.headless,
                                            asked.evidence,
                                            Optional.of(Path.of(rest.next()).toAbsolutePath()));
                            case String other ->
                                    throw new IllegalArgumentException(
                                            "There is no option "
                                                    + other
                                                    + "; see ./comity demo --help");
                        };
            }
            return asked;
        }

        private static Path readable(String name) {
            var file = Path.of(name);
            if (!Files.isReadable(file))
                throw new IllegalArgumentException("Cannot read the evidence " + file);
            return file;
        }
    }

    private static int run(Asked asked, Path folder, Narrator narrator)
            throws IOException, SQLException {
        narrator.chapter("Two States, each with its own node, database and keys");
        try (var cast = Cast.assemble(folder, narrator)) {
            // Ctrl-C ends the nodes by the handles that started them, and leaves nothing running.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(cast)));
            tell(asked, cast, folder, narrator);
            if (!asked.headless()) showPages(cast, narrator);
        }
        if (asked.folder().isEmpty()) delete(folder);
        return narrator.failures().isEmpty() ? 0 : 1;
    }

    private static void tell(Asked asked, Cast cast, Path folder, Narrator narrator)
            throws IOException, SQLException {
        narrator.chapter("One request, from draft to verified evidence");
        var evidence = asked.evidence().isPresent() ? asked.evidence().get() : mailbox(folder);
        var docket = Walk.run(cast, evidence, narrator);

        narrator.chapter(
                "A court, with the case file and the fingerprints of the States' roots, and nothing else");
        var caseFile = export(cast, docket);
        var court = Court.trusting(folder, cast.nodes().toArray(RunningNode[]::new));
        var verdict = court.verify(caseFile);
        narrator.plain(verdict.text().indent(2));
        narrator.holds(
                verdict.exit() == 0,
                "case.comity verified offline, " + narrator.seconds() + " s after the start");

        narrator.chapter(
                "What must be refused: who posted a rainbow flag, six years in both States");
        new FlagStory(cast, narrator).run();

        narrator.chapter("Attempts to cheat");
        new Cheats(cast, court, folder, narrator).all(docket, caseFile);
        conclude(narrator);
    }

    private static void conclude(Narrator narrator) {
        narrator.chapter(
                narrator.failures().isEmpty()
                        ? "Everything held. The case file is case.comity; ./comity verify case.comity checks it again."
                        : "This did not hold:");
        narrator.failures().forEach(failure -> narrator.plain("  " + failure));
    }

    private static Path mailbox(Path folder) throws IOException {
        var file = folder.resolve("k.orlov.mbox");
        Mailbox.write(file);
        return file;
    }

    /** The case file as Arcadia's central authority takes it from its own node. */
    private static Path export(Cast cast, UUID docket) {
        var brandt = cast.person(World.BRANDT);
        brandt.awaitWitnesses(docket);
        return brandt.client().download("/dockets/" + docket + "/case", Path.of("case.comity"));
    }

    private static void showPages(Cast cast, Narrator narrator) throws IOException {
        // Their tables were written to around the door; started again they file as before.
        for (var node : cast.nodes().toList()) node.restart();
        narrator.chapter(
                "The pages stay up. Sign in as one of the people below; Ctrl-C ends everything.");
        cast.nodes()
                .forEach(
                        node -> {
                            narrator.plain("  " + node.url());
                            World.EVERYONE.stream()
                                    .filter(officer -> officer.state().equals(node.state()))
                                    .forEach(
                                            officer -> narrator.plain("      " + officer.called()));
                        });
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Cast cast) {
        try {
            cast.close();
        } catch (IOException e) {
            System.err.println("a node did not end: " + e.getMessage());
        }
    }

    static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList())
                Files.deleteIfExists(path);
        }
    }
}
