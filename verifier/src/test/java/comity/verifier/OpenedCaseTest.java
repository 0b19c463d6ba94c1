package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Report.Status;
import comity.evidence.dossier.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 24(2): a court sees that oversight looked, and whether two decided that. */
class OpenedCaseTest {
    @TempDir Path folder;

    @Test
    void two_inspectors_opened_and_every_line_passes() throws IOException {
        var report = verify(new Story().opened("colleague"));
        assertThat(report.lines()).allMatch(line -> line.status() == Status.PASSED);
    }

    @Test
    void one_who_agreed_with_themselves_is_named() throws IOException {
        assertThat(broken(new Story().opened("inspector"))).containsExactly("W-100");
    }

    @Test
    void two_names_with_one_passkey_are_named() throws IOException {
        var story = new Story().opened("colleague");
        story.instead(
                "answer-opening",
                act -> act.with(story.arcadia.assertion(act.digest(), "inspector")));
        assertThat(broken(story)).containsExactly("W-100");
    }

    @Test
    void a_month_where_a_fortnight_is_allowed_is_named() throws IOException {
        var story =
                new Story()
                        .opened("colleague")
                        .when(
                                "propose-opening",
                                draft -> draft.say("terms", "until", "2026-12-23"));
        assertThat(broken(story)).containsExactly("W-103");
    }

    @Test
    void an_answer_to_what_nobody_proposed_is_named() throws IOException {
        var story =
                new Story()
                        .opened("colleague")
                        .when(
                                "answer-opening",
                                draft ->
                                        draft.say(
                                                "terms",
                                                "proposal",
                                                draft.seen
                                                        .iterator()
                                                        .next()
                                                        .hex()
                                                        .replace('a', 'b')));
        assertThat(broken(story)).containsExactly("W-102");
    }

    /** The rules that the report says were broken; nothing else in it fails. */
    private List<String> broken(Story story) throws IOException {
        var failed =
                verify(story).lines().stream()
                        .filter(line -> line.status() == Status.FAILED)
                        .toList();
        assertThat(failed).extracting(Report.Line::code).containsOnly("ruling.denied");
        return failed.stream().map(line -> line.facts().get("rule")).toList();
    }

    private Report verify(Story story) throws IOException {
        var told = story.told();
        return Verification.verify(told.write(folder), Optional.of(told.roots()), Progress.SILENT);
    }
}
