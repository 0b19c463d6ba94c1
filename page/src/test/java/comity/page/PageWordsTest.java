package comity.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.PropertyResourceBundle;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The words around the report, and the one file that the page has to be. */
class PageWordsTest {
    private static PropertyResourceBundle words(String language) throws IOException {
        var name = "page_" + language + ".properties";
        try (var in = Objects.requireNonNull(Assembly.class.getResourceAsStream(name))) {
            return new PropertyResourceBundle(in);
        }
    }

    private static String page() throws IOException {
        try (var in = Objects.requireNonNull(Assembly.class.getResourceAsStream("verify.html"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void are_the_same_in_six_languages_and_translated() throws IOException {
        var english = words("en");
        for (var language : List.of("ar", "es", "fr", "ru", "zh")) {
            var other = words(language);
            assertThat(other.keySet()).as(language).isEqualTo(english.keySet());
            for (var key : english.keySet()) {
                assertThat(other.getString(key)).as(key).isNotEqualTo(english.getString(key));
                assertThat(other.getString(key).contains("{0}"))
                        .as("%s in %s", key, language)
                        .isEqualTo(english.getString(key).contains("{0}"));
            }
        }
    }

    @Test
    void every_word_that_the_page_asks_for_is_there() throws IOException {
        var asked = Pattern.compile("data-word=\"([a-z.0-9]+)\"").matcher(page());
        var found = 0;
        while (asked.find()) {
            found++;
            assertThat(words("en").keySet()).contains(asked.group(1));
        }
        assertThat(found).isGreaterThan(8);
    }

    @Test
    void the_page_names_no_address_and_forbids_every_connection() throws IOException {
        var page = page();
        var head = page.substring(0, page.indexOf("</head>"));

        assertThat(head)
                .contains("default-src 'none'", "connect-src 'none'", "form-action 'none'")
                .doesNotContain("@STYLE", "@SCRIPT", "unsafe", "http:", "https:");
        assertThat(page).doesNotContain("src=\"", "href=\"", "@ENGINE@", "@SCRIPT@", "@WORDS@");
    }
}
