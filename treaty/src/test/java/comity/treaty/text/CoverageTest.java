package comity.treaty.text;

import static org.assertj.core.api.Assertions.assertThat;

import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.PropertyResourceBundle;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Every paragraph is answered or says why not; {@code -Dcomity.accept=true} rewrites the document.
 */
class CoverageTest {
    private static final Map<String, String> SCRIPTS =
            Map.of("ar", "\\p{IsArabic}", "zh", "\\p{IsHan}", "ru", "\\p{IsCyrillic}");

    private static final Path DOCUMENT =
            Path.of(System.getProperty("comity.root", ".."), "docs", "coverage.md");

    @Test
    void every_article_is_there_and_in_order() {
        assertThat(Coverage.rows()).extracting(Coverage.Row::article).isSorted();
        assertThat(Coverage.rows().stream().map(Coverage.Row::article).distinct())
                .isEqualTo(IntStream.rangeClosed(1, 68).boxed().toList());
        assertThat(Coverage.rows()).extracting(Coverage.Row::citation).doesNotHaveDuplicates();
    }

    @Test
    void every_paragraph_has_a_rule_an_act_a_page_or_a_reason() {
        for (var row : Coverage.rows()) assertThat(row.answered()).as(row.citation()).isTrue();
    }

    @Test
    void every_paragraph_is_explained_in_six_languages() throws IOException {
        var cited = Coverage.rows().stream().map(Coverage.Row::citation).toList();
        for (var language : Wording.LANGUAGES) {
            assertThat(subjects(language).keySet())
                    .as("%s: one for each paragraph, and none for what is not listed", language)
                    .containsExactlyInAnyOrderElementsOf(cited);
            for (var row : Coverage.rows()) {
                var subject = Coverage.subject(row, language);
                assertThat(subject)
                        .as("%s in %s", row.citation(), language)
                        .isNotBlank()
                        .containsPattern(SCRIPTS.getOrDefault(language.getLanguage(), "[a-z]"));
                if (!language.equals(Locale.ENGLISH))
                    assertThat(subject)
                            .as("%s in %s", row.citation(), language)
                            .isNotEqualTo(Coverage.subject(row, Locale.ENGLISH));
            }
        }
    }

    /** The file itself: a bundle that were missing would be answered by another language's. */
    private static PropertyResourceBundle subjects(Locale language) throws IOException {
        var name = "subjects_" + language.getLanguage() + ".properties";
        try (var in = Objects.requireNonNull(Coverage.class.getResourceAsStream(name), name)) {
            return new PropertyResourceBundle(in);
        }
    }

    @Test
    void every_rule_cites_a_paragraph_of_the_list() {
        var listed = Coverage.rows().stream().map(Coverage.Row::citation).toList();
        for (var rule : Rulebook.current().rules())
            assertThat(listed)
                    .as(rule.id())
                    .contains(rule.citation().article() + rule.citation().paragraph());
    }

    @Test
    void every_citation_of_a_rule_has_words_to_compare() {
        for (var rule : Rulebook.current().rules())
            assertThat(Terms.citations())
                    .as(rule.id())
                    .contains(rule.citation().article() + rule.citation().paragraph());
    }

    @Test
    void titles_and_reasons_are_said_in_six_languages() {
        for (var language : Wording.LANGUAGES) {
            var titles = new ArrayList<String>();
            for (var article = 1; article <= 68; article++)
                titles.add(Titles.of(article, language));
            assertThat(titles).doesNotContain("").doesNotHaveDuplicates();
            for (var reason : Coverage.Reason.values())
                assertThat(Coverage.reason(reason, language)).isNotBlank();
        }
    }

    @Test
    void the_document_is_what_the_code_says() throws IOException {
        var made = Coverage.markdown();
        if (Boolean.getBoolean("comity.accept")) Files.writeString(DOCUMENT, made);
        assertThat(List.of(Files.readString(DOCUMENT).split("\n")))
                .as("./comity test --accept rewrites it")
                .isEqualTo(List.of(made.split("\n")));
    }
}
