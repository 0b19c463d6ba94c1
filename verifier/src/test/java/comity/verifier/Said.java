package comity.verifier;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a program says of a document, and how it ends. */
record Said(int exit, String text) {
    /** A program with its arguments. */
    @FunctionalInterface
    interface Program {
        int run(List<String> arguments, PrintStream out);
    }

    static Said of(Program program, Path file, byte[] document, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of(Files.write(file, document).toString()));
        arguments.addAll(List.of(more));
        var out = new ByteArrayOutputStream();
        var exit = program.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Said(exit, out.toString(StandardCharsets.UTF_8));
    }

    /** A file with Arcadia's root, as the reader was given it. */
    static String roots(Path folder, Digest fingerprint) throws IOException {
        return Files.write(
                        folder.resolve("roots.json"),
                        CanonicalJson.bytes(Json.object().with("XA", fingerprint.hex())))
                .toString();
    }

    List<String> failed() {
        return text.lines().filter(line -> line.startsWith("FAILED")).toList();
    }
}
