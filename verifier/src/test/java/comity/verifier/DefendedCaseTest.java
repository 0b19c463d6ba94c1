package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Report.Status;
import comity.evidence.dossier.Verification;
import comity.record.act.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 21(4): a court reads to whom a judge opened the docket, until when, and that it was lawful. */
class DefendedCaseTest {
    @TempDir Path folder;

    @Test
    void what_a_judge_opened_to_counsel_and_what_became_of_it_is_checked_offline()
            throws IOException {
        var report =
                verify(
                        new Story()
                                .defended("count-outage", "extend-admission", "end-admission")
                                .told());
        assertThat(report.lines())
                .filteredOn(line -> line.status() == Status.FAILED)
                .extracting(Report.Line::facts)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "admit, opened, VICTIMS, W-126",
        "admit, client, NOBODY, W-124",
        "admit, until, 2026-11-22, W-124",
        "extend-admission, until, 2026-12-01, W-127",
        "count-outage, outages, 2026-11-23 59, W-128"
    })
    void what_the_door_would_not_have_let_in_is_named_by_whoever_verifies(
            String type, String field, String said, String rule) throws IOException {
        var list = List.of("opened", "outages").contains(field);
        var story =
                new Story()
                        .defended("count-outage", "extend-admission")
                        .when(
                                type,
                                draft -> {
                                    if (list)
                                        draft.say("terms", field, Json.strings(List.of(said)));
                                    else draft.say("terms", field, said);
                                })
                        .told();
        assertThat(verify(story).lines())
                .filteredOn(line -> line.status() == Status.FAILED)
                .extracting(line -> line.facts().get("rule"))
                .contains(rule);
    }

    private Report verify(Story story) throws IOException {
        return Verification.verify(
                story.write(folder), Optional.of(story.roots()), Progress.SILENT);
    }
}
