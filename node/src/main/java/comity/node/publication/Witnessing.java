package comity.node.publication;

import comity.record.tlog.AddCheckpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.Witness;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** This node as a witness of others' logs: C2SP tlog-witness as HTTP, on whichever port it came. */
public final class Witnessing {
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final Witness witness;
    private final WitnessMemory memory;
    private final BooleanSupplier forgetful;

    /**
     * @param forgetful whether an old state of this node is running: what it cosigned last may then
     *     be missing in its memory, and it cosigns nothing
     */
    public Witnessing(Witness witness, TableMemory memory, BooleanSupplier forgetful) {
        this(witness, (WitnessMemory) memory, forgetful);
    }

    Witnessing(Witness witness, WitnessMemory memory, BooleanSupplier forgetful) {
        this.witness = witness;
        this.memory = memory;
        this.forgetful = forgetful;
    }

    /**
     * Answers add-checkpoint.
     *
     * @param log the keys of the log for which whoever asks is heard; empty if it is unknown
     */
    public ResponseEntity<byte[]> add(byte[] body, Optional<NoteKeys> log) {
        if (forgetful.getAsBoolean())
            return said(503, TEXT, "This node is behind its own log and cosigns nothing.\n");
        try {
            var request = AddCheckpoint.parse(new String(body, StandardCharsets.UTF_8));
            return switch (witness.add(log, request)) {
                case Witness.Answer.Cosigned cosigned -> said(200, TEXT, cosigned.body());
                case Witness.Answer.SizeIs size ->
                        said(
                                409,
                                MediaType.parseMediaType(Witness.Answer.SizeIs.MEDIA_TYPE),
                                size.body());
                case Witness.Answer.Refused(var status, var why) -> said(status, TEXT, why + "\n");
            };
        } catch (MalformedNote e) {
            return said(400, TEXT, e.getMessage() + "\n");
        }
    }

    /** The checkpoint of {@code origin} that was cosigned last, with our cosignatures. */
    public ResponseEntity<byte[]> show(String origin) {
        return memory.last(origin)
                .map(note -> said(200, TEXT, note.encoded()))
                .orElseGet(() -> said(404, TEXT, "No checkpoint of this log was cosigned.\n"));
    }

    /** Names of the files of evidence against logs that showed two histories. */
    public List<String> forks() {
        return memory.forks();
    }

    private static ResponseEntity<byte[]> said(int status, MediaType type, String body) {
        return ResponseEntity.status(status)
                .contentType(type)
                .body(body.getBytes(StandardCharsets.UTF_8));
    }
}
