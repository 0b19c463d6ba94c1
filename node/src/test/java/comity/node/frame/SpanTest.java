package comity.node.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A length of time as people say it: nobody is told that something took 0 days. */
class SpanTest {
    @ParameterizedTest
    @CsvSource({
        "en, 0, 0 min",
        "en, 0.0001, 1 min",
        "en, 0.04, 58 min",
        "en, 0.0417, 1 hr",
        "en, 1.9, 46 hr",
        "en, 2, 2 days",
        "en, 30.44, 30.4 days",
        "fr, 30.44, '30,4 j'",
        "ru, 5, 5 дн.",
        "zh, 5, 5天",
        "ar, 3, 3 أيام",
        "es, 0.5, 12 h"
    })
    void is_as_exact_as_it_is_short(String language, double days, String said) {
        var page = new Page(Locale.of(language), "", "", "", List.of(), Set.of(), "", "", false);

        assertThat(page.span(days).replaceAll("\\h", " ")).isEqualTo(said);
    }
}
