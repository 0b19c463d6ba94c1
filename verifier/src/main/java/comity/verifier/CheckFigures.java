package comity.verifier;

import comity.evidence.dossier.Roots;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.figures.FiguresFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A State's published numbers: that they are the sums of what it committed to for each act, and for
 * acts that the file shows, in which of them these count.
 */
final class CheckFigures {
    private CheckFigures() {}

    /** Checks it and says what came of it; the exit is that of {@code verify}. */
    static int run(Path file, Optional<Roots> roots, boolean json, Locale language, PrintStream out)
            throws IOException {
        var words = Sentences.of("figures", language);
        FiguresFile figures;
        try {
            figures = FiguresFile.of(JsonReader.actObject(CheckReceipt.bytes(file)));
        } catch (MalformedJson | MalformedAct e) {
            var why = Objects.requireNonNullElse(e.getMessage(), "");
            out.println(
                    json
                            ? CanonicalJson.text(
                                    Json.object().with("exit", 1).with("malformed", why))
                            : words.word("malformed") + " (" + why + ")");
            return 1;
        }
        var checked = figures.check(roots.flatMap(known -> known.of(figures.state())));
        if (json)
            out.println(
                    CanonicalJson.text(Sentences.json(checked).with("format", FiguresFile.FORMAT)));
        else
            words.print(
                    checked,
                    checked.failed() ? "verdict.failed" : "verdict.proven",
                    Optional.empty(),
                    out);
        return checked.exit();
    }
}
