package comity.node.law.route;

import comity.node.frame.Languages;
import comity.node.identity.Keystore;
import java.text.Collator;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Every State by its name in a reader's language, in that language's order. */
@Component
class StateNames {
    /** In training and demonstration States cooperate that no standard lists. */
    private static final List<String> OF_TRAINING = List.of("XA", "XB");

    private final LinkedHashSet<String> codes =
            new LinkedHashSet<>(List.of(Locale.getISOCountries()));

    StateNames(Keystore keys) {
        if (!codes.contains(keys.state())) codes.addAll(OF_TRAINING);
        codes.add(keys.state());
    }

    /** Code and name. */
    Map<String, String> in(Locale language) {
        var order = Collator.getInstance(language);
        var named = new LinkedHashMap<String, String>();
        codes.stream()
                .sorted(Comparator.comparing(code -> Languages.stateName(code, language), order))
                .forEach(code -> named.put(code, Languages.stateName(code, language)));
        return named;
    }

    boolean known(String code) {
        return codes.contains(code);
    }
}
