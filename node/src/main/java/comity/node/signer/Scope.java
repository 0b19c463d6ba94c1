package comity.node.signer;

import comity.record.act.Header;
import comity.record.act.Json;
import java.util.Set;

/** What an authority's key may sign: the same words as in its directory entry. */
public record Scope(String authority, Set<String> kinds, Set<String> types) {
    public Scope {
        kinds = Set.copyOf(kinds);
        types = Set.copyOf(types);
    }

    boolean covers(String state, Header header) {
        return header.author().state().equals(state)
                && header.author().authority().equals(authority)
                && kinds.contains(header.kind())
                && types.contains(header.type());
    }

    Json.Obj json() {
        return Json.object()
                .with("authority", authority)
                .with("kinds", Json.strings(kinds.stream().sorted().toList()))
                .with("types", Json.strings(types.stream().sorted().toList()));
    }

    static Scope of(Json.Obj json) {
        return new Scope(
                json.text("authority").orElse(""),
                Set.copyOf(json.texts("kinds")),
                Set.copyOf(json.texts("types")));
    }
}
