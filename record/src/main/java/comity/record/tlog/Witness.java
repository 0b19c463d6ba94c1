package comity.record.tlog;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A witness (C2SP tlog-witness): cosigns a log's checkpoint if it continues the one that it
 * cosigned last, and never two histories of one log. It keeps one checkpoint for each log and
 * nothing else.
 */
public final class Witness {
    /** What a witness must not forget. */
    public interface Memory {
        /** The checkpoint of {@code origin} that was cosigned last. */
        Optional<Note> last(String origin);

        /** Takes {@code note} in place of the former. It is durable when this returns. */
        void keep(String origin, Note note);

        /** Two checkpoints that the log signed and that cannot both be true. */
        void keep(Fork fork);
    }

    /** How a request is answered, with the protocol's HTTP status. */
    public sealed interface Answer {
        /** 200: the signature lines. */
        record Cosigned(List<Note.Signature> signatures) implements Answer {
            public String body() {
                var body = new StringBuilder();
                signatures.forEach(signature -> body.append(signature.line()));
                return body.toString();
            }
        }

        /** 409: the size that the witness cosigned last. */
        record SizeIs(long size) implements Answer {
            public static final String MEDIA_TYPE = "text/x.tlog.size";

            public String body() {
                return size + "\n";
            }
        }

        /**
         * Nothing was cosigned.
         *
         * @param status 400, 403, 404 or 422
         */
        record Refused(int status, String why) implements Answer {}
    }

    private final BiFunction<String, Instant, List<Note.Signature>> cosign;
    private final Memory memory;
    private final InstantSource clock;

    /**
     * @param cosign signs a checkpoint's text with the witness's keys
     */
    public Witness(
            BiFunction<String, Instant, List<Note.Signature>> cosign,
            Memory memory,
            InstantSource clock) {
        this.cosign = cosign;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * One request at a time: between the look at what was cosigned last and the new record of it
     * nothing else may happen, or two requests could roll the record back.
     *
     * @param log the keys trusted for the checkpoint's origin; empty if it is unknown here
     */
    public synchronized Answer add(Optional<NoteKeys> log, AddCheckpoint request) {
        var note = request.checkpoint();
        var shown = checkpoint(note);
        if (log.isEmpty() || !log.get().name().equals(shown.origin()))
            return new Answer.Refused(404, "this log is not known here");
        if (log.get().isForgedOn(note) || !log.get().signed(note))
            return new Answer.Refused(403, "not signed by the log's keys");
        if (request.old() > shown.size())
            return new Answer.Refused(400, "the old size is above the checkpoint's");
        var last = memory.last(shown.origin());
        var held =
                last.map(Witness::checkpoint)
                        .orElseGet(() -> new Checkpoint(shown.origin(), 0, Merkle.EMPTY_ROOT));
        if (held.size() != request.old()) return new Answer.SizeIs(held.size());
        if (!continues(held, shown, request.proof())) {
            last.map(former -> new Fork(former, note, request.proof()))
                    .filter(fork -> fork.isProven(log.get()))
                    .ifPresent(memory::keep);
            return new Answer.Refused(422, "not a continuation of what was cosigned last");
        }
        var signatures = cosign.apply(note.text(), clock.instant());
        memory.keep(shown.origin(), log.get().onlyOn(note).with(signatures));
        return new Answer.Cosigned(signatures);
    }

    private static boolean continues(Checkpoint held, Checkpoint shown, List<byte[]> proof) {
        if (shown.size() == 0 && !Arrays.equals(shown.root(), Merkle.EMPTY_ROOT)) return false;
        return Merkle.consistent(held.size(), held.root(), shown.size(), shown.root(), proof);
    }

    private static Checkpoint checkpoint(Note note) {
        try {
            return Checkpoint.of(note);
        } catch (MalformedNote e) {
            throw new IllegalStateException("a checkpoint that was read is none", e);
        }
    }
}
