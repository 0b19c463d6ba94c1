package comity.e2e;

import comity.node.identity.StateFile;
import comity.record.act.CanonicalJson;
import comity.treaty.assessment.Answer;
import comity.treaty.assessment.Assessor;
import comity.treaty.assessment.MatterReader;
import comity.treaty.facts.FactsReader;
import comity.treaty.law.Profile;
import comity.treaty.law.Profiles;
import comity.treaty.rules.Wording;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * {@code ./comity assess FILE}: whether that State can obtain this from that State, how, and what
 * must be shown. Exit status: 0 may be sent, 1 blocked, 2 facts missing, 3 not an assessment's
 * document.
 */
public final class Assess {
    private static final int NOT_A_DOCUMENT = 3;
    private static final long MOST_BYTES = 1 << 20;

    private Assess() {}

    public static void main(String... arguments) throws IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), LocalDate.now(ZoneOffset.UTC), out, err));
    }

    static int run(List<String> arguments, LocalDate today, PrintStream out, PrintStream err)
            throws IOException {
        var files = new ArrayList<Path>();
        var profiles = new TreeMap<String, Profile>();
        var json = false;
        var language = Locale.ENGLISH;
        for (var i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--json" -> json = true;
                case "--language" -> language = Locale.of(next(arguments, ++i));
                case "--state" -> {
                    var state = StateFile.read(Path.of(next(arguments, ++i)));
                    profiles.put(state.state(), new Profile(state.state(), state.profile()));
                }
                default -> files.add(Path.of(arguments.get(i)));
            }
        }
        if (files.size() != 1 || !Wording.LANGUAGES.contains(language)) {
            err.println(
                    "usage: comity assess FILE [--json] [--language ar|en|es|fr|ru|zh] [--state STATE-FILE]…");
            return NOT_A_DOCUMENT;
        }
        return assess(files.getFirst(), new Profiles(profiles), today, json, language, out, err);
    }

    private static String next(List<String> arguments, int at) {
        return at < arguments.size() ? arguments.get(at) : "";
    }

    private static int assess(
            Path file,
            Profiles profiles,
            LocalDate today,
            boolean json,
            Locale language,
            PrintStream out,
            PrintStream err)
            throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
            err.println(file + ": a file of at most 1 MiB expected");
            return NOT_A_DOCUMENT;
        }
        var read = MatterReader.read(Files.readAllBytes(file), today);
        if (read.matter().isEmpty()) {
            err.println(
                    file + " is refused whole; nothing was assessed (docs/formats/assessment.md):");
            for (var problem : read.problems())
                err.printf("  line %d: %s%n", read.line(problem), shown(problem));
            return NOT_A_DOCUMENT;
        }
        var matter = read.matter().get();
        var assessment = Assessor.assess(matter, profiles);
        var answer = new Answer(matter, assessment, language);
        if (json) out.println(CanonicalJson.text(answer.json()));
        else answer.lines().forEach(out::println);
        return assessment.verdict().ordinal();
    }

    private static String shown(FactsReader.Problem problem) {
        return problem.path().isEmpty() ? problem.reason() : problem.toString();
    }
}
