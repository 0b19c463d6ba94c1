package comity.page.browser;

import comity.evidence.dossier.Report;
import comity.evidence.dossier.Roots;
import comity.evidence.dossier.Verification;
import comity.record.act.CanonicalJson;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/**
 * The verifier in a worker of the page. It is asked with a file, perhaps root keys, and a language;
 * it answers with the report as {@code ./comity verify} makes it, for this is the same code. Asked
 * with a language alone it tells the last report again.
 */
public final class Engine {
    private Optional<Report> last = Optional.empty();

    private Engine() {}

    public static void main(String... arguments) {
        var engine = new Engine();
        listen(engine::asked);
    }

    /** What the page asks. */
    interface Question extends JSObject {
        @JSProperty
        JSObject getFile();

        @JSProperty
        String getName();

        @JSProperty
        String getRoots();

        @JSProperty
        String getLanguage();
    }

    @JSFunctor
    interface Listener extends JSObject {
        void asked(Question question);
    }

    @JSBody(
            params = "listener",
            script = "self.onmessage = function(event) { listener(event.data); };")
    private static native void listen(Listener listener);

    @JSBody(params = "file", script = "return !!file;")
    private static native boolean isGiven(JSObject file);

    @JSBody(
            params = {"html", "json", "exit"},
            script = "self.postMessage({html: html, json: json, exit: exit});")
    private static native void answer(String html, String json, int exit);

    @JSBody(params = "bytes", script = "self.postMessage({read: bytes});")
    private static native void progress(double bytes);

    @JSBody(
            params = {"kind", "detail"},
            script = "self.postMessage({wrong: kind, detail: detail});")
    private static native void wrong(String kind, String detail);

    private void asked(Question question) {
        try {
            if (isGiven(question.getFile())) last = Optional.of(verified(question));
            last.ifPresent(report -> tell(report, Locale.of(question.getLanguage())));
        } catch (MalformedJson | MalformedAct e) {
            wrong("roots", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            wrong("unreadable", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Our mistake, and no finding about the file: it must not look like one.
            wrong("mistake", String.valueOf(e));
        }
    }

    private static Report verified(Question question)
            throws IOException, MalformedJson, MalformedAct {
        var roots = Optional.<Roots>empty();
        if (!question.getRoots().isEmpty()) {
            var text = question.getRoots().getBytes(StandardCharsets.UTF_8);
            roots = Optional.of(Roots.of(JsonReader.actObject(text)));
        }
        var total = new long[1];
        return Verification.verify(
                question.getName(),
                new BlobBytes(question.getFile()),
                roots,
                bytes -> {
                    total[0] += bytes;
                    progress(total[0]);
                });
    }

    private static void tell(Report report, Locale language) {
        var json = CanonicalJson.bytes(report.json(language));
        answer(report.html(language), new String(json, StandardCharsets.UTF_8), report.exit());
    }
}
