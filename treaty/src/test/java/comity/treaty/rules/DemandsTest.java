package comity.treaty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import comity.treaty.facts.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What rules demand and facts ask is said in six languages; English is what stands in the code. */
class DemandsTest {
    private static final Path ENGLISH =
            Path.of("src/main/resources/comity/treaty/rules/demands_en.properties");

    private static final Map<String, String> SCRIPTS =
            Map.of("ar", "\\p{IsArabic}", "zh", "\\p{IsHan}", "ru", "\\p{IsCyrillic}");

    @Test
    void English_is_what_stands_in_the_code() throws IOException {
        var code = new TreeMap<String, String>();
        Rulebook.current().rules().forEach(rule -> code.put(rule.id(), rule.demand()));
        if (Boolean.getBoolean("comity.accept"))
            Files.writeString(
                    ENGLISH,
                    code.entrySet().stream()
                            .map(entry -> entry.getKey() + " = " + entry.getValue() + "\n")
                            .collect(
                                    Collectors.joining(
                                            "",
                                            "# What each rule demands, in one sentence. English stands in the code; a test holds this file to it.\n",
                                            "")));
        assertThat(bundle("rules/demands", Locale.ENGLISH))
                .as("./comity test --accept rewrites English; then translate into the other five")
                .isEqualTo(code);
    }

    @Test
    void each_language_says_every_demand_every_fact_and_every_code() throws IOException {
        for (var name : java.util.List.of("rules/demands", "facts/facts", "facts/codes")) {
            var english = bundle(name, Locale.ENGLISH);
            for (var language : Wording.LANGUAGES) {
                var other = bundle(name, language);
                assertThat(other.keySet())
                        .as("%s in %s", name, language)
                        .isEqualTo(english.keySet());
                if (language.equals(Locale.ENGLISH)) continue;
                var script = SCRIPTS.get(language.getLanguage());
                other.forEach(
                        (key, text) -> {
                            if (script != null)
                                assertThat(text)
                                        .as("%s in %s", key, language)
                                        .containsPattern(script);
                            else if (!name.equals("facts/codes"))
                                assertThat(text)
                                        .as("%s in %s", key, language)
                                        .isNotEqualTo(english.get(key));
                        });
            }
        }
    }

    @Test
    void facts_and_codes_are_those_of_the_catalogue() {
        for (var language : Wording.LANGUAGES)
            for (var fact : Fact.values()) {
                assertThat(Wording.meaning(fact, language)).isNotBlank();
                fact.codes().forEach(code -> assertThat(Wording.code(code, language)).isNotBlank());
            }
    }

    private static Map<String, String> bundle(String name, Locale language) throws IOException {
        var file =
                Path.of(
                        "src/main/resources/comity/treaty",
                        name + "_" + language.getLanguage() + ".properties");
        try (var in = Files.newBufferedReader(file)) {
            var bundle = new PropertyResourceBundle(in);
            return new TreeMap<>(
                    bundle.keySet().stream()
                            .collect(Collectors.toMap(key -> key, bundle::getString)));
        }
    }
}
