package comity.treaty.text;

import comity.treaty.rules.Language;
import comity.treaty.rules.Sentences;
import java.util.Locale;
import java.util.Map;

/** What each article is about, in a few words of our own and in six languages. */
public final class Titles {
    private static final Map<Language, Sentences> TITLES =
            Sentences.inAllLanguages("comity.treaty.text.titles");

    private Titles() {}

    /**
     * @param article from 1 to 68
     */
    public static String of(int article, Locale language) {
        return Sentences.in(TITLES, language).fill(Integer.toString(article), Map.of());
    }
}
