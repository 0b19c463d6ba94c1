package comity.verifier;

import comity.evidence.dossier.Roots;
import comity.record.act.CanonicalJson;
import comity.record.act.Checked;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.complaint.ComplaintReceipt;
import comity.record.draw.DrawFile;
import comity.record.figures.FiguresFile;
import comity.record.tlog.Policy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A document of a State that proves something by itself, without a case file: the receipt of a
 * complaint, a draw of its oversight body, its published figures.
 *
 * @param words the bundle that says what came of it
 * @param format what the document says that it is
 * @param verdict the key of the sentence for one that holds
 * @param judge what is checked
 */
record CheckDocument(String words, String format, String verdict, Judge judge) {
    private static final int LARGEST = 8 << 20;

    /** Reads and checks one kind of document. */
    @FunctionalInterface
    interface Judge {
        Checked check(Json.Obj document) throws MalformedAct;
    }

    /** That a State's log holds a complaint, by its State's keys, and that these are its words. */
    static CheckDocument receipt(Optional<Roots> roots) {
        return new CheckDocument(
                "receipt",
                ComplaintReceipt.FORMAT,
                "verdict.filed",
                document -> {
                    var receipt = ComplaintReceipt.of(document);
                    return receipt.check(of(roots).apply(receipt.state()));
                });
    }

    /**
     * That a draw was bound before anything was decided, and that what was drawn follows.
     * Everything is computed again.
     */
    static CheckDocument draw(Optional<Roots> roots, Optional<Policy> witnesses) {
        return new CheckDocument(
                "draw",
                DrawFile.FORMAT,
                "verdict.drawn",
                document -> {
                    var draw = DrawFile.of(document);
                    return draw.check(of(roots).apply(draw.state()), witnesses);
                });
    }

    /**
     * That published figures are the sums of what was committed to for each act, and for acts that
     * the file shows, in which of them these count.
     */
    static CheckDocument figures(Optional<Roots> roots) {
        return new CheckDocument(
                "figures",
                FiguresFile.FORMAT,
                "verdict.proven",
                document -> {
                    var figures = FiguresFile.of(document);
                    return figures.check(of(roots).apply(figures.state()));
                });
    }

    private static Function<String, Optional<Digest>> of(Optional<Roots> roots) {
        return state -> roots.flatMap(known -> known.of(state));
    }

    /** What a file begins with that may be such a document; a case file, a ZIP, is not read. */
    static byte[] beginning(Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(1);
            if (in.read() == 'P') return new byte[0];
            in.reset();
            return in.readNBytes(LARGEST);
        }
    }

    /** Checks it and says what came of it; the exit is that of {@code verify}. */
    int run(Path file, boolean json, Locale language, PrintStream out) throws IOException {
        var sentences = Sentences.of(words, language);
        Checked checked;
        try {
            checked = judge.check(JsonReader.actObject(bytes(file)));
        } catch (MalformedJson | MalformedAct e) {
            var why = Objects.requireNonNullElse(e.getMessage(), "");
            out.println(
                    json
                            ? CanonicalJson.text(
                                    Json.object().with("exit", 1).with("malformed", why))
                            : sentences.word("malformed") + " (" + why + ")");
            return 1;
        }
        if (json) out.println(CanonicalJson.text(Sentences.json(checked).with("format", format)));
        else
            sentences.print(
                    checked, checked.failed() ? "verdict.failed" : verdict, Optional.empty(), out);
        return checked.exit();
    }

    private static byte[] bytes(Path file) throws IOException, MalformedAct {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST)
                throw new MalformedAct("file", "larger than any of its kind");
            return bytes;
        }
    }
}
