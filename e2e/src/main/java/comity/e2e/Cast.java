package comity.e2e;

import comity.node.identity.SoftwarePasskey;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Two nodes that have met, and everyone in them signed in. The people's passkeys are programs,
 * which a node that was started for a demo keeps beside its data; each signed directory says so of
 * them.
 */
final class Cast implements AutoCloseable {
    private final RunningNode arcadia;
    private final RunningNode borduria;
    private final Map<World.Officer, Person> people = new LinkedHashMap<>();

    private Cast(RunningNode arcadia, RunningNode borduria) {
        this.arcadia = arcadia;
        this.borduria = borduria;
    }

    /** Starts both nodes at once, in {@code folder}, and introduces them to each other. */
    static Cast assemble(Path folder, Narrator narrator) throws IOException {
        return assemble(folder, narrator, (_, port) -> port);
    }

    /** On which port of this machine a partner's federation port is reached. */
    @FunctionalInterface
    interface Line {
        int port(RunningNode partner, int federationPort);
    }

    /** The same, each introduced at the near end of a line that leads to the other. */
    static Cast assemble(Path folder, Narrator narrator, Line line) throws IOException {
        return assemble(folder, narrator, line, List.of());
    }

    /**
     * The same.
     *
     * @param settings of both nodes
     */
    static Cast assemble(Path folder, Narrator narrator, Line line, List<String> settings)
            throws IOException {
        return assemble(folder, narrator, line, _ -> settings);
    }

    /**
     * The same.
     *
     * @param settings of each State's node
     */
    static Cast assemble(
            Path folder, Narrator narrator, Line line, Function<String, List<String>> settings)
            throws IOException {
        var cast =
                new Cast(
                        start(World.ARCADIA, folder.resolve("arcadia"), settings),
                        start(World.BORDURIA, folder.resolve("borduria"), settings));
        try {
            cast.open(narrator, line);
            return cast;
        } catch (IOException | RuntimeException e) {
            cast.close();
            throw e;
        }
    }

    private static RunningNode start(
            String state, Path data, Function<String, List<String>> settings) throws IOException {
        return RunningNode.start(state, data, true, settings.apply(state));
    }

    private void open(Narrator narrator, Line line) throws IOException {
        for (var node : nodes().toList()) {
            node.awaitReady();
            narrator.plain("  " + node.state() + " is up at " + node.url());
        }
        // Two administrators exchange these by another path than the network, and compare
        // fingerprints.
        arcadia.introduce(borduria, line);
        borduria.introduce(arcadia, line);
        signInAnew();
        nodes().forEach(this::awaitPartner);
    }

    /** Everybody, as after a pause in which their sessions ended. */
    void signInAnew() throws IOException {
        for (var officer : World.EVERYONE) people.put(officer, signIn(officer));
    }

    Person signIn(World.Officer officer) throws IOException {
        var node = node(officer.state());
        return Person.signIn(officer, passkey(node, officer.person()), node.client());
    }

    static SoftwarePasskey passkey(RunningNode node, String person) throws IOException {
        var file = node.data().resolve("demo-people.json");
        try {
            Json.Obj held = JsonReader.actObject(Files.readAllBytes(file));
            return SoftwarePasskey.of(
                    held.object(person)
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    person + " has no passkey in " + file)));
        } catch (MalformedJson e) {
            throw new IOException(file + " is not JSON", e);
        }
    }

    /** A request can be judged there once the partner's directory and profile have arrived here. */
    private void awaitPartner(RunningNode node) {
        RunningNode.await(
                node.state() + " has not heard of its partner",
                RunningNode.LONGEST_CROSSING,
                () -> node.client().get("/roots").json().members().size() == 2);
    }

    Person person(World.Officer officer) {
        return Objects.requireNonNull(people.get(officer));
    }

    RunningNode node(String state) {
        return state.equals(World.ARCADIA) ? arcadia : borduria;
    }

    Stream<RunningNode> nodes() {
        return Stream.of(arcadia, borduria);
    }

    @Override
    public void close() throws IOException {
        try (arcadia;
                borduria) {
            people.clear();
        }
    }
}
