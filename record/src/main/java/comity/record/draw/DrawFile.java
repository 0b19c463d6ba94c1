package comity.record.draw;

import comity.record.act.CanonicalJson;
import comity.record.act.Checked;
import comity.record.act.Checked.Line;
import comity.record.act.Checked.Status;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import comity.record.act.Receipt;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.Policy;
import comity.record.tlog.PublishedKeys;
import comity.record.tlog.TlogProof;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A draw as anybody can recompute it: what the body bound itself to, what decided, what was drawn.
 * Whoever is to know all candidates is given the frame too.
 *
 * @param commitment the act, with what everybody may read of it; with the frame, if it is given
 * @param settlement the act by which the draw was settled
 * @param held that the State's log holds the settlement
 * @param marks of all places that could be drawn
 * @param directory the act that lists the State's keys
 */
public record DrawFile(
        String state,
        Envelope commitment,
        Envelope settlement,
        Receipt held,
        List<Digest> marks,
        Envelope directory) {
    public static final String FORMAT = "comity-draw/1";

    public DrawFile {
        commitment =
                commitment
                        .withholding(name -> name.equals(Draw.DRAW) || name.equals(Draw.FRAME))
                        .with(List.of());
        settlement = settlement.withholding(Draw.DRAW::equals).with(List.of());
        marks = List.copyOf(marks);
    }

    /** Whether a file means to be one: it is text that names the format. */
    public static boolean looksLikeOne(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.stripLeading().startsWith("{") && text.contains('"' + FORMAT + '"');
    }

    /** The same for whom it does not concern which dockets there are. */
    public DrawFile withoutFrame() {
        return new DrawFile(
                state,
                commitment.withholding(Draw.DRAW::equals),
                settlement,
                held,
                marks,
                directory);
    }

    /**
     * Checks all of it.
     *
     * @param root the fingerprint of the State's root as the holder was given it by another path
     * @param accepted whom the holder accepts as witnesses
     */
    public Checked check(Optional<Digest> root, Optional<Policy> accepted) {
        var keys = PublishedKeys.of(state, directory);
        var committed = Commitment.of(commitment);
        var settled = Settlement.of(settlement);
        var bound = settled.flatMap(one -> keys.proven(one.held(), commitment.digest()));
        var proof = keys.proven(held, settlement.digest());
        var at = proof.flatMap(keys::time);
        var lines = new ArrayList<Line>();
        lines.add(keys.root(root));
        lines.add(
                Line.of(
                        "signed",
                        keys.signed(commitment, bound.flatMap(keys::time))
                                && keys.signed(settlement, at)));
        lines.add(Line.of("bound", committed.isPresent() && bound.isPresent()));
        lines.add(
                Line.of(
                        "witness",
                        committed.isPresent()
                                && settled.isPresent()
                                && Settlement.isInTime(
                                        commitment, settled.get().held(), committed.get())
                                && !isOfTheState(committed.get(), keys)));
        lines.add(accepted(committed, accepted));
        lines.add(
                Line.of(
                        "seed",
                        committed.isPresent()
                                && settled.isPresent()
                                && committed.get().isSeed(settled.get().seed())));
        lines.add(
                Line.of(
                        "frame",
                        committed.isPresent()
                                && committed.get().candidates() == marks.size()
                                && committed.get().frame().equals(Frame.digest(marks))
                                && settled.filter(one -> one.opens(marks)).isPresent()));
        lines.add(
                Line.of(
                        "sample",
                        committed.isPresent()
                                && settled.filter(
                                                one ->
                                                        one.follows(
                                                                commitment.digest(),
                                                                committed.get()))
                                        .isPresent()));
        lines.add(Line.of("held", proof.isPresent() && isAfter(proof.get(), bound)));
        lines.add(candidates());
        return new Checked(lines, facts(keys, committed, settled, bound), at);
    }

    /** A State does not witness itself. */
    private static boolean isOfTheState(Commitment committed, PublishedKeys keys) {
        var own = keys.directory();
        if (own.isEmpty()) return true;
        return Stream.of(
                        NoteKeys.of(own.get().log().keys()), NoteKeys.of(own.get().log().witness()))
                .flatMap(listed -> listed.known().stream())
                .anyMatch(key -> Arrays.equals(key.publicKey(), committed.witness().publicKey()));
    }

    private static Line accepted(Optional<Commitment> committed, Optional<Policy> accepted) {
        if (accepted.isEmpty() || committed.isEmpty())
            return new Line("accepted", Status.UNCHECKED);
        return Line.of("accepted", accepted.get().counts(NoteKeys.of(committed.get().witness())));
    }

    /** By this act, on the same docket, after the commitment and after what decided. */
    private boolean isAfter(TlogProof proof, Optional<TlogProof> bound) {
        try {
            return bound.isPresent()
                    && proof.index() >= bound.get().tree().size()
                    && settlement.header().docket().equals(commitment.header().docket())
                    && settlement.header().seen().contains(commitment.digest())
                    && settlement
                            .header()
                            .author()
                            .authority()
                            .equals(commitment.header().author().authority());
        } catch (MalformedNote _) {
            return false;
        }
    }

    private Line candidates() {
        var frame = commitment.content(Draw.FRAME);
        if (frame.isEmpty()) return new Line("candidates", Status.UNCHECKED);
        return Line.of(
                "candidates",
                frame.flatMap(Frame::of)
                        .filter(Frame::isOrdered)
                        .filter(listed -> listed.marks().equals(marks))
                        .isPresent());
    }

    private Map<String, String> facts(
            PublishedKeys keys,
            Optional<Commitment> committed,
            Optional<Settlement> settled,
            Optional<TlogProof> bound) {
        return Map.ofEntries(
                Map.entry("state", state),
                Map.entry("authority", commitment.header().author().authority()),
                Map.entry("docket", commitment.header().docket().toString()),
                Map.entry("fingerprint", keys.fingerprint().map(Digest::hex).orElse("-")),
                Map.entry("number", committed.map(one -> Long.toString(one.number())).orElse("-")),
                Map.entry("query", committed.map(one -> query(one.query())).orElse("-")),
                Map.entry("upTo", committed.map(one -> Long.toString(one.upTo())).orElse("-")),
                Map.entry("count", Integer.toString(marks.size())),
                Map.entry("sample", committed.map(one -> Long.toString(one.sample())).orElse("-")),
                Map.entry("witness", committed.map(one -> one.witness().name()).orElse("-")),
                Map.entry("committed", bound.map(one -> Long.toString(one.index())).orElse("-")),
                Map.entry(
                        "decided",
                        committed
                                .flatMap(
                                        one ->
                                                settled.flatMap(
                                                        how ->
                                                                Settlement.witnessed(
                                                                        how.held(), one)))
                                .map(Instant::toString)
                                .orElse("-")),
                Map.entry(
                        "drawn",
                        settled.map(
                                        one ->
                                                String.join(
                                                        ", ",
                                                        one.drawn().stream()
                                                                .map(
                                                                        drawn ->
                                                                                drawn.docket()
                                                                                        .toString())
                                                                .toList()))
                                .orElse("-")));
    }

    private static String query(Json.Obj query) {
        return query.members().isEmpty() ? "*" : CanonicalJson.text(query);
    }

    public byte[] bytes() {
        return CanonicalJson.bytes(
                Json.object()
                        .with("format", FORMAT)
                        .with("state", state)
                        .with("commitment", commitment.json())
                        .with("settlement", settlement.json())
                        .with("held", held.json())
                        .with("marks", Json.strings(marks.stream().map(Digest::hex).toList()))
                        .with("directory", directory.json()));
    }

    private static final Set<String> MEMBERS =
            Set.of("format", "state", "commitment", "settlement", "held", "marks", "directory");

    /** Reads what {@link #bytes} made. */
    public static DrawFile of(Json.Obj json) throws MalformedAct {
        if (json.text("format").filter(FORMAT::equals).isEmpty())
            throw new MalformedAct("format", FORMAT + " expected");
        if (!json.members().keySet().equals(MEMBERS))
            throw new MalformedAct("draw", "other members than a draw has");
        var marks = json.texts("marks");
        if (marks.size() > Draw.MOST_CANDIDATES
                || marks.size() != json.items("marks").size()
                || !marks.stream().allMatch(Commitment::isDigest))
            throw new MalformedAct("marks", "digests expected");
        return new DrawFile(
                json.text("state")
                        .filter(code -> code.matches("[A-Z]{2}"))
                        .orElseThrow(() -> new MalformedAct("state", "two letters expected")),
                Envelope.of(object(json, "commitment")),
                Envelope.of(object(json, "settlement")),
                Receipt.of(object(json, "held")),
                marks.stream().map(Digest::new).toList(),
                Envelope.of(object(json, "directory")));
    }

    private static Json.Obj object(Json.Obj json, String name) throws MalformedAct {
        return json.object(name).orElseThrow(() -> new MalformedAct(name, "object expected"));
    }
}
