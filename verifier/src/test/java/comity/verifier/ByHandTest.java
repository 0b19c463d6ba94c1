package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import comity.evidence.dossier.ExhibitTime;
import comity.evidence.dossier.LogProofs;
import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Report.Line;
import comity.evidence.dossier.Report.Status;
import comity.evidence.dossier.Roots;
import comity.evidence.dossier.Step;
import comity.evidence.dossier.Verification;
import comity.evidence.exhibit.SignedManifest;
import comity.evidence.exhibit.SourceManifest;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.SignatureAlgorithm;
import comity.record.act.SigningKey;
import comity.record.x509.Timestamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The commands that a report gives are run, each in a shell, on a real case file: they have to
 * print what the report says that they print. Nothing of ours takes part.
 */
class ByHandTest {
    private static final List<String> TOOLS =
            List.of("unzip", "jq", "openssl", "python3", "sha256sum", "base64", "awk", "od");

    /** Where a reader compares, and no one answer is right. */
    private static final List<String> ONLY_SHOWN = List.of("ruling.permitted", "file.renamed");

    @TempDir Path folder;
    private final Map<String, String> answers = new HashMap<>();

    @BeforeEach
    void the_tools_are_here() throws IOException, InterruptedException {
        for (var tool : TOOLS) {
            var there = !sh("command -v " + tool).isEmpty();
            if (!there) System.out.println("skipped: no " + tool + " on this machine");
            assumeTrue(there, "no " + tool + " on this machine");
        }
    }

    @Test
    void every_line_of_a_whole_case_is_asked_again_and_answers_the_same() throws Exception {
        var story = new Story().told();
        var report = verify(at("case.comity", story.write(folder)), story.roots());
        assertThat(report.exit()).isZero();

        for (var line : report.lines()) {
            assertThat(line.byHand()).as(line.code()).isNotEmpty();
            assertThat(line.byHand())
                    .as("%s: something to compare with", line.code())
                    .anyMatch(step -> step.prints().isPresent());
            for (var step : line.byHand()) prints(line, step);
        }
        assertThat(tools(report)).contains("sha256sum", "openssl", "unzip", "jq", "python3");
    }

    /** Every act's signature and every person's is asked of openssl, not of some. */
    @Test
    void openssl_is_asked_about_every_signature() throws Exception {
        var story = new Story().told();
        var report = verify(at("case.comity", story.write(folder)), story.roots());

        assertThat(count(report, "signature", "openssl")).isEqualTo(12);
        assertThat(count(report, "personal", "openssl")).isEqualTo(6);
        assertThat(count(report, "root", "openssl")).isEqualTo(4);
        assertThat(count(report, "time", "openssl")).isEqualTo(24);
    }

    /** Where custody begins: the source's own signature over what it sent, asked with openssl. */
    @ParameterizedTest
    @EnumSource(names = {"EdDSA", "ES256"})
    void openssl_is_asked_whether_the_source_signed_its_manifest(SignatureAlgorithm algorithm)
            throws Exception {
        var secret = algorithm.newPrivateKey(new SecureRandom());
        var key = algorithm.publicKey(secret);
        var hashed = Instant.parse("2026-11-23T09:00:00Z");
        var story = new Story();
        story.when(
                "produce",
                draft ->
                        draft.say(
                                "exhibits",
                                "manifests",
                                new Json.Arr(
                                        List.of(
                                                SignedManifest.sign(
                                                                new SourceManifest(
                                                                        story.act("order"),
                                                                        "comity send",
                                                                        "1",
                                                                        hashed,
                                                                        1,
                                                                        1,
                                                                        List.of(
                                                                                new SourceManifest
                                                                                        .File(
                                                                                        "k.orlov.mbox",
                                                                                        Story
                                                                                                .PRODUCED
                                                                                                .length,
                                                                                        Digest.of(
                                                                                                Story
                                                                                                        .PRODUCED),
                                                                                        hashed))),
                                                                SigningKey.of(
                                                                        "source", algorithm,
                                                                        secret),
                                                                key)
                                                        .json()))));
        var report = verify(at("case.comity", story.told().write(folder)), story.roots());

        var line =
                report.lines().stream()
                        .filter(one -> one.code().equals("custody.source-names"))
                        .findFirst()
                        .orElseThrow();
        assertThat(line.byHand().getFirst().tool()).isEqualTo("openssl");
        for (var step : line.byHand()) prints(line, step);
    }

    /** RFC 4998: openssl follows from a timestamp through what renewed it. */
    @Test
    void openssl_is_asked_about_every_renewal_of_a_timestamp() throws Exception {
        var story = new Story();
        var office = new StampingOffice(folder);
        var longer = new StampingOffice(folder, "20450101000000Z");
        story.arcadia.stamping = List.of(office.named(false), longer.named(false));
        story.told();
        var note = story.arcadia.log.checkpoint(story.arcadia.log.size());
        var text = note.text().getBytes(StandardCharsets.UTF_8);
        var stamp = office.reply(Digest.of(text).bytes(), story.now.plusSeconds(8));
        story.stamped(
                story.arcadia.log.size(),
                new LogProofs.Stamped(note.encoded(), stamp, renewals(longer, stamp)));
        var exhibit = office.reply(Digest.of(Story.TRANSMITTED).bytes(), story.now.plusSeconds(9));
        var contents =
                story.contents(
                        new ExhibitTime.Stamped(
                                out -> out.write(exhibit), renewals(longer, exhibit)));
        var file = at("case.comity", story.signed(folder, contents));
        var report = verify(file, story.roots());

        for (var code : List.of("stamp.exhibit", "stamp.lasts")) {
            var line =
                    report.lines().stream()
                            .filter(one -> one.code().equals(code))
                            .findFirst()
                            .orElseThrow();
            assertThat(line.facts()).containsEntry("count", "2");
            assertThat(line.byHand()).hasSize(2);
            assertThat(line.byHand().getLast().prints()).contains("2 Verification: OK");
            for (var step : line.byHand()) prints(line, step);
        }
        var parts = Parts.of(file);
        assertThat(parts.entries)
                .containsKey("timestamps/exhibits/" + Digest.of(Story.TRANSMITTED).hex() + ".ers");
    }

