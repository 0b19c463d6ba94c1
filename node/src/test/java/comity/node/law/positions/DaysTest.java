package comity.node.law.positions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A day is shown as exactly as its source gave it. */
class DaysTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2025-10-25            | en | Oct 25, 2025
                    2025-10-25            | fr | 25 oct. 2025
                    2026-07               | en | July 2026
                    2026-07               | zh | 2026年7月
                    2019                  | ru | 2019
                    2025-10-25/2025-10-26 | en | Oct 25, 2025 – Oct 26, 2025
                    2026-05-01/2026-07-31 | en | May 2026 – July 2026
                    """)
    void is_written_as_people_write_it(String iso, String language, String text) {
        assertThat(Days.text(iso, Locale.of(language))).isEqualTo(text);
    }

    @Test
    void that_no_source_gives_is_empty() {
        assertThat(Days.text("", Locale.ENGLISH)).isEmpty();
    }
}
