package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import comity.evidence.dossier.Report;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, as a court's expert and a court's program meet it. */
class VerifyTest {
    @TempDir Path folder;
    private Story story = new Story();
    private String file = "";
    private String roots = "";

    private record Answer(int exit, String text) {
        List<String> starting(String status) {
            return text.lines().filter(line -> line.startsWith(status)).toList();
        }
    }

    @BeforeEach
    void a_case() throws IOException {
        story = new Story().told();
        file = story.write(folder).toString();
        roots =
                Files.write(folder.resolve("roots.json"), CanonicalJson.bytes(story.rootsJson()))
                        .toString();
    }

    private static Answer ask(String... arguments) {
        var out = new ByteArrayOutputStream();
        var exit =
                Verify.run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Answer(exit, out.toString(StandardCharsets.UTF_8));
    }

    /** The same file with one bit of the mailbox changed. */
    private String tampered() throws IOException {
        var parts = Parts.of(Path.of(file));
        parts.entries.forEach(
                (name, bytes) -> {
                    if (name.startsWith("exhibits/")) bytes[0] ^= 1;
                });
        return parts.write(folder).toString();
    }

    @Nested
    class Exit {
        @Test
        void is_0_where_everything_passed() {
            var answer = ask(file, "--roots", roots);

            assertThat(answer.exit).as(answer.text).isZero();
            assertThat(answer.text).endsWith("\nEverything passed.\n");
            assertThat(answer.starting("FAILED")).isEmpty();
            assertThat(answer.starting("UNCHECKED")).isEmpty();
        }

        @Test
        void is_1_where_something_failed() throws IOException {
            var answer = ask(tampered(), "--roots", roots);

            assertThat(answer.exit).as(answer.text).isEqualTo(1);
            assertThat(answer.starting("FAILED"))
                    .singleElement()
                    .asString()
                    .contains("The file was changed.");
        }

        @Test
        void is_1_where_something_failed_and_something_else_could_not_be_checked()
                throws IOException {
            assertThat(ask(tampered()).exit).isEqualTo(1);
        }

        @Test
        void is_1_for_what_is_no_case_file() {
            var answer = ask(roots);

            assertThat(answer.exit).isEqualTo(1);
            assertThat(answer.starting("FAILED"))
                    .containsExactly(
                            "FAILED     This is not a sound case file. ZIP: it is not a ZIP file, or it was cut short.");
        }

        @Test
        void is_2_where_something_could_not_be_checked() {
            var answer = ask(file);

            assertThat(answer.exit).as(answer.text).isEqualTo(2);
            assertThat(answer.starting("FAILED")).isEmpty();
            assertThat(answer.starting("UNCHECKED"))
                    .hasSize(2)
                    .allMatch(line -> line.contains("Ask the State whether its fingerprint is"));
        }

        @Test
        void is_3_for_a_wrong_question() {
            for (var arguments :
                    List.of(
                            List.<String>of(),
                            List.of("--loud", file),
                            List.of(file, file),
                            List.of(file, "--roots"),
                            List.of(file, "--roots", file),
                            List.of(file, "--roots", folder.toString()),
                            List.of(file, "--language", "tlh"),
                            List.of("-"),
                            List.of("no\0file"),
                            List.of(folder.resolve("nothing").toString()))) {
                var answer = ask(arguments.toArray(String[]::new));
                assertThat(answer.exit).as("%s: %s", arguments, answer.text).isEqualTo(3);
                assertThat(answer.text).startsWith("verify: ").doesNotContain("Exception");
            }
        }

        @Test
        void is_0_for_help_that_names_every_option_and_exit() {
            var answer = ask("--help");

            assertThat(answer.exit).isZero();
            assertThat(answer.text)
                    .contains("--roots", "--json", "--language", "--by-hand", "--quiet")
                    .contains("Exit: 0", "1 ", "2 ", "3 ");
        }
    }

    @Nested
    class Language {
        @Test
        void is_the_judges() {
            assertThat(ask(file, "--language", "fr", "--roots", roots).text)
                    .endsWith("\nTout est vérifié.\n");
            assertThat(ask(file, "--language", "zh", "--roots", roots).text).endsWith("\n全部通过。\n");
        }

        /** A Latin name inside an Arabic sentence stands by itself, or it would turn it around. */
        @Test
        void in_arabic_keeps_its_direction() {
            var answer = ask(file, "--language", "ar", "--roots", roots);

            assertThat(answer.exit).isZero();
            assertThat(answer.text.lines().filter(line -> !line.isBlank()))
                    .filteredOn(line -> !line.contains("docs/"))
                    .allMatch(
                            line ->
                                    line.chars()
                                            .anyMatch(
                                                    c ->
                                                            Character.getDirectionality(c)
                                                                    == Character
                                                                            .DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC))
                    .allMatch(
                            line ->
                                    line.chars().filter(c -> c == '\u2068').count()
                                            == line.chars().filter(c -> c == '\u2069').count())
                    .anyMatch(line -> line.contains("«\u2068أمر لمقدم الخدمة\u2069»"));
        }
    }

    /** The published schema; what it does not name may be there, what it names must be right. */
    @Nested
    class Schema {
        private List<String> complaints(String report) throws IOException {
            var published = Path.of(System.getProperty("comity.root", ".."));
            var schema = Files.readString(published.resolve("docs/formats/report.schema.json"));
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(schema, InputFormat.JSON)
                    .validate(report, InputFormat.JSON)
                    .stream()
                    .map(Object::toString)
                    .toList();
        }

