package comity.verifier;

import comity.evidence.dossier.Roots;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.draw.DrawFile;
import comity.record.tlog.Policy;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A draw of an oversight body: that it was bound before anything was decided, and that what was
 * drawn follows. Everything is computed again.
 */
final class CheckDraw {
    private CheckDraw() {}

    /** Checks it and says what came of it; the exit is that of {@code verify}. */
    static int run(
            Path file,
            Optional<Roots> roots,
            Optional<Policy> witnesses,
            boolean json,
            Locale language,
            PrintStream out)
            throws IOException {
        var words = Sentences.of("draw", language);
        DrawFile draw;
        try {
            draw = DrawFile.of(JsonReader.actObject(CheckReceipt.bytes(file)));
        } catch (MalformedJson | MalformedAct e) {
            var why = Objects.requireNonNullElse(e.getMessage(), "");
            out.println(
                    json
                            ? CanonicalJson.text(
                                    Json.object().with("exit", 1).with("malformed", why))
                            : words.word("malformed") + " (" + why + ")");
            return 1;
        }
        var checked = draw.check(roots.flatMap(known -> known.of(draw.state())), witnesses);
        if (json)
            out.println(
                    CanonicalJson.text(Sentences.json(checked).with("format", DrawFile.FORMAT)));
        else
            words.print(
                    checked,
                    checked.failed() ? "verdict.failed" : "verdict.drawn",
                    Optional.empty(),
                    out);
        return checked.exit();
    }
}
