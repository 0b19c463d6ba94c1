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

    /** Words that are written alike in several languages. */
    private static final List<String> SAME_ANYWHERE =
            List.of("type.consult", "title.signature", "title.ruling");

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
        for (var name : List.of("report", "checks", "names")) {
            var english = bundle(name, "en");
            for (var language : OTHERS) {
                var other = bundle(name, language);
                var keys = new TreeSet<>(other.keySet());
                keys.removeAll(List.of("isolate", "isolated"));
                assertThat(keys)
                        .as(name + " " + language)
                        .isEqualTo(new TreeSet<>(english.keySet()));
                for (var key : english.keySet())
                    assertThat(facts(other.getString(key)))
                            .as("%s in %s", key, language)
                            .isEqualTo(facts(english.getString(key)));
            }
        }
    }

    /** What is left in English would be read as a mistake, or not at all. */
    @Test
    void is_translated() throws IOException {
        for (var name : List.of("report", "checks", "names")) {
            var english = bundle(name, "en");
            for (var language : OTHERS) {
                var other = bundle(name, language);
                assertThat(english.keySet())
                        .filteredOn(key -> !key.startsWith("rests."))
                        .filteredOn(key -> other.getString(key).equals(english.getString(key)))
                        .as(name + " " + language)
                        .isSubsetOf(SAME_ANYWHERE);
            }
        }
    }

    /** Each check says what it asks, on what it rests, and what an answer means, in plain words. */
    @Test
    void says_of_each_check_what_it_asks_and_means() throws IOException {
        for (var language : List.of("ar", "en", "es", "fr", "ru", "zh")) {
            var words = bundle("checks", language);
            for (var check : Report.BY_IMPORTANCE)
                assertThat(words.keySet())
                        .as("%s in %s", check, language)
                        .contains("title." + check, "asks." + check, "rests." + check);
        }
    }

    @Test
    void begins_with_a_summary_then_failures_then_what_could_not_be_checked() {
        var text = of(Status.PASSED, Status.UNCHECKED, Status.FAILED).text(Locale.ENGLISH);

        assertThat(text).startsWith("Something does not hold: ");
        assertThat(text.lines().filter(line -> line.startsWith("== ")))
                .containsExactly(
                        "== What failed: 1 ==",
                        "== What could not be checked, and is not counted as passed: 1 ==",
                        "== What holds: 1 ==");
        assertThat(text)
                .endsWith(
                        "Something failed. What the failing lines speak of must not be relied on.\n");
    }

    /** Every code in the source of this room has a sentence, or a judge would read the code. */
    @Test
    void has_a_sentence_for_every_code_that_is_said() throws IOException {
        var english = new TreeSet<>(bundle("report", "en").keySet());
        english.addAll(bundle("checks", "en").keySet());
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
        missing.removeAll(List.of("manifest.json", "proofs.path", "case.comity", "case.jsonld"));

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

        assertThat(hostile.text(Locale.ENGLISH).lines())
                .contains(
                        "FAILED     a\\u{a}PASSED\\u{202e}\\u{1b}[2J{file}$1\\: no act names this file.");
    }

    /** As a browser reads it: a name stays text, and draws no tags. */
    @Test
    void escapes_what_a_page_would_take_for_tags() {
        var hostile =
                new Report(
                        List.of(
                                new Line(
                                        "file",
                                        Status.FAILED,
                                        "file.unnamed",
                                        Map.of("file", "<img src=x onerror=alert(1)>\"&"),
                                        Optional.empty(),
                                        List.of(new Step("sh", "<b>&", Optional.of("<i>"))))));

        assertThat(hostile.html(Locale.ENGLISH))
                .contains(
                        "&lt;img src=x onerror=alert(1)&gt;&quot;&amp;",
                        "&lt;b&gt;&amp;",
                        "&lt;i&gt;")
                .doesNotContain("<img", "<b>&", "<i>");
    }

    private static PropertyResourceBundle bundle(String name, String language) throws IOException {
        var file = name + "_" + language + ".properties";
        try (var in = Report.class.getResourceAsStream(file)) {
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
