package comity.record.draw;

import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The dockets that a sample is drawn from, in the order of their numbers. For others each place in
 * it is a mark: it tells which docket stands there to whom the place is opened, and nothing else.
 *
 * @param salt 32 bytes, from which each place has its own
 */
public record Frame(byte[] salt, List<UUID> dockets) {
    public Frame {
        salt = salt.clone();
        dockets = List.copyOf(dockets);
    }

    @Override
    public byte[] salt() {
        return salt.clone();
    }

    /** What opens one place, and no other. */
    public Digest salt(int place) {
        return Digest.of(ascii("comity-draw-salt/1\n" + Digest.ofHash(salt).hex() + "\n" + place));
    }

    /** What stands for {@code docket} at a place, for whoever is not told which it is. */
    public static Digest mark(Digest placeSalt, UUID docket) {
        return Digest.of(ascii("comity-draw-place/1\n" + placeSalt.hex() + "\n" + docket));
    }

    /** The marks of all places, in order. */
    public List<Digest> marks() {
        return IntStream.range(0, dockets.size())
                .mapToObj(place -> mark(salt(place), dockets.get(place)))
                .toList();
    }

    /** The one digest of all marks: over their hexadecimal digits, each with a line's end. */
    public static Digest digest(List<Digest> marks) {
        var text = new StringBuilder();
        marks.forEach(mark -> text.append(mark.hex()).append('\n'));
        return Digest.of(ascii(text.toString()));
    }

    /** Whether each docket stands in it once, and in order. */
    public boolean isOrdered() {
        return IntStream.range(1, dockets.size())
                .allMatch(
                        place ->
                                dockets.get(place - 1)
                                                .toString()
                                                .compareTo(dockets.get(place).toString())
                                        < 0);
    }

    public Json.Obj json() {
        return Json.object()
                .with("salt", Base64Url.encode(salt))
                .with("dockets", Json.strings(dockets.stream().map(UUID::toString).toList()));
    }

    /** Reads what {@link #json} made; empty if it is something else. */
    public static Optional<Frame> of(Json.Obj json) {
        var listed = json.items("dockets");
        if (json.members().size() != 2 || listed.size() > Draw.MOST_CANDIDATES)
            return Optional.empty();
        try {
            var salt = Base64Url.decode(json.text("salt").orElse(""));
            var dockets = new ArrayList<UUID>();
            for (var one : listed) {
                if (!(one instanceof Json.Str(var text))) return Optional.empty();
                var docket = UUID.fromString(text);
                if (!docket.toString().equals(text)) return Optional.empty();
                dockets.add(docket);
            }
            return salt.length == Digest.BYTES
                    ? Optional.of(new Frame(salt, dockets))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
