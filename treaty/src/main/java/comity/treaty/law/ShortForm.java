package comity.treaty.law;

import comity.record.act.Json;
import java.util.Set;

/**
 * The five members that a profile had in the first release. Acts are never changed, so what was
 * published then is read for ever; it has no {@code format}.
 */
final class ShortForm {
    static final Set<String> MEMBERS =
            Set.of("centralAuthority", "languages", "mostAccounts", "mostDays", "bothThresholds");

    private ShortForm() {}

    static boolean is(Json.Obj document) {
        return document.get("format").isEmpty();
    }

    /** The same as the whole document says it; what is not a short form stays as it is. */
    static Json.Obj whole(String state, Json.Obj document) {
        if (!is(document)) return document;
        var whole = Json.object().with("state", state);
        whole = moved(document, "centralAuthority", whole, "authorities", "central");
        whole = moved(document, "mostAccounts", whole, "caps", "accounts");
        whole = moved(document, "mostDays", whole, "caps", "days");
        whole = moved(document, "bothThresholds", whole, "thresholds", "bothThresholds");
        var languages = document.get("languages");
        return languages.isPresent() ? whole.with("languages", languages.get()) : whole;
    }

    private static Json.Obj moved(
            Json.Obj document, String member, Json.Obj whole, String group, String name) {
        var value = document.get(member);
        if (value.isEmpty()) return whole;
        return whole.with(group, Said.group(whole, group).with(name, value.get()));
    }
}
