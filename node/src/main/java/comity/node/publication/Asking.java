package comity.node.publication;

import comity.record.act.Digest;
import comity.record.tlog.AddCheckpoint;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks one witness to cosign our newest checkpoint (C2SP tlog-witness), and what it holds of our
 * log. Each call is bounded in time and in bytes; whoever calls decides when to call again.
 */
public final class Asking {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 1 << 20;

    private final HttpClient http;
    private final String prefix;
    private final String name;
    private long cosigned = -1;

    /**
     * @param prefix where it answers, without {@code /add-checkpoint}
     * @param name who it is, for operators
     */
    public Asking(HttpClient http, String prefix, String name) {
        this.http = http;
        this.prefix = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        this.name = name;
    }

    public String name() {
        return name;
    }

    private record Answer(int status, String body) {}

    /**
     * Has the log's newest checkpoint cosigned, unless that is done.
     *
     * @param keys by which the witness signs; nothing else that it answers counts
     */
    public void ask(Publication log, List<NoteKey> keys) throws IOException, InterruptedException {
        var note = log.checkpoint();
        var size = Publication.size(note);
        if (size == cosigned || size == 0 || keys.isEmpty()) return;
        var answer = add(log, Math.clamp(cosigned, 0, size), size, note);
        if (answer.status() == 409) {
            var held = answer.body().strip();
            if (!held.matches("[0-9]{1,18}")) throw new IOException("a 409 that says no size");
            if (Long.parseLong(held) > size) {
                // Its word is not enough to stop us; our own signature is.
                newest(log.origin()).ifPresent(shown -> log.shown(name, shown));
                throw new IOException("it saw " + held + " entries of our log, which has " + size);
            }
            answer = add(log, Long.parseLong(held), size, note);
        }
        // It says that our log is not the one that it saw: what it saw bears our own signature.
        if (answer.status() == 422) newest(log.origin()).ifPresent(shown -> log.shown(name, shown));
        if (answer.status() == 404) throw new IOException("it does not know our log yet");
        if (answer.status() != 200)
            throw new IOException("it did not cosign: status " + answer.status());
        try {
            var lines = Note.parse(note.encoded() + answer.body());
            if (!log.cosigned(lines, keys))
                throw new IOException(
                        "its answer bears no signature of the keys that it is known by");
            cosigned = size;
        } catch (MalformedNote e) {
            throw new IOException("its cosignature was not understood", e);
        }
    }

    private Answer add(Publication log, long old, long size, Note note)
            throws IOException, InterruptedException {
        var body = new AddCheckpoint(old, log.consistency(old, size), note).text();
        return send(
                HttpRequest.newBuilder(URI.create(prefix + "/add-checkpoint"))
                        .header("Content-Type", "text/plain; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The newest checkpoint of the log {@code origin} that it cosigned; empty if it has none. */
    public Optional<Note> newest(String origin) throws IOException, InterruptedException {
        var hash = Digest.of(origin.getBytes(StandardCharsets.UTF_8)).hex();
        var answer =
                send(HttpRequest.newBuilder(URI.create(prefix + "/" + hash + "/checkpoint")).GET());
        if (answer.status() != 200) return Optional.empty();
        try {
            var note = Note.parse(answer.body());
            Checkpoint.of(note);
            return Optional.of(note);
        } catch (MalformedNote _) {
            return Optional.empty();
        }
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            var bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) throw new IOException("an answer without end");
            return new Answer(response.statusCode(), new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
