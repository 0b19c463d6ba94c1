package comity.evidence.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Report.Line;
import comity.evidence.dossier.Report.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PropertyResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final List<String> OTHERS = List.of("ar", "es", "fr", "ru", "zh");

    private static Line line(Status status) {
        return new Line("file", status, "file.whole", Map.of(), Optional.empty());
    }

    private static Report of(Status... statuses) {
        return new Report(List.of(statuses).stream().map(ReportTest::line).toList());
    }

    @Test
    void is_as_good_as_its_worst_line() {
        assertThat(of(Status.PASSED, Status.PASSED).exit()).isZero();
        assertThat(of(Status.PASSED, Status.UNCHECKED).exit()).isEqualTo(2);
        assertThat(of(Status.UNCHECKED, Status.FAILED, Status.PASSED).exit()).isEqualTo(1);
    }

    @Test
    void has_the_same_sentences_with_the_same_facts_in_each_language() throws IOException {
        var english = bundle("en");
        for (var language : OTHERS) {
            var other = bundle(language);
            var keys = new TreeSet<>(other.keySet());
            keys.removeAll(List.of("isolate", "isolated"));
            assertThat(keys).as(language).isEqualTo(new TreeSet<>(english.keySet()));
            for (var key : english.keySet())
                assertThat(facts(other.getString(key)))
                        .as("%s in %s", key, language)
                        .isEqualTo(facts(english.getString(key)));
        }
    }

    /** Every code in the source of this room has a sentence, or a judge would read the code. */
    @Test
    void has_a_sentence_for_every_code_that_is_said() throws IOException {
        var english = bundle("en").keySet();
        var said = Pattern.compile("\"([a-z]+\\.[a-z]+(?:-[a-z]+)*|NOT_[A-Z_]+)\"");
        var room =
                Path.of(
                        System.getProperty("comity.root", ".."),
                        "evidence/src/main/java/comity/evidence/dossier");
        var missing = new TreeSet<String>();
        try (var files = Files.list(room)) {
            for (var file : files.toList()) {
                var codes = said.matcher(Files.readString(file));
                while (codes.find()) {
                    var code = codes.group(1);
                    if (!english.contains(code) && !english.contains("why." + code))
                        missing.add(code);
                }
            }
        }
        missing.removeAll(List.of("manifest.json", "proofs.path"));

        assertThat(missing).isEmpty();
    }

    @Test
    void shows_what_would_draw_lines_or_turn_them() {
        var hostile =
                new Report(
                        List.of(
                                new Line(
                                        "file",
                                        Status.FAILED,
                                        "file.unnamed",
                                        Map.of("file", "a\nPASSED\u202e\u001b[2J{file}$1\\"),
                                        Optional.empty())));

        assertThat(hostile.text(Locale.ENGLISH).lines().findFirst())
                .contains(
                        "FAILED     a\\u{a}PASSED\\u{202e}\\u{1b}[2J{file}$1\\: no act names this file.");
    }

    private static PropertyResourceBundle bundle(String language) throws IOException {
        try (var in = Report.class.getResourceAsStream("report_" + language + ".properties")) {
            return new PropertyResourceBundle(java.util.Objects.requireNonNull(in));
        }
    }

    private static TreeSet<String> facts(String sentence) {
        var facts = new TreeSet<String>();
        var found = Pattern.compile("\\{(\\w+)}").matcher(sentence);
        while (found.find()) facts.add(found.group(1));
        return facts;
    }
}
