package comity.treaty.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.Pattern;

/**
 * A bundle of sentences in one language, each cut at its gaps once: {@code {name}} is a gap, and
 * what nobody can name (an act on a docket, where facts alone are assessed) is left open.
 */
public final class Sentences {
    private static final Pattern GAP = Pattern.compile("\\{(\\w+)}");
    private static final String OPEN = "…";

    private static final String REMEDY = ".remedy";

    private final Map<String, Sentence> byKey;

    /** Those that say what to do about the finding of this code. */
    private final Map<String, Sentence> remedies;

    private Sentences(ResourceBundle bundle) {
        var sentences = new HashMap<String, Sentence>();
        var doing = new HashMap<String, Sentence>();
        for (var key : bundle.keySet()) {
            var sentence = Sentence.cut(bundle.getString(key));
            sentences.put(key, sentence);
            if (key.endsWith(REMEDY))
                doing.put(key.substring(0, key.length() - REMEDY.length()), sentence);
        }
        byKey = Map.copyOf(sentences);
        remedies = Map.copyOf(doing);
    }

    /**
     * The sentences of {@code bundle} by the code of each language of the United Nations.
     *
     * @param bundle of this module, by its full name
     */
    public static Map<String, Sentences> inAllLanguages(String bundle) {
        var all = new HashMap<String, Sentences>();
        for (var language : Wording.LANGUAGES)
            all.put(
                    language.getLanguage(),
                    new Sentences(
                            ResourceBundle.getBundle(
                                    bundle, language, Sentences.class.getModule())));
        return Map.copyOf(all);
    }

    /** Those of {@code language}; in English for a language that is none of the six. */
    public static Sentences in(Map<String, Sentences> all, Locale language) {
        var spoken = all.get(language.getLanguage());
        return spoken == null ? all.getOrDefault("en", all.values().iterator().next()) : spoken;
    }

    /**
     * @throws MissingResourceException if there is no sentence of this key
     */
    public String fill(String key, Map<String, String> facts) {
        return filled(byKey, key, facts);
    }

    /** What is wrong. */
    public String explanation(Finding finding) {
        return filled(byKey, finding.code(), finding.facts());
    }

    /** What to do about it. */
    public String remedy(Finding finding) {
        return filled(remedies, finding.code(), finding.facts());
    }

    private static String filled(
            Map<String, Sentence> sentences, String key, Map<String, String> facts) {
        var sentence = sentences.get(key);
        if (sentence == null)
            throw new MissingResourceException("no sentence", Sentences.class.getName(), key);
        return sentence.fill(facts);
    }

    /** One text more than gaps: before, between and after them. */
    private record Sentence(List<String> texts, List<String> gaps) {
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
            return new Sentence(List.copyOf(texts), List.copyOf(gaps));
        }

        String fill(Map<String, String> facts) {
            if (gaps.isEmpty()) return texts.getFirst();
            var filled = new StringBuilder(texts.getFirst());
            for (var i = 0; i < gaps.size(); i++)
                filled.append(facts.getOrDefault(gaps.get(i), OPEN)).append(texts.get(i + 1));
            return filled.toString();
        }
    }
}
