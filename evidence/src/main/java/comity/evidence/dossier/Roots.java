package comity.evidence.dossier;

import comity.record.act.Directory;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The States' root keys as the court received them, by another path than the case file. Everything
 * else in a case file could be made up by whoever made it.
 */
public record Roots(Map<String, Directory.Root> byState) {
    public Roots {
        byState = Map.copyOf(byState);
    }

    public Optional<Directory.Root> of(String state) {
        return Optional.ofNullable(byState.get(state));
    }

    /** Reads {@code {"XA": {"algorithm": …, "publicKey": …}, …}}. */
    public static Roots of(Json.Obj json) throws MalformedAct {
        var roots = new LinkedHashMap<String, Directory.Root>();
        for (var state : json.members().keySet()) {
            var root =
                    json.object(state)
                            .orElseThrow(
                                    () -> new MalformedAct("roots." + state, "an object expected"));
            roots.put(state, Directory.Root.of(root));
        }
        return new Roots(roots);
    }
}
