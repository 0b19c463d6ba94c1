package comity.record.tlog;

import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Evidence that a log showed two histories: two checkpoints that its keys signed, and a path that
 * leads to the later root from another tree than the earlier checkpoint names. Whoever knows the
 * log's keys can check it offline; nobody without them can make it.
 *
 * <p>Where the earlier size is a power of two, RFC 6962 leaves its root out of the path, and a path
 * that does not fit shows nothing by itself: such a pair is kept by nobody, and found as soon as
 * the log shows either history at a size of the other.
 */
public record Fork(Note earlier, Note later, List<byte[]> path) {
    public static final String FORMAT = "comity-fork/1";

    public Fork {
        path = path.stream().map(byte[]::clone).toList();
    }

    /** Whether it convicts the log that signs with {@code keys}. */
    public boolean isProven(NoteKeys keys) {
        try {
            var one = Checkpoint.of(earlier);
            var two = Checkpoint.of(later);
            if (!one.origin().equals(keys.name())
                    || !two.origin().equals(keys.name())
                    || !keys.signed(earlier)
                    || !keys.signed(later)
                    || one.size() > two.size()) return false;
            if (one.size() == two.size()) return !Arrays.equals(one.root(), two.root());
            return one.size() > 0
                    && Merkle.prefix(one.size(), two.size(), two.root(), path)
                            .filter(prefix -> !Arrays.equals(prefix, one.root()))
                            .isPresent();
        } catch (MalformedNote _) {
            return false;
        }
    }

    /** The file in which it is handed on. */
    public byte[] file() {
        return CanonicalJson.bytes(
                Json.object()
                        .with("format", FORMAT)
                        .with("earlier", earlier.encoded())
                        .with("later", later.encoded())
                        .with(
                                "path",
                                Json.strings(path.stream().map(StrictBase64::encode).toList())));
    }

    /** Reads such a file; whether it proves anything is {@link #isProven}'s to say. */
    public static Fork read(byte[] file) throws MalformedNote {
        try {
            var json = JsonReader.actObject(file);
            if (!json.text("format").filter(FORMAT::equals).isPresent())
                throw new MalformedNote(FORMAT + " expected");
            var path = new ArrayList<byte[]>();
            for (var hash : json.texts("path")) path.add(StrictBase64.decode(hash, "path"));
            return new Fork(
                    Note.parse(json.text("earlier").orElse("")),
                    Note.parse(json.text("later").orElse("")),
                    path);
        } catch (MalformedJson e) {
            throw new MalformedNote("not the JSON of a " + FORMAT + " file: " + e.getMessage());
        }
    }

    /** A name for its file: the same evidence has the same. */
    public String fileName() {
        return "fork-" + comity.record.act.Digest.of(file()).hex().substring(0, 16) + ".json";
    }

    /** What it says, for people. */
    public String text() {
        return new String(file(), StandardCharsets.UTF_8);
    }
}
