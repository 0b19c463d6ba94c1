package comity.record.tlog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All keys under which one operator signs the same notes, one of each algorithm, as a directory
 * lists them. They count together: a note is signed when every key whose algorithm is known here
 * signed it, so that breaking one algorithm, or leaving its line out, gains nothing.
 *
 * @param unknown algorithms that this release cannot check, such as {@code signature type 0x07}
 */
public record NoteKeys(String name, List<NoteKey> known, List<String> unknown) {
    public NoteKeys {
        known = List.copyOf(known);
        unknown = List.copyOf(unknown);
    }

    /**
     * @param vkeys verifier keys of one name; one that is malformed or of another name is no key
     *     that anything could be checked with, and is named as such
     */
    public static NoteKeys of(List<String> vkeys) {
        var name = vkeys.isEmpty() ? "" : vkeys.getFirst().substring(0, end(vkeys.getFirst()));
        var known = new ArrayList<NoteKey>();
        var unknown = new ArrayList<String>();
        for (var vkey : vkeys)
            NoteKey.parse(vkey)
                    .filter(key -> key.name().equals(name))
                    .ifPresentOrElse(known::add, () -> unknown.add(algorithm(vkey)));
        return new NoteKeys(name, known, unknown);
    }

    public static NoteKeys of(NoteKey... keys) {
        return new NoteKeys(keys[0].name(), List.of(keys), List.of());
    }

    private static int end(String vkey) {
        return Math.max(0, vkey.indexOf('+'));
    }

    private static String algorithm(String vkey) {
        var parts = vkey.split("\\+", 3);
        try {
            var material = StrictBase64.decode(parts.length == 3 ? parts[2] : "", "key");
            if (material.length > 0) return "signature type 0x%02x".formatted(material[0]);
        } catch (MalformedNote _) {
            // said below
        }
        return "no verifier key";
    }

    /** The verifier keys as text. */
    public List<String> texts() {
        return known.stream().map(NoteKey::text).toList();
    }

    /** Whether all that can be checked here signed {@code note}, and that is not nothing. */
    public boolean signed(Note note) {
        return !known.isEmpty() && known.stream().allMatch(key -> key.signed(note));
    }

    /**
     * The one time at which these keys signed {@code note}; empty if one of them did not, if none
     * says a time, or if they say different ones.
     */
    public Optional<Instant> cosignedAt(Note note) {
        if (known.isEmpty()) return Optional.empty();
        var times = new ArrayList<Instant>();
        for (var key : known) {
            if (!key.saysTime() && !key.signed(note)) return Optional.empty();
            if (!key.saysTime()) continue;
            var time = key.cosignedAt(note);
            if (time.isEmpty()) return Optional.empty();
            times.add(time.get());
        }
        return times.stream().distinct().count() == 1
                ? Optional.of(times.getFirst())
                : Optional.empty();
    }

    /** Whether a line on {@code note} is in the name of one of these keys and not by it. */
    public boolean isForgedOn(Note note) {
        return known.stream().anyMatch(key -> key.isForgedOn(note));
    }

    /** {@code note} with the valid signatures of these keys alone. */
    public Note onlyOn(Note note) {
        return new Note(
                note.text(),
                known.stream()
                        .flatMap(key -> key.lineOn(note).stream())
                        .collect(Collectors.toList()));
    }
}
