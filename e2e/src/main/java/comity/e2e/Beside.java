package comity.e2e;

import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The running node beside which somebody rehearses: known by its data folder alone, as whoever may
 * read that folder may.
 *
 * @param data its data folder
 * @param state whose node it is
 * @param root the fingerprint of that State's root
 * @param introduction what it gives to partners
 */
record Beside(Path data, String state, String root, Json.Obj introduction) {

    /** Why nobody can rehearse there; the sentence says what to do. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        Unfit(String why) {
            super(why);
        }
    }

    /**
     * The node whose folder this is.
     *
     * @throws Unfit if it is no node's, or its node is not running
     */
    static Beside at(Path data) throws Unfit, IOException {
        if (!Files.isDirectory(data))
            throw new Unfit(data + " is no folder. Name your node's data folder with --data.");
        if (!Files.exists(data.resolve("ready.json")))
            throw new Unfit(
                    "the node of "
                            + data
                            + " is not running, or waits for the holders of its root. Start it first:"
                            + " ./comity run --data "
                            + data);
        var url = URI.create(text(data.resolve("ready.json"), "url"));
        if (!answers(url))
            throw new Unfit(
                    "the node of "
                            + data
                            + " does not answer at "
                            + url
                            + ". Start it first: ./comity run --data "
                            + data);
        var introduction = read(data.resolve("introduction.json"));
        return new Beside(
                data,
                text(data.resolve("introduction.json"), "state"),
                text(data.resolve("introduction.json"), "root"),
                introduction);
    }

    private static boolean answers(URI url) {
        try {
            return Client.of(url).get("/actuator/health/readiness").status() == 200;
        } catch (java.io.UncheckedIOException _) {
            return false;
        }
    }

    private static String text(Path file, String member) throws IOException, Unfit {
        return read(file)
                .text(member)
                .orElseThrow(() -> new Unfit(file + " does not say its " + member + "."));
    }

    static Json.Obj read(Path file) throws IOException, Unfit {
        try {
            return JsonReader.actObject(Files.readAllBytes(file));
        } catch (MalformedJson e) {
            throw new Unfit(file + " is not what a node writes: " + e.getMessage());
        }
    }

    /** Makes this node hear the counterpart: it looks into the folder once a second. */
    void hears(Json.Obj counterpart) throws IOException {
        introduce(data, counterpart);
    }

    /** Puts an introduction where the node of {@code data} finds it; whole, or not at all. */
    static void introduce(Path data, Json.Obj introduction) throws IOException {
        var folder = Files.createDirectories(data.resolve("peers"));
        var name = introduction.text("state").orElseThrow() + ".json";
        var arriving = folder.resolve(name + ".part");
        Files.write(arriving, CanonicalJson.bytes(introduction));
        Files.move(
                arriving,
                folder.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
