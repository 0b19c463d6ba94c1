package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Contents;
import comity.evidence.dossier.LogProofs;
import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Report.Line;
import comity.evidence.dossier.Report.Status;
import comity.evidence.dossier.Verification;
import comity.record.act.Digest;
import comity.record.tlog.Note;
import comity.record.x509.RefusedTimestamp;
import comity.record.x509.Timestamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A case file with timestamps on the asking State's checkpoints: what they add, and what not. */
class TimestampCaseTest {
    @TempDir static Path made;
    @TempDir Path folder = Path.of("");
    private StampingOffice office = unset();
    private final Story story = new Story();

    @SuppressWarnings("NullAway") // set before each test
    private static StampingOffice unset() {
        return null;
    }

    @BeforeEach
    void names_the_office() throws IOException {
        office = new StampingOffice(made);
        story.arcadia.stamping = List.of(office.named(false));
        story.told();
    }

    private static byte[] imprint(Note note) {
        return Digest.of(note.text().getBytes(StandardCharsets.UTF_8)).bytes();
    }

    private Note last() {
        return story.arcadia.log.checkpoint(story.arcadia.log.size());
    }

    private void stamped(byte[] reply) {
        story.stamped(story.arcadia.log.size(), new LogProofs.Stamped(last().encoded(), reply));
    }

    /** Twenty seconds before the partner saw the last act. */
    private Instant before() {
        return story.now.minusSeconds(20);
    }

    private Report verify() throws IOException {
        return verify(story.contents());
    }

    private Report verify(Contents contents) throws IOException {
        var file = Files.move(Story.write(folder, contents), folder.resolve("case.comity"));
        return Verification.verify(file, Optional.of(story.roots()), Progress.SILENT);
    }

    private static List<Line> lines(Report report, String id) {
        return report.lines().stream().filter(line -> line.id().equals(id)).toList();
    }

    @Test
    void a_timestamp_is_a_tighter_bound_than_a_later_witness() throws Exception {
        stamped(office.reply(imprint(last()), before()));

        var report = verify();

        assertThat(report.exit()).as(report.text(Locale.ENGLISH)).isZero();
        var stamp = lines(report, "stamp").getFirst();
        assertThat(stamp.code()).isEqualTo("stamp.proven");
        assertThat(stamp.facts()).containsEntry("by", "Observatory");
        var time =
                lines(report, "time").stream()
                        .filter(
                                line ->
                                        line.act()
                                                .filter(story.act("confirm-receipt")::equals)
                                                .isPresent())
                        .findFirst()
                        .orElseThrow();
        assertThat(time.code()).isEqualTo("time.stamped");
        assertThat(time.facts())
                .containsEntry("to", before().plusSeconds(1).toString())
                .containsEntry("by", "Observatory");
        // Acts that a witness saw earlier are bounded by the witness.
        assertThat(lines(report, "time"))
                .filteredOn(line -> line.code().equals("time.stamped"))
                .hasSize(1);
    }

    /** RFC 4998, 5.2: a later timestamp on the token keeps the earlier one standing. */
    @Test
    void a_renewal_is_a_timestamp_on_the_token_before() throws Exception {
        var first = office.reply(imprint(last()), before());
        var group = List.of(hash(first), Digest.of(new byte[1]), Digest.of(new byte[2]));
        var second =
                office.reply(
                        LogProofs.Renewal.imprint(group).bytes(),
                        story.now.plusSeconds(100_000_000));
        var third = office.reply(hash(second).bytes(), story.now.plusSeconds(200_000_000));
        story.stamped(
                story.arcadia.log.size(),
                new LogProofs.Stamped(
                        last().encoded(),
                        first,
                        List.of(
                                new LogProofs.Renewal(second, group),
                                new LogProofs.Renewal(third, List.of(hash(second))))));

        var report = verify();

        assertThat(report.exit()).as(report.text(Locale.ENGLISH)).isZero();
        assertThat(lines(report, "stamp").getLast().code()).isEqualTo("stamp.lasts");
        assertThat(lines(report, "stamp").getLast().facts())
                .containsEntry("count", "2")
                .containsEntry("until", "2036-01-01T00:00:00Z");
        var parts = Parts.of(folder.resolve("case.comity"));
        assertThat(parts.entries.keySet()).anyMatch(name -> name.endsWith(".ers"));
    }

