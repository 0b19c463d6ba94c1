package comity.treaty.law;

import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import java.time.ZoneId;
import java.util.Optional;

/** The words in a document's values. */
final class Words {
    private Words() {}

    static Optional<String> of(Json value) {
        return value instanceof Json.Str(var text) ? Optional.of(text) : Optional.empty();
    }

    /** What is wrong with a text, as a problem's code. */
    static Optional<String> text(Json value, int most) {
        var text = of(value);
        if (text.isEmpty()) return Optional.of("text.expected");
        if (text.get().isBlank()) return Optional.of("text.blank");
        if (text.get().length() > most) return Optional.of("text.long");
        var control =
                text.get()
                        .chars()
                        .anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r');
        return control ? Optional.of("text.control") : Optional.empty();
    }

    /** A region of the tz database: a mere offset forgets summer time. */
    static boolean isZone(String zone) {
        return ZoneId.getAvailableZoneIds().contains(zone);
    }

    /** A value as a sentence names it; bounded. */
    static String shown(Json value) {
        var shown =
                switch (value) {
                    case Json.Str(var text) -> text;
                    case Json.Int(var number) -> Long.toString(number);
                    case Json.Bool(var truth) -> Boolean.toString(truth);
                    case Json.Obj object -> CanonicalJson.text(object);
                    case Json.Arr _, Json.Real _, Json.Null() -> "…";
                };
        return shown.length() <= 200 ? shown : shown.substring(0, 200) + "…";
    }
}
