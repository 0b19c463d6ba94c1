package comity.verifier;

import comity.evidence.dossier.Roots;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.map.PresenceAnswer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * {@code presence FILE [--roots FILE] [--json] [--language CODE]}: checks a State's answer to
 * whether an act names a file. Exit: 0 all passed, 1 something failed, 2 something could not be
 * checked, 3 the question itself was wrong or this program is.
 */
public final class CheckPresence {
    private static final int WRONG_QUESTION = 3;
    private static final int LARGEST = 8 << 20;
    private static final Set<String> LANGUAGES = Set.of("ar", "en", "es", "fr", "ru", "zh");
    private static final String USAGE =
            """
            presence FILE [--roots FILE] [--json] [--language CODE]

            Checks a State's answer to whether an act of its record names a file, offline and without any
            node: whose keys, the file's place, the map, its commitment in the State's log.

              --roots FILE     the fingerprints of the States' roots, as you received them by another path
              --json           the result as JSON (docs/formats/presence.md)
              --language CODE  the result in ar, en, es, fr, ru or zh

            Exit: 0 all passed, 1 something failed or this is no sound answer, 2 nothing failed but
            something could not be checked, 3 the question was wrong (no such file or option).
            """;

    private CheckPresence() {}

    public static void main(String... arguments) {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        var exit = run(List.of(arguments), out);
        out.flush();
        System.exit(exit);
    }

    static int run(List<String> arguments, PrintStream out) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(USAGE);
            return 0;
        }
        try {
            var asked = Question.of(arguments);
            return say(asked, out);
        } catch (WrongQuestion e) {
            out.println("presence: " + e.getMessage());
        } catch (IOException e) {
            out.println("presence: could not read (" + e.getMessage() + ")");
        } catch (RuntimeException e) {
            out.println(
                    "presence: this program made a mistake ("
                            + e
                            + "). Nothing is said about the file. Please report it.");
        }
        return WRONG_QUESTION;
    }

    private static int say(Question asked, PrintStream out) throws IOException, WrongQuestion {
        var words = Sentences.of("presence", asked.language());
        PresenceAnswer answer;
        try {
            answer = PresenceAnswer.of(read(asked.file()));
        } catch (MalformedJson | MalformedAct e) {
            if (asked.json())
                out.println(
                        CanonicalJson.text(
                                Json.object()
                                        .with("exit", 1)
                                        .with(
                                                "malformed",
                                                Objects.requireNonNullElse(e.getMessage(), ""))));
            else out.println(words.word("malformed") + " (" + e.getMessage() + ")");
            return 1;
        }
        var checked = answer.check(root(asked, answer.state()));
        if (asked.json())
            out.println(
                    CanonicalJson.text(
                            Sentences.json(checked)
                                    .with(
                                            "answer",
                                            answer.named().isPresent() ? "present" : "absent")));
        else
            words.print(
                    checked,
                    checked.failed()
                            ? "verdict.failed"
                            : answer.named().isPresent() ? "verdict.present" : "verdict.absent",
                    answer.question().docket().map(_ -> "scope.docket"),
                    out);
        return checked.exit();
    }

    private static Json.Obj read(Path file) throws IOException, MalformedJson, MalformedAct {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) throw new MalformedAct("file", "larger than any answer");
            return JsonReader.actObject(bytes);
        }
    }

    private static Optional<Digest> root(Question asked, String state)
            throws IOException, WrongQuestion {
        if (asked.roots().isEmpty()) return Optional.empty();
        try {
            return Roots.of(read(asked.roots().get())).of(state);
        } catch (MalformedJson | MalformedAct e) {
            throw new WrongQuestion(
                    asked.roots().get() + " does not hold roots: " + e.getMessage());
        }
    }

    /** What was asked cannot be answered, whatever the file holds. */
    private static final class WrongQuestion extends Exception {
        private static final long serialVersionUID = 1;

        WrongQuestion(String why) {
            super(why);
        }
    }

    private record Question(Path file, Optional<Path> roots, boolean json, Locale language) {

        static Question of(List<String> arguments) throws WrongQuestion {
            var file = Optional.<Path>empty();
            var roots = Optional.<Path>empty();
            var json = false;
            var language = Locale.ENGLISH;
            for (var rest = arguments.iterator(); rest.hasNext(); ) {
                var argument = rest.next();
                switch (argument) {
                    case "--json" -> json = true;
                    case "--roots", "--language" -> {
                        if (!rest.hasNext()) throw new WrongQuestion(argument + " needs a value");
                        var value = rest.next();
                        if (argument.equals("--roots")) roots = Optional.of(readable(value));
                        else if (LANGUAGES.contains(value)) language = Locale.of(value);
                        else
                            throw new WrongQuestion(
                                    "the result can be had in ar, en, es, fr, ru, zh");
                    }
                    default -> {
                        if (argument.startsWith("-"))
                            throw new WrongQuestion("there is no option " + argument);
                        if (file.isPresent()) throw new WrongQuestion("one answer at a time");
                        file = Optional.of(readable(argument));
                    }
                }
            }
            if (file.isEmpty()) throw new WrongQuestion("which answer? (--help tells more)");
            return new Question(file.get(), roots, json, language);
        }

        private static Path readable(String name) throws WrongQuestion {
            try {
                var path = Path.of(name);
                if (Files.isRegularFile(path) && Files.isReadable(path)) return path;
            } catch (InvalidPathException _) {
                // The same answer: there is no such file.
            }
            throw new WrongQuestion("cannot read " + name);
        }
    }
}
