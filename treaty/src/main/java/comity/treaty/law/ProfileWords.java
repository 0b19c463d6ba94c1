package comity.treaty.law;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/** What a profile's members and codes are called, in the six languages of the United Nations. */
public final class ProfileWords {
    private static final Set<String> LANGUAGES = Set.of("ar", "en", "es", "fr", "ru", "zh");

    private ProfileWords() {}

    /**
     * What a member means, in a few words.
     *
     * @param path names from the document's root on, separated by dots, without places in lists
     */
    public static String term(String path, Locale language) {
        return word(path, path, language);
    }

    /** What a code means; what is no code stands for itself. */
    public static String code(String code, Locale language) {
        return word("code." + code, code, language);
    }

    private static String word(String key, String otherwise, Locale language) {
        var spoken = LANGUAGES.contains(language.getLanguage()) ? language : Locale.ENGLISH;
        var bundle =
                ResourceBundle.getBundle(
                        "comity.treaty.law.terms", spoken, ProfileWords.class.getModule());
        return bundle.containsKey(key) ? bundle.getString(key) : otherwise;
    }
}