    @Test
    void a_renewal_after_the_end_and_one_of_something_else_do_not_count() throws Exception {
        var first = office.reply(imprint(last()), before());
        var late = office.reply(hash(first).bytes(), Instant.parse("2036-02-01T00:00:00Z"));
        var other = office.reply(imprint(last()), story.now.plusSeconds(1_000));
        story.stamped(
                story.arcadia.log.size(),
                new LogProofs.Stamped(last().encoded(), first, List.of(renewal(first, other))));
        assertThat(lines(verify(), "stamp"))
                .anyMatch(
                        line ->
                                line.status() == Status.FAILED
                                        && line.facts()
                                                .getOrDefault("why", "")
                                                .equals("stamp.other-imprint"));
        Files.delete(folder.resolve("case.comity"));
        story.restamped(
                new LogProofs.Stamped(last().encoded(), first, List.of(renewal(first, late))));
        // The office's own certificate ended with 2035: what it tells for later does not count
        // either.
        assertThat(lines(verify(), "stamp"))
                .anyMatch(line -> line.status() != Status.PASSED)
                .anyMatch(
                        line ->
                                line.code().equals("stamp.lasts")
                                        && line.facts().getOrDefault("count", "").equals("0"));
    }

    private static LogProofs.Renewal renewal(byte[] of, byte[] reply) throws RefusedTimestamp {
        return new LogProofs.Renewal(reply, List.of(hash(of)));
    }

    private static Digest hash(byte[] reply) throws RefusedTimestamp {
        return Digest.of(Timestamp.token(reply));
    }

    /** What the report tells people to type, typed. */
    @Test
    void openssl_says_the_same_by_hand() throws Exception {
        stamped(office.reply(imprint(last()), before()));
        var report = verify();

        for (var line : report.lines()) {
            if (!line.id().equals("stamp") && !line.code().equals("time.stamped")) continue;
            assertThat(line.byHand())
                    .anyMatch(step -> step.command().contains("openssl ts -verify"));
            for (var step : line.byHand())
                assertThat(sh(step.command())).as(step.command()).isEqualTo(step.prints().get());
        }
        assertThat(report.textByHand(Locale.ENGLISH)).contains("openssl ts -verify -digest");
    }

    /** The same commands on a timestamp that was changed. */
    @Test
    void openssl_refuses_what_the_verifier_refuses() throws Exception {
        stamped(office.reply(imprint(last()), before()));
        var steps = lines(verify(), "stamp").getFirst().byHand();
        Files.delete(folder.resolve("case.comity"));
        var other = new Story();
        other.arcadia.stamping = List.of(office.named(false));
        other.told();
        other.stamped(
                other.arcadia.log.size(),
                new LogProofs.Stamped(
                        other.arcadia.log.checkpoint(other.arcadia.log.size()).encoded(),
                        office.reply(new byte[32], before())));
        Files.move(other.write(folder), folder.resolve("case.comity"));

        for (var step : steps) assertThat(sh(step.command())).doesNotContain("Verification: OK");
    }

    @Test
    void a_trials_word_is_named_and_bounds_nothing() throws Exception {
        var trial = new Story();
        trial.arcadia.stamping = List.of(office.named(true));
        trial.told();
        var note = trial.arcadia.log.checkpoint(trial.arcadia.log.size());
        trial.stamped(
                trial.arcadia.log.size(),
                new LogProofs.Stamped(
                        note.encoded(), office.reply(imprint(note), trial.now.minusSeconds(20))));

        var report =
                Verification.verify(
                        trial.write(folder), Optional.of(trial.roots()), Progress.SILENT);

        assertThat(report.exit()).isZero();
        assertThat(lines(report, "stamp")).extracting(Line::code).containsExactly("stamp.trial");
        assertThat(lines(report, "time")).noneMatch(line -> line.code().equals("time.stamped"));
    }

