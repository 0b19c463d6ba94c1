package comity.evidence.dossier;

import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fingerprints of the States' roots as the court received them, by another path than the case
 * file. Everything else in a case file could be made up by whoever made it.
 */
public record Roots(Map<String, Digest> byState) {
    public Roots {
        byState = Map.copyOf(byState);
    }

    public Optional<Digest> of(String state) {
        return Optional.ofNullable(byState.get(state));
    }

    /** Reads {@code {"XA": "64 hexadecimal digits", …}}. */
    public static Roots of(Json.Obj json) throws MalformedAct {
        var roots = new LinkedHashMap<String, Digest>();
        for (var state : json.members().keySet()) {
            var fingerprint =
                    json.text(state)
                            .filter(text -> text.matches("[0-9a-f]{64}"))
                            .orElseThrow(
                                    () ->
                                            new MalformedAct(
                                                    "roots." + state,
                                                    "a fingerprint of 64 lower-case hexadecimal"
                                                            + " digits expected"));
            roots.put(state, new Digest(fingerprint));
        }
        return new Roots(roots);
    }
}