        @Test
        void holds_in_each_language_and_for_each_result() throws IOException {
            for (var language : List.of("ar", "en", "es", "fr", "ru", "zh"))
                assertThat(complaints(ask(file, "--json", "--language", language).text)).isEmpty();
            assertThat(complaints(ask(file, "--roots", roots, "--json").text)).isEmpty();
            assertThat(complaints(ask(tampered(), "--json").text)).isEmpty();
            assertThat(complaints(ask(roots, "--json").text)).isEmpty();
        }

        @Test
        void refuses_a_report_that_counts_what_failed_as_passed() throws IOException {
            var report = ask(tampered(), "--json").text;

            assertThat(complaints(report.replace("\"exit\":1", "\"exit\":0"))).isNotEmpty();
            assertThat(complaints(report.replace("\"byHand\"", "\"other\""))).isNotEmpty();
        }
    }

    @Nested
    class Quiet {
        @Test
        void says_only_what_does_not_hold_and_the_result() throws IOException {
            assertThat(ask(file, "--roots", roots, "--quiet").text)
                    .isEqualTo("Everything passed.\n");
            assertThat(ask(tampered(), "--roots", roots, "--quiet").text.lines())
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("FAILED");
            assertThat(ask(file, "--quiet").text.lines()).hasSize(3);
        }
    }

    @Nested
    class By_hand {
        @Test
        void has_below_each_line_the_commands_and_what_they_print() {
            var answer = ask(file, "--roots", roots, "--by-hand");

            assertThat(answer.text)
                    .contains("\nunzip -tq 'case", "# By hand, with openssl:", "| sha256sum\n")
                    .contains("# This has to be the answer:\n#   Signature Verified Successfully");
            assertThat(ask(file, "--by-hand", "--language", "fr").text)
                    .contains("# À la main, avec openssl :");
        }
    }

    /** Programs rely on it: what is added here is added, nothing is renamed or taken out. */
    @Nested
    class For_programs {
        private Json.Obj report(String... arguments) throws MalformedJson {
            return JsonReader.actObject(
                    ask(arguments).text.strip().getBytes(StandardCharsets.UTF_8));
        }

        @Test
        void the_report_has_these_members() throws Exception {
            var report = report(file, "--roots", roots, "--json");

            assertThat(report.members().keySet())
                    .containsExactlyInAnyOrder(
                            "format", "language", "exit", "result", "summary", "subject", "lines");
            assertThat(report.text("format")).contains(Report.FORMAT).contains("comity-report/1");
            assertThat(report.integer("exit")).contains(0L);
            assertThat(report.text("result")).contains("PASSED");
            for (var line : lines(report)) {
                var members = new TreeSet<>(line.members().keySet());
                members.remove("act");
                assertThat(members)
                        .containsExactly(
                                "basis",
                                "byHand",
                                "checked",
                                "code",
                                "facts",
                                "id",
                                "meaning",
                                "sentence",
                                "status");
                assertThat(line.text("status").orElseThrow()).isIn("PASSED", "FAILED", "UNCHECKED");
                line.text("act").ifPresent(act -> assertThat(act).matches("[0-9a-f]{64}"));
            }
        }

        @Test
        void these_checks_are_made_of_a_whole_case() throws Exception {
            var ids = new TreeSet<String>();
            var codes = new TreeSet<String>();
            for (var line : lines(report(file, "--roots", roots, "--json"))) {
                ids.add(line.text("id").orElseThrow());
                codes.add(line.text("code").orElseThrow());
            }

            assertThat(ids)
                    .isEqualTo(
                            Set.of(
                                    "authorised",
                                    "container",
                                    "custody",
                                    "file",
                                    "log",
                                    "order",
                                    "personal",
                                    "profile",
                                    "root",
                                    "ruling",
                                    "scope",
                                    "seen",
                                    "signature",
                                    "time",
                                    "upto"));
            assertThat(codes)
                    .isEqualTo(
                            Set.of(
                                    "authorised.before",
                                    "container.beside",
                                    "container.unsigned",
                                    "custody.compared",
                                    "custody.derived",
                                    "custody.received",
                                    "file.matches",
                                    "file.whole",
                                    "log.included",
                                    "log.one-tree",
                                    "order.whole",
                                    "personal.device",
                                    "profile.used",
                                    "root.given",
                                    "ruling.permitted",
                                    "scope.within",
                                    "seen.all",
                                    "signature.authentic",
                                    "time.interval",
                                    "upto.checkpoint"));
        }

        @Test
        void a_failure_names_its_act_and_its_facts() throws Exception {
            var report = report(tampered(), "--roots", roots, "--json");

            assertThat(report.integer("exit")).contains(1L);
            assertThat(report.text("result")).contains("FAILED");
            var failed =
                    lines(report).stream()
                            .filter(line -> line.text("status").orElse("").equals("FAILED"))
                            .toList();
            assertThat(failed).hasSize(1);
            assertThat(failed.getFirst().text("code")).contains("file.other-bytes");
            assertThat(failed.getFirst().object("facts").orElseThrow().members().keySet())
                    .containsExactlyInAnyOrder("file", "sha256", "found");
        }

        private static List<Json.Obj> lines(Json.Obj report) {
            var lines = new ArrayList<Json.Obj>();
            for (var line : report.items("lines")) lines.add((Json.Obj) line);
            assertThat(lines).isNotEmpty();
            return lines;
        }
    }
}
