package comity.treaty.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import comity.record.act.CanonicalJson;
import comity.record.act.JsonReader;
import comity.treaty.terms.Truth;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/formats/provision.md holds: what is read, and what is refused, whole and by line. */
class ProvisionsReaderTest {
    private static final Path FORMATS =
            Path.of(System.getProperty("comity.root", ".."), "docs", "formats");
    private static final Optional<String> ARCADIA = Optional.of("XA");

    private static final String HEAD =
            "id,label,title,articles,conduct,elements,base,aggravated,source,asOf,confidence,from,until,speech\n";
    private static final String GOOD =
            "XA/1,s. 1,Access,7,ACCESS,WITHOUT_RIGHT INTENT,24,48,Gazette,2026-01-01,seen,,,\n";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ProvisionsReader.Read csv(String text) {
        return ProvisionsReader.csv(bytes(text), ARCADIA, "because");
    }

    private static String json(String provision) {
        return "{\n\"format\": \"comity-provisions/1\",\n\"provisions\": [\n" + provision + "]}";
    }

    private static final String PROVISION =
            """
            {"id": "XA/1", "label": "s. 1", "title": "Access", "articles": [7],
             "conduct": ["ACCESS"], "elements": ["WITHOUT_RIGHT"],
             "base": 24,
             "source": "Gazette", "asOf": "2026-01-01", "confidence": "seen"}
            """;

    @Nested
    class Tables {

        @Test
        void a_good_one_is_read() {
            var read = csv(HEAD + GOOD);
            assertThat(read.problems()).isEmpty();
            var provision = read.enactment().orElseThrow().provisions().getFirst();
            assertThat(provision.id()).isEqualTo("XA/1");
            assertThat(provision.base()).isEqualTo(new Penalty.Months(24));
            assertThat(provision.belowFourYears()).isEqualTo(Truth.TRUE);
            assertThat(provision.belowFourYearsAtMost()).isEqualTo(Truth.FALSE);
            assertThat(read.enactment().orElseThrow().reason()).isEqualTo("because");
        }

        @Test
        void a_spreadsheets_mark_and_line_ends_are_taken() {
            assertThat(csv("\uFEFF" + (HEAD + GOOD).replace("\n", "\r\n")).problems()).isEmpty();
        }

