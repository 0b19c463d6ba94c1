package comity.e2e;

import comity.node.database.ClaimedPort;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.treaty.terms.Rehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the counterpart keeps its own keys, record and database between two rehearsals. It belongs
 * to one founded State: with another, two States would share one record.
 *
 * @param data the counterpart's data folder
 */
record RehearsalFolder(Path data) {
    private static final String WHOSE = "rehearses-with.json";
    private static final String PORTS = "ports.json";

    /**
     * Begins it, or takes it up.
     *
     * @throws Beside.Unfit if it is another State's, or holds something else
     */
    static RehearsalFolder of(Path data, Beside beside) throws IOException, Beside.Unfit {
        if (beside.state().equals(Rehearsal.STATE))
            throw new Beside.Unfit(
                    beside.data()
                            + " is a counterpart's own folder. Name your node's data folder.");
        Files.createDirectories(data);
        var whose = data.resolve(WHOSE);
        var said = Json.object().with("state", beside.state()).with("root", beside.root());
        if (Files.exists(whose)) {
            var held = Beside.read(whose);
            if (!held.equals(said))
                throw new Beside.Unfit(
                        "%s was begun beside the node of %s (root %s…), and yours is of %s (root %s…). Name another folder with --folder."
                                .formatted(
                                        data,
                                        held.text("state").orElse("?"),
                                        brief(held),
                                        beside.state(),
                                        brief(said)));
        } else {
            if (!isEmpty(data))
                throw new Beside.Unfit(
                        data
                                + " is not empty, and no counterpart's. Name another folder with --folder.");
            Files.write(whose, CanonicalJson.bytes(said));
        }
        Files.write(stateFile(data), CanonicalJson.bytes(state(beside.state())));
        return new RehearsalFolder(data);
    }

    /**
     * Starts its node, at the address of the first time: its officers' passkeys are bound to it.
     *
     * @throws Beside.Unfit if something else has taken a port of it since
     */
    RunningNode start() throws IOException, Beside.Unfit {
        var file = data.resolve(PORTS);
        var held = Files.exists(file) ? Beside.read(file) : Json.EMPTY;
        var pages = port(held, "pages");
        var federation = port(held, "federation");
        Files.write(
                file,
                CanonicalJson.bytes(
                        Json.object()
                                .with("pages", pages.number())
                                .with("federation", federation.number())));
        return RunningNode.founded(Rehearsal.STATE, data, stateFile(), pages, federation);
    }

    private ClaimedPort port(Json.Obj held, String name) throws IOException, Beside.Unfit {
        var number = held.integer(name);
        if (number.isEmpty()) return ClaimedPort.any();
        try {
            return ClaimedPort.of(Math.toIntExact(number.get()));
        } catch (IOException _) {
            throw new Beside.Unfit(
                    "port %d of this machine, which the counterpart of %s needs, is taken: perhaps it runs already. End what has it, or name another folder with --folder."
                            .formatted(number.get(), data));
        }
    }

    private static String brief(Json.Obj said) {
        var root = said.text("root").orElse("");
        return root.substring(0, Math.min(12, root.length()));
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var held = Files.list(folder)) {
            return held.findAny().isEmpty();
        }
    }

    Path stateFile() {
        return stateFile(data);
    }

    private static Path stateFile(Path data) {
        return data.resolve("state.json");
    }

    /**
     * The counterpart, as it is founded: the Convention is in force between it and this partner.
     */
    private static Json.Obj state(String partner) throws IOException {
        try (var resource = RehearsalFolder.class.getResourceAsStream("rehearsal.json")) {
            if (resource == null)
                throw new IllegalStateException("rehearsal.json is not in the jar");
            var file = JsonReader.actObject(resource.readAllBytes());
            var profile = file.object("profile").orElseThrow();
            var treaty =
                    Json.object()
                            .with("instrument", "UNCC")
                            .with("with", partner)
                            .with("inForce", true)
                            .with("from", "2026-01-01")
                            .with("asOf", "2026-01-01")
                            .with("source", "A rehearsal: said by the counterpart alone");
            return file.with("profile", profile.with("treaties", new Json.Arr(List.of(treaty))));
        } catch (MalformedJson e) {
            throw new IllegalStateException("rehearsal.json is not JSON", e);
        }
    }
}
