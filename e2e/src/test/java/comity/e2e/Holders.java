package comity.e2e;

import comity.record.act.ApprovedDirectory;
import comity.record.act.CanonicalJson;
import comity.record.act.Directory;
import comity.record.act.HolderKey;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.Root;
import comity.record.act.SignatureAlgorithm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Three persons who hold an earnest State's root, two of whom approve whatever the node asks. */
final class Holders {
    private final List<HolderKey> keys =
            Stream.of("Court", "Ministry", "Ombudsman")
                    .map(
                            name ->
                                    HolderKey.create(
                                            name, SignatureAlgorithm.EdDSA, new SecureRandom()))
                    .toList();
    private final Path folder;

    /**
     * @param data of the node that asks them
     */
    Holders(Path data) {
        this.folder = data.resolve("directory");
    }

    /** Waits for what the node asks, approves it, hands it back, and waits until it was taken. */
    void approve() throws Exception {
        var asked = folder.resolve("next.json");
        RunningNode.await("no draft", Duration.ofMinutes(2), () -> Files.exists(asked));
        var document =
                JsonReader.actObject(Files.readAllBytes(asked)).object("directory").orElseThrow();
        if (document.get("root").isEmpty()) document = document.with("root", root().json());
        var directory = Directory.of(document);
        var approved =
                new ApprovedDirectory(
                        directory,
                        keys.stream().skip(1).map(key -> key.approve(directory)).toList());
        hand(approved.json());
        RunningNode.await(
                "the approved version was not taken",
                Duration.ofMinutes(2),
                () -> isCurrent(directory));
    }

    private Root root() {
        return new Root(2, keys.stream().map(HolderKey::holder).toList(), false);
    }

    private void hand(Json.Obj json) throws Exception {
        var part = folder.resolve("approved").resolve("version.part");
        Files.write(part, CanonicalJson.bytes(json));
        Files.move(part, part.resolveSibling("version.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean isCurrent(Directory directory) {
        try {
            var current = folder.resolve("current.json");
            return Files.exists(current)
                    && ApprovedDirectory.of(JsonReader.actObject(Files.readAllBytes(current)))
                            .directory()
                            .digest()
                            .equals(directory.digest());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
