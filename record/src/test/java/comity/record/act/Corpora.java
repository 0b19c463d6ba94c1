package comity.record.act;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Artefacts by others, which are never committed: where they are absent the test says so. */
public final class Corpora {
    private Corpora() {}

    /** A folder or file of the corpora; skips the calling test where it is absent. */
    public static Path path(String relative) {
        var root =
                Optional.ofNullable(System.getenv("COMITY_CORPORA"))
                        .map(Path::of)
                        .orElseGet(
                                () ->
                                        Path.of(System.getProperty("comity.root", "."))
                                                .resolveSibling("shared/corpora"));
        var path = root.resolve(relative);
        if (!Files.exists(path)) System.out.println("skipped: no corpora " + relative);
        assumeTrue(Files.exists(path), "no corpora " + relative);
        return path;
    }

    /** Every file under {@code relative} whose name ends in {@code suffix}, in order. */
    public static List<Path> files(String relative, String suffix) {
        try (var walk = Files.walk(path(relative))) {
            var files = walk.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
            if (files.isEmpty()) throw new AssertionError("nothing in " + relative);
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(Path file) {
        return new String(bytes(file), java.nio.charset.StandardCharsets.UTF_8);
    }

    public static Json json(Path file) {
        try {
            return JsonReader.interchange(bytes(file));
        } catch (MalformedJson e) {
            throw new AssertionError(file + ": " + e.getMessage(), e);
        }
    }

    /** A whole number in what {@link #json} read: outside acts every number is a real one. */
    public static long whole(Json.Obj object, String name) {
        return switch (object.get(name).orElseThrow()) {
            case Json.Real(var number) -> (long) number;
            case Json.Int(var number) -> number;
            default -> throw new AssertionError(name + " is no number");
        };
    }

    public static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString();
    }
}
