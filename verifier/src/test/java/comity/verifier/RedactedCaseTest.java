package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Contents;
import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Report.Line;
import comity.evidence.dossier.Report.Status;
import comity.evidence.dossier.Verification;
import comity.evidence.redaction.Cuts;
import comity.evidence.redaction.Proof;
import comity.evidence.redaction.Redaction;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A redacted copy in a case file: what a court can check of it, with and without the original. */
class RedactedCaseTest {
    private static final String COPY = "k.orlov-redacted.mbox";

    @TempDir Path folder;
    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
    private final Proof proof = made();

    private Proof made() {
        try {
            return Redaction.make(
                    new ByteArrayInputStream(Story.TRANSMITTED),
                    Cuts.of(Cuts.Unit.ROWS, "3").orElseThrow(),
                    Digest.of("seed".getBytes(StandardCharsets.UTF_8)),
                    Digest.of("nonce".getBytes(StandardCharsets.UTF_8)),
                    copy);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Story told() {
        return new Story()
                .also("confirm-receipt", "derive")
                .when(
                        "derive",
                        draft -> {
                            draft.say("terms", "made", "REDACTION");
                            draft.say("terms", "commitment", proof.commitment().hex());
                            draft.say(
                                    "exhibits",
                                    "exhibits",
                                    new Json.Arr(
                                            List.of(
                                                    exhibit(copy.toByteArray(), COPY, "text/plain"),
                                                    exhibit(
                                                            proof.bytes(),
                                                            COPY + ".proof",
                                                            Proof.MEDIA_TYPE))));
                        })
                .told();
    }

    private static Json.Obj exhibit(byte[] bytes, String name, String mediaType) {
        return Story.exhibit(bytes)
                .with("name", name)
                .with("mediaType", mediaType)
                .with("derivedFrom", Digest.of(Story.TRANSMITTED).hex())
                .with("tool", "comity 1");
    }

    private Report verified(Story story, List<Contents.Exhibit> exhibits) throws IOException {
        var whole = story.contents();
        var contents =
                new Contents(
                        whole.docket(),
                        whole.exporter(),
                        whole.acts(),
                        whole.directories(),
                        whole.profiles(),
                        whole.logs(),
                        exhibits);
        return Verification.verify(
                Story.write(folder, contents), Optional.of(story.roots()), Progress.SILENT);
    }

    private Contents.Exhibit copied() {
        return Story.exhibit(COPY, copy.toByteArray());
    }

    private Contents.Exhibit proven() {
        return Story.exhibit(COPY + ".proof", proof.bytes());
    }

    private static Optional<Status> status(Report report, String code) {
        return report.lines().stream()
                .filter(line -> line.code().equals(code))
                .map(Line::status)
                .findFirst();
    }

    @Test
    void is_proven_without_the_original() throws IOException {
        var report = verified(told(), List.of(copied(), proven()));

        assertThat(copy.toString(StandardCharsets.UTF_8))
                .isEqualTo("From orlov\n\n[removed 10 bytes at 12]\n");
        assertThat(status(report, "custody.redacted")).contains(Status.PASSED);
        assertThat(status(report, "custody.redaction-recomputed")).isEmpty();
        assertThat(status(report, "custody.made")).contains(Status.PASSED);
        assertThat(status(report, "custody.held")).contains(Status.PASSED);
        assertThat(status(report, "file.absent")).contains(Status.UNCHECKED);
        assertThat(report.exit()).isEqualTo(2);
    }

    @Test
    void is_recomputed_where_the_original_lies_beside_it() throws IOException {
        var report =
                verified(
                        told(),
                        List.of(
                                copied(),
                                proven(),
                                Story.exhibit("k.orlov.mbox", Story.TRANSMITTED)));

        assertThat(status(report, "custody.redaction-recomputed")).contains(Status.PASSED);
        assertThat(report.exit()).isZero();
    }

    @Test
    void is_not_checked_without_its_proof() throws IOException {
        var report = verified(told(), List.of(copied()));

        assertThat(status(report, "custody.redaction-absent")).contains(Status.UNCHECKED);
    }

    @Test
    void fails_where_the_proof_is_about_another_commitment() throws IOException {
        var story =
                new Story()
                        .also("confirm-receipt", "derive")
                        .when(
                                "derive",
                                draft -> {
                                    draft.say("terms", "made", "REDACTION");
                                    draft.say("terms", "commitment", "ab".repeat(32));
                                    draft.say(
                                            "exhibits",
                                            "exhibits",
                                            new Json.Arr(
                                                    List.of(
                                                            exhibit(
                                                                    copy.toByteArray(),
                                                                    COPY,
                                                                    "text/plain"),
                                                            exhibit(
                                                                    proof.bytes(),
                                                                    COPY + ".proof",
                                                                    Proof.MEDIA_TYPE))));
                                })
                        .told();

        var report = verified(story, List.of(copied(), proven()));

        assertThat(status(report, "custody.redaction-broken")).contains(Status.FAILED);
        assertThat(report.exit()).isEqualTo(1);
    }
}
