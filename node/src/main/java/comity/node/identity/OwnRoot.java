package comity.node.identity;

import comity.record.act.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fingerprints of this State's own root, in a file of one line each: the first is written when
 * the State is founded. A State that lost its root begins anew by adding a line by hand; partners
 * need a new introduction then.
 */
public final class OwnRoot {
    private final Path file;

    /**
     * @param data the node's data folder
     */
    public OwnRoot(Path data) {
        this.file = data.resolve("root.fingerprints");
    }

    public Set<Digest> fingerprints() {
        if (!Files.exists(file)) return Set.of();
        try (var lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(line -> line.matches("[0-9a-f]{64}"))
                    .map(Digest::new)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        }
    }

    void give(Digest fingerprint) {
        try {
            Files.writeString(
                    file,
                    fingerprint.hex() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file, e);
        }
    }
}
