package comity.verifier;

import comity.evidence.dossier.Roots;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.complaint.ComplaintReceipt;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The receipt of a complaint: that a State's log holds it, by its State's keys, and that these are
 * its words. It says nothing of what they are, and nobody's name, for none is in the act.
 */
final class CheckReceipt {
    private static final int LARGEST = 8 << 20;

    private CheckReceipt() {}

    /** What a file begins with that may be an answer in JSON; a case file, a ZIP, is not read. */
    static byte[] beginning(Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(1);
            if (in.read() == 'P') return new byte[0];
            in.reset();
            return in.readNBytes(LARGEST);
        }
    }

    /** Checks it and says what came of it; the exit is that of {@code verify}. */
    static int run(Path file, Optional<Roots> roots, boolean json, Locale language, PrintStream out)
            throws IOException {
        var words = Sentences.of("receipt", language);
        ComplaintReceipt receipt;
        try {
            receipt = ComplaintReceipt.of(JsonReader.actObject(bytes(file)));
        } catch (MalformedJson | MalformedAct e) {
            var why = Objects.requireNonNullElse(e.getMessage(), "");
            out.println(
                    json
                            ? CanonicalJson.text(
                                    Json.object().with("exit", 1).with("malformed", why))
                            : words.word("malformed") + " (" + why + ")");
            return 1;
        }
        var checked = receipt.check(roots.flatMap(known -> known.of(receipt.state())));
        if (json)
            out.println(
                    CanonicalJson.text(
                            Sentences.json(checked).with("format", ComplaintReceipt.FORMAT)));
        else
            words.print(
                    checked,
                    checked.failed() ? "verdict.failed" : "verdict.filed",
                    Optional.empty(),
                    out);
        return checked.exit();
    }

    /** All of a file that may be an answer. */
    static byte[] bytes(Path file) throws IOException, MalformedAct {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST)
                throw new MalformedAct("file", "larger than any receipt or draw");
            return bytes;
        }
    }
}
