package comity.treaty.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import comity.treaty.rules.Wording;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.PropertyResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Pattern FACT = Pattern.compile("\\{(\\w+)}");

    @Test
    void there_are_the_same_sentences_with_the_same_facts_in_six_languages() throws IOException {
        var english = bundle(Locale.ENGLISH);
        for (var language : Wording.LANGUAGES) {
            var other = bundle(language);
            assertThat(other.keySet()).as("%s", language).isEqualTo(english.keySet());
            for (var key : english.keySet())
                assertThat(facts(other.getString(key)))
                        .as("%s in %s", key, language)
                        .isEqualTo(facts(english.getString(key)));
        }
    }

    private static PropertyResourceBundle bundle(Locale language) throws IOException {
        try (var in =
                Words.class.getResourceAsStream(
                        "words_" + language.getLanguage() + ".properties")) {
            return new PropertyResourceBundle(Objects.requireNonNull(in));
        }
    }

    private static TreeSet<String> facts(String sentence) {
        var facts = new TreeSet<String>();
        FACT.matcher(sentence).results().forEach(found -> facts.add(found.group(1)));
        return facts;
    }
}
