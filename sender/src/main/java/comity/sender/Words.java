package comity.sender;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;

/** What the command says, in one of six languages. */
record Words(ResourceBundle bundle, Locale language) {
    static final Set<String> LANGUAGES = Set.of("ar", "en", "es", "fr", "ru", "zh");

    /** English where the language is none of the six. */
    static Words in(String language) {
        var locale = Locale.forLanguageTag(LANGUAGES.contains(language) ? language : "en");
        return new Words(
                ResourceBundle.getBundle(
                        "comity.sender.words",
                        locale,
                        Control.getNoFallbackControl(Control.FORMAT_PROPERTIES)),
                locale);
    }

    String say(String key, List<String> facts) {
        var text = bundle.getString(key);
        for (var i = 0; i < facts.size(); i++) text = text.replace("{" + i + "}", facts.get(i));
        return text;
    }

    String say(String key, String... facts) {
        return say(key, List.of(facts));
    }
}
