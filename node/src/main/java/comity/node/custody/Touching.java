package comity.node.custody;

import comity.record.act.Json;
import comity.treaty.docket.Cooperation;
import java.util.Map;

/**
 * Where, under what and why an officer touches evidence.
 *
 * @param under the digest of the act that permits it
 */
record Touching(String place, String under, String reasons) {
    Json.Obj terms() {
        return Json.object().with("place", place).with("under", under);
    }

    Map<String, Json.Obj> content(Json.Obj terms, Json.Arr exhibits) {
        return Map.of(
                Cooperation.TERMS,
                terms,
                Cooperation.REASONS,
                Json.object().with("reasons", reasons),
                Cooperation.EXHIBITS_SECTION,
                Json.object().with("exhibits", exhibits));
    }
}
