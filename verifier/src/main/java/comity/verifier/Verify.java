package comity.verifier;

import comity.evidence.dossier.Given;
import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Roots;
import comity.evidence.dossier.Verification;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.complaint.ComplaintReceipt;
import comity.record.draw.DrawFile;
import comity.record.figures.FiguresFile;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Policy;
import comity.record.tlog.PolicyReader;
import comity.record.x509.TimestampAuthority;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code verify FILE [--roots FILE] [--witnesses FILE] [--signing-page FILE] [--language CODE]
 * [--by-hand | --quiet | --json | --pdf OUT] [--page OUT]}. Exit: 0 all passed, 1 something failed,
 * 2 something could not be checked, 3 the question itself was wrong or this program is.
 */
public final class Verify {
    private static final int WRONG_QUESTION = 3;
    private static final int LARGEST_ROOTS = 1 << 20;
    private static final String USAGE =
            """
            verify FILE [--roots FILE] [--witnesses FILE] [--signing-page FILE] [--timestamps FILE]
                   [--language CODE] [--by-hand | --quiet | --json | --pdf OUT] [--page OUT]
            verify RECEIPT [--roots FILE] [--language CODE] [--json]
            verify DRAW [--roots FILE] [--witnesses FILE] [--language CODE] [--json]
            verify FIGURES [--roots FILE] [--language CODE] [--json]
            verify --page OUT

            Checks a case file, offline and without any node: signatures, order, logs, times, rulings,
            authorisation before collection, scope, custody, file hashes. A summary first; then what
            failed, what could not be checked, what holds: each with what was asked, what it means and
            on which article or format it rests. Or the receipt of a complaint: whose keys, that the log
            holds it, and its words. Or an oversight body's draw: that it was bound before anything was
            decided, and that what was drawn follows, computed again. Or a State's published figures:
            that each is the sum of what was committed to for every act.

              --roots FILE     the fingerprints of the States' roots, as you received them by another path
                               than the case file
              --witnesses FILE whom you accept as witnesses, and how many of them (C2SP tlog-policy): says
                               which acts their quorum has seen
              --signing-page FILE
                               the page on which persons signed, as you or they saved it: says whether it
                               is one that the States published
              --timestamps FILE
                               certificates (PEM) of timestamp authorities that you accept for the whole
                               container, besides those that its maker's State names
              --language CODE  the report in ar, en, es, fr, ru or zh
              --by-hand        below each line the commands that ask it again with sha256sum, openssl,
                               unzip, jq and python3, made for this file, and what they have to print
              --quiet          only what failed or could not be checked, and the result
              --json           the report for programs (docs/formats/report.schema.json)
              --pdf OUT        the report as PDF/A-2u, with the commands, and nothing on the screen
              --page OUT       writes the verifier as one HTML page, which checks a dropped case file in a
                               browser without a network; with no FILE, nothing is checked here

            Exit: 0 all passed, 1 something failed or this is no sound case file, 2 nothing failed but
            something could not be checked, 3 the question was wrong (no such file or option).
            """;

    private Verify() {}

