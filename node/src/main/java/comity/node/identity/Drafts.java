package comity.node.identity;

import comity.record.act.ApprovedDirectory;
import comity.record.act.CanonicalJson;
import comity.record.act.Directory;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The files through which a node and the holders of its root speak, in the folder {@code
 * directory}: {@code next.json} is what they are asked to approve, {@code current.json} what they
 * approved last, and in {@code approved} an administrator puts what they hand back.
 */
final class Drafts {
    private static final String FORMAT = "comity-directory-draft/1";
    private final Path folder;

    Drafts(Path data) {
        this.folder = data.resolve("directory");
        try {
            Files.createDirectories(drop());
        } catch (IOException e) {
            throw new UncheckedIOException("could not make " + folder, e);
        }
    }

    Path next() {
        return folder.resolve("next.json");
    }

    /** Where approved versions are put. */
    Path drop() {
        return folder.resolve("approved");
    }

    /** What the holders are asked to approve; empty if nothing, or if it has no root yet. */
    Optional<Directory> wish() {
        if (!Files.exists(next())) return Optional.empty();
        try {
            var document = JsonReader.actObject(Files.readAllBytes(next())).object("directory");
            return document.isEmpty() || document.get().get("root").isEmpty()
                    ? Optional.empty()
                    : Optional.of(Directory.of(document.get()));
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + next(), e);
        } catch (MalformedJson | MalformedAct e) {
            throw new IllegalStateException(
                    next() + " is not as this node wrote it: " + e.getMessage(), e);
        }
    }

    /**
     * @param document the version to approve; the first one lacks its root, which the holders add
     */
    void ask(Json.Obj document, Optional<Directory> former) {
        var draft = Json.object().with("format", FORMAT).with("directory", document);
        write(next(), former.map(held -> draft.with("former", held.json())).orElse(draft));
    }

    void askNothing() {
        try {
            Files.deleteIfExists(next());
        } catch (IOException e) {
            throw new UncheckedIOException("could not remove " + next(), e);
        }
    }

    void published(ApprovedDirectory approved) {
        write(folder.resolve("current.json"), approved.json());
    }

    /** Whole, or not at all. */
    private static void write(Path file, Json.Obj json) {
        try {
            var part = file.resolveSibling(file.getFileName() + ".part");
            Files.write(part, CanonicalJson.bytes(json));
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file, e);
        }
    }
}
