package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.ApprovedDirectory;
import comity.record.act.Author;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.Section;
import comity.record.complaint.Complaint;
import comity.record.complaint.ComplaintReceipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The receipt of a complaint, checked by whoever holds it, without a node. */
class CheckReceiptTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String SAID = "My mailbox was read.";

    @TempDir Path folder = Path.of("");
    private final Nation arcadia = new Nation("XA", 1);
    private final Nation borduria = new Nation("XB", 2);
    private Envelope directory = act(Directory.KIND, Directory.TYPE, Map.of());
    private Envelope complaint = directory;

    private Envelope act(String kind, String type, Map<String, Json.Obj> said) {
        var sections = new TreeMap<String, Section>();
        var digests = new TreeMap<String, Digest>();
        said.forEach((name, content) -> sections.put(name, arcadia.section(content)));
        sections.forEach((name, section) -> digests.put(name, section.digest()));
        if (kind.equals(Complaint.KIND))
            digests.put(Complaint.OFFICER, Digest.of(arcadia.bytes(32)));
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

    private Json.Obj matter() {
        return Json.object()
                .with("text", SAID)
                .with("about", "")
                .with("answer", "")
                .with("language", "en")
                .with("as", "PERSON")
                .with("return", Base64Url.encode(arcadia.bytes(32)))
                .with("files", new Json.Arr(List.of()));
    }

    @BeforeEach
    void a_complaint_in_the_log() {
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
        complaint = act(Complaint.KIND, "complain", Map.of(Complaint.MATTER, matter()));
        for (var act : List.of(directory, complaint))
            arcadia.log.take(act.digest(), NOW, borduria.log);
    }

    private ComplaintReceipt receipt(Envelope act) {
        return new ComplaintReceipt(
                "XA",
                act,
                Optional.ofNullable(act.sections().get(Complaint.MATTER)),
                arcadia.log.receipt(complaint.digest()),
                directory);
    }

    private Said verify(byte[] document, String... more) throws IOException {
        return Said.of(Verify::run, folder.resolve("receipt.json"), document, more);
    }

    private String roots(Digest fingerprint) throws IOException {
        return Said.roots(folder, fingerprint);
    }

    private Said judged(byte[] document) throws IOException {
        return verify(document, "--roots", roots(arcadia.fingerprint()));
    }

    @Test
    void a_filing_is_proven_and_nothing_of_it_is_printed() throws IOException {
        var said = judged(receipt(complaint).bytes());

        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text())
                .startsWith("FILED")
                .contains(complaint.digest().hex())
                .doesNotContain(SAID);
    }

    @Test
    void without_its_words_or_without_roots_something_is_left_open() throws IOException {
        assertThat(judged(receipt(complaint).withoutWords().bytes()).exit()).isEqualTo(2);
        assertThat(verify(receipt(complaint).bytes()).exit()).isEqualTo(2);
        assertThat(
                        verify(receipt(complaint).bytes(), "--roots", roots(borduria.fingerprint()))
                                .exit())
                .isEqualTo(1);
    }

    @Test
    void an_act_that_is_not_in_the_log_or_that_another_signed_fails() throws IOException {
        var never = act(Complaint.KIND, "complain", Map.of(Complaint.MATTER, matter()));
        assertThat(judged(receipt(never).bytes()).exit()).isEqualTo(1);
        var other = act("cooperation", "produce", Map.of(Complaint.MATTER, matter()));
        arcadia.log.take(other.digest(), NOW, borduria.log);
        var receipt =
                new ComplaintReceipt(
                        "XA",
                        other,
                        Optional.empty(),
                        arcadia.log.receipt(other.digest()),
                        directory);
        assertThat(judged(receipt.bytes()).exit()).isEqualTo(1);
    }

    /** One sign changed in the act, or in its words, is found, or it is no receipt any more. */
    @Test
    void a_change_anywhere_is_found() throws IOException {
        var text = new String(receipt(complaint).bytes(), StandardCharsets.UTF_8);
        var directory = text.indexOf(",\"directory\":");
        var matter = text.indexOf(",\"matter\":");
        for (var at = 0; at < text.length(); at += 29) {
            if (at >= directory && at < matter) continue;
            var sign = text.charAt(at) == 'x' ? 'y' : 'x';
            var changed = text.substring(0, at) + sign + text.substring(at + 1);
            assertThat(judged(changed.getBytes(StandardCharsets.UTF_8)).exit())
                    .as("at " + at + ": " + text.substring(Math.max(0, at - 20), at + 1))
                    .isIn(1, 2);
        }
        var words = judged(text.replace("mailbox", "letters").getBytes(StandardCharsets.UTF_8));
        assertThat(words.exit()).isEqualTo(1);
        assertThat(words.text()).contains("FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "en", "es", "fr", "ru", "zh"})
    void speaks_six_languages(String language) throws IOException {
        var said =
                verify(
                        receipt(complaint).bytes(),
                        "--roots",
                        roots(arcadia.fingerprint()),
                        "--language",
                        language);

        assertThat(said.exit()).isZero();
        assertThat(said.text()).contains(complaint.digest().hex()).doesNotContain("{");
        assertThat(said.text().lines().count()).isEqualTo(7);
    }

    @Test
    void programs_are_answered_in_JSON_and_what_is_no_receipt_is_said_to_be_none()
            throws Exception {
        var said = verify(receipt(complaint).bytes(), "--json");
        var json = JsonReader.actObject(said.text().getBytes(StandardCharsets.UTF_8));
        assertThat(json.text("format")).contains(ComplaintReceipt.FORMAT);
        assertThat(json.integer("exit")).contains(2L);
        for (var nothing : List.of("{}", " {\"format\":\"comity-complaint/1\"}", "{".repeat(99)))
            assertThat(verify(nothing.getBytes(StandardCharsets.UTF_8)).exit()).isEqualTo(1);
        assertThat(verify(receipt(complaint).bytes(), "--by-hand").exit()).isEqualTo(3);
    }
}
