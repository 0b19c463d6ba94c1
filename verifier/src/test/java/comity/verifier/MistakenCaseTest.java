package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Report.Status;
import comity.evidence.dossier.Verification;
import comity.record.act.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 24(2), 36(2): whoever used what had been reported as a mistake is found out by every reader. */
class MistakenCaseTest {
    @TempDir Path folder;

    @Test
    void what_was_used_in_quarantine_past_every_door_is_named() throws IOException {
        assertThat(denied(new Story().mistaken("use"))).containsExactly("W-140");
    }

    @Test
    void what_was_used_after_its_release_is_as_it_should_be() throws IOException {
        assertThat(verify(new Story().mistaken("classify-error", "use").told()).lines())
                .allMatch(line -> line.status() == Status.PASSED);
    }

    @Test
    void what_oversight_had_destroyed_stays_shut_and_needs_a_last_day() throws IOException {
        var story =
                new Story()
                        .mistaken("classify-error", "use")
                        .when("classify-error", draft -> draft.say("terms", "decision", "DESTROY"));
        assertThat(denied(story)).containsExactlyInAnyOrder("W-140", "W-143");
    }

    /** Whoever is given a docket in part is told of the mistake all the same. */
    @Test
    void no_case_file_in_part_keeps_it_back() throws IOException {
        var story = new Story().mistaken("use").told();
        var part = folder.resolve("part.comity");
        var said = new ByteArrayOutputStream();
        var exit =
                Disclose.run(
                        List.of(
                                "--case",
                                story.write(folder).toString(),
                                "--audience",
                                "defence",
                                "--withhold",
                                "terms,officer",
                                "--out",
                                part.toString()),
                        new PrintStream(said, true, StandardCharsets.UTF_8));
        assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isZero();
        var seen = new AtomicReference<>(Json.EMPTY);
        Parts.of(part)
                .change(
                        story.act("report-error"),
                        envelope -> {
                            seen.set(
                                    envelope.object("sections")
                                            .flatMap(sections -> sections.object("terms"))
                                            .flatMap(terms -> terms.object("content"))
                                            .orElse(Json.EMPTY));
                            return envelope;
                        });
        assertThat(seen.get().text("mistake")).contains("WRONG_PERIOD");
    }

    private List<String> denied(Story story) throws IOException {
        return verify(story.told()).lines().stream()
                .filter(line -> line.code().equals("ruling.denied"))
                .map(line -> line.facts().get("rule"))
                .map(String::valueOf)
                .toList();
    }

    private Report verify(Story story) throws IOException {
        return Verification.verify(
                story.write(folder), Optional.of(story.roots()), Progress.SILENT);
    }
}
