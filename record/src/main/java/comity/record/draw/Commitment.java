package comity.record.draw;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.tlog.NoteKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the body binds itself to before anything is decided.
 *
 * @param number of this draw among all of the body, from 1: one that is drawn again shows
 * @param before the commitment before this one; empty for the first
 * @param query what the candidates have in common; a member is absent where that is open
 * @param upTo the query is asked of acts below this position of the log
 * @param candidates how many there are
 * @param frame the digest of their marks, in order
 * @param sample how many are drawn
 * @param seed the digest of the body's secret
 * @param witness whose signature decides
 */
public record Commitment(
        long number,
        Optional<Digest> before,
        Json.Obj query,
        long upTo,
        long candidates,
        Digest frame,
        long sample,
        Digest seed,
        NoteKey witness) {
    private static final Set<String> MEMBERS =
            Set.of(
                    "number",
                    "before",
                    "query",
                    "upTo",
                    "candidates",
                    "frame",
                    "sample",
                    "seed",
                    "witness");

    /** What may be asked for, and how it is written. */
    private static final Map<String, String> QUERY =
            Map.of(
                    "direction", "OUTGOING|INCOMING",
                    "partner", "[A-Z]{2}",
                    "measure", "[A-Z_]{1,60}",
                    "urgency", "[A-Z_]{1,60}",
                    "from", "[0-9]{4}-[0-9]{2}-[0-9]{2}",
                    "until", "[0-9]{4}-[0-9]{2}-[0-9]{2}");

    public Json.Obj json() {
        return Json.object()
                .with("number", number)
                .with("before", before.map(Digest::hex).orElse(""))
                .with("query", query)
                .with("upTo", upTo)
                .with("candidates", candidates)
                .with("frame", frame.hex())
                .with("sample", sample)
                .with("seed", seed.hex())
                .with("witness", witness.text());
    }

    /** What an act commits to; empty if it is no such act, withheld, or malformed. */
    public static Optional<Commitment> of(Envelope act) {
        return Draw.type(act).filter(Draw.Type.COMMIT::equals).isPresent()
                ? act.content(Draw.DRAW).flatMap(Commitment::of)
                : Optional.empty();
    }

    static Optional<Commitment> of(Json.Obj said) {
        var number = said.integer("number").filter(one -> one >= 1);
        var before = said.text("before").filter(hex -> hex.isEmpty() || isDigest(hex));
        var query = said.object("query").filter(Commitment::isQuery);
        var upTo = said.integer("upTo").filter(one -> one >= 0);
        var candidates =
                said.integer("candidates").filter(one -> one >= 1 && one <= Draw.MOST_CANDIDATES);
        var sample = said.integer("sample").filter(one -> one >= 1 && one <= Draw.MOST_DRAWN);
        var frame = said.text("frame").filter(Commitment::isDigest);
        var seed = said.text("seed").filter(Commitment::isDigest);
        var witness = said.text("witness").flatMap(NoteKey::parse).filter(NoteKey::saysTime);
        if (!said.members().keySet().equals(MEMBERS)
                || number.isEmpty()
                || before.isEmpty()
                || query.isEmpty()
                || upTo.isEmpty()
                || candidates.isEmpty()
                || sample.isEmpty()
                || sample.get() > candidates.get()
                || frame.isEmpty()
                || seed.isEmpty()
                || witness.isEmpty()
                || (number.get() == 1) != before.get().isEmpty()) return Optional.empty();
        return Optional.of(
                new Commitment(
                        number.get(),
                        before.filter(hex -> !hex.isEmpty()).map(Digest::new),
                        query.get(),
                        upTo.get(),
                        candidates.get(),
                        new Digest(frame.get()),
                        sample.get(),
                        new Digest(seed.get()),
                        witness.get()));
    }

    private static boolean isQuery(Json.Obj query) {
        return query.members().keySet().stream()
                .allMatch(
                        name ->
                                QUERY.containsKey(name)
                                        && query.text(name)
                                                .filter(text -> text.matches(QUERY.get(name)))
                                                .isPresent());
    }

    /** 64 hexadecimal digits, small: how digests, and secrets, are written. */
    public static boolean isDigest(String text) {
        return text.matches("[0-9a-f]{64}");
    }

    /** Whether this is the secret that was meant. */
    public boolean isSeed(String typed) {
        return isDigest(typed) && Digest.of(Frame.ascii(typed)).equals(seed);
    }
}
