package comity.node.notices;

import comity.node.frame.Languages;
import java.util.Locale;

/** The sentences of letters, which no request asks for in a language of its own. */
final class Words {

    String notice(String key, Locale language) {
        return text("messages.notices", "notices." + key, language);
    }

    /** A word of the pages: an act's type, or one of the signing page's. */
    String page(String key, Locale language) {
        return text(
                key.startsWith("signing.") ? "messages.signing" : "messages.pages", key, language);
    }

    private static String text(String bundle, String key, Locale language) {
        return Languages.text(bundle, key, language).orElse(key);
    }
}
