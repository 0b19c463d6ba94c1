package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Report.Status;
import comity.evidence.dossier.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The case that the tampering tests change. */
class UntouchedCaseTest {
    @TempDir Path folder;

    @Test
    void an_untouched_case_file_passes_in_every_line() throws IOException {
        var report = verify(new Story().told());

        assertThat(report.lines()).allMatch(line -> line.status() == Status.PASSED);
        assertThat(report.exit()).isZero();
    }

    @Test
    void a_case_file_that_a_clerk_repacked_passes_too() throws IOException {
        var story = new Story().told();
        var repacked = Parts.of(story.write(folder)).write(folder);

        var report = Verification.verify(repacked, Optional.of(story.roots()), Progress.SILENT);

        assertThat(report.exit()).isZero();
    }

    @Test
    void says_between_which_times_an_act_was_made_and_up_to_when_it_speaks() throws IOException {
        var text = verify(new Story().told()).text(Locale.ENGLISH);

        assertThat(text)
                .contains(
                        "\"Confirmation of receipt\" of XA.central-authority: made between 2026-11-23T09:15:00Z and 2026-11-23T09:16:01Z, witnessed by XB.",
                        "This report speaks up to 2026-11-23T09:16:00Z, when the log log.xa.example had 16 entries.",
                        "The log log.xb.example only ever grew: its checkpoints in this file (14), from 2 to 16 entries, are proven to be one record.");
    }

    /** An act that stays in its author's State reaches no log of the other's; nobody ignored it. */
    @Test
    void says_of_no_act_that_stays_in_its_State_that_the_other_may_have_passed_it_over()
            throws IOException {
        var report = verify(new Story().also("acknowledge", "import-evidence").told());

        assertThat(report.lines())
                .extracting(Report.Line::code)
                .contains("seen.all")
                .doesNotContain("seen.no-place");
    }

    /**
     * A ruling names the versions that it used; a case file carries them, and the report says so.
     */
    @Test
    void says_which_versions_of_the_States_law_its_acts_were_judged_by() throws IOException {
        var used =
                verify(new Story().told()).lines().stream()
                        .filter(line -> line.code().equals("profile.used"))
                        .toList();

        assertThat(used)
                .extracting(line -> line.facts().get("state") + " " + line.facts().get("version"))
                .containsExactlyInAnyOrder("XA 1", "XB 1");
        assertThat(used).allMatch(line -> line.act().isPresent());
    }

    private Report verify(Story story) throws IOException {
        return Verification.verify(
                story.write(folder), Optional.of(story.roots()), Progress.SILENT);
    }
}
