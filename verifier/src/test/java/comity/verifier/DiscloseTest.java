package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Disclosure;
import comity.evidence.dossier.DossierWriter;
import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Report.Status;
import comity.evidence.dossier.Verification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A case file in part, made offline, and what a court then reads. */
class DiscloseTest {
    private static final String SUMMARY = "St Brandan";
    @TempDir Path folder;
    private Story story = new Story();
    private Path whole = Path.of("");

    private record Answer(int exit, String text) {}

    @BeforeEach
    void a_case() throws IOException {
        story = new Story().told();
        whole = story.write(folder);
    }

    private Answer ask(String... arguments) {
        var out = new ByteArrayOutputStream();
        var exit =
                Disclose.run(
                        List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Answer(exit, out.toString(StandardCharsets.UTF_8));
    }

    private Report verify(Path file) throws IOException {
        return Verification.verify(file, Optional.of(story.roots()), Progress.SILENT);
    }

    private Path disclosed(String... how) {
        var out = folder.resolve("part.comity");
        var arguments = new java.util.ArrayList<>(List.of("--case", whole.toString()));
        arguments.addAll(List.of(how));
        arguments.addAll(List.of("--out", out.toString()));
        var answer = ask(arguments.toArray(String[]::new));
        assertThat(answer.exit).as(answer.text).isZero();
        return out;
    }

    @ParameterizedTest
    @CsvSource({
        "defence, officer victims",
        "oversight, exhibits facts officer subject victims",
        "state:XC, exhibits facts officer subject victims",
        "public, exhibits facts officer reasons subject terms victims"
    })
    void verifies_for_each_audience_in_all_that_remains_and_passes_nothing_that_is_withheld(
            String audience, String withheld) throws IOException {
        var report = verify(disclosed("--audience", audience));

        assertThat(report.lines()).filteredOn(line -> line.status() == Status.FAILED).isEmpty();
        assertThat(report.result()).isEqualTo(Status.UNCHECKED);
        for (var id : List.of("signature", "log", "root"))
            assertThat(report.lines())
                    .filteredOn(line -> line.id().equals(id))
                    .isNotEmpty()
                    .allMatch(line -> line.status() == Status.PASSED);
        var sections =
                report.lines().stream()
                        .filter(line -> line.code().equals("section.withheld"))
                        .toList();
        assertThat(sections)
                .allSatisfy(
                        line -> {
                            assertThat(line.status()).isEqualTo(Status.UNCHECKED);
                            assertThat(line.facts().get("sha256")).matches("[0-9a-f]{64}");
                            assertThat(line.act()).isPresent();
                        });
        assertThat(
                        sections.stream()
                                .map(line -> line.facts().get("section"))
                                .collect(Collectors.toSet()))
                .isEqualTo(Set.of(withheld.split(" ")));
    }

    @Test
    void holds_nothing_of_what_is_withheld_not_even_which_acts_used_it() throws IOException {
        var parts = Parts.of(disclosed("--audience", "public", "--withhold", "facts"));

        for (var entry : parts.entries.entrySet())
            if (entry.getKey().startsWith("acts/"))
                assertThat(new String(entry.getValue(), StandardCharsets.UTF_8))
                        .doesNotContain(SUMMARY)
                        .doesNotContain("\"facts\":{");
        var lines =
                verify(folder.resolve("part.comity")).lines().stream()
                        .filter(line -> line.code().equals("section.withheld"))
                        .toList();
        assertThat(lines).hasSize(story.contents().acts().size());
    }

    @Test
    void keeps_only_what_it_is_told_to_keep_and_withholds_exhibits_with_their_list()
            throws IOException {
        var parts = Parts.of(disclosed("--audience", "defence", "--only", "terms,reasons"));

        assertThat(parts.entries.keySet()).noneMatch(name -> name.startsWith("exhibits/"));
        assertThat(
                        verify(folder.resolve("part.comity")).lines().stream()
                                .filter(line -> line.code().equals("section.disclosed"))
                                .findFirst()
                                .orElseThrow()
                                .facts()
                                .get("sections"))
                .isEqualTo("exhibits, facts, officer, subject, victims");
    }

    @Test
    void shows_what_would_be_withheld_before_it_writes() {
        var answer = ask("--case", whole.toString(), "--audience", "oversight");

        assertThat(answer.exit).isZero();
        assertThat(answer.text)
                .contains("Withheld in every act: exhibits, facts, officer, subject")
                .contains("Kept: reasons, terms")
                .contains("Nothing is written");
        assertThat(folder.resolve("part.comity")).doesNotExist();
    }

    @Test
    void withholds_more_of_what_was_withheld_before_and_says_both() throws IOException {
        whole = disclosed("--audience", "defence", "--withhold", "facts");
        var again = folder.resolve("again.comity");
        ask(
                "--case",
                whole.toString(),
                "--audience",
                "public",
                "--withhold",
                "reasons",
                "--out",
                again.toString());

        assertThat(verify(again).text(Locale.ENGLISH)).contains("facts, reasons");
    }

    @Test
    void a_file_that_says_that_it_withholds_what_lies_in_it_fails() throws IOException {
        var contents = story.contents();
        var out = folder.resolve("lie.comity");
        try (var file = Files.newOutputStream(out)) {
            DossierWriter.write(
                    file,
                    new comity.evidence.dossier.Contents(
                            contents.docket(),
                            contents.exporter(),
                            contents.acts(),
                            contents.directories(),
                            contents.profiles(),
                            contents.logs(),
                            contents.exhibits(),
                            Optional.of(new Disclosure("public", Set.of("terms"))),
                            java.util.List.of()));
        }

        assertThat(verify(out).lines())
                .anyMatch(
                        line ->
                                line.code().equals("section.not-withheld")
                                        && line.status() == Status.FAILED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --audience press                              | no audience is called press
                    --audience public --withhold names            | no section is called names
                    --audience public --withhold facts --only terms | not both
                    --withhold facts                              | --audience
                    --audience public --to                        | there is no option --to
                    """)
    void refuses_what_it_does_not_understand_and_writes_nothing(String how, String why) {
        var arguments = new java.util.ArrayList<>(List.of("--case", whole.toString()));
        arguments.addAll(List.of(how.strip().split(" +")));
        arguments.addAll(List.of("--out", folder.resolve("part.comity").toString()));

        var answer = ask(arguments.toArray(String[]::new));

        assertThat(answer.exit).isEqualTo(3);
        assertThat(answer.text).contains(why);
        assertThat(folder.resolve("part.comity")).doesNotExist();
    }

    @Test
    void leaves_no_half_of_a_file_where_the_case_file_is_not_sound() throws IOException {
        var broken = Files.write(folder.resolve("broken.comity"), new byte[] {1, 2, 3});
        var out = folder.resolve("part.comity");

        var answer =
                ask("--case", broken.toString(), "--audience", "public", "--out", out.toString());

        assertThat(answer.exit).isEqualTo(1);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("part.comity"));
        }
    }
}
