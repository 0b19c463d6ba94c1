package comity.verifier;

import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Roots;
import comity.evidence.dossier.Verification;
import comity.record.act.CanonicalJson;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code verify FILE [--roots FILE] [--json] [--language CODE]}. Exit: 0 all passed, 1 something
 * failed, 2 something could not be checked, 3 the question itself was wrong.
 */
public final class Verify {
    private static final int WRONG_QUESTION = 3;

    private Verify() {}

    public static void main(String... arguments) {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        var exit = run(List.of(arguments), out);
        out.flush();
        System.exit(exit);
    }

    static int run(List<String> arguments, PrintStream out) {
        try {
            var asked = Question.of(arguments);
            var report = Verification.verify(asked.file(), roots(asked), Progress.SILENT);
            if (asked.json())
                out.println(new String(CanonicalJson.bytes(report.json()), StandardCharsets.UTF_8));
            else out.print(report.text(asked.language()));
            return report.exit();
        } catch (IllegalArgumentException | IOException e) {
            out.println("verify: " + e.getMessage());
            return WRONG_QUESTION;
        }
    }

    private static Optional<Roots> roots(Question asked) throws IOException {
        if (asked.roots().isEmpty()) return Optional.empty();
        var file = asked.roots().get();
        try {
            return Optional.of(Roots.of(JsonReader.actObject(Files.readAllBytes(file))));
        } catch (MalformedJson | MalformedAct e) {
            throw new IllegalArgumentException(
                    file + " does not hold root keys: " + e.getMessage(), e);
        }
    }

    /** What was asked on the command line. */
    private record Question(Path file, Optional<Path> roots, boolean json, Locale language) {

        static Question of(List<String> arguments) {
            var file = Optional.<Path>empty();
            var roots = Optional.<Path>empty();
            var json = false;
            var language = Locale.ENGLISH;
            for (var rest = arguments.iterator(); rest.hasNext(); ) {
                switch (rest.next()) {
                    case "--json" -> json = true;
                    case "--roots" -> roots = Optional.of(Path.of(value(rest, "--roots")));
                    case "--language" ->
                            language = Locale.forLanguageTag(value(rest, "--language"));
                    case String other when other.startsWith("-") ->
                            throw new IllegalArgumentException("there is no option " + other);
                    case String name -> {
                        if (file.isPresent())
                            throw new IllegalArgumentException("one case file at a time");
                        file = Optional.of(Path.of(name));
                    }
                }
            }
            var named = file.orElseThrow(() -> new IllegalArgumentException("which case file?"));
            if (!Files.isReadable(named))
                throw new IllegalArgumentException("cannot read " + named);
            return new Question(named, roots, json, language);
        }

        private static String value(java.util.Iterator<String> rest, String option) {
            if (!rest.hasNext()) throw new IllegalArgumentException(option + " needs a value");
            return rest.next();
        }
    }
}
