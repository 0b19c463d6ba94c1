package comity.treaty.forms;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.treaty.docket.Field;
import comity.treaty.docket.Form;
import comity.treaty.terms.Measure;
import comity.treaty.translation.AuthenticTerms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/formats/request.md holds, and so do its examples; {@code -Dcomity.accept=true} rewrites. */
class RequestDocumentTest {
    private static final Path FORMATS =
            Path.of(System.getProperty("comity.root", ".."), "docs", "formats");

    /** A field of a model form, and where it stands with us. */
    record Home(String source, String field, String home) {}

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(FORMATS.resolve("requests"))) {
            return files.sorted().toList();
        }
    }

    static List<Home> homes() throws IOException {
        try (var in = RequestDocumentTest.class.getResourceAsStream("homes.txt")) {
            return new String(
                            java.util.Objects.requireNonNull(in).readAllBytes(),
                            StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\|"))
                    .map(parts -> new Home(parts[0].strip(), parts[1].strip(), parts[2].strip()))
                    .toList();
        }
    }

    @Test
    void the_published_schema_is_the_table_of_fields() throws Exception {
        var file = FORMATS.resolve("request.schema.json");
        var text = CanonicalJson.text(RequestSchema.document());
        if (Boolean.getBoolean("comity.accept"))
            Files.writeString(
                    file,
                    new com.fasterxml.jackson.databind.ObjectMapper()
                                    .readTree(text)
                                    .toPrettyString()
                            + "\n",
                    StandardCharsets.UTF_8);
        assertThat(CanonicalJson.text(read(file))).isEqualTo(text);
    }

    @Test
    void there_is_an_example_of_each_form() throws Exception {
        var forms = new TreeSet<String>();
        for (var file : examples()) forms.add(read(file).text("form").orElseThrow());
        assertThat(forms).containsExactlyInAnyOrder(names(Form.values()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_fits_the_schema_and_comes_back_as_it_went(Path file) throws Exception {
        var document = read(file);
        assertThat(errors(document)).as("by another's validator").isEmpty();
        var read = RequestDocument.read(document);
        assertThat(read.problems()).isEmpty();
        var request = read.document().orElseThrow();
        assertThat(CanonicalJson.text(request.json())).isEqualTo(CanonicalJson.text(document));
        assertThat(RequestDocument.of(request.form(), request.measure(), request.said()))
                .isEqualTo(request);
    }

    @ParameterizedTest
    @MethodSource("homes")
    void a_field_of_a_model_form_has_a_home(Home home) throws Exception {
        assertThat(home.home())
                .matches("(header|act|profile|document): .+|[*A-Z_/0-9]+ [a-z]+\\.\\w+");
        if (home.home().contains(": ")) return;
        var parts = home.home().split("[ .]");
        for (var form : Form.values()) {
            for (var measure : measures(form)) {
                var name = form + measure.map(one -> "/" + one).orElse("");
                if (parts[0].equals("*")
                        ? form.type() != comity.treaty.docket.Type.REQUEST
                        : !name.equals(parts[0])) continue;
                var field =
                        RequestDocument.fields(form, measure).stream()
                                .filter(
                                        one ->
                                                one.section().equals(parts[1])
                                                        && one.name().equals(parts[2]))
                                .findFirst();
                assertThat(field).as(home + " in " + name).isPresent();
                roundTrip(form, measure, field.orElseThrow());
            }
        }
    }

    @Test
    void every_numbered_field_of_the_model_forms_is_in_the_table() throws Exception {
        var table = homes().stream().map(home -> home.source() + " " + home.field()).toList();
        for (var number = 1; number <= 7; number++)
            assertThat(table).anyMatch(starts("tcy-art29-preservation.md " + number + " "));
        for (var number = 1; number <= 11; number++)
            assertThat(table).anyMatch(starts("tcy-art31-subscriber.md " + number + " "));
        for (var letter : "ABCDEFGHIJKL".split(""))
            assertThat(table).anyMatch(starts("eu-epoc-forms.md " + letter + " "));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void everything_that_a_form_asks_can_be_said_and_has_its_part(Form form) throws Exception {
        for (var measure : measures(form)) {
            for (var field : RequestDocument.fields(form, measure)) {
                assertThat(Guide.place(field).article()).isNotBlank();
                roundTrip(form, measure, field);
            }
            assertThat(Guide.parts(form, measure).values().stream().mapToInt(List::size).sum())
                    .isEqualTo(measure.map(form::fields).orElseGet(form::fields).size());
        }
    }

    @Test
    void what_is_wrong_is_named_at_its_place() throws Exception {
        var good = read(examples().getFirst());
        var terms = good.object("content").orElseThrow().object("terms").orElseThrow();
        var bad =
                good.with("measure", "INTERCEPT")
                        .with("note", "x")
                        .with(
                                "content",
                                Json.object()
                                        .with(
                                                "terms",
                                                terms.with("maxMonths", -1L)
                                                        .with("from", "2026-13-01")
                                                        .with("courtOrder", "TRUE")));
        var read = RequestDocument.read(bad);
        assertThat(read.document()).isEmpty();
        assertThat(read.problems())
                .extracting("path")
                .contains("note", "measure", "terms.maxMonths", "terms.from");
        assertThat(errors(bad)).isNotEmpty();
        var backwards =
                good.with(
                        "content",
                        Json.object()
                                .with(
                                        "terms",
                                        terms.with("from", "2026-10-09").with("to", "2026-10-01")));
        assertThat(RequestDocument.read(backwards).problems())
                .extracting("path")
                .containsExactly("terms.to");
    }

    @Test
    void the_terms_are_the_same_in_six_languages_and_found_in_a_text() {
        var keys =
                AuthenticTerms.of(Locale.ENGLISH).stream().map(AuthenticTerms.Term::key).toList();
        for (var language : comity.treaty.rules.Wording.LANGUAGES) {
            var terms = AuthenticTerms.of(language);
            assertThat(terms).extracting(AuthenticTerms.Term::key).isEqualTo(keys);
            assertThat(terms).allSatisfy(term -> assertThat(term.word()).isNotBlank());
        }
        assertThat(keys).containsAll(AuthenticTerms.LOCKED.values());
        assertThat(
                        AuthenticTerms.in(
                                "Subscriber information and traffic data, not subtraffic database",
                                Locale.ENGLISH))
                .extracting(found -> found.term().key())
                .containsExactly("subscriber-information", "traffic-data");
        assertThat(AuthenticTerms.in("نطلب معلومات المشترك وبيانات الحركة", Locale.of("ar")))
                .extracting(found -> found.term().key())
                .containsExactly("subscriber-information", "traffic-data");
        assertThat(AuthenticTerms.term("traffic-data", Locale.of("ar")).orElseThrow().certainty())
                .isEqualTo(AuthenticTerms.Certainty.SEEN);
    }

    private static java.util.function.Predicate<String> starts(String prefix) {
        return line -> line.startsWith(prefix);
    }

    private static void roundTrip(Form form, Optional<Measure> measure, Field field)
            throws Exception {
        var content =
                Json.object().with(field.section(), Json.object().with(field.name(), some(field)));
        var document = new RequestDocument(form, measure, content).json();
        assertThat(errors(document)).as(field.name()).isEmpty();
        var read = RequestDocument.read(document);
        assertThat(read.problems()).isEmpty();
        assertThat(CanonicalJson.text(read.document().orElseThrow().json()))
                .isEqualTo(CanonicalJson.text(document));
    }

    private static Json some(Field field) {
        return switch (field.kind()) {
            case TEXT, LONG_TEXT -> new Json.Str("Some text");
            case NUMBER -> new Json.Int(7);
            case DATE -> new Json.Str("2026-10-03");
            case DIGEST -> new Json.Str("9f".repeat(32));
            case DIGESTS -> Json.strings(List.of("9f".repeat(32)));
            case STATE -> new Json.Str("XB");
            case SECTIONS, TEXTS -> Json.strings(List.of("One", "Two"));
            case EXHIBITS, MANIFESTS ->
                    new Json.Arr(List.of(Json.object().with("name", "order.pdf")));
            case NAMED_TEXTS -> Json.object().with("summary", "words");
            case SAFEGUARD, OUTCOME, TRUTH, CODE -> new Json.Str(Guide.choices(field).getLast());
            case CATEGORIES, CONDUCT, GROUNDS, CODES -> Json.strings(Guide.choices(field));
        };
    }

    private static List<Optional<Measure>> measures(Form form) {
        return form.measures().isEmpty()
                ? List.of(Optional.empty())
                : form.measures().stream().map(Optional::of).toList();
    }

    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(CanonicalJson.text(RequestSchema.document()));

    private static java.util.Set<?> errors(Json.Obj document) {
        return SCHEMA.validate(CanonicalJson.text(document), InputFormat.JSON);
    }

    private static Json.Obj read(Path file) throws Exception {
        return JsonReader.actObject(Files.readAllBytes(file));
    }

    private static String[] names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toArray(String[]::new);
    }
}