    /** Once with others' tokens, once alone. */
    static List<LogProofs.Renewal> renewals(StampingOffice longer, byte[] reply) throws Exception {
        var group = List.of(Digest.of(Timestamp.token(reply)), Digest.of(new byte[] {7}));
        var first =
                longer.reply(
                        LogProofs.Renewal.imprint(group).bytes(),
                        Instant.parse("2035-06-01T00:00:00Z"));
        var alone = List.of(Digest.of(Timestamp.token(first)));
        var second = longer.reply(alone.getFirst().bytes(), Instant.parse("2044-06-01T00:00:00Z"));
        return List.of(new LogProofs.Renewal(first, group), new LogProofs.Renewal(second, alone));
    }

    /** A changed file: the tools see the change too. */
    @Test
    void a_changed_exhibit_prints_the_hash_that_it_has_now() throws Exception {
        var story = new Story().told();
        var parts = Parts.of(story.write(folder));
        parts.entries.forEach(
                (name, bytes) -> {
                    if (name.startsWith("exhibits/")) bytes[0] ^= 1;
                });
        var report = verify(at("changed.comity", parts.write(folder)), story.roots());

        var failed = report.lines().stream().filter(line -> line.status() == Status.FAILED);
        for (var line : failed.toList()) {
            assertThat(line.code()).isEqualTo("file.other-bytes");
            assertThat(line.byHand()).hasSize(2);
            for (var step : line.byHand()) prints(line, step);
        }
    }

    @Test
    void a_forged_signature_is_bad_for_openssl_too() throws Exception {
        var story = new Story().told();
        var parts = Parts.of(story.write(folder));
        parts.change(
                story.act("order"),
                act -> {
                    var signature = act.text("signature").orElseThrow();
                    var at = signature.length() - 20;
                    var other = signature.charAt(at) == 'A' ? 'B' : 'A';
                    return act.with(
                            "signature",
                            signature.substring(0, at) + other + signature.substring(at + 1));
                });
        var report = verify(at("forged.comity", parts.write(folder)), story.roots());

        var line =
                report.lines().stream()
                        .filter(one -> one.code().equals("signature.refused"))
                        .findFirst()
                        .orElseThrow();
        assertThat(line.byHand()).hasSize(1);
        assertThat(sh(line.byHand().getFirst().command())).contains("Failure");
    }

    /** What whoever made the file wrote into it stays text in the shell of whoever checks it. */
    @Test
    void names_in_the_file_never_become_commands() throws Exception {
        var mark = folder.resolve("owned");
        var evil = "'; touch " + mark + "; $(touch " + mark + ") `touch " + mark + "`";
        var story =
                new Story()
                        .when(
                                "produce",
                                draft -> named(draft, Story.exhibit(Story.PRODUCED), evil));
        story.when("transmit", draft -> named(draft, Story.derived(), evil));
        var told = story.told();
        var file = at("it's $(touch owned) [a] case.comity", told.write(folder));
        var report = verify(file, told.roots());

        for (var line : report.lines()) for (var step : line.byHand()) prints(line, step);
        try (var files = Files.walk(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .noneMatch(name -> name.equals("owned"));
        }
    }

    private static void named(Story.Draft draft, Json.Obj exhibit, String name) {
        draft.say("exhibits", "exhibits", new Json.Arr(List.of(exhibit.with("name", name))));
    }

    private Path at(String name, Path file) throws IOException {
        return Files.move(file, folder.resolve(name));
    }

    private static Report verify(Path file, Roots roots) throws IOException {
        return Verification.verify(file, Optional.of(roots), Progress.SILENT);
    }

    private static Stream<Step> steps(Report report, String id) {
        return report.lines().stream()
                .filter(line -> id.isEmpty() || line.id().equals(id))
                .flatMap(line -> line.byHand().stream());
    }

    private static long count(Report report, String id, String tool) {
        return steps(report, id).filter(step -> step.tool().equals(tool)).count();
    }

    private static List<String> tools(Report report) {
        return steps(report, "").map(Step::tool).distinct().toList();
    }

    private void prints(Line line, Step step) throws IOException, InterruptedException {
        var answer = answers.get(step.command());
        if (answer == null) {
            answer = sh(step.command());
            answers.put(step.command(), answer);
        }
        if (step.prints().isEmpty()) {
            assertThat(ONLY_SHOWN).contains(line.code());
            assertThat(answer).as("%s: %s", line.code(), step.command()).isNotEmpty();
        } else
            assertThat(answer)
                    .as("%s: %s", line.code(), step.command())
                    .isEqualTo(step.prints().get());
    }

    /** As a person at a terminal would: a plain POSIX shell in the folder of the case file. */
    private String sh(String command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("sh", "-c", command).directory(folder.toFile());
        builder.environment().putAll(new TreeMap<>(Map.of("LC_ALL", "C.UTF-8")));
        var process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.stripTrailing();
    }
}
