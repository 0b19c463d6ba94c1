package comity.treaty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.PropertyResourceBundle;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WordingTest {
    @Test
    void says_every_finding_and_its_remedy_in_six_languages() {
        for (var rule : Rulebook.current().rules()) {
            var finding = rule.violated();
            for (var language : Wording.LANGUAGES) {
                assertThat(Wording.explanation(finding, language))
                        .as("%s in %s", rule.code(), language)
                        .isNotBlank();
                assertThat(Wording.remedy(finding, language)).isNotBlank();
            }
        }
    }

    @Test
    void has_the_same_sentences_with_the_same_facts_in_each_language() throws java.io.IOException {
        var english = bundle(Locale.ENGLISH);
        for (var language : Wording.LANGUAGES) {
            var other = bundle(language);
            assertThat(other.keySet()).isEqualTo(english.keySet());
            for (var key : english.keySet())
                assertThat(facts(other.getString(key)))
                        .as("%s in %s", key, language)
                        .isEqualTo(facts(english.getString(key)));
        }
    }

    private static PropertyResourceBundle bundle(Locale language) throws java.io.IOException {
        try (var in =
                Rulebook.class.getResourceAsStream(
                        "messages_" + language.getLanguage() + ".properties")) {
            return new PropertyResourceBundle(java.util.Objects.requireNonNull(in));
        }
    }

    private static TreeSet<String> facts(String sentence) {
        var facts = new TreeSet<String>();
        var found = java.util.regex.Pattern.compile("\\{(\\w+)}").matcher(sentence);
        while (found.find()) facts.add(found.group(1));
        return facts;
    }

    @Test
    void has_one_number_for_each_rule() {
        assertThat(Rulebook.current().rules()).extracting(Rule::id).doesNotHaveDuplicates();
        assertThat(Rulebook.current().rules()).extracting(Rule::code).doesNotHaveDuplicates();
    }
}
