package comity.node.custody;

import comity.node.frame.Filer;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.reading.ContainerReader;
import comity.node.vault.FileVault;
import comity.node.vault.Held;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in containers that others made: the container as it is, what its reader says of it, and the
 * files in it, each accounted for by hash in one act. The parsers run in a process of their own.
 */
final class Imports {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

    /**
     * As many files are named in the act itself. Every file is taken out and sealed; those beyond
     * are named by the reader's answer, an exhibit whose hash the act names.
     */
    private static final int MOST_NAMED = 500;

    private static final String ANSWER = "application/vnd.comity.look+json";

    private final FileVault vault;
    private final Supplier<Optional<ContainerReader>> readers;
    private final Filer filer;
    private final Function<UUID, Docket> dockets;

    /**
     * @param readers empty where none is installed
     */
    Imports(
            FileVault vault,
            Supplier<Optional<ContainerReader>> readers,
            Filer filer,
            Function<UUID, Docket> dockets) {
        this.vault = vault;
        this.readers = readers;
        this.filer = filer;
        this.dockets = dockets;
    }

    /** Seals a container, or takes one that was sealed, and reads it. */
    Digest take(UUID docket, String giver, Brought brought, Touching touching, Officer officer)
            throws IOException {
        known(docket);
        reader();
        var container =
                switch (brought) {
                    case Brought.Sent sent ->
                            vault.seal(
                                    sent.name(),
                                    Brought.MEDIA_TYPE,
                                    under(touching),
                                    out -> out.write(sent.bytes()));
                    case Brought.Delivered(var sha256) ->
                            vault.held(sha256)
                                    .filter(held -> held.order().equals(under(touching)))
                                    .orElseThrow(Refused::unknown);
                };
        return take(docket, giver, container, touching, officer);
    }

    private void known(UUID docket) {
        if (dockets.apply(docket).entries().isEmpty()) throw Refused.unknown();
    }

    private static Optional<Digest> under(Touching touching) {
        return Optional.of(touching.under())
                .filter(hex -> hex.matches("[0-9a-f]{64}"))
                .map(Digest::new);
    }

    private ContainerReader reader() {
        return readers.get().orElseThrow(() -> Refused.with(503, "custody.no-reader"));
    }

    private Digest take(
            UUID docket, String giver, Held container, Touching touching, Officer officer)
            throws IOException {
        var taken = new ArrayList<Held>();
        Json.Obj answer;
        try {
            answer =
                    reader().read(
                                    out -> vault.open(container.sha256(), out),
                                    container.size(),
                                    (name, size, in) ->
                                            taken.add(
                                                    vault.derive(
                                                            container,
                                                            last(name),
                                                            Brought.MEDIA_TYPE,
                                                            container.transmissible(),
                                                            in::transferTo)));
        } catch (IOException e) {
            LOG.warn("a container could not be read", e);
            throw Refused.with(422, "custody.not-read");
        }
        var files = answer.items("files");
        accounted(files, taken);
        var look =
                vault.derive(
                        container,
                        container.name() + ".look.json",
                        ANSWER,
                        container.transmissible(),
                        out -> out.write(CanonicalJson.bytes(answer)));
        return file(docket, giver, container, answer, taken, look, touching, officer);
    }

    /** Each file that the reader lists was taken, with the hash that the reader said. */
    private static void accounted(List<Json> files, List<Held> taken) {
        if (taken.size() != files.size()) throw Refused.with(422, "custody.not-accounted");
        for (var i = 0; i < taken.size(); i++) {
            var said = files.get(i) instanceof Json.Obj file ? file.text("sha256").orElse("") : "";
            if (!said.equals(taken.get(i).sha256().hex()))
                throw Refused.with(422, "custody.not-accounted");
        }
    }

    private Digest file(
            UUID docket,
            String giver,
            Held container,
            Json.Obj answer,
            List<Held> taken,
            Held look,
            Touching touching,
            Officer officer) {
        var tool = answer.text("tool").orElse("");
        var version = tool.replaceFirst("^comity look ", "");
        var exhibits = new ArrayList<Json>();
        exhibits.add(Derivations.exhibit(container, Optional.empty(), ""));
        exhibits.add(Derivations.exhibit(look, Optional.of(container.sha256()), tool));
        // Two files of one content are one exhibit, under the first name; the answer lists both.
        var seen = new HashMap<Digest, Held>();
        for (var one : taken)
            if (seen.size() < MOST_NAMED
                    && seen.putIfAbsent(one.sha256(), one) == null
                    && !one.sha256().equals(container.sha256()))
                exhibits.add(Derivations.exhibit(one, Optional.of(container.sha256()), tool));
        var terms =
                touching.terms()
                        .with("giver", giver)
                        .with("format", answer.text("kind").orElse(""))
                        .with("verdict", verdict(answer))
                        .with("tool", "comity look")
                        .with("version", version)
                        .with("files", answer.items("files").size());
        return filer.file(
                docket, Type.IMPORT, touching.content(terms, new Json.Arr(exhibits)), officer);
    }

    private static String verdict(Json.Obj answer) {
        var why = answer.text("why").map(code -> " (" + code + ")").orElse("");
        return answer.text("verdict").orElse("") + why;
    }

    /** The last part of a path: an exhibit's name is a file's. */
    private static String last(String name) {
        var slash = name.lastIndexOf('/');
        var last = slash < 0 ? name : name.substring(slash + 1);
        return last.isBlank() ? "file" : last.length() > 255 ? last.substring(0, 255) : last;
    }
}
