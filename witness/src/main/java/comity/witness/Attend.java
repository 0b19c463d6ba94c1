package comity.witness;

import com.sun.net.httpserver.HttpServer;
import comity.record.tlog.Fork;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.NoteSigner;
import comity.record.tlog.Witness;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** {@code witness --data FOLDER --logs FILE [--port N] [--address A] [--name N] [--check FILE]}. */
public final class Attend {
    private static final int WRONG_QUESTION = 3;
    private static final Set<String> OPTIONS =
            Set.of("--data", "--logs", "--port", "--address", "--name", "--check");
    private static final String USAGE =
            """
            witness --data FOLDER --logs FILE [--port PORT] [--address ADDRESS] [--name NAME]
            witness --check FILE --logs FILE

            Watches that logs only grow, and countersigns it (C2SP tlog-witness). For whoever is not the
            State whose log it is: an oversight body, a university, a newspaper. It sees no act, needs no
            database, and keeps one small file for each log.

              --data FOLDER      where its key and its memory lie. It makes its key on the first run. Never
                                 put back an older copy of this folder: a witness that forgets may sign a
                                 second history of a log
              --logs FILE        the logs that it watches: one C2SP verifier key a line, as the State's
                                 directory lists them under log.keys; keys of one name belong to one log
              --port PORT        where it answers (default: 8480; 0 takes a free one)
              --address ADDRESS  on which address of this machine (default: 127.0.0.1)
              --name NAME        its name, such as witness.example.org; without it one made from its key
              --check FILE       checks evidence that a log showed two histories, offline, and ends

            It prints its verifier keys as lines for a policy (witnesses.policy, C2SP tlog-policy). Exit: 0
            ended, or the evidence convicts; 1 the evidence convicts nobody; 3 the question was wrong; 75 it
            could not write what it must remember, and has to be started again.
            """;

    private Attend() {}

    public static void main(String... arguments) {
        if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
            System.out.print(USAGE);
            return;
        }
        try {
            var asked = asked(arguments);
            var logs = LogsFile.read(Path.of(required(asked, "--logs")));
            if (asked.containsKey("--check"))
                System.exit(check(Path.of(required(asked, "--check")), logs));
            attend(asked, logs);
        } catch (IllegalArgumentException e) {
            wrong(e.getMessage());
        } catch (IllegalStateException e) {
            wrong(e.getMessage());
        } catch (IOException e) {
            wrong("could not read or write: " + e.getMessage());
        }
    }

    private static void wrong(@Nullable String why) {
        System.err.println("witness: " + why);
        System.exit(WRONG_QUESTION);
    }

    private static Map<String, String> asked(String... arguments) {
        var asked = new HashMap<String, String>();
        for (var i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i]))
                throw new IllegalArgumentException("unknown option " + arguments[i]);
            if (i + 1 == arguments.length)
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            if (asked.put(arguments[i], arguments[i + 1]) != null)
                throw new IllegalArgumentException(arguments[i] + " is given twice");
        }
        return asked;
    }

    private static String required(Map<String, String> asked, String option) {
        var value = asked.get(option);
        if (value == null) throw new IllegalArgumentException(option + " is needed; see --help");
        return value;
    }

    private static int port(Map<String, String> asked) {
        var said = asked.getOrDefault("--port", "8480");
        if (!said.matches("[0-9]{1,5}") || Integer.parseInt(said) > 65_535)
            throw new IllegalArgumentException("--port is a number up to 65535");
        return Integer.parseInt(said);
    }

    private static void attend(Map<String, String> asked, Map<String, NoteKeys> logs)
            throws IOException {
        var port = port(asked);
        var folder = Path.of(required(asked, "--data")).toAbsolutePath();
        Files.createDirectories(folder);
        lock(folder);
        var keys =
                WitnessKeys.open(
                        folder, Optional.ofNullable(asked.get("--name")), new SecureRandom());
        var memory = new FolderMemory(folder);
        // What is damaged is found now, not when the log comes.
        logs.keySet().forEach(memory::last);
        var witness = new Witness(keys::sign, memory, InstantSource.system());
        var server =
                HttpServer.create(
                        new InetSocketAddress(asked.getOrDefault("--address", "127.0.0.1"), port),
                        0);
        server.createContext(
                "/", new Door(logs, witness, memory, () -> Runtime.getRuntime().halt(75)));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        introduce(keys, logs, server.getAddress());
    }

    /** Two processes with one memory could sign two histories. */
    @SuppressWarnings("resource") // held until the process ends
    private static void lock(Path folder) throws IOException {
        var channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) return;
        } catch (OverlappingFileLockException _) {
            // the same answer
        }
        throw new IllegalArgumentException("another witness runs on " + folder);
    }

    private static void introduce(
            NoteSigner keys, Map<String, NoteKeys> logs, InetSocketAddress address) {
        var url = "http://" + address.getHostString() + ":" + address.getPort();
        System.out.println(
                "# Witness "
                        + keys.keys().name()
                        + ", watching "
                        + logs.size()
                        + " logs at "
                        + url);
        System.out.println("# For a policy; put the address at which others reach it:");
        var names = List.of("ed25519", "ml-dsa-44");
        for (var i = 0; i < 2; i++)
            System.out.println(
                    "witness "
                            + keys.keys().name()
                            + "/"
                            + names.get(i)
                            + " "
                            + keys.keys().texts().get(i)
                            + " "
                            + url);
        System.out.println(
                "group "
                        + keys.keys().name()
                        + " all "
                        + keys.keys().name()
                        + "/ed25519 "
                        + keys.keys().name()
                        + "/ml-dsa-44");
        System.out.flush();
    }

    private static int check(Path file, Map<String, NoteKeys> logs) throws IOException {
        try {
            var fork = Fork.read(Files.readAllBytes(file));
            for (var log : logs.values()) {
                if (!fork.isProven(log)) continue;
                System.out.println(
                        "Proven: the log "
                                + log.name()
                                + " signed two histories that cannot both be true.");
                return 0;
            }
            System.out.println("It convicts none of these logs.");
        } catch (MalformedNote e) {
            System.out.println("It is no evidence: " + e.getMessage() + ".");
        }
        return 1;
    }
}
