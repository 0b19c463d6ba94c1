package comity.treaty.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
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

    private final Map<String, Sentence> byKey = new HashMap<>();

    /** What is wrong and what to do about it, by the code of a finding. */
    private final Map<String, Pair> pairs = new HashMap<>();

    private Sentences(ResourceBundle bundle) {
        // Codes are literals: a key that is the same string is found without comparing it.
        for (var key : bundle.keySet())
            byKey.put(key.intern(), Sentence.cut(bundle.getString(key)));
        byKey.forEach(
                (key, sentence) -> {
                    var remedy = byKey.get(key + REMEDY);
                    if (remedy != null) pairs.put(key, Pair.of(sentence, remedy));
                });
    }

    /**
     * @param always what it says where neither sentence has a gap
     */
    private record Pair(Sentence explanation, Sentence remedy, Optional<Told> always) {
        static Pair of(Sentence explanation, Sentence remedy) {
            return new Pair(
                    explanation,
                    remedy,
                    explanation.gaps.isEmpty() && remedy.gaps.isEmpty()
                            ? Optional.of(new Told(explanation.first, remedy.first))
                            : Optional.empty());
        }

        Told told(Map<String, String> facts) {
            return always.isPresent()
                    ? always.get()
                    : new Told(explanation.fill(facts), remedy.fill(facts));
        }
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
        var sentence = byKey.get(key);
        if (sentence == null) throw unsaid(key);
        return sentence.fill(facts);
    }

    /**
     * What a finding says, in words.
     *
     * @param explanation what is wrong
     * @param remedy what to do about it
     */
    public record Told(String explanation, String remedy) {}

    /** A finding in words. */
    public Told told(Finding finding) {
        var pair = pairs.get(finding.code());
        if (pair == null) throw unsaid(finding.code());
        return pair.told(finding.facts());
    }

    private static MissingResourceException unsaid(String key) {
        return new MissingResourceException("no sentence", Sentences.class.getName(), key);
    }

    /** The text before the first gap, the gaps, and the text after each. */
    private record Sentence(String first, List<String> texts, List<String> gaps) {
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
            return new Sentence(texts.removeFirst(), List.copyOf(texts), List.copyOf(gaps));
        }

        String fill(Map<String, String> facts) {
            if (gaps.isEmpty()) return first;
            var filled = new StringBuilder(first);
            for (var i = 0; i < gaps.size(); i++)
                filled.append(facts.getOrDefault(gaps.get(i), OPEN)).append(texts.get(i));
            return filled.toString();
        }
    }
}
