package comity.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import comity.record.act.Digest;
import comity.record.tlog.AddCheckpoint;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.Witness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The witness's two calls over HTTP (C2SP tlog-witness): {@code POST /add-checkpoint}, and {@code
 * GET /<origin hash>/checkpoint} for monitors. Everything else is not found.
 */
final class Door implements HttpHandler {
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Map<String, NoteKeys> logs;
    private final Witness witness;
    private final Witness.Memory memory;
    private final Runnable gone;

    /**
     * @param logs the keys of each log that is watched, by origin
     * @param gone called when the memory could not be written: the process must end, and begin
     *     again from what is on the disk
     */
    Door(Map<String, NoteKeys> logs, Witness witness, Witness.Memory memory, Runnable gone) {
        this.logs = Map.copyOf(logs);
        this.witness = witness;
        this.memory = memory;
        this.gone = gone;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (path.equals("/add-checkpoint")) {
                if (exchange.getRequestMethod().equals("POST")) add(exchange);
                else answer(exchange, 405, TEXT, "POST a checkpoint here.\n");
            } else if (path.matches("/[0-9a-f]{64}/checkpoint")) {
                if (exchange.getRequestMethod().equals("GET")) show(exchange, path);
                else answer(exchange, 405, TEXT, "GET a checkpoint here.\n");
            } else answer(exchange, 404, TEXT, "Nothing answers at this path.\n");
        }
    }

    private void add(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(AddCheckpoint.MOST_BYTES + 1);
        if (body.length > AddCheckpoint.MOST_BYTES) {
            answer(exchange, 413, TEXT, "No checkpoint is as long as this.\n");
            return;
        }
        Witness.Answer said;
        try {
            var request = AddCheckpoint.parse(new String(body, StandardCharsets.UTF_8));
            var origin = Checkpoint.of(request.checkpoint()).origin();
            said = witness.add(Optional.ofNullable(logs.get(origin)), request);
        } catch (MalformedNote e) {
            said = new Witness.Answer.Refused(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            System.err.println("The witness stops: " + e);
            gone.run();
            throw e;
        }
        switch (said) {
            case Witness.Answer.Cosigned cosigned -> answer(exchange, 200, TEXT, cosigned.body());
            case Witness.Answer.SizeIs size ->
                    answer(exchange, 409, Witness.Answer.SizeIs.MEDIA_TYPE, size.body());
            case Witness.Answer.Refused(var status, var why) ->
                    answer(exchange, status, TEXT, why + "\n");
        }
    }

    private void show(HttpExchange exchange, String path) throws IOException {
        var hash = path.substring(1, 65);
        var last =
                logs.keySet().stream()
                        .filter(
                                origin ->
                                        Digest.of(origin.getBytes(StandardCharsets.UTF_8))
                                                .hex()
                                                .equals(hash))
                        .findFirst()
                        .flatMap(memory::last);
        if (last.isPresent()) answer(exchange, 200, TEXT, last.get().encoded());
        else answer(exchange, 404, TEXT, "No checkpoint of this log was cosigned.\n");
    }

    private static void answer(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
