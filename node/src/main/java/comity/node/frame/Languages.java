package comity.node.frame;

import com.ibm.icu.text.MessageFormat;
import comity.treaty.rules.Wording;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.springframework.context.i18n.LocaleContextHolder;

/** The six languages of the United Nations, and which of them an answer is in. */
public final class Languages {
    private Languages() {}

    /** The language of the request in hand; English where none of the six is asked for. */
    public static Locale current() {
        return nearest(LocaleContextHolder.getLocale());
    }

    public static Locale nearest(Locale wanted) {
        return Wording.LANGUAGES.stream()
                .filter(known -> known.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    /** A State's name: as the bundles have it, else as {@code language} calls the country. */
    public static String stateName(String code, Locale language) {
        return text("messages.pages", "state." + code, language)
                .orElseGet(() -> Locale.of("", code).getDisplayCountry(language));
    }

    /**
     * A sentence with its gap filled. One that counts, as ICU writes it ({@code {0, plural, …}}),
     * is in the form that its language has for the number (CLDR's plural rules).
     */
    static String filled(String sentence, Locale language, Object fact) {
        return sentence.contains(", plural,")
                ? new MessageFormat(sentence, language).format(new Object[] {fact})
                : sentence.replace("{0}", fact.toString());
    }

    /** The text of {@code key} in a bundle that has all six languages; empty if it has none. */
    public static Optional<String> text(String bundle, String key, Locale language) {
        var texts =
                ResourceBundle.getBundle(
                        bundle,
                        language,
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
        return texts.containsKey(key) ? Optional.of(texts.getString(key)) : Optional.empty();
    }
}
