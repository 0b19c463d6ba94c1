package comity.verifier;

import comity.evidence.dossier.Audience;
import comity.evidence.dossier.Disclosure;
import comity.evidence.dossier.Disclosure.MalformedCaseFile;
import comity.treaty.docket.Cooperation;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code disclose --case FILE --audience WHOM [--withhold SECTIONS|--only SECTIONS] [--out FILE]}:
 * a case file in part, made offline from one that there is. Without {@code --out} it says what
 * would be withheld and writes nothing.
 */
public final class Disclose {
    private static final int WRONG_QUESTION = 3;
    private static final String USAGE =
            """
            disclose --case FILE --audience defence|oversight|public|state:XB
                     [--withhold SECTIONS | --only SECTIONS] [--out FILE]

            Makes a case file in part, for a named audience, from one that you have: offline, without any
            node. The sections that you name are withheld in every act, whether it uses them or not. All
            that remains still verifies; what is withheld shows as withheld, with its digest.

              --audience WHOM      for whom it is made; each has a sensible default of what is withheld
              --withhold SECTIONS  withhold these instead: names with commas between them, of
                                   officer, terms, subject, facts, reasons, exhibits
              --only SECTIONS      withhold all but these
              --out FILE           where to write; without it you are shown what would be withheld

            From the docket itself, a node makes it and records it as an act: on the docket's page, or
            POST /dockets/ID/disclosures. What is made here is recorded by nobody.

            Exit: 0 made (or shown), 1 the case file is not sound, 3 the question was wrong.
            """;

    private Disclose() {}

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
            var withheld = new TreeSet<>(asked.withheld());
            out.println("For: " + asked.audience().text());
            out.println("Withheld in every act: " + names(withheld));
            var kept = new TreeSet<>(Cooperation.SECTIONS);
            kept.removeAll(withheld);
            out.println("Kept: " + names(kept));
            if (asked.out().isEmpty()) {
                out.println("Nothing is written: no --out FILE was given.");
                return 0;
            }
            write(asked, new Disclosure(asked.audience().text(), withheld), asked.out().get());
            out.println("Written: " + asked.out().get());
            return 0;
        } catch (WrongQuestion e) {
            out.println("disclose: " + e.getMessage());
            return WRONG_QUESTION;
        } catch (MalformedCaseFile e) {
            out.println("disclose: this is no sound case file (" + e.getMessage() + ")");
            return 1;
        } catch (IOException e) {
            out.println("disclose: could not read or write (" + e.getMessage() + ")");
            return WRONG_QUESTION;
        }
    }

    private static String names(Set<String> sections) {
        return sections.isEmpty() ? "nothing" : String.join(", ", sections);
    }

    /** Whole or not at all: a half-written case file appears under no name. */
    private static void write(Question asked, Disclosure disclosure, Path to)
            throws IOException, MalformedCaseFile {
        var half = to.resolveSibling(to.getFileName() + ".half");
        try {
            try (var file = new BufferedOutputStream(Files.newOutputStream(half))) {
                disclosure.write(asked.file(), file);
            }
            Files.move(half, to, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private static final class WrongQuestion extends Exception {
        private static final long serialVersionUID = 1;

        WrongQuestion(String why) {
            super(why);
        }
    }

    private record Question(
            Path file, Audience audience, Set<String> withheld, Optional<Path> out) {

        static Question of(List<String> arguments) throws WrongQuestion {
            var file = Optional.<Path>empty();
            var out = Optional.<Path>empty();
            var audience = Optional.<Audience>empty();
            var withhold = Optional.<Set<String>>empty();
            var only = Optional.<Set<String>>empty();
            for (var rest = arguments.iterator(); rest.hasNext(); ) {
                var option = rest.next();
                switch (option) {
                    case "--case" -> file = Optional.of(readable(value(rest, option)));
                    case "--out" -> out = Optional.of(Path.of(value(rest, option)));
                    case "--audience" -> audience = Optional.of(audience(value(rest, option)));
                    case "--withhold" -> withhold = Optional.of(sections(value(rest, option)));
                    case "--only" -> only = Optional.of(sections(value(rest, option)));
                    default -> throw new WrongQuestion("there is no option " + option);
                }
            }
            if (file.isEmpty()) throw new WrongQuestion("--case FILE? (--help tells more)");
            if (audience.isEmpty())
                throw new WrongQuestion("--audience defence|oversight|public|state:XB?");
            if (withhold.isPresent() && only.isPresent())
                throw new WrongQuestion("--withhold or --only, not both");
            return new Question(
                    file.get(), audience.get(), withheld(audience.get(), withhold, only), out);
        }

        private static Set<String> withheld(
                Audience audience, Optional<Set<String>> withhold, Optional<Set<String>> only) {
            if (only.isPresent()) {
                var all = new TreeSet<>(Cooperation.SECTIONS);
                all.removeAll(only.get());
                return all;
            }
            return withhold.orElseGet(audience::withheld);
        }

        private static String value(Iterator<String> rest, String option) throws WrongQuestion {
            if (!rest.hasNext()) throw new WrongQuestion(option + " needs a value");
            return rest.next();
        }

        private static Path readable(String name) throws WrongQuestion {
            var path = Path.of(name);
            if (!Files.isReadable(path) || Files.isDirectory(path))
                throw new WrongQuestion("there is no file " + name + " that can be read");
            return path;
        }

        private static Audience audience(String text) throws WrongQuestion {
            return Audience.of(text)
                    .orElseThrow(
                            () ->
                                    new WrongQuestion(
                                            "no audience is called "
                                                    + text
                                                    + "; defence, oversight, public or state:XB"));
        }

        private static Set<String> sections(String text) throws WrongQuestion {
            var names = new TreeSet<>(List.of(text.split(",")));
            names.remove("");
            var unknown = Disclosure.unknown(names);
            if (unknown.isPresent())
                throw new WrongQuestion(
                        "no section is called "
                                + unknown.get()
                                + "; there are "
                                + String.join(", ", Cooperation.SECTIONS));
            return names;
        }
    }
}
