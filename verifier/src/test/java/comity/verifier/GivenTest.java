package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Given;
import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Report.Line;
import comity.evidence.dossier.Report.Status;
import comity.evidence.dossier.Verification;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.Loss;
import comity.record.act.Roll;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.NoteSigner;
import comity.record.tlog.Policy;
import comity.record.tlog.PolicyReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader brings along beside the roots, and what States say of their own records. */
class GivenTest {
    @TempDir Path folder = Path.of("");
    private final Story story = new Story().told();

    private static List<Line> lines(Report report, String id) {
        return report.lines().stream().filter(line -> line.id().equals(id)).toList();
    }

    private Report verify(Optional<Policy> witnesses, Optional<Digest> page) throws Exception {
        return Verification.verify(
                story.write(folder),
                new Given(Optional.of(story.roots()), witnesses, page),
                Progress.SILENT);
    }

    @Nested
    class A_policy_of_witnesses {
        private static String text(NoteSigner... witnesses) {
            var text = new StringBuilder();
            var names = new StringBuilder();
            for (var witness : witnesses)
                for (var key : witness.keys().texts()) {
                    var name = "w" + names.length();
                    text.append("witness ").append(name).append(' ').append(key).append('\n');
                    names.append(' ').append(name);
                }
            return text + "group all all" + names + "\nquorum all\n";
        }

        private static Optional<Policy> policy(NoteSigner... witnesses) throws MalformedNote {
            return Optional.of(PolicyReader.read(text(witnesses).getBytes(StandardCharsets.UTF_8)));
        }

        @Test
        void counts_the_acts_that_its_quorum_saw_and_none_of_the_witness_itself() throws Exception {
            var report = verify(policy(story.borduria.log.witness()), Optional.empty());

            assertThat(lines(report, "witnessed"))
                    .extracting(Line::code)
                    .containsExactlyInAnyOrder("witnessed.quorum", "witnessed.own-key");
            var met =
                    lines(report, "witnessed").stream()
                            .filter(line -> line.status() == Status.PASSED)
                            .findFirst()
                            .orElseThrow();
            // Arcadia's three acts; of Borduria's own its word counts for nothing here.
            assertThat(met.facts()).containsEntry("count", "3");
            assertThat(report.exit()).isEqualTo(2);
        }

        @Test
        void names_each_act_that_they_are_not_shown_to_have_seen() throws Exception {
            var university = NoteSigner.witness("university.example", new byte[32], new byte[32]);

            var report = verify(policy(university), Optional.empty());

            assertThat(lines(report, "witnessed"))
                    .hasSize(12)
                    .allMatch(line -> line.code().equals("witnessed.not-shown"))
                    .allMatch(line -> line.status() == Status.UNCHECKED);
        }

        @Test
        void is_asked_for_only_if_it_is_given() throws Exception {
            assertThat(lines(verify(Optional.empty(), Optional.empty()), "witnessed")).isEmpty();
        }

        @Test
        void is_taken_on_the_command_line_and_refused_if_it_is_none() throws Exception {
            var file = story.write(folder);
            var good =
                    Files.writeString(folder.resolve("good"), text(story.borduria.log.witness()));
            var nobody = Files.writeString(folder.resolve("nobody"), "quorum none\n");
            var bad = Files.writeString(folder.resolve("bad"), "witness\n");

            assertThat(run(file, "--witnesses", good.toString()))
                    .contains("the quorum of the given policy cosigned");
            assertThat(run(file, "--witnesses", nobody.toString())).contains("asks for no witness");
            assertThat(run(file, "--witnesses", bad.toString()))
                    .contains("is no policy of witnesses");
        }
    }

    @Nested
    class A_signing_page {
        private final byte[] page = "<html>".getBytes(StandardCharsets.UTF_8);

        private void published(Digest sha256) {
            story.directories.add(
                    story.filed(
                            story.arcadia,
                            Roll.KIND,
                            "signing-page",
                            Map.of(Roll.ENTRY, Json.object().with("sha256", sha256.hex()))));
        }

        @Test
        void is_one_that_a_State_published() throws Exception {
            published(Digest.of(page));
            published(Digest.of(new byte[1]));

            var report = verify(Optional.empty(), Optional.of(Digest.of(page)));

            assertThat(lines(report, "page"))
                    .singleElement()
                    .matches(line -> line.code().equals("page.published"))
                    .matches(line -> line.status() == Status.PASSED);
        }

        @Test
        void is_another() throws Exception {
            published(Digest.of(new byte[1]));

            assertThat(lines(verify(Optional.empty(), Optional.of(Digest.of(page))), "page"))
                    .singleElement()
                    .matches(line -> line.code().equals("page.other"))
                    .matches(line -> line.status() == Status.FAILED);
        }

        @Test
        void has_nothing_to_be_compared_with() throws Exception {
            var saved = Files.write(folder.resolve("page.html"), page);

            assertThat(run(story.write(folder), "--signing-page", saved.toString()))
                    .contains("was compared with none");
        }
    }

    @Nested
    class A_declared_loss {
        private Map<String, Json.Obj> loss(String origin) {
            return Map.of(
                    Loss.SECTION,
                    new Loss(
                                    origin,
                                    "a checkpoint",
                                    List.of(new Loss.Places(4, 7), new Loss.Places(9, 10)))
                            .json());
        }

        @Test
        void is_named_and_never_passed() throws Exception {
            story.directories.add(
                    story.filed(story.borduria, Loss.KIND, Loss.TYPE, loss("log.xb.example")));

            var report = verify(Optional.empty(), Optional.empty());

            assertThat(lines(report, "loss"))
                    .singleElement()
                    .satisfies(
                            line -> {
                                assertThat(line.code()).isEqualTo("loss.declared");
                                assertThat(line.status()).isEqualTo(Status.UNCHECKED);
                                assertThat(line.facts()).containsEntry("places", "4–6, 9");
                                assertThat(line.byHand().getFirst().prints()).contains("4 7\n9 10");
                            });
            assertThat(report.exit()).isEqualTo(2);
            for (var language : List.of("ar", "en", "es", "fr", "ru", "zh"))
                assertThat(report.text(Locale.of(language))).contains("4–6, 9");
        }

        @Test
        void of_another_States_log_is_none() throws Exception {
            story.directories.add(
                    story.filed(story.borduria, Loss.KIND, Loss.TYPE, loss("log.xa.example")));

            assertThat(lines(verify(Optional.empty(), Optional.empty()), "loss"))
                    .singleElement()
                    .matches(line -> line.code().equals("loss.not-the-states"))
                    .matches(line -> line.status() == Status.FAILED);
        }
    }

    @Test
    void page_and_file_may_be_asked_for_at_once() throws Exception {
        var said = run(story.write(folder), "--page", folder.resolve("p.html").toString());

        if (Verify.class.getResource("/comity/page/verify.html") == null)
            assertThat(said).contains("came without the page");
        else assertThat(said).contains("p.html", "Everything that this program checks holds");
    }

    private String run(Path file, String... more) throws Exception {
        var roots =
                Files.write(folder.resolve("roots.json"), CanonicalJson.bytes(story.rootsJson()));
        var all = new java.util.ArrayList<>(List.of(file.toString(), "--roots", roots.toString()));
        all.addAll(List.of(more));
        var out = new ByteArrayOutputStream();
        Verify.run(all, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
