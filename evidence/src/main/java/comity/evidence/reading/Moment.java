package comity.evidence.reading;

import comity.record.act.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A time that an item gives of itself.
 *
 * @param at in UTC
 * @param certain false where the item names no zone, or contradicts itself
 */
public record Moment(Instant at, boolean certain) {

    Json json() {
        return Json.object().with("at", at.toString()).with("certain", certain);
    }

    static Optional<Moment> of(Json json) {
        if (!(json instanceof Json.Obj said)) return Optional.empty();
        try {
            return Optional.of(
                    new Moment(
                            Instant.parse(said.text("at").orElse("")),
                            said.bool("certain").orElse(false)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
