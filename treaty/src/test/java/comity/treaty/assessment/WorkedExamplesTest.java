package comity.treaty.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.treaty.facts.Fact;
import comity.treaty.law.Profiles;
import comity.treaty.rules.Wording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/formats/assessment.md holds, and so do its examples; {@code -Dcomity.accept=true} rewrites.
 */
class WorkedExamplesTest {
    private static final Path FORMATS =
            Path.of(System.getProperty("comity.root", ".."), "docs", "formats");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    /** What each example comes to, so that nobody accepts another by mistake. */
    private static final Map<String, Assessment.Verdict> VERDICTS =
            Map.of(
                    "01", Assessment.Verdict.MAY_BE_SENT,
                    "02", Assessment.Verdict.BLOCKED,
                    "03", Assessment.Verdict.FACTS_MISSING,
                    "04", Assessment.Verdict.BLOCKED,
                    "05", Assessment.Verdict.MAY_BE_SENT,
                    "06", Assessment.Verdict.BLOCKED,
                    "07", Assessment.Verdict.MAY_BE_SENT,
                    "08", Assessment.Verdict.BLOCKED,
                    "09", Assessment.Verdict.BLOCKED,
                    "10", Assessment.Verdict.BLOCKED);

    static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(FORMATS.resolve("assessments"))) {
            return files.filter(file -> !file.toString().endsWith(".answer.json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void there_are_ten() throws IOException {
        assertThat(documents()).hasSize(10);
    }

    @Test
    void the_published_schema_is_the_catalogue_of_facts() throws Exception {
        golden(FORMATS.resolve("assessment.schema.json"), CanonicalJson.text(Schema.document()));
        for (var fact : Fact.values()) assertThat(Schema.meaning(fact)).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void an_example_fits_the_schema_and_is_answered_as_published(Path file) throws Exception {
        var bytes = Files.readAllBytes(file);
        assertThat(schema().validate(new String(bytes, StandardCharsets.UTF_8), InputFormat.JSON))
                .as("by another's validator")
                .isEmpty();
        var read = MatterReader.read(JsonReader.actObject(bytes), TODAY);
        assertThat(read.problems()).isEmpty();
        var matter = read.matter().orElseThrow();
        var assessment = Assessor.assess(matter, Profiles.NONE);
        var name = file.getFileName().toString();
        assertThat(assessment.verdict()).as(name).isEqualTo(VERDICTS.get(name.substring(0, 2)));
        golden(
                file.resolveSibling(name.replace(".json", ".answer.json")),
                CanonicalJson.text(new Answer(matter, assessment, Locale.ENGLISH).json()));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void the_answer_is_given_in_six_languages(Path file) throws Exception {
        var matter =
                MatterReader.read(JsonReader.actObject(Files.readAllBytes(file)), TODAY)
                        .matter()
                        .orElseThrow();
        var assessment = Assessor.assess(matter, Profiles.NONE);
        for (var language : Wording.LANGUAGES) {
            var lines = new Answer(matter, assessment, language).lines();
            assertThat(lines).as("%s", language).hasSizeGreaterThan(10);
            assertThat(lines).noneMatch(line -> line.contains("{"));
        }
    }

    private static JsonSchema schema() {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(CanonicalJson.text(Schema.document()));
    }

    private static void golden(Path file, String text) throws Exception {
        if (Boolean.getBoolean("comity.accept"))
            Files.writeString(file, pretty(text), StandardCharsets.UTF_8);
        assertThat(CanonicalJson.text(read(file))).isEqualTo(text);
    }

    private static Json.Obj read(Path file) throws Exception {
        return JsonReader.actObject(Files.readAllBytes(file));
    }

    private static String pretty(String text) throws IOException {
        return new com.fasterxml.jackson.databind.ObjectMapper().readTree(text).toPrettyString()
                + "\n";
    }
}
