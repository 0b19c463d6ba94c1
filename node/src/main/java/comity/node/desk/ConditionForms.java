package comity.node.desk;

import comity.node.desk.DocketView.ActView;
import comity.treaty.docket.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where forms begin that speak of what another State gave: with its transmission, what its
 * conditions say, and what a first person proposed.
 */
final class ConditionForms {
    /** Fields that name exhibits of a transmission by their hashes. */
    private static final Set<String> NAMES_EXHIBITS =
            Set.of("concerning", "used", "exculpatory", "disposed");

    /** Which act each field that holds a digest may name. */
    static final Map<String, String> NAMED =
            Map.of(
                    "proposed", "propose-disposal",
                    "disposal", "dispose",
                    "certificate", "certify-disposal",
                    "destruction", "destroy",
                    "notice", "notify-exculpatory");

    private ConditionForms() {}

    static boolean namesExhibits(String field) {
        return NAMES_EXHIBITS.contains(field);
    }

    /** The exhibits that were transmitted, newest transmission first. */
    static Map<String, String> transmitted(List<ActView> newestFirst) {
        var found = new LinkedHashMap<String, String>();
        for (var act : newestFirst) {
            if (!act.type().equals("transmit")
                    || !(act.said("exhibits", "exhibits") instanceof List<?> all)) continue;
            for (var exhibit : all)
                if (exhibit instanceof Map<?, ?> one)
                    found.putIfAbsent(String.valueOf(one.get("sha256")), "");
        }
        return found;
    }

    /**
     * What stands in a field before anything is typed; empty where another form's beginning holds.
     *
     * @param choices what may stand there
     */
    static Optional<List<String>> begin(
            Type type, String field, List<ActView> newestFirst, Map<String, String> choices) {
        return switch (type) {
            case USE ->
                    switch (field) {
                        case "used" -> Optional.of(theOnlyOne(choices));
                        case "purpose" -> Optional.of(said(newestFirst, "transmit", "purpose"));
                        default -> Optional.empty();
                    };
            case NOTIFY_EXCULPATORY, DISCLOSE_EXCULPATORY ->
                    switch (field) {
                        case "exculpatory" ->
                                Optional.of(
                                        or(
                                                said(
                                                        newestFirst,
                                                        "notify-exculpatory",
                                                        "exculpatory"),
                                                theOnlyOne(choices)));
                        case "notice" -> Optional.of(first(choices));
                        case "recipient" -> Optional.of(List.of());
                        default -> Optional.empty();
                    };
            case ASK_CONSENT, CONSENT, TRANSFER_ONWARD ->
                    switch (field) {
                        case "concerning" -> Optional.of(List.of());
                        // It lies in no condition that it has to be named.
                        case "consent" -> Optional.of(first(choices));
                        default -> Optional.empty();
                    };
            case PROPOSE_DISPOSAL ->
                    switch (field) {
                        case "transmission" -> Optional.of(first(choices));
                        case "disposed" -> Optional.of(List.copyOf(choices.keySet()));
                        case "method" -> Optional.of(said(newestFirst, "transmit", "atEnd"));
                        default -> Optional.of(List.of());
                    };
            case DISPOSE -> asSaid(field, newestFirst, "propose-disposal", choices);
            case RECEIVE_CERTIFICATE -> asSaid(field, newestFirst, "certify-disposal", choices);
            default -> Optional.empty();
        };
    }

    /** As the act said that this one follows. */
    private static Optional<List<String>> asSaid(
            String field, List<ActView> newestFirst, String type, Map<String, String> choices) {
        return Optional.of(
                switch (field) {
                    case "proposed", "certificate" -> first(choices);
                    default -> said(newestFirst, type, field);
                });
    }

    private static List<String> first(Map<String, String> choices) {
        return choices.keySet().stream().limit(1).toList();
    }

    private static List<String> theOnlyOne(Map<String, String> choices) {
        return choices.size() == 1 ? List.copyOf(choices.keySet()) : List.of();
    }

    private static List<String> or(List<String> said, List<String> otherwise) {
        return said.isEmpty() ? otherwise : said;
    }

    private static List<String> said(List<ActView> newestFirst, String type, String member) {
        return newestFirst.stream()
                .filter(act -> act.type().equals(type))
                .findFirst()
                .map(act -> act.said("terms", member))
                .map(
                        said ->
                                said instanceof Collection<?> all
                                        ? all.stream().map(Object::toString).toList()
                                        : List.of(said.toString()))
                .orElse(List.of());
    }
}
