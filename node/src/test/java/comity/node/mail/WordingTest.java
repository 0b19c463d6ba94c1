package comity.node.mail;

import static org.assertj.core.api.Assertions.assertThat;

import comity.treaty.rules.Wording;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Letters in six languages: all of it said in each, and nothing else. */
class WordingTest {
    private final comity.node.mail.Wording wording =
            new comity.node.mail.Wording("https://node.xa.example");

    static Stream<Locale> languages() {
        return Wording.LANGUAGES.stream();
    }

    private static Queue.Claimed taken(Queue.Kind kind, Counts counts, Locale language) {
        return new Queue.Claimed(
                UUID.fromString("00000000-0000-4000-8000-000000000001"),
                "vega",
                kind,
                counts,
                Instant.parse("2026-11-26T12:00:00Z"),
                1,
                "vega@xa.example",
                language);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void a_digest_says_how_many_and_by_when(Locale language) {
        var counts = new Counts(3, 2, 1, 4, 0, Optional.of(LocalDate.of(2026, 11, 28)));
        var letter = wording.news(taken(Queue.Kind.DIGEST, counts, language), Optional.of("TOKEN"));
        assertThat(letter.text())
                .contains("https://node.xa.example/worklist")
                .contains("https://node.xa.example/signed")
                .contains("https://node.xa.example/mail/off/TOKEN")
                .contains("2026")
                .doesNotContain("{0}")
                .doesNotContain("vega");
        assertThat(letter.text().lines().filter(line -> line.startsWith("- "))).hasSize(5);
        assertThat(letter.html().orElseThrow())
                .contains("lang=\"" + language.getLanguage() + "\"")
                .contains(language.getLanguage().equals("ar") ? "dir=\"rtl\"" : "dir=\"ltr\"")
                .doesNotContain("src=")
                .doesNotContain("style");
        assertThat(letter.subject()).startsWith("Comity").doesNotContain("\n");
        assertThat(letter.off()).contains("https://node.xa.example/mail/off/TOKEN");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void a_code_has_no_link_that_ends_anything(Locale language) {
        var letter = wording.code(taken(Queue.Kind.CODE, Counts.NONE, language), "01234567");
        assertThat(letter.text()).contains("01234567").contains("https://node.xa.example/mail");
        assertThat(letter.off()).isEmpty();
    }
}
