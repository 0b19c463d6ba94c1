package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.ApprovedDirectory;
import comity.record.act.Author;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.Section;
import comity.record.draw.Commitment;
import comity.record.draw.Draw;
import comity.record.draw.DrawFile;
import comity.record.draw.Frame;
import comity.record.draw.Settlement;
import comity.record.tlog.NoteKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A draw of Arcadia's oversight body, computed again by whoever holds its file, without a node; and
 * those who would have had it come out otherwise.
 */
class CheckDrawTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String SECRET = "5e".repeat(32);

    @TempDir Path folder = Path.of("");
    private final Nation arcadia = new Nation("XA", 1);
    private final Nation borduria = new Nation("XB", 2);
    private final UUID docket = new UUID(7, 7);
    private @Nullable Envelope listed;

    @BeforeEach
    void a_directory_in_the_log() {
        arcadia.watched();
        var approved = arcadia.approved(arcadia.directory(1));
        var sections =
                Map.of(
                        Directory.SECTION,
                        arcadia.section(approved.directory().json()),
                        ApprovedDirectory.APPROVALS,
                        arcadia.section(approved.approvalsJson()));
        listed = act(Directory.KIND, Directory.TYPE, sections, new TreeSet<>());
        arcadia.log.take(directory().digest(), NOW, borduria.log);
    }

    private Envelope directory() {
        return Objects.requireNonNull(listed);
    }

    private Envelope act(String type, Map<String, Section> sections, TreeSet<Digest> seen) {
        return act(Draw.KIND, type, sections, seen);
    }

    private Envelope act(
            String kind, String type, Map<String, Section> sections, TreeSet<Digest> seen) {
        var digests = new TreeMap<String, Digest>();
        if (kind.equals(Draw.KIND))
            Draw.SECTIONS.forEach(name -> digests.put(name, Digest.of(arcadia.bytes(32))));
        sections.forEach((name, section) -> digests.put(name, section.digest()));
        var central = kind.equals(Directory.KIND) ? "central-authority" : "oversight";
        return Nation.signed(
                new Header(
                        arcadia.id(NOW),
                        docket,
                        kind,
                        type,
                        NOW,
                        new Author("XA", "XA." + central, "OVS", Digest.of(arcadia.bytes(32))),
                        seen,
                        Digest.of(new byte[0]),
                        "",
                        digests),
                sections,
                arcadia.key(central));
    }

    private Frame dockets(int count) {
        return new Frame(
                arcadia.bytes(32),
                IntStream.range(0, count).mapToObj(one -> new UUID(1, one)).toList());
    }

    private NoteKey witness() {
        return borduria.log.witness().keys().known().getFirst();
    }

    private Envelope commitment(long number, Frame frame, String secret, NoteKey witness) {
        var said =
                new Commitment(
                        number,
                        number == 1
                                ? Optional.empty()
                                : Optional.of(Digest.of(new byte[] {(byte) number})),
                        Json.object().with("partner", "XB"),
                        12,
                        frame.dockets().size(),
                        Frame.digest(frame.marks()),
                        5,
                        Digest.of(secret.getBytes(StandardCharsets.US_ASCII)),
                        witness);
        return act(
                Draw.Type.COMMIT.word(),
                Map.of(
                        Draw.DRAW,
                        arcadia.section(said.json()),
                        Draw.FRAME,
                        arcadia.section(frame.json())),
                new TreeSet<>());
    }

    private Settlement settlement(Envelope commitment, Frame frame, String secret) {
        return Settlement.of(
                        commitment.digest(),
                        Commitment.of(commitment).orElseThrow(),
                        frame,
                        secret,
                        arcadia.log.receipt(commitment.digest()))
                .orElseThrow();
    }

    private DrawFile file(Envelope commitment, Settlement settled, Frame frame) {
        var act =
                act(
                        Draw.Type.SETTLE.word(),
                        Map.of(Draw.DRAW, arcadia.section(settled.json())),
                        new TreeSet<>(List.of(commitment.digest())));
        arcadia.log.take(act.digest(), NOW.plusSeconds(300), borduria.log);
        return new DrawFile(
                "XA",
                commitment,
                act,
                arcadia.log.receipt(act.digest()),
                frame.marks(),
                directory());
    }

    /** A draw as it has to be. */
    private DrawFile drawn(Frame frame) {
        var commitment = commitment(1, frame, SECRET, witness());
        arcadia.log.take(commitment.digest(), NOW.plusSeconds(60), borduria.log);
        return file(commitment, settlement(commitment, frame, SECRET), frame);
    }

    private Said verify(byte[] document, String... more) throws IOException {
        return Said.of(Verify::run, folder.resolve("draw.json"), document, more);
    }

    private String roots() throws IOException {
        return Said.roots(folder, arcadia.fingerprint());
    }

    private String policy(NoteKey witness) throws IOException {
        return Files.writeString(
                        folder.resolve("witnesses"),
                        "witness borduria " + witness.text() + "\nquorum borduria\n")
                .toString();
    }

    private Said judged(DrawFile file) throws IOException {
        return verify(file.bytes(), "--roots", roots(), "--witnesses", policy(witness()));
    }

    @Test
    void a_draw_is_computed_again_and_comes_out_the_same() throws IOException {
        var frame = dockets(40);
        var file = drawn(frame);

        var said = judged(file);

        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text()).startsWith("DRAWN").contains("5 of 40");
        var drawn = Settlement.of(file.settlement()).orElseThrow().drawn();
        assertThat(drawn).hasSize(5).doesNotHaveDuplicates();
        drawn.forEach(one -> assertThat(said.text()).contains(one.docket().toString()));
    }

    @Test
    void whoever_may_not_know_the_other_candidates_checks_all_the_rest() throws IOException {
        var frame = dockets(40);
        var file = drawn(frame).withoutFrame();

        var said = judged(file);

        assertThat(said.exit()).as(said.text()).isEqualTo(2);
        var drawn =
                Settlement.of(file.settlement()).orElseThrow().drawn().stream()
                        .map(Settlement.Drawn::docket)
                        .toList();
        var text = new String(file.bytes(), StandardCharsets.UTF_8);
        for (var candidate : frame.dockets())
            assertThat(text.contains(candidate.toString())).isEqualTo(drawn.contains(candidate));
        assertThat(verify(drawn(frame).bytes()).exit()).isEqualTo(2);
    }

    @Test
    void the_inspector_who_draws_again_with_another_secret_is_caught() throws IOException {
        var frame = dockets(40);
        var other = "ab".repeat(32);
        var commitment = commitment(1, frame, SECRET, witness());
        arcadia.log.take(commitment.digest(), NOW.plusSeconds(60), borduria.log);
        var honest = settlement(commitment, frame, SECRET);
        var liked = commitment(1, frame, other, witness());
        arcadia.log.take(liked.digest(), NOW.plusSeconds(60), borduria.log);

        var said =
                judged(
                        file(
                                commitment,
                                new Settlement(
                                        other,
                                        honest.held(),
                                        settlement(liked, frame, other).drawn()),
                                frame));

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.failed()).hasSize(2).anyMatch(line -> line.contains("secret"));
    }

    /** Who begins anew until it fits leaves the number of every draw behind. */
    @Test
    void the_inspector_who_begins_anew_shows_by_the_number() throws IOException {
        var frame = dockets(40);
        var third = commitment(3, frame, SECRET, witness());
        arcadia.log.take(third.digest(), NOW.plusSeconds(60), borduria.log);

        var said = judged(file(third, settlement(third, frame, SECRET), frame));

        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text()).startsWith("DRAWN: draw 3 of XA.oversight");
    }

    @Test
    void whoever_drops_a_candidate_afterwards_is_caught() throws IOException {
        var frame = dockets(40);
        var file = drawn(frame);
        var fewer = new ArrayList<>(frame.marks());
        fewer.remove(39);

        var said =
                judged(
                        new DrawFile(
                                "XA",
                                file.commitment(),
                                file.settlement(),
                                file.held(),
                                fewer,
                                directory()));

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.failed()).anyMatch(line -> line.contains("39"));
    }

    @Test
    void whoever_puts_another_docket_where_one_was_drawn_is_caught() throws IOException {
        var frame = dockets(40);
        var commitment = commitment(1, frame, SECRET, witness());
        arcadia.log.take(commitment.digest(), NOW.plusSeconds(60), borduria.log);
        var honest = settlement(commitment, frame, SECRET);
        var changed = new ArrayList<>(honest.drawn());
        var first = changed.removeFirst();
        changed.addFirst(new Settlement.Drawn(first.place(), new UUID(1, 99), first.salt()));

        var said = judged(file(commitment, new Settlement(SECRET, honest.held(), changed), frame));

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.failed()).hasSize(1);
    }

    @Test
    void whoever_lists_a_docket_twice_to_make_it_likelier_is_caught() throws IOException {
        var twice = new ArrayList<>(dockets(20).dockets());
        twice.add(1, twice.getFirst());

        var said = judged(drawn(new Frame(arcadia.bytes(32), twice)));

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.failed()).hasSize(1);
    }

    /** Who waits for a signature that fits has an hour, and a witness that knows of it. */
    @Test
    void whoever_waits_for_a_checkpoint_that_fits_is_caught() throws IOException {
        var frame = dockets(40);
        var commitment = commitment(1, frame, SECRET, witness());
        arcadia.log.take(
                commitment.digest(),
                NOW.plus(Draw.LATEST).plus(Duration.ofSeconds(1)),
                borduria.log);

        var said = judged(file(commitment, settlement(commitment, frame, SECRET), frame));

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.failed()).hasSize(1);
    }

    @Test
    void the_State_is_no_witness_of_its_own_log() throws IOException {
        var frame = dockets(40);
        var own = arcadia.log.witness().keys().known().getFirst();
        var commitment = commitment(1, frame, SECRET, own);
        arcadia.log.take(commitment.digest(), NOW.plusSeconds(60), arcadia.log);

        var said =
                verify(
                        file(commitment, settlement(commitment, frame, SECRET), frame).bytes(),
                        "--roots",
                        roots(),
                        "--witnesses",
                        policy(own));

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.failed()).hasSize(1);
    }

    @Test
    void a_witness_whom_the_reader_does_not_accept_decides_nothing() throws IOException {
        var stranger = new Nation("XC", 3).log.witness().keys().known().getFirst();

        var said =
                verify(
                        drawn(dockets(40)).bytes(),
                        "--roots",
                        roots(),
                        "--witnesses",
                        policy(stranger));

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.failed()).hasSize(1);
    }

    /** One sign changed anywhere is found, or it is no draw any more. */
    @Test
    void a_change_anywhere_is_found() throws IOException {
        var text = new String(drawn(dockets(12)).bytes(), StandardCharsets.UTF_8);
        var from = text.indexOf(",\"directory\":");
        // Others' signatures on a checkpoint prove nothing here, and are not looked at.
        var until = text.indexOf(",\"marks\":");
        for (var at = 0; at < text.length(); at += 457) {
            if (at >= from && at < until) continue;
            var sign = text.charAt(at) == 'x' ? 'y' : 'x';
            var changed = text.substring(0, at) + sign + text.substring(at + 1);
            var said =
                    verify(
                            changed.getBytes(StandardCharsets.UTF_8),
                            "--roots",
                            roots(),
                            "--witnesses",
                            policy(witness()));
            assertThat(said.exit())
                    .as("at " + at + ": " + text.substring(Math.max(0, at - 30), at + 1))
                    .isIn(1, 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "en", "es", "fr", "ru", "zh"})
    void speaks_six_languages(String language) throws IOException {
        var said =
                verify(
                        drawn(dockets(12)).bytes(),
                        "--roots",
                        roots(),
                        "--witnesses",
                        policy(witness()),
                        "--language",
                        language);

        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text().replace("{\"partner\":\"XB\"}", "")).doesNotContain("{");
        assertThat(said.text().lines().count()).isEqualTo(12);
    }

    @Test
    void programs_are_answered_in_JSON_and_what_is_no_draw_is_said_to_be_none() throws Exception {
        var said = verify(drawn(dockets(12)).bytes(), "--json");
        var json = JsonReader.actObject(said.text().getBytes(StandardCharsets.UTF_8));
        assertThat(json.text("format")).contains(DrawFile.FORMAT);
        assertThat(json.integer("exit")).contains(2L);
        for (var nothing : List.of(" {\"format\":\"comity-draw/1\"}", "{\"comity-draw/1\":[}"))
            assertThat(verify(nothing.getBytes(StandardCharsets.UTF_8)).exit()).isEqualTo(1);
        assertThat(verify(drawn(dockets(12)).bytes(), "--by-hand").exit()).isEqualTo(3);
    }
}