    public static void main(String... arguments) {
        // What the printer's libraries say of their fonts is no part of a report.
        System.setProperty("logback.configurationFile", "comity/verifier/silent.xml");
        System.setProperty("slf4j.internal.verbosity", "ERROR");
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
            if (arguments.size() == 2 && arguments.getFirst().equals("--page"))
                return page(arguments.getLast(), out);
            var asked = Question.of(arguments);
            var beginning = CheckDocument.beginning(asked.file());
            if (ComplaintReceipt.looksLikeOne(beginning)) return receipt(asked, out);
            if (DrawFile.looksLikeOne(beginning)) return draw(asked, out);
            if (FiguresFile.looksLikeOne(beginning)) return figures(asked, out);
            var given =
                    new Given(
                            roots(asked), witnesses(asked), signingPage(asked), authorities(asked));
            if (asked.page().isPresent())
                page(asked.page().get(), asked.form() == Form.JSON ? silent() : out);
            var report = Verification.verify(asked.file(), given, Progress.SILENT);
            if (asked.pdf().isPresent()) print(report, asked.language(), asked.pdf().get());
            else out.print(printed(report, asked));
            return report.exit();
        } catch (WrongQuestion e) {
            out.println("verify: " + e.getMessage());
        } catch (IOException e) {
            out.println("verify: could not read or write (" + e.getMessage() + ")");
        } catch (RuntimeException e) {
            // Our mistake, and no finding about the file: it must not look like one.
            out.println(
                    "verify: this program made a mistake ("
                            + e
                            + "). Nothing is said about the file. Please report it.");
        }
        return WRONG_QUESTION;
    }

    private static int receipt(Question asked, PrintStream out) throws IOException, WrongQuestion {
        onlyRoots(asked, "a receipt");
        return document(CheckDocument.receipt(roots(asked)), asked, out);
    }

    private static int figures(Question asked, PrintStream out) throws IOException, WrongQuestion {
        onlyRoots(asked, "a file of figures");
        return document(CheckDocument.figures(roots(asked)), asked, out);
    }

    private static int document(CheckDocument kind, Question asked, PrintStream out)
            throws IOException {
        return kind.run(asked.file(), asked.form() == Form.JSON, asked.language(), out);
    }

    /** Of what is no case file less can be asked. */
    private static void onlyRoots(Question asked, String what) throws WrongQuestion {
        if (asked.form() == Form.BY_HAND
                || asked.pdf().isPresent()
                || asked.page().isPresent()
                || asked.witnesses().isPresent()
                || asked.signingPage().isPresent()
                || asked.timestamps().isPresent())
            throw new WrongQuestion(what + " takes --roots, --language and --json alone");
    }

    private static int draw(Question asked, PrintStream out) throws IOException, WrongQuestion {
        if (asked.form() == Form.BY_HAND
                || asked.pdf().isPresent()
                || asked.page().isPresent()
                || asked.signingPage().isPresent()
                || asked.timestamps().isPresent())
            throw new WrongQuestion(
                    "a draw takes --roots, --witnesses, --language and --json alone");
        return document(CheckDocument.draw(roots(asked), witnesses(asked)), asked, out);
    }

    /** The page lies in a jar of its own, so that whoever needs only this program has little. */
    private static int page(String name, PrintStream out) throws IOException, WrongQuestion {
        try (var page = Verify.class.getResourceAsStream("/comity/page/verify.html")) {
            if (page == null) throw new WrongQuestion("this program came without the page");
            var bytes = page.readAllBytes();
            Files.write(Path.of(name), bytes);
            out.println(Digest.of(bytes).hex() + "  " + name);
            return 0;
        } catch (InvalidPathException _) {
            throw new WrongQuestion("cannot write " + name);
        }
    }

    private static void print(Report report, Locale language, Path to)
            throws IOException, WrongQuestion {
        try {
            Files.write(to, PrintedReport.of(report, language));
        } catch (NoClassDefFoundError _) {
            throw new WrongQuestion("this program came without the printer (comity-paper)");
        }
    }

    private static String printed(Report report, Question asked) {
        var language = asked.language();
        return switch (asked.form()) {
            case TEXT -> report.text(language);
            case BY_HAND -> report.textByHand(language);
            case QUIET -> report.textInShort(language);
            case JSON ->
                    new String(CanonicalJson.bytes(report.json(language)), StandardCharsets.UTF_8)
                            + "\n";
        };
    }

    /** A program that reads JSON reads nothing else. */
    private static PrintStream silent() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    private static Optional<Policy> witnesses(Question asked) throws IOException, WrongQuestion {
        if (asked.witnesses().isEmpty()) return Optional.empty();
        var file = asked.witnesses().get();
        try {
            var policy = PolicyReader.read(read(file, "a policy of witnesses"));
            if (policy.quorum().isEmpty())
                throw new WrongQuestion(file + " asks for no witness (\"quorum none\")");
            return Optional.of(policy);
        } catch (MalformedNote e) {
            throw new WrongQuestion(
                    file + " is no policy of witnesses (C2SP tlog-policy): " + e.getMessage());
        }
    }

    private static Optional<Digest> signingPage(Question asked) throws IOException, WrongQuestion {
        if (asked.signingPage().isEmpty()) return Optional.empty();
        return Optional.of(Digest.of(read(asked.signingPage().get(), "a signing page")));
    }

    private static List<TimestampAuthority> authorities(Question asked)
            throws IOException, WrongQuestion {
        try {
            return Renew.authorities(asked.timestamps());
        } catch (IllegalArgumentException e) {
            throw new WrongQuestion(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] read(Path file, String what) throws IOException, WrongQuestion {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LARGEST_ROOTS + 1);
            if (bytes.length > LARGEST_ROOTS)
                throw new WrongQuestion(file + " is too large to be " + what);
            return bytes;
        }
    }

    private static Optional<Roots> roots(Question asked) throws IOException, WrongQuestion {
        if (asked.roots().isEmpty()) return Optional.empty();
        var file = asked.roots().get();
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LARGEST_ROOTS + 1);
            if (bytes.length > LARGEST_ROOTS)
                throw new WrongQuestion(file + " is too large to hold fingerprints of roots");
            return Optional.of(Roots.of(JsonReader.actObject(bytes)));
        } catch (MalformedJson | MalformedAct e) {
            throw new WrongQuestion(
                    file + " does not hold fingerprints of roots: " + e.getMessage());
        }
    }

    /** What was asked cannot be answered, whatever the file holds. */
    private static final class WrongQuestion extends Exception {
        private static final long serialVersionUID = 1;

        WrongQuestion(String why) {
            super(why);
        }
    }

    private enum Form {
        TEXT,
        BY_HAND,
        QUIET,
        JSON
    }

    /** What was asked on the command line. */
    private record Question(
            Path file,
            Optional<Path> roots,
            Optional<Path> witnesses,
            Optional<Path> signingPage,
            Optional<Path> timestamps,
            Form form,
            Optional<Path> pdf,
            Optional<String> page,
            Locale language) {
        private static final Set<String> LANGUAGES = Set.of("ar", "en", "es", "fr", "ru", "zh");

        static Question of(List<String> arguments) throws WrongQuestion {
            var file = Optional.<Path>empty();
            var roots = Optional.<Path>empty();
            var witnesses = Optional.<Path>empty();
            var signingPage = Optional.<Path>empty();
            var timestamps = Optional.<Path>empty();
            var page = Optional.<String>empty();
            var form = Form.TEXT;
            var pdf = Optional.<Path>empty();
            var language = Locale.ENGLISH;
            for (var rest = arguments.iterator(); rest.hasNext(); ) {
                switch (rest.next()) {
                    case "--json" -> form = Form.JSON;
                    case "--by-hand" -> form = Form.BY_HAND;
                    case "--quiet" -> form = Form.QUIET;
                    case "--pdf" -> pdf = Optional.of(writable(value(rest, "--pdf")));
                    case "--roots" -> roots = Optional.of(readable(value(rest, "--roots")));
                    case "--witnesses" ->
                            witnesses = Optional.of(readable(value(rest, "--witnesses")));
                    case "--signing-page" ->
                            signingPage = Optional.of(readable(value(rest, "--signing-page")));
                    case "--timestamps" ->
                            timestamps = Optional.of(readable(value(rest, "--timestamps")));
                    case "--page" -> page = Optional.of(value(rest, "--page"));
                    case "--language" -> language = language(value(rest, "--language"));
                    case String other when other.startsWith("-") ->
                            throw new WrongQuestion("there is no option " + other);
                    case String name -> {
                        if (file.isPresent()) throw new WrongQuestion("one case file at a time");
                        file = Optional.of(readable(name));
                    }
                }
            }
            if (file.isEmpty()) throw new WrongQuestion("which case file? (--help tells more)");
            return new Question(
                    file.get(),
                    roots,
                    witnesses,
                    signingPage,
                    timestamps,
                    form,
                    pdf,
                    page,
                    language);
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

        private static Path writable(String name) throws WrongQuestion {
            try {
                return Path.of(name);
            } catch (InvalidPathException _) {
                throw new WrongQuestion("cannot write " + name);
            }
        }

        private static Locale language(String code) throws WrongQuestion {
            if (!LANGUAGES.contains(code))
                throw new WrongQuestion("the report can be had in ar, en, es, fr, ru, zh");
            return Locale.of(code);
        }

        private static String value(Iterator<String> rest, String option) throws WrongQuestion {
            if (!rest.hasNext()) throw new WrongQuestion(option + " needs a value");
            return rest.next();
        }
    }
}