        @Test
        void every_problem_is_told_at_once_with_its_line() {
            var read =
                    csv(
                            HEAD
                                    + GOOD
                                    + "XA/2,s. 2,Access,7 99,ACCESS,WITHOUT_RIGHT,-5,,Gazette,2026-01-01,seen,,,\n"
                                    + "XA/1,s. 3,Access,7,ACCESS,LUCK,12,,Gazette,2026-02-30,certain,2026-05-01,2026-04-01,\n"
                                    + "XB/4,s. 4,,7,ACCESS,,60,12,Gazette,2026-01-01,seen,,,true\n");
            assertThat(read.enactment()).isEmpty();
            assertThat(read.problems())
                    .extracting(
                            problem ->
                                    problem.line() + " " + problem.field() + " " + problem.code())
                    .containsExactlyInAnyOrder(
                            "3 articles article.unknown",
                            "3 base penalty.negative",
                            "4 elements code.unknown",
                            "4 asOf day.malformed",
                            "4 confidence confidence.unknown",
                            "4 until period.reversed",
                            "4 id id.twice",
                            "5 title missing",
                            "5 aggravated penalty.aggravated-lower",
                            "5 speech speech.with-article",
                            "5 id state.other");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        XA/2 |s. 2|A|7|ACCESS|| two years | penalty.malformed
                        XA/2 |s. 2|A|8|ACCESS|| 12 | conduct.not-of-article
                        XA/a b |s. 2|A|7|ACCESS|| 12 | id.malformed
                        XA/2 |s. 2|A|7|ACCESS|| 99999999999 | penalty.malformed
                        XA/2 |s. 2|A|7 7|ACCESS|| 12 | code.twice
                        XA/2 |=cmd()|A|7|ACCESS|| 12 | text.formula
                        XA/2 |s. \uFFFD|A|7|ACCESS|| 12 | text.damaged
                        """)
        void a_bad_cell_is_told(
                String id,
                String label,
                String title,
                String articles,
                String conduct,
                String elements,
                String base,
                String code) {
            var line =
                    String.join(
                            ",",
                            id,
                            label,
                            title,
                            articles,
                            conduct,
                            elements == null ? "" : elements,
                            base,
                            ",Gazette,2026-01-01,seen,,,\n");
            var read = csv(HEAD + line);
            assertThat(read.problems()).extracting(Problem::code).containsExactly(code);
            assertThat(read.problems().getFirst().line()).isEqualTo(2);
        }

        @Test
        void another_encoding_is_refused_at_its_line() {
            var latin =
                    (HEAD + GOOD + GOOD.replace("Access", "Zugänge").replace("XA/1", "XA/2"))
                            .getBytes(StandardCharsets.ISO_8859_1);
            var read = ProvisionsReader.csv(latin, ARCADIA, "");
            assertThat(read.problems())
                    .singleElement()
                    .satisfies(
                            problem -> {
                                assertThat(problem.code()).isEqualTo("encoding");
                                assertThat(problem.line()).isEqualTo(3);
                            });
            assertThat(
                            ProvisionsReader.csv(
                                            (HEAD + GOOD).getBytes(StandardCharsets.UTF_16),
                                            ARCADIA,
                                            "")
                                    .problems())
                    .extracting(Problem::code)
                    .containsExactly("encoding");
        }

        @Test
        void the_shape_is_checked() {
            assertThat(codes(csv(""))).containsExactly("empty");
            assertThat(codes(csv(HEAD))).containsExactly("empty");
            assertThat(codes(csv("id,label,surprise,id\n")))
                    .contains("csv.column-unknown", "csv.column-twice", "csv.column-missing");
            assertThat(codes(csv(HEAD + "XA/1,too,few\n"))).containsExactly("csv.columns");
            assertThat(codes(csv(HEAD + GOOD + "\"never closed"))).contains("csv.quote");
            assertThat(codes(csv(HEAD + "\"XA/1\"x,s" + GOOD.substring(6)))).contains("csv.quote");
        }
    }

    private static List<String> codes(ProvisionsReader.Read read) {
        assertThat(read.enactment()).isEmpty();
        return read.problems().stream().map(Problem::code).toList();
    }

    @Nested
    class Documents {

        @Test
        void a_good_one_is_read() {
            assertThat(ProvisionsReader.json(bytes(json(PROVISION)), ARCADIA).problems()).isEmpty();
        }

        @Test
        void a_problem_has_the_line_of_its_member() {
            var read =
                    ProvisionsReader.json(
                            bytes(
                                    json(
                                            PROVISION.replace("24", "-24")
                                                    + ","
                                                    + PROVISION.replace("\"ACCESS\"", "7"))),
                            ARCADIA);
            assertThat(read.problems())
                    .extracting(
                            problem ->
                                    problem.line() + " " + problem.field() + " " + problem.code())
                    .containsExactly(
                            "6 base penalty.negative", "8 id id.twice", "9 conduct member.type");
        }

        @Test
        void broken_json_is_refused_at_its_line() {
            var read = ProvisionsReader.json(bytes("{\n\"format\": ,\n}"), ARCADIA);
            assertThat(read.problems())
                    .singleElement()
                    .satisfies(
                            problem -> {
                                assertThat(problem.code()).isEqualTo("json.malformed");
                                assertThat(problem.line()).isEqualTo(2);
                            });
            assertThat(codes(ProvisionsReader.json(bytes("[]"), ARCADIA)))
                    .containsExactly("json.malformed");
            assertThat(
                            codes(
                                    ProvisionsReader.json(
                                            json(PROVISION.replace("Access", "Zugänge"))
                                                    .getBytes(StandardCharsets.ISO_8859_1),
                                            ARCADIA)))
                    .containsExactly("encoding");
        }

        @Test
        void what_is_not_of_the_format_is_refused() {
            var read =
                    ProvisionsReader.json(
                            bytes(
                                    "{\"format\": \"x\", \"surprise\": 1, \"complete\": [6], \"provisions\": [7, {\"odd\": 1}]}"),
                            ARCADIA);
            assertThat(codes(read))
                    .contains(
                            "format",
                            "member.unknown",
                            "article.unknown",
                            "member.type",
                            "missing");
        }

        @Test
        void a_number_written_as_text_is_not_a_number() {
            assertThat(
                            codes(
                                    ProvisionsReader.json(
                                            bytes(json(PROVISION.replace("24", "\"24\""))),
                                            ARCADIA)))
                    .contains("member.type");
        }
    }

    @Provide
    static Arbitrary<Provision> provisions() {
        var texts = Arbitraries.strings().withChars("aäя中ع,\";: \n'").ofMaxLength(12);
        var named = texts.map(text -> "x" + text + "x");
        var penalties =
                Arbitraries.oneOf(
                        Arbitraries.longs().between(1, 600).map(Penalty.Months::new),
                        Arbitraries.of(
                                new Penalty.Life(), new Penalty.None(), new Penalty.Unknown()),
                        Arbitraries.just(new Penalty.ByReference("section 12, first sentence")));
        var days = Arbitraries.longs().between(0, 20_000).map(LocalDate::ofEpochDay).optional();
        return Combinators.combine(
                        Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(9),
                        named,
                        texts,
                        penalties,
                        Arbitraries.of(Truth.class),
                        Arbitraries.of(Confidence.class),
                        days,
                        Combinators.combine(
                                        Arbitraries.of(Verb.ACCESS, Verb.INTERCEPT, Verb.EXPRESS)
                                                .set()
                                                .optional(),
                                        Arbitraries.of(Element.class).set().optional(),
                                        Arbitraries.of(true, false))
                                .as(Part::new))
                .as(
                        (name, label, text, base, death, confidence, from, part) ->
                                new Provision(
                                        "XA/" + name,
                                        label,
                                        label,
                                        part.conduct()
                                                        .filter(
                                                                verbs ->
                                                                        !verbs.contains(
                                                                                Verb.ACCESS))
                                                        .isPresent()
                                                ? Set.of()
                                                : part.speech() ? Set.of() : Set.of(7),
                                        part.conduct().map(Set::copyOf),
                                        part.elements().map(Set::copyOf),
                                        "x" + text + "x",
                                        base,
                                        new Penalty.Unknown(),
                                        "",
                                        death,
                                        "x" + text,
                                        "zh-Hant",
                                        label,
                                        LocalDate.of(2026, 1, 1),
                                        confidence,
                                        "",
                                        from,
                                        from.map(day -> day.plusDays(3)),
                                        part.speech()));
    }

    record Part(Optional<Set<Verb>> conduct, Optional<Set<Element>> elements, boolean speech) {}

    @Property(tries = 300)
    void what_is_written_as_csv_is_read_back(@ForAll("provisions") Provision provision) {
        var read = csv(ProvisionsWriter.csv(List.of(provision)));
        assertThat(read.problems()).isEmpty();
        assertThat(read.enactment().orElseThrow().provisions()).containsExactly(provision);
    }

    @Property(tries = 300)
    void what_is_written_as_json_is_read_back(@ForAll("provisions") Provision provision) {
        var enactment = new Enactment("why", Optional.of(Set.of(7, 9)), List.of(provision));
        var text = CanonicalJson.text(ProvisionsWriter.json(enactment));
        var read = ProvisionsReader.json(bytes(text), ARCADIA);
        assertThat(read.problems()).isEmpty();
        assertThat(read.enactment()).contains(enactment);
    }

    @Test
    void the_published_schema_is_the_columns_and_fits_the_collection() throws Exception {
        var file = FORMATS.resolve("provisions.schema.json");
        var text = CanonicalJson.text(ProvisionsSchema.document());
        if (Boolean.getBoolean("comity.accept"))
            Files.writeString(
                    file,
                    new com.fasterxml.jackson.databind.ObjectMapper()
                                    .readTree(text)
                                    .toPrettyString()
                            + "\n");
        assertThat(CanonicalJson.text(JsonReader.act(Files.readAllBytes(file)))).isEqualTo(text);
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
        for (var filed : Collected.all())
            assertThat(
                            schema.validate(
                                    CanonicalJson.text(ProvisionsWriter.json(filed.enactment())),
                                    InputFormat.JSON))
                    .as(filed.state())
                    .isEmpty();
        assertThat(schema.validate(json(PROVISION.replace("24", "-24")), InputFormat.JSON))
                .isNotEmpty();
    }

    /** The table of docs/formats/provision.md names every column and every code. */
    @Test
    void the_format_is_described() throws Exception {
        var described = Files.readString(FORMATS.resolve("provision.md"));
        for (var column : Column.values())
            assertThat(described).contains("`" + column.word() + "`");
        for (var verb : Verb.values()) assertThat(described).contains("`" + verb + "`");
        for (var element : Element.values()) assertThat(described).contains("`" + element + "`");
    }
}
