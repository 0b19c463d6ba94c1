package comity.node.desk;

import comity.node.identity.Serves;
import comity.node.publication.Witnessing;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.record.tlog.AddCheckpoint;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.NoteKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * This node as a witness in the open (C2SP tlog-witness, with {@code /witness} as both prefixes):
 * it cosigns the logs of those States whose directories it holds, whoever brings the checkpoint.
 */
@RestController
@Serves(Serves.Whom.ANYONE)
class WitnessResource {
    private final Registry registry;
    private final Witnessing witnessing;

    WitnessResource(Registry registry, Witnessing witnessing) {
        this.registry = registry;
        this.witnessing = witnessing;
    }

    @PostMapping("/witness/add-checkpoint")
    ResponseEntity<byte[]> add(HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readNBytes(AddCheckpoint.MOST_BYTES + 1);
        if (body.length > AddCheckpoint.MOST_BYTES) return ResponseEntity.status(413).build();
        return witnessing.add(body, log(body));
    }

    private Optional<NoteKeys> log(byte[] body) {
        try {
            var asked = AddCheckpoint.parse(new String(body, StandardCharsets.UTF_8));
            var origin = Checkpoint.of(asked.checkpoint()).origin();
            return logs().filter(keys -> keys.name().equals(origin)).findFirst();
        } catch (MalformedNote _) {
            return Optional.empty();
        }
    }

    private java.util.stream.Stream<NoteKeys> logs() {
        return registry.directories().byState().values().stream()
                .map(directory -> NoteKeys.of(directory.log().keys()));
    }

    @GetMapping("/witness/{log}/checkpoint")
    ResponseEntity<byte[]> checkpoint(@PathVariable String log) {
        return logs().map(NoteKeys::name)
                .filter(
                        origin ->
                                Digest.of(origin.getBytes(StandardCharsets.UTF_8))
                                        .hex()
                                        .equals(log))
                .findFirst()
                .map(witnessing::show)
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