    @Test
    void an_act_that_claims_to_be_later_than_it_was_there_is_named() throws Exception {
        var early = story.now.minus(Duration.ofHours(3));
        stamped(office.reply(imprint(last()), early));

        var report = verify();

        assertThat(lines(report, "time"))
                .extracting(Line::code)
                .contains("time.clock", "time.contradiction");
        assertThat(report.exit()).isEqualTo(1);
    }

    @Test
    void on_a_tree_that_is_not_proven_to_be_the_same_it_bounds_nothing() throws Exception {
        stamped(office.reply(imprint(last()), before()));
        var contents = story.contents();
        var loose =
                contents.logs().stream()
                        .map(log -> new LogProofs(log.origin(), List.of(), log.stamps()))
                        .toList();

        // The last act's own receipt leads to the stamped tree itself: no growth is needed for it.
        var report =
                verify(
                        new Contents(
                                contents.docket(),
                                contents.exporter(),
                                contents.acts(),
                                contents.directories(),
                                contents.profiles(),
                                loose,
                                contents.exhibits()));

        assertThat(lines(report, "time"))
                .filteredOn(line -> line.code().equals("time.stamped"))
                .extracting(line -> line.act().orElseThrow())
                .containsExactly(story.act("confirm-receipt"));
        assertThat(report.exit()).isEqualTo(2);
    }

    private void isRefused(String why) throws IOException {
        var report = verify();
        assertThat(lines(report, "stamp"))
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.status()).isEqualTo(Status.FAILED);
                            assertThat(line.facts()).containsEntry("why", why);
                        });
        assertThat(lines(report, "time")).noneMatch(line -> line.code().equals("time.stamped"));
        for (var language : List.of("ar", "en", "es", "fr", "ru", "zh"))
            assertThat(report.text(Locale.of(language))).doesNotContain(why);
    }

    @Test
    void of_something_else() throws Exception {
        stamped(office.reply(new byte[32], before()));

        isRefused("stamp.other-imprint");
    }

    @Test
    void under_another_policy() throws Exception {
        stamped(office.reply(imprint(last()), before(), "06042a030402"));

        isRefused("stamp.other-policy");
    }

    @Test
    void by_an_office_that_nobody_named() throws Exception {
        stamped(new StampingOffice(made).reply(imprint(last()), before()));

        isRefused("stamp.other-signer");
    }

    @Test
    void told_for_a_time_at_which_the_certificate_was_not_valid() throws Exception {
        stamped(office.reply(imprint(last()), Instant.parse("2020-01-01T00:00:00Z")));

        isRefused("stamp.expired");
    }

    @ParameterizedTest
    @ValueSource(ints = {130, 400, -10})
    void changed_by_one_bit(int at) throws Exception {
        var reply = office.reply(imprint(last()), before());
        reply[at < 0 ? reply.length + at : at] ^= 4;
        stamped(reply);

        assertThat(lines(verify(), "stamp")).allMatch(line -> line.status() == Status.FAILED);
    }

    @Test
    void on_what_the_log_never_signed() throws Exception {
        var forged =
                new Note("log.xa.example\n999\n" + "A".repeat(43) + "=\n", last().signatures());
        story.stamped(
                story.arcadia.log.size(),
                new LogProofs.Stamped(forged.encoded(), office.reply(imprint(forged), before())));

        assertThat(lines(verify(), "stamp"))
                .extracting(Line::code)
                .containsExactly("stamp.not-the-logs");
    }

    private String sh(String command) throws Exception {
        var process =
                new ProcessBuilder("sh", "-c", command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.stripTrailing();
    }
}
