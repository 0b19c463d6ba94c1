package comity.containers;

import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * {@code look [--json] FILE [ANCHOR…]}: says what a container of evidence says of itself, for
 * people or, with {@code --json}, for programs. It reads that one file, writes nothing, asks
 * nobody. Whoever starts it bounds its memory and its time: a container that exhausts either is one
 * that could not be read. With {@code --take} it gives out the files of an archive, one after the
 * other.
 *
 * <p>Its answer is {@code comity-look/1} (docs/formats/look.md). Exit 0 with an answer, whatever it
 * says; 3 if the question was wrong.
 */
public final class Look {
    /** The tool and its version, as a derived exhibit names it. */
    public static final String TOOL = "comity look 1 with EU DSS 6.4";

    private static final int BEGINNING = 1 << 16;

    private Look() {}

    public static void main(String... arguments) {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        // What libraries print must not stand in the answer, nor beside it.
        System.setOut(System.err);
        Logger.getLogger("").setLevel(Level.OFF);
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        var exit = run(List.of(arguments), out);
        out.flush();
        System.exit(exit);
    }

    static int run(List<String> arguments, PrintStream out) {
        var options = arguments.stream().filter(argument -> argument.startsWith("--")).toList();
        var named = arguments.stream().filter(argument -> !argument.startsWith("--")).toList();
        if (named.isEmpty() || !List.of("--json", "--take").containsAll(options)) {
            System.err.println("look [--json] FILE [CERTIFICATE...]: which file?");
            return 3;
        }
        Security.addProvider(new BouncyCastleProvider());
        var file = Path.of(named.getFirst());
        try {
            if (options.contains("--take")) {
                Taking.all(file, out);
                return 0;
            }
            var anchors = named.subList(1, named.size()).stream().map(Path::of).toList();
            var answer = at(file, anchors);
            if (options.contains("--json"))
                out.println(new String(CanonicalJson.bytes(answer), StandardCharsets.UTF_8));
            else out.print(Readable.of(named.getFirst(), answer));
            return 0;
        } catch (Refused e) {
            System.err.println("look: refused (" + e.code() + ")");
            return 1;
        } catch (IOException e) {
            System.err.println("look: could not read (" + e.getMessage() + ")");
            return 3;
        }
    }

    /** What {@code file} is, and what it says. */
    static Json.Obj at(Path file, List<Path> anchors) throws IOException {
        try {
            return looked(file, anchors);
        } catch (Refused e) {
            return answer("refused", e.kind()).with("why", e.code()).with("detail", e.detail());
        }
    }

    private static Json.Obj looked(Path file, List<Path> anchors) throws IOException, Refused {
        var begins = beginning(file);
        if (begins.startsWith("PK")) {
            var archive = Archive.of(file);
            if (archive.bagFolder().isPresent())
                return new Bag(archive, archive.bagFolder().get()).look(archive.json());
            if (archive.isAsic()) return new Signed(file, "asic", anchors).look(archive.json());
            return answer("sound", "zip").with("files", archive.json());
        }
        var text = begins.stripLeading();
        if (text.startsWith("{") || text.startsWith("[")) {
            var graph = CaseFiles.of(file);
            if (graph.isPresent()) return graph.get();
            return new Signed(file, "json", anchors).look(new Json.Arr(List.of()));
        }
        return new Signed(file, text.startsWith("<") ? "xml" : "der", anchors)
                .look(new Json.Arr(List.of()));
    }

    static Json.Obj answer(String verdict, String kind) {
        return Json.object()
                .with("format", "comity-look/1")
                .with("tool", TOOL)
                .with("kind", kind)
                .with("verdict", verdict);
    }

    private static String beginning(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
        }
    }
}
