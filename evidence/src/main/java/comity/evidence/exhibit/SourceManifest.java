package comity.evidence.exhibit;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider says of the files that it delivers, where they lie and before they are sent
 * (docs/formats/manifest.md). Signed, it is {@link SignedManifest}.
 *
 * @param order the order under which they are delivered
 * @param tool the program that hashed them, and its version
 * @param part of how many manifests of one delivery this is which, from 1 on
 */
public record SourceManifest(
        Digest order,
        String tool,
        String version,
        Instant made,
        int part,
        int parts,
        List<File> files) {
    public static final String FORMAT = "comity-manifest/1";

    /** A manifest stands in an act, and an act has an end. */
    public static final int MOST_FILES = 500;

    /** Characters of a name, with its folders. */
    public static final int LONGEST_NAME = 255;

    private static final int LONGEST_WORD = 100;

    /**
     * One file.
     *
     * @param name a path below what was delivered, with {@code /} between its steps
     * @param hashed when its bytes were read for the hash
     */
    public record File(String name, long size, Digest sha256, Instant hashed) {
        public File {
            if (!isSafe(name)) throw new IllegalArgumentException("not a safe name");
            if (size < 0) throw new IllegalArgumentException("a size is not negative");
            Objects.requireNonNull(sha256);
            Objects.requireNonNull(hashed);
        }
    }

    public SourceManifest {
        files = List.copyOf(files);
        if (files.isEmpty() || files.size() > MOST_FILES)
            throw new IllegalArgumentException("1 to " + MOST_FILES + " files");
        if (part < 1 || part > parts) throw new IllegalArgumentException("no such part");
        for (var word : List.of(tool, version))
            if (word.isBlank() || word.length() > LONGEST_WORD || !isPrintable(word))
                throw new IllegalArgumentException("tool and version are short words");
        var names = new HashSet<String>();
        for (var file : files)
            if (!names.add(file.name()))
                throw new IllegalArgumentException("a name stands twice: " + file.name());
    }

    /**
     * Whether a name leads nowhere but below where it is written: no step upwards, no root, no
     * drive, and nothing that cannot be seen.
     */
    public static boolean isSafe(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || !isPrintable(name)) return false;
        if (name.indexOf('\\') >= 0 || name.indexOf(':') >= 0) return false;
        for (var step : name.split("/", -1))
            if (step.isBlank() || step.equals(".") || step.equals("..")) return false;
        return true;
    }

    private static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(SourceManifest::isHidden);
    }

    /** Control characters, and those that turn the direction of what is read (T22). */
    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    true;
            default -> false;
        };
    }

    /** The entry of this name, if these are the bytes that it names. */
    public Optional<File> names(String name, long size, Digest sha256) {
        return files.stream()
                .filter(file -> file.name().equals(name))
                .filter(file -> file.size() == size && file.sha256().equals(sha256))
                .findFirst();
    }

    /** All clear bytes that it names. */
    public long bytes() {
        return files.stream().mapToLong(File::size).sum();
    }

    public Json.Obj json() {
        var entries =
                files.stream()
                        .<Json>map(
                                file ->
                                        Json.object()
                                                .with("name", file.name())
                                                .with("size", file.size())
                                                .with("sha256", file.sha256().hex())
                                                .with("hashed", file.hashed().toString()))
                        .toList();
        return Json.object()
                .with("format", FORMAT)
                .with("order", order.hex())
                .with("tool", tool)
                .with("version", version)
                .with("made", made.toString())
                .with("part", part)
                .with("parts", parts)
                .with("files", new Json.Arr(entries));
    }

    /**
     * @throws IllegalArgumentException if it is not exactly what this version would have written
     */
    static SourceManifest of(Json.Obj json) {
        if (!json.text("format").filter(FORMAT::equals).isPresent())
            throw new IllegalArgumentException("format: " + FORMAT + " expected");
        only(json, Set.of("format", "order", "tool", "version", "made", "part", "parts", "files"));
        var files = new ArrayList<File>();
        for (var item : json.items("files")) {
            if (!(item instanceof Json.Obj file))
                throw new IllegalArgumentException("files: objects expected");
            only(file, Set.of("name", "size", "sha256", "hashed"));
            files.add(
                    new File(
                            text(file, "name"),
                            number(file, "size"),
                            new Digest(text(file, "sha256")),
                            instant(file, "hashed")));
        }
        return new SourceManifest(
                new Digest(text(json, "order")),
                text(json, "tool"),
                text(json, "version"),
                instant(json, "made"),
                Math.toIntExact(Math.min(number(json, "part"), Integer.MAX_VALUE)),
                Math.toIntExact(Math.min(number(json, "parts"), Integer.MAX_VALUE)),
                files);
    }

    private static void only(Json.Obj json, Set<String> known) {
        if (!known.equals(json.members().keySet()))
            throw new IllegalArgumentException("other members than " + known);
    }

    private static String text(Json.Obj json, String name) {
        return json.text(name)
                .orElseThrow(() -> new IllegalArgumentException(name + ": text expected"));
    }

    private static long number(Json.Obj json, String name) {
        return json.integer(name)
                .filter(number -> number >= 0)
                .orElseThrow(() -> new IllegalArgumentException(name + ": number expected"));
    }

    private static Instant instant(Json.Obj json, String name) {
        try {
            var text = text(json, name);
            var instant = Instant.parse(text);
            if (instant.toString().equals(text)) return instant;
        } catch (DateTimeException _) {
            // one text for each instant, and the same answer to all others
        }
        throw new IllegalArgumentException(name + ": an instant in UTC expected");
    }
}
