package comity.treaty.law;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.treaty.assessment.Instrument;
import comity.treaty.law.ProfileReader.Publisher;
import comity.treaty.rules.Wording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/formats/profile.md holds; {@code -Dcomity.accept=true} rewrites what it publishes. */
class ProfileReaderTest {
    private static final Path FORMATS =
            Path.of(System.getProperty("comity.root", ".."), "docs", "formats");
    private static final Path PROFILES = FORMATS.resolve("profiles");
    private static final Pattern GAP = Pattern.compile("\\{(\\w+)}");

    private static final Publisher BORDURIA =
            new Publisher(
                    "XB",
                    Optional.of(Set.of("XB.central-authority", "XB.court")),
                    OptionalLong.empty());

    static List<Path> accepted() throws IOException {
        return files(PROFILES);
    }

    static List<Path> refused() throws IOException {
        return files(PROFILES.resolve("refused"));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    private static Publisher publisher(Path file) {
        return file.endsWith("arcadia.json")
                ? new Publisher(
                        "XA", Optional.of(Set.of("XA.central-authority")), OptionalLong.empty())
                : BORDURIA;
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void an_example_is_read_and_fits_the_schema(Path file) throws Exception {
        var bytes = Files.readAllBytes(file);
        var read = ProfileReader.read(bytes, publisher(file));
        assertThat(read.problems()).isEmpty();
        assertThat(read.profile().orElseThrow().calendar()).isPresent();
        assertThat(schema().validate(new String(bytes, StandardCharsets.UTF_8), InputFormat.JSON))
                .as("by another's validator")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void a_specimen_is_refused_with_every_line_and_reason(Path file) throws Exception {
        var read = ProfileReader.read(Files.readAllBytes(file), BORDURIA);
        assertThat(read.profile()).isEmpty();
        assertThat(read.problems()).isNotEmpty().allMatch(problem -> problem.line() > 0);
        var said =
                read.problems().stream()
                        .map(Problem::toString)
                        .collect(Collectors.joining("\n", "", "\n"));
        var golden =
                file.resolveSibling(
                        file.getFileName().toString().replace(".json", ".problems.txt"));
        if (Boolean.getBoolean("comity.accept")) Files.writeString(golden, said);
        assertThat(said).isEqualTo(Files.readString(golden));
    }

    @Test
    void what_is_looser_is_told_with_its_article() throws Exception {
        for (var looser :
                Map.of(
                                "content-without-a-judge", "24",
                                "preservation-shorter-than-sixty-days", "42",
                                "interception-for-what-is-not-serious", "30",
                                "a-threshold-below-four-years", "2(h)",
                                "refusals-that-the-closed-list-does-not-know", "42",
                                "secrecy-without-end", "24",
                                "without-proportionality", "24",
                                "real-time-traffic-for-fewer-offences-than-interception", "23")
                        .entrySet()) {
            var file = PROFILES.resolve("refused").resolve(looser.getKey() + ".json");
            assertThat(ProfileReader.read(Files.readAllBytes(file), BORDURIA).problems())
                    .as(looser.getKey())
                    .anyMatch(
                            problem ->
                                    problem.code().startsWith("looser.")
                                            && problem.citation()
                                                    .filter(
                                                            citation ->
                                                                    citation.text()
                                                                            .equals(
                                                                                    looser
                                                                                            .getValue()))
                                                    .isPresent());
        }
    }

    @Test
    void a_version_is_newer_than_the_one_that_stands() throws Exception {
        var bytes = Files.readAllBytes(PROFILES.resolve("borduria.json"));
        var standing = new Publisher("XB", Optional.empty(), OptionalLong.of(1));
        assertThat(ProfileReader.read(bytes, standing).problems())
                .extracting(Problem::code)
                .containsExactly("version.not-newer");
        var first =
                Json.object()
                        .with("centralAuthority", "XB.central-authority")
                        .with("languages", Json.strings(List.of("en")));
        assertThat(ProfileReader.read(first, Publisher.of("XB")).problems()).isEmpty();
        assertThat(ProfileReader.read(first, standing).problems())
                .as("the first release's form says less than what stands")
                .extracting(Problem::code)
                .containsExactly("version.not-newer");
    }

    @Test
    void the_first_releases_form_is_read_as_strictly() {
        var first =
                Json.object()
                        .with("centralAuthority", "XA.central-authority")
                        .with("mostDays", -1)
                        .with("mostacounts", 5);
        assertThat(ProfileReader.read(first, BORDURIA).problems())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(
                        "authority.expected", "number.negative", "member.unknown");
    }

    @Property(tries = 300)
    void whatever_the_bytes_are_there_is_an_answer(@ForAll byte[] bytes) {
        var read = ProfileReader.read(bytes, BORDURIA);
        assertThat(read.profile().isEmpty()).isEqualTo(!read.problems().isEmpty());
    }

    /** Any one value replaced by something else: refused or read, never an exception. */
    @Test
    void whatever_stands_in_a_place_there_is_an_answer() throws Exception {
        var document = JsonReader.actObject(Files.readAllBytes(PROFILES.resolve("borduria.json")));
        var answers = new TreeMap<Boolean, Integer>();
        for (var strange :
                List.of(
                        new Json.Int(-1),
                        new Json.Int(1L << 40),
                        new Json.Str(""),
                        new Json.Str("{0} {most}"),
                        new Json.Bool(false),
                        Json.EMPTY,
                        new Json.Arr(List.of(new Json.Int(3), Json.EMPTY))))
            for (var changed : replaced(document, strange)) {
                var read = ProfileReader.read((Json.Obj) changed, BORDURIA);
                answers.merge(read.profile().isPresent(), 1, Integer::sum);
                for (var language : Wording.LANGUAGES)
                    read.problems().forEach(problem -> problem.reason(language));
            }
        assertThat(answers.get(false)).isGreaterThan(500);
    }

    private static List<Json> replaced(Json value, Json strange) {
        return switch (value) {
            case Json.Obj object ->
                    object.members().entrySet().stream()
                            .flatMap(
                                    member ->
                                            Stream.concat(
                                                            Stream.of(strange),
                                                            replaced(member.getValue(), strange)
                                                                    .stream())
                                                    .map(
                                                            other ->
                                                                    (Json)
                                                                            object.with(
                                                                                    member.getKey(),
                                                                                    other)))
                            .toList();
            case Json.Arr(var items) ->
                    items.isEmpty()
                            ? List.of()
                            : replaced(items.getFirst(), strange).stream()
                                    .map(
                                            other ->
                                                    (Json)
                                                            new Json.Arr(
                                                                    Stream.concat(
                                                                                    Stream.of(
                                                                                            other),
                                                                                    items.stream()
                                                                                            .skip(
                                                                                                    1))
                                                                            .toList()))
                                    .toList();
            case Json.Str _, Json.Int _, Json.Bool _, Json.Real _, Json.Null() -> List.of();
        };
    }

    @Test
    void the_published_schema_is_the_catalogue() throws Exception {
        var file = FORMATS.resolve("profile.schema.json");
        var text = CanonicalJson.text(ProfileSchema.document());
        if (Boolean.getBoolean("comity.accept"))
            Files.writeString(
                    file,
                    new com.fasterxml.jackson.databind.ObjectMapper()
                                    .readTree(text)
                                    .toPrettyString()
                            + "\n");
        assertThat(CanonicalJson.text(JsonReader.actObject(Files.readAllBytes(file))))
                .isEqualTo(text);
    }

    @Test
    void every_member_and_code_is_worded_in_six_languages() {
        for (var language : Wording.LANGUAGES) {
            for (var path : ProfileSchema.paths().toList())
                assertThat(ProfileWords.term(path, language)).as(path).isNotEqualTo(path);
            for (var code : codes(ProfileTerms.DOCUMENT).toList())
                assertThat(ProfileWords.code(code, language)).as(code).isNotEqualTo(code);
        }
    }

    private static Stream<String> codes(Shape shape) {
        return switch (shape) {
            case Shape.Code(var codes) ->
                    codes.stream()
                            .filter(code -> code.matches("[A-Z][A-Z0-9_]+"))
                            .filter(code -> !code.endsWith("DAY"));
            case Shape.Several(var each) -> codes(each);
            case Shape.Group(var terms) -> terms.stream().flatMap(term -> codes(term.shape()));
            case Shape.Rows(_, var terms) -> terms.stream().flatMap(term -> codes(term.shape()));
            default -> Stream.empty();
        };
    }

    @Test
    void every_reason_has_the_same_gaps_in_six_languages() {
        var english =
                java.util.ResourceBundle.getBundle("comity.treaty.law.problems", Locale.ENGLISH);
        for (var language : Wording.LANGUAGES) {
            var other = java.util.ResourceBundle.getBundle("comity.treaty.law.problems", language);
            assertThat(other.keySet()).isEqualTo(english.keySet());
            for (var key : english.keySet())
                assertThat(gaps(other.getString(key)))
                        .as("%s in %s", key, language)
                        .isEqualTo(gaps(english.getString(key)));
        }
    }

    private static Set<String> gaps(String sentence) {
        return GAP.matcher(sentence)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void the_instruments_are_those_that_a_request_may_rest_on() {
        assertThat(ProfileTerms.INSTRUMENTS)
                .isEqualTo(Arrays.stream(Instrument.values()).map(Enum::name).toList());
    }

    private static JsonSchema schema() {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(CanonicalJson.text(ProfileSchema.document()));
    }
}
