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
import comity.record.figures.Blinding;
import comity.record.figures.FiguresFile;
import comity.record.figures.Opened;
import comity.record.figures.Publication;
import comity.record.figures.SumNode;
import comity.record.figures.TotalProof;
import comity.record.figures.Totals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Arcadia's published figures, checked by whoever holds the file, without a node; and the ministry
 * that would have liked others.
 */
class CheckFiguresTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String FRAUD = Totals.figure("ARTICLE", "OUTGOING", "", "13");
    private static final String ALL = Totals.figure("ARTICLE", "OUTGOING", "", "");

    @TempDir Path folder = Path.of("");
    private final Nation arcadia = new Nation("XA", 1);
    private final Nation borduria = new Nation("XB", 2);
    private final UUID docket = new UUID(7, 7);
    private final Blinding blinding = new Blinding(arcadia.bytes(Blinding.SECRET_BYTES));

    /** Acts of the quarter, in the order in which the log holds them. */
    private final List<Envelope> acts = new ArrayList<>();

    /** In which figures each counts. */
    private final List<List<String>> figures = new ArrayList<>();

    private @Nullable Envelope listed;

    @BeforeEach
    void a_quarter_in_the_log() {
        var approved = arcadia.approved(arcadia.directory(1));
        listed =
                act(
                        Directory.KIND,
                        Directory.TYPE,
                        Map.of(
                                Directory.SECTION,
                                arcadia.section(approved.directory().json()),
                                ApprovedDirectory.APPROVALS,
                                arcadia.section(approved.approvalsJson())));
        count(Objects.requireNonNull(listed), List.of());
        for (var request = 0; request < 5; request++)
            count(
                    act("cooperation", "request", Map.of()),
                    request < 3 ? List.of(ALL, FRAUD) : List.of(ALL));
    }

    private void count(Envelope act, List<String> in) {
        arcadia.log.take(act.digest(), NOW, borduria.log);
        acts.add(act);
        figures.add(in);
    }

    private Envelope act(String kind, String type, Map<String, Section> sections) {
        var digests = new HashMap<String, Digest>();
        sections.forEach((name, section) -> digests.put(name, section.digest()));
        return Nation.signed(
                new Header(
                        arcadia.id(NOW),
                        docket,
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

    /** The figure of fraud is withheld, that of all is shown. */
    private Totals published(long all) {
        var shown = new ArrayList<Json>();
        for (var category : List.of("", "13")) {
            var figure =
                    Json.object()
                            .with("table", "ARTICLE")
                            .with("direction", "OUTGOING")
                            .with("partner", "")
                            .with("category", category);
            shown.add(category.isEmpty() ? figure.with("count", all) : figure);
        }
        return Totals.of(
                        Json.object()
                                .with("period", "2026-Q4")
                                .with("from", 0)
                                .with("upTo", acts.size())
                                .with("figures", new Json.Arr(shown)))
                .orElseThrow();
    }

    private List<SumNode> leaves() {
        return SumNode.leaves(0, figures, blinding);
    }

    private Map<String, Long> counted() {
        var counted = new HashMap<String, Long>();
        figures.forEach(in -> in.forEach(one -> counted.merge(one, 1L, Long::sum)));
        return counted;
    }

    private FiguresFile file(Totals totals, List<Opened> opened) {
        var root = SumNode.root(leaves());
        var act =
                act(
                        Publication.KIND,
                        Publication.TYPE,
                        Map.of(
                                Publication.SECTION,
                                arcadia.section(Publication.of(totals, root).json())));
        arcadia.log.take(act.digest(), NOW.plusSeconds(60), borduria.log);
        return new FiguresFile(
                "XA",
                act,
                arcadia.log.receipt(act.digest()),
                totals.statement(),
                TotalProof.of(totals, root, counted(), blinding, new Random(4)),
                opened,
                Objects.requireNonNull(listed));
    }

    private Opened opened(int place, List<String> in) {
        return Opened.of(
                acts.get(place).digest(),
                arcadia.log.receipt(acts.get(place).digest()),
                place,
                in,
                blinding,
                SumNode.path(place, leaves()));
    }

    private Said verify(byte[] document, String... more) throws IOException {
        return Said.of(Verify::run, folder.resolve("figures.json"), document, more);
    }

    private Said judged(FiguresFile file) throws IOException {
        return verify(file.bytes(), "--roots", roots());
    }

    private String roots() throws IOException {
        return Said.roots(folder, arcadia.fingerprint());
    }

    @Test
    void anybody_checks_that_the_figures_are_sums_of_what_was_committed_to() throws IOException {
        var said = judged(file(published(5), List.of()));

        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text()).startsWith("PROVEN").contains("1 published, 1 withheld");
    }

    @Test
    void whoever_was_not_given_the_root_is_told_so() throws IOException {
        var said = verify(file(published(5), List.of()).bytes());

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.text()).contains("--roots");
    }

    @Test
    void the_ministry_that_publishes_one_fewer_is_caught() throws IOException {
        var said = judged(file(published(4), List.of()));

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.failed()).hasSize(1).first().asString().contains("is the sum");
    }

    @Test
    void the_ministry_that_publishes_other_figures_later_is_caught() throws IOException {
        var file = file(published(5), List.of());
        var later = file(published(6), List.of());

        var said =
                judged(
                        new FiguresFile(
                                "XA",
                                file.publication(),
                                file.held(),
                                later.statement(),
                                later.proof(),
                                List.of(),
                                file.directory()));

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.failed()).hasSize(2);
    }

    /** The prosecutor whose request it was sees that it counts, and that nothing else is told. */
    @Test
    void whoever_holds_an_act_sees_in_which_figures_it_counts() throws IOException {
        var file = file(published(5), List.of(opened(2, figures.get(2)), opened(0, List.of())));

        var said = judged(file);

        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text())
                .contains(acts.get(2).digest().hex() + " (" + ALL + ", " + FRAUD + ")")
                .contains(acts.getFirst().digest().hex() + " (-)");
        assertThat(new String(file.bytes(), StandardCharsets.UTF_8))
                .doesNotContain(acts.get(3).digest().hex());
    }

    @Test
    void an_act_cannot_be_shown_as_counting_otherwise() throws IOException {
        for (var lie : List.of(List.of(ALL), List.of(ALL, FRAUD, FRAUD), List.<String>of())) {
            var said = judged(file(published(5), List.of(opened(2, lie))));

            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.failed()).hasSize(1);
        }
    }

    /** One sign changed anywhere is found, or it is no such file any more. */
    @Test
    void a_change_anywhere_is_found() throws IOException {
        var text =
                new String(
                        file(published(5), List.of(opened(2, figures.get(2)))).bytes(),
                        StandardCharsets.UTF_8);
        for (var name : List.of("statement", "proof", "opened", "publication")) {
            var from = text.indexOf("\"" + name + "\":") + name.length() + 3;
            for (var at = from; at < Math.min(from + 600, text.length() - 1); at += 97) {
                var sign = text.charAt(at) == 'x' ? 'y' : 'x';
                var changed = text.substring(0, at) + sign + text.substring(at + 1);
                assertThat(
                                verify(changed.getBytes(StandardCharsets.UTF_8), "--roots", roots())
                                        .exit())
                        .as(
                                "%s at %d: %s",
                                name, at, text.substring(at, Math.min(at + 20, text.length())))
                        .isIn(1, 2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "en", "es", "fr", "ru", "zh"})
    void speaks_six_languages(String language) throws IOException {
        var said =
                verify(
                        file(published(5), List.of(opened(1, figures.get(1)))).bytes(),
                        "--roots",
                        roots(),
                        "--language",
                        language);

        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text()).doesNotContain("{");
        assertThat(said.text().lines().count()).isEqualTo(8);
    }

    @Test
    void programs_are_answered_in_JSON_and_what_is_no_such_file_is_said_to_be_none()
            throws Exception {
        var said = verify(file(published(5), List.of()).bytes(), "--json");
        var json = JsonReader.actObject(said.text().getBytes(StandardCharsets.UTF_8));
        assertThat(json.text("format")).contains(FiguresFile.FORMAT);
        assertThat(json.integer("exit")).contains(2L);
        for (var nothing :
                List.of(" {\"format\":\"comity-figures/1\"}", "{\"comity-figures/1\":[}"))
            assertThat(verify(nothing.getBytes(StandardCharsets.UTF_8)).exit()).isEqualTo(1);
        assertThat(verify(file(published(5), List.of()).bytes(), "--by-hand").exit()).isEqualTo(3);
    }
}
