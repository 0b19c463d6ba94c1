package comity.treaty.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bundle of sentences in one language, each cut at its gaps once: {@code {name}} is a gap, and
 * what nobody can name (an act on a docket, where facts alone are assessed) is left open.
 */
public final class Sentences {
    private static final Pattern GAP = Pattern.compile("\\{(\\w+)}");
    private static final String OPEN = "…";

    private final Map<String, Sentence> byKey = new HashMap<>();

    private Sentences(ResourceBundle bundle) {
        for (var key : bundle.keySet()) byKey.put(key, Sentence.cut(bundle.getString(key)));
    }

    /**
     * The sentences of {@code bundle} in each language of the United Nations.
     *
     * @param bundle of this module, by its full name
     */
    public static Map<Language, Sentences> inAllLanguages(String bundle) {
        var all = new EnumMap<Language, Sentences>(Language.class);
        for (var language : Language.values())
            all.put(
                    language,
                    new Sentences(
                            ResourceBundle.getBundle(
                                    bundle, language.locale(), Sentences.class.getModule())));
        return Collections.unmodifiableMap(all);
    }

    /** Those of {@code language}; in English for a language that is none of the six. */
    public static Sentences in(Map<Language, Sentences> all, Locale language) {
        return Objects.requireNonNull(all.get(Language.of(language)));
    }

    Set<String> keys() {
        return byKey.keySet();
    }

    @Nullable Sentence sentence(String key) {
        return byKey.get(key);
    }

    /**
     * @throws MissingResourceException if there is no sentence of this key
     */
    public String fill(String key, Map<String, String> facts) {
        var sentence = byKey.get(key);
        if (sentence == null)
            throw new MissingResourceException("no sentence", Sentences.class.getName(), key);
        return sentence.fill(facts);
    }

    /** The text before the first gap, the gaps, and the text after each. */
    record Sentence(String first, List<String> texts, List<String> gaps, int length) {
        /** Room for what fills a gap, so that most sentences are written without moving them. */
        private static final int USUAL = 32;

        static Sentence cut(String sentence) {
            var texts = new ArrayList<String>();
            var gaps = new ArrayList<String>();
            var gap = GAP.matcher(sentence);
            var end = 0;
            while (gap.find()) {
                texts.add(sentence.substring(end, gap.start()));
                gaps.add(gap.group(1));
                end = gap.end();
            }
            texts.add(sentence.substring(end));
            return new Sentence(
                    texts.removeFirst(),
                    List.copyOf(texts),
                    List.copyOf(gaps),
                    sentence.length() + USUAL * gaps.size());
        }

        boolean isWhole() {
            return gaps.isEmpty();
        }

        String fill(Map<String, String> facts) {
            if (isWhole()) return first;
            var filled = new StringBuilder(length).append(first);
            for (var i = 0; i < gaps.size(); i++) {
                var words = facts.get(gaps.get(i));
                filled.append(words == null ? OPEN : words).append(texts.get(i));
            }
            return filled.toString();
        }
    }
}
