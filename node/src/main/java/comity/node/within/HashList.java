package comity.node.within;

import comity.record.act.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The SHA-256 hashes of known depictions of child sexual abuse, as a competent body hands them out.
 * Only hashes: nothing that could be shown is ever held against anything.
 */
final class HashList {
    static final HashList NONE = new HashList(Set.of());

    private final Set<Digest> hashes;

    private HashList(Set<Digest> hashes) {
        this.hashes = hashes;
    }

    /**
     * One hash a line, in hexadecimal; what follows a blank, and a line that begins with {@code #},
     * is a remark.
     *
     * @throws IllegalArgumentException at the first line that is none of these: a list that is read
     *     in part protects in part
     */
    static HashList read(Path file) throws IOException {
        var hashes = new HashSet<Digest>();
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            var number = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                var word = line.strip().split("[\\s,]", 2)[0];
                if (word.isEmpty() || word.startsWith("#")) continue;
                if (!word.matches("[0-9a-fA-F]{64}"))
                    throw new IllegalArgumentException(
                            file + ", line " + number + ": no SHA-256 in hexadecimal");
                hashes.add(new Digest(word.toLowerCase(java.util.Locale.ROOT)));
            }
        }
        return new HashList(hashes);
    }

    boolean holds(Digest hash) {
        return hashes.contains(hash);
    }

    int size() {
        return hashes.size();
    }
}
