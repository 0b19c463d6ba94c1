package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Report.Status;
import comity.evidence.dossier.Verification;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * 24(2): a judge of review ordered a remedy, and a court reads what it makes of the evidence; who
 * hands the file over cannot keep that from it.
 */
class ReviewedCaseTest {
    @TempDir Path folder;

    private static Story quashed() {
        return new Story().reviewed().told();
    }

    private static Story ordered(String remedy, String... then) {
        return new Story()
                .reviewed(then)
                .when(
                        "remedy",
                        draft -> {
                            draft.say("terms", "remedy", remedy);
                            if (remedy.equals("SUSPEND")) return;
                            draft.say(
                                    "terms",
                                    "struck",
                                    Json.strings(List.of(Digest.of(Story.TRANSMITTED).hex())));
                            draft.say("terms", "addressee", "XA");
                            draft.say("terms", "due", "2026-12-31");
                        })
                .told();
    }

    @Test
    void what_was_obtained_under_what_a_judge_quashed_is_named_and_nothing_else_fails()
            throws IOException {
        var report = verify(quashed());

        assertThat(failed(report)).extracting(Report.Line::id).containsOnly("remedy");
        assertThat(failed(report))
                .filteredOn(line -> line.code().equals("remedy.unlawful"))
                .extracting(line -> line.facts().get("exhibit"))
                .containsExactlyInAnyOrder(
                        Digest.of(Story.PRODUCED).brief(), Digest.of(Story.TRANSMITTED).brief());
        // Nothing crossed with anything: it fell by the judge's word.
        assertThat(codes(report, Status.UNCHECKED)).doesNotContain("order.overridden");
        assertThat(report.exit()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "en, UNLAWFULLY OBTAINED",
        "ar, حُصل عليه على نحو غير مشروع",
        "es, OBTENIDA ILÍCITAMENTE",
        "fr, OBTENUE ILLICITEMENT",
        "ru, ПОЛУЧЕНО НЕЗАКОННО",
        "zh, 非法取得"
    })
    void a_court_reads_it_in_its_language_in_every_form_of_the_report(String language, String words)
            throws IOException {
        var report = verify(quashed());
        var locale = Locale.of(language);

        assertThat(report.text(locale)).contains(words);
        assertThat(report.textInShort(locale)).contains(words);
        assertThat(report.html(locale)).contains(words);
        assertThat(report.json(locale).toString()).contains(words);
        // On paper twice: among what failed, and at the picture of who held what.
        assertThat(report.paper(locale).split(words, -1)).hasSizeGreaterThan(4);
    }

    @Test
    void what_is_suspended_could_not_be_checked_until_a_judge_lifts_it() throws IOException {
        var stands = verify(ordered("SUSPEND"));
        assertThat(stands.result()).isEqualTo(Status.UNCHECKED);
        assertThat(codes(stands, Status.UNCHECKED))
                .contains("remedy.stands-suspended", "remedy.suspended");

        var lifted = verify(ordered("SUSPEND", "lift-suspension"));
        assertThat(lifted.lines()).allMatch(line -> line.status() == Status.PASSED);
        assertThat(codes(lifted, Status.PASSED)).contains("remedy.lifted");
    }

    @Test
    void what_has_to_be_done_could_not_be_checked_until_it_is_reported_as_done()
            throws IOException {
        assertThat(codes(verify(ordered("DESTROY")), Status.UNCHECKED)).contains("remedy.owed");
        assertThat(codes(verify(ordered("DESTROY", "remedied")), Status.PASSED))
                .contains("remedy.done");
    }

    @Test
    void the_judge_of_the_first_decision_is_named_as_judge_of_the_remedy() throws IOException {
        var report = verify(new Story().reviewedBy("judge").told());

        assertThat(failed(report))
                .filteredOn(line -> line.code().equals("ruling.denied"))
                .extracting(line -> line.facts().get("rule"))
                .contains("W-112");
    }

    /** In part, for a defence: the same mark. */
    @Test
    void a_case_file_in_part_says_it_as_well() throws IOException {
        var story = quashed();
        assertThat(codes(story, disclosed(story, "--audience", "defence"), Status.FAILED))
                .contains("remedy.unlawful");
    }

    /** With the chain from the authorisation withheld, it is said that it cannot be told. */
    @Test
    void withholding_what_an_exhibit_came_in_under_is_never_read_as_lawful() throws IOException {
        var story = quashed();
        var part = disclosed(story, "--audience", "defence", "--withhold", "terms,officer");
        assertThat(codes(story, part, Status.UNCHECKED)).contains("remedy.withheld");
        assertThat(codes(story, part, Status.FAILED)).contains("remedy.quashed");
    }

    @Test
    void a_remedy_that_is_left_out_is_missed() throws IOException {
        var story = quashed();
        var parts = Parts.of(story.write(folder));
        var remedy = story.act("remedy");
        parts.entries.remove(Parts.place(remedy));
        parts.list("acts", listed -> listed.remove(remedy.hex()));

        var report = verify(story, parts.write(folder));
        assertThat(report.result()).isNotEqualTo(Status.PASSED);
        assertThat(report.lines())
                .filteredOn(line -> line.id().equals("order"))
                .anyMatch(line -> line.status() == Status.UNCHECKED);
    }

    @Test
    void a_remedy_whose_terms_are_taken_out_says_that_it_cannot_be_told() throws IOException {
        var story = quashed();
        var parts = Parts.of(story.write(folder));
        parts.change(
                story.act("remedy"),
                envelope -> {
                    var sections = envelope.object("sections").orElseThrow();
                    var kept = Json.object();
                    for (var name : sections.members().keySet())
                        if (!name.equals("terms"))
                            kept = kept.with(name, sections.members().get(name));
                    return envelope.with("sections", kept);
                });
        assertThat(codes(story, parts.write(folder), Status.UNCHECKED)).contains("remedy.withheld");
    }

    @Test
    void a_remedy_that_is_said_to_be_milder_is_not_what_the_judge_signed() throws IOException {
        var story = quashed();
        var parts = Parts.of(story.write(folder));
        parts.change(
                story.act("remedy"),
                envelope -> {
                    var sections = envelope.object("sections").orElseThrow();
                    var terms = sections.object("terms").orElseThrow();
                    var said = terms.object("content").orElseThrow().with("remedy", "INFORM");
                    return envelope.with(
                            "sections", sections.with("terms", terms.with("content", said)));
                });
        assertThat(verify(story, parts.write(folder)).exit()).isEqualTo(1);
    }

    private Path disclosed(Story story, String... how) throws IOException {
        var out = folder.resolve("part.comity");
        var arguments =
                new java.util.ArrayList<>(List.of("--case", story.write(folder).toString()));
        arguments.addAll(List.of(how));
        arguments.addAll(List.of("--out", out.toString()));
        var said = new ByteArrayOutputStream();
        var exit = Disclose.run(arguments, new PrintStream(said, true, StandardCharsets.UTF_8));
        assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isZero();
        return out;
    }

    private static List<Report.Line> failed(Report report) {
        return report.lines().stream().filter(line -> line.status() == Status.FAILED).toList();
    }

    private static List<String> codes(Report report, Status status) {
        return report.lines().stream()
                .filter(line -> line.status() == status)
                .map(Report.Line::code)
                .toList();
    }

    private List<String> codes(Story story, Path file, Status status) throws IOException {
        return codes(verify(story, file), status);
    }

    private Report verify(Story story) throws IOException {
        return verify(story, story.write(folder));
    }

    private Report verify(Story story, Path file) throws IOException {
        return Verification.verify(file, Optional.of(story.roots()), Progress.SILENT);
    }
}
