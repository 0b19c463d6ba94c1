package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.ApprovedDirectory;
import comity.record.act.Author;
import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.Section;
import comity.record.map.FileQuestion;
import comity.record.map.MapCommitment;
import comity.record.map.PlaceMap;
import comity.record.map.PresenceAnswer;
import comity.record.map.Vrf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to whether an act names a file, checked by whoever holds one, without a node. */
class CheckPresenceTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Digest KNOWN = Digest.of("a mailbox".getBytes(StandardCharsets.UTF_8));
    private static final Digest UNKNOWN = Digest.of("another".getBytes(StandardCharsets.UTF_8));

    @TempDir Path folder = Path.of("");
    private final Nation arcadia = new Nation("XA", 1);
    private final Nation borduria = new Nation("XB", 2);
    private final byte[] secret = Digest.of(new byte[] {7}).bytes();
    private final UUID docket = arcadia.id(NOW);
    private Envelope directory = act(Directory.KIND, Directory.TYPE, Map.of());
    private Envelope produce = directory;
    private PlaceMap map = PlaceMap.NOTHING;
    private Envelope commitment = directory;

    private Envelope act(String kind, String type, Map<String, Json.Obj> said) {
        var sections = new TreeMap<String, Section>();
        var digests = new TreeMap<String, Digest>();
        said.forEach((name, content) -> sections.put(name, arcadia.section(content)));
        sections.forEach((name, section) -> digests.put(name, section.digest()));
        if (digests.isEmpty()) digests.put("nothing", Digest.of(arcadia.bytes(32)));
        return Nation.signed(
                new Header(
                        arcadia.id(NOW),
                        arcadia.id(NOW),
                        kind,
                        type,
                        NOW,
                        new Author(
                                "XA", "XA.central-authority", "NODE", Digest.of(arcadia.bytes(32))),
                        new TreeSet<>(),
                        Digest.of(new byte[0]),
                        "",
                        digests),
                sections,
                arcadia.key("central-authority"));
    }

    @BeforeEach
    void a_committed_map() {
        var approved = arcadia.approved(arcadia.directory(1));
        directory =
                act(
                        Directory.KIND,
                        Directory.TYPE,
                        Map.of(
                                Directory.SECTION,
                                approved.directory().json(),
                                ApprovedDirectory.APPROVALS,
                                approved.approvalsJson()));
        produce = act("cooperation", "produce", Map.of());
        for (var act : List.of(directory, produce))
            arcadia.log.take(act.digest(), NOW, borduria.log);
        for (var asked : List.of(question(KNOWN), onDocket(KNOWN)))
            map =
                    map.with(
                            Vrf.prove(secret, asked.input()).output(),
                            FileQuestion.value(
                                    arcadia.log
                                            .receipt(produce.digest())
                                            .commitment(produce.digest())));
        commitment = committing(map, 2);
    }

    private Envelope committing(PlaceMap what, long upTo) {
        var act =
                act(
                        MapCommitment.KIND,
                        MapCommitment.TYPE,
                        Map.of(
                                MapCommitment.SECTION,
                                new MapCommitment(
                                                Digest.ofHash(what.root()),
                                                Vrf.publicKey(secret),
                                                upTo)
                                        .json()));
        arcadia.log.take(act.digest(), NOW, borduria.log);
        return act;
    }

    private static FileQuestion question(Digest file) {
        return new FileQuestion(file, Optional.empty());
    }

    private FileQuestion onDocket(Digest file) {
        return new FileQuestion(file, Optional.of(docket));
    }

    private PresenceAnswer answer(FileQuestion question) {
        var proven = Vrf.prove(secret, question.input());
        return new PresenceAnswer(
                "XA",
                question,
                proven.proof(),
                map.proof(proven.output()),
                commitment,
                arcadia.log.receipt(commitment.digest()),
                map.at(proven.output())
                        .map(
                                _ ->
                                        new PresenceAnswer.Named(
                                                produce.digest(),
                                                arcadia.log.receipt(produce.digest()))),
                directory);
    }

    private Said ask(byte[] document, String... more) throws IOException {
        return Said.of(CheckPresence::run, folder.resolve("answer.json"), document, more);
    }

    private String roots(Digest fingerprint) throws IOException {
        return Said.roots(folder, fingerprint);
    }

    private Said judged(byte[] document) throws IOException {
        return ask(document, "--roots", roots(arcadia.fingerprint()));
    }

    @Test
    void present_and_absent_pass_with_the_roots_that_were_given() throws IOException {
        var present = judged(answer(question(KNOWN)).bytes());
        var absent = judged(answer(question(UNKNOWN)).bytes());

        assertThat(present.exit()).as(present.text()).isZero();
        assertThat(present.text()).startsWith("PRESENT").contains(produce.digest().hex());
        assertThat(absent.exit()).as(absent.text()).isZero();
        assertThat(absent.text()).startsWith("ABSENT").contains(UNKNOWN.hex());
        assertThat(judged(answer(onDocket(KNOWN)).bytes()).text()).contains(docket.toString());
        assertThat(judged(answer(onDocket(UNKNOWN)).bytes()).text()).startsWith("ABSENT");
    }

    @Test
    void both_have_one_length() {
        assertThat(answer(question(KNOWN)).bytes())
                .hasSameSizeAs(answer(question(UNKNOWN)).bytes());
        assertThat(answer(onDocket(KNOWN)).bytes())
                .hasSameSizeAs(answer(onDocket(UNKNOWN)).bytes());
    }

    @Test
    void without_roots_whose_keys_they_are_could_not_be_checked() throws IOException {
        var unchecked = ask(answer(question(KNOWN)).bytes());
        assertThat(unchecked.exit()).isEqualTo(2);
        assertThat(unchecked.text()).contains("no roots were given");
        assertThat(
                        ask(
                                        answer(question(KNOWN)).bytes(),
                                        "--roots",
                                        roots(borduria.fingerprint()))
                                .exit())
                .isEqualTo(1);
    }

    /** What a State that lies, or whoever hands the answer on, can exchange in it. */
    @Test
    void every_lie_fails() throws Exception {
        var honest = answer(question(KNOWN));
        var other = answer(question(UNKNOWN));
        var elsewhere = Vrf.prove(secret, question(UNKNOWN).input()).output();
        var uncommitted = map.with(Digest.of(new byte[] {1}).bytes(), new byte[32]);
        var lies = new TreeMap<String, PresenceAnswer>();
        lies.put("absent, though it is there", with(honest, Optional.empty(), honest.map()));
        lies.put("present, though it is not", with(other, honest.named(), other.map()));
        lies.put("another map", with(other, Optional.empty(), uncommitted.proof(elsewhere)));
        lies.put("another file's place", moved(honest, other.vrf(), question(KNOWN)));
        lies.put("the answer to another question", moved(honest, honest.vrf(), onDocket(KNOWN)));
        for (var lie : lies.entrySet()) {
            var said = judged(lie.getValue().bytes());
            assertThat(said.exit()).as(lie.getKey() + "\n" + said.text()).isEqualTo(1);
            assertThat(said.text()).doesNotStartWith("PRESENT").doesNotStartWith("ABSENT");
        }
    }

    private static PresenceAnswer with(
            PresenceAnswer one, Optional<PresenceAnswer.Named> named, byte[] map) {
        return new PresenceAnswer(
                one.state(),
                one.question(),
                one.vrf(),
                map,
                one.commitment(),
                one.committed(),
                named,
                one.directory());
    }

    private static PresenceAnswer moved(PresenceAnswer one, byte[] vrf, FileQuestion question) {
        return new PresenceAnswer(
                one.state(),
                question,
                vrf,
                one.map(),
                one.commitment(),
                one.committed(),
                one.named(),
                one.directory());
    }

    /** A commitment that is in no log, and one that says that it holds what came after it. */
    @Test
    void a_commitment_that_the_log_does_not_hold_so_fails() throws IOException {
        var honest = answer(question(UNKNOWN));
        commitment = committing(map, 99);
        assertThat(judged(answer(question(UNKNOWN)).bytes()).exit()).isEqualTo(1);
        var exchanged =
                new PresenceAnswer(
                        "XA",
                        honest.question(),
                        honest.vrf(),
                        honest.map(),
                        honest.commitment(),
                        arcadia.log.receipt(produce.digest()),
                        Optional.empty(),
                        directory);
        assertThat(judged(exchanged.bytes()).exit()).isEqualTo(1);
    }

    @Test
    void a_single_bit_anywhere_in_what_counts_is_found() throws Exception {
        var json = JsonReader.actObject(answer(question(KNOWN)).bytes());
        for (var name : Set.of("vrf", "map")) {
            var bytes = Base64Url.decode(json.text(name).orElseThrow());
            for (var at = 0; at < bytes.length; at += Math.max(1, bytes.length / 40)) {
                var changed = bytes.clone();
                changed[at] ^= 1;
                var said = judged(CanonicalJson.bytes(json.with(name, Base64Url.encode(changed))));
                assertThat(said.exit()).as(name + " " + at).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "en", "es", "fr", "ru", "zh"})
    void speaks_six_languages(String language) throws IOException {
        var said =
                ask(
                        answer(question(KNOWN)).bytes(),
                        "--roots",
                        roots(arcadia.fingerprint()),
                        "--language",
                        language);

        assertThat(said.exit()).isZero();
        assertThat(said.text()).contains(KNOWN.hex()).doesNotContain("{");
        assertThat(said.text().lines().count()).isEqualTo(8);
    }

    @Test
    void programs_are_answered_in_JSON_and_what_is_no_answer_is_said_to_be_none() throws Exception {
        var said = ask(answer(question(UNKNOWN)).bytes(), "--json");
        var json = JsonReader.actObject(said.text().getBytes(StandardCharsets.UTF_8));
        assertThat(json.text("answer")).contains("absent");
        assertThat(json.integer("exit")).contains(2L);
        for (var nothing : List.of("", "{}", "{\"format\":\"comity-presence/1\"}", "[".repeat(99)))
            assertThat(ask(nothing.getBytes(StandardCharsets.UTF_8)).exit()).isEqualTo(1);
        assertThat(ask(new byte[0], "--nonsense").exit()).isEqualTo(3);
        assertThat(ask(new byte[0], "--language", "xx").exit()).isEqualTo(3);
    }
}
