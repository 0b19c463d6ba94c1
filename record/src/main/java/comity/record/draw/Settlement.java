package comity.record.draw;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import comity.record.act.Receipt;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.TlogProof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * How a draw came out.
 *
 * @param seed the body's secret, opened
 * @param held that the log holds the commitment, under the checkpoint that the witness signed
 * @param drawn in the order in which they were drawn
 */
public record Settlement(String seed, Receipt held, List<Drawn> drawn) {
    public Settlement {
        drawn = List.copyOf(drawn);
    }

    /**
     * A place that was drawn, opened.
     *
     * @param salt what opens it
     */
    public record Drawn(int place, UUID docket, Digest salt) {
        Json json() {
            return Json.object()
                    .with("place", place)
                    .with("docket", docket.toString())
                    .with("salt", salt.hex());
        }

        static Optional<Drawn> of(Json json) {
            if (!(json instanceof Json.Obj one) || one.members().size() != 3)
                return Optional.empty();
            var place = one.integer("place").filter(at -> at >= 0 && at < Draw.MOST_CANDIDATES);
            var salt = one.text("salt").filter(Commitment::isDigest);
            var docket = one.text("docket").flatMap(Drawn::number);
            return place.isEmpty() || salt.isEmpty() || docket.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Drawn(
                                    Math.toIntExact(place.get()),
                                    docket.get(),
                                    new Digest(salt.get())));
        }

        private static Optional<UUID> number(String text) {
            try {
                return Optional.of(UUID.fromString(text))
                        .filter(one -> one.toString().equals(text));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
    }

    /** What follows from a commitment, a secret and what the witness signed. */
    public static Optional<Settlement> of(
            Digest commitment, Commitment committed, Frame frame, String seed, Receipt held) {
        var signature = signature(held, committed);
        if (signature.isEmpty()
                || !committed.isSeed(seed)
                || frame.dockets().size() != committed.candidates()) return Optional.empty();
        var drawn =
                Sampling.places(
                                Sampling.number(commitment, seed, signature.get()),
                                frame.dockets().size(),
                                Math.toIntExact(committed.sample()))
                        .stream()
                        .map(at -> new Drawn(at, frame.dockets().get(at), frame.salt(at)))
                        .toList();
        return Optional.of(new Settlement(seed, held, drawn));
    }

    /** Whether what was drawn is what had to be: recomputed from the other parts. */
    public boolean follows(Digest commitment, Commitment committed) {
        var signature = signature(held, committed);
        return signature.isPresent()
                && drawn.stream()
                        .map(Drawn::place)
                        .toList()
                        .equals(
                                Sampling.places(
                                        Sampling.number(commitment, seed, signature.get()),
                                        Math.toIntExact(committed.candidates()),
                                        Math.toIntExact(committed.sample())));
    }

    /** Whether each place that was drawn opens to the mark that stands there. */
    public boolean opens(List<Digest> marks) {
        return drawn.stream()
                .allMatch(
                        one ->
                                one.place() < marks.size()
                                        && Frame.mark(one.salt(), one.docket())
                                                .equals(marks.get(one.place())));
    }

    /** When the witness that was named signed the checkpoint; empty if it did not. */
    public static Optional<Instant> witnessed(Receipt held, Commitment committed) {
        try {
            return committed.witness().cosignedAt(TlogProof.parse(held.proof()).checkpoint());
        } catch (MalformedNote _) {
            return Optional.empty();
        }
    }

    /** Whether the witness that was named signed in time. */
    public static boolean isInTime(Envelope commitment, Receipt held, Commitment committed) {
        var said = commitment.header().at();
        return witnessed(held, committed)
                .filter(at -> !at.isBefore(said.minus(Draw.CLOCKS)))
                .filter(at -> !at.isAfter(said.plus(Draw.LATEST)))
                .isPresent();
    }

    private static Optional<byte[]> signature(Receipt held, Commitment committed) {
        var witness = committed.witness();
        try {
            return new NoteKeys(witness.name(), List.of(witness), List.of())
                    .onlyOn(TlogProof.parse(held.proof()).checkpoint()).signatures().stream()
                            .findFirst()
                            .map(line -> line.bytes());
        } catch (MalformedNote _) {
            return Optional.empty();
        }
    }

    public Json.Obj json() {
        return Json.object()
                .with("seed", seed)
                .with("held", held.json())
                .with("drawn", new Json.Arr(drawn.stream().map(Drawn::json).toList()));
    }

    /** How a draw came out by this act; empty if it is no such act, withheld, or malformed. */
    public static Optional<Settlement> of(Envelope act) {
        return Draw.type(act).filter(Draw.Type.SETTLE::equals).isPresent()
                ? act.content(Draw.DRAW).flatMap(Settlement::of)
                : Optional.empty();
    }

    private static Optional<Settlement> of(Json.Obj said) {
        var seed = said.text("seed").filter(Commitment::isDigest);
        var held = said.object("held");
        if (!said.members().keySet().equals(Set.of("seed", "held", "drawn"))
                || seed.isEmpty()
                || held.isEmpty()) return Optional.empty();
        var drawn = new ArrayList<Drawn>();
        for (var one : said.items("drawn")) {
            var read = Drawn.of(one);
            if (read.isEmpty()) return Optional.empty();
            drawn.add(read.get());
        }
        try {
            return Optional.of(new Settlement(seed.get(), Receipt.of(held.get()), drawn));
        } catch (MalformedAct _) {
            return Optional.empty();
        }
    }
}
