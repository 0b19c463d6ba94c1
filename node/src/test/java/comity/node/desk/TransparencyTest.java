package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import comity.node.transparency.Quarters;
import comity.record.act.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What everybody reads of this State's requests, without signing in. */
class TransparencyTest extends Borduria {
    private static final Path ROOT = Path.of(System.getProperty("comity.root", ".."));

    @Autowired JdbcClient sql;

    /** Two quarters, before anything was filed here. */
    @BeforeEach
    void published() {
        Quarters.publish(sql);
    }

    private Answer page(String path) {
        return send(request(path).setHeader("Accept", "text/html").GET());
    }

    private String sheet() {
        return send(request("/transparency/data.csv").setHeader("Accept", "text/csv").GET())
                .expect(200)
                .text();
    }

    private Json.Obj openData() {
        return send(request("/transparency/data.json").GET()).expect(200).object();
    }

    @Test
    void a_page_draws_what_its_tables_say_in_six_languages() {
        var page = page("/transparency?period=2026-Q3").expect(200).text();
        assertThat(page)
                .contains("<svg")
                .contains("<table")
                .contains("withheld")
                .contains("2026-Q2")
                .contains("href=\"/transparency/data.csv\"");
        assertThat(page("/transparency?period=2026-Q2").expect(200).text())
                .contains("aria-current=\"page\">2026-Q2");
        for (var language : List.of("ar", "zh", "fr", "ru", "es"))
            assertThat(page("/transparency?period=2026-Q3&language=" + language).expect(200).text())
                    .doesNotContain("withheld")
                    .contains("<svg");
        // Every number of the open data is on the page.
        var counts =
                openData().items("published").stream()
                        .map(one -> (Json.Obj) one)
                        .filter(one -> one.text("period").filter("2026-Q3"::equals).isPresent())
                        .flatMap(one -> one.items("figures").stream())
                        .map(one -> count((Json.Obj) one))
                        .filter(count -> !count.isEmpty())
                        .toList();
        assertThat(counts).isNotEmpty();
        assertThat(page).contains(counts);
    }

    /** Whichever that is: a node whose clock was moved on may have published a later one. */
    @Test
    void without_a_period_the_page_is_of_the_latest_quarter() {
        var latest =
                ((Json.Obj) openData().items("published").getFirst()).text("period").orElseThrow();
        assertThat(latest).isGreaterThanOrEqualTo("2026-Q3");
        assertThat(page("/transparency").expect(200).text())
                .contains("aria-current=\"page\">" + latest);
    }

    @Test
    void a_quarter_that_is_not_published_is_not_found_whatever_is_written_there() {
        for (var period : List.of("2031-Q1", "'%20OR%201=1--", "%3Cscript%3E", "..%2F..%2Fetc"))
            assertThat(page("/transparency?period=" + period).status()).as(period).isEqualTo(404);
        assertThat(page("/transparency?period=" + "Q".repeat(5_000)).status()).isEqualTo(404);
    }

    @Test
    void open_data_are_as_the_schema_says() throws IOException {
        for (var text :
                List.of(
                        send(request("/transparency/data.json").GET()).expect(200).text(),
                        Files.readString(ROOT.resolve("docs/formats/statistics.example.json")))) {
            var errors =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(
                                    Files.readString(
                                            ROOT.resolve("docs/formats/statistics.schema.json")),
                                    InputFormat.JSON)
                            .validate(text, InputFormat.JSON);
            assertThat(errors).isEmpty();
        }
    }

    @Test
    void the_sheet_says_what_the_json_says() {
        var sheet = sheet();
        assertThat(sheet).startsWith("period,table,direction,partner,category,count,withheld\r\n");
        assertThat(sheet.split("\r\n")).hasSize(1 + figures(openData()).size());
        for (var figure : figures(openData()))
            assertThat(sheet)
                    .contains(
                            String.join(
                                    ",",
                                    figure.text("table").orElseThrow(),
                                    figure.text("direction").orElseThrow(),
                                    figure.text("partner").orElseThrow(),
                                    figure.text("category").orElseThrow(),
                                    count(figure),
                                    count(figure).isEmpty() ? "yes" : "no"));
    }

    @Test
    void no_cell_is_a_formula() {
        assertThat(Quarters.line("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "a,\"b\""))
                .isEqualTo("'=cmd|' /C calc'!A0,'+1,'-1,'@SUM(A1),'\t=1,\"a,\"\"b\"\"\"\r\n");
    }

    private static List<Json.Obj> figures(Json.Obj data) {
        return data.items("published").stream()
                .flatMap(one -> ((Json.Obj) one).items("figures").stream())
                .map(one -> (Json.Obj) one)
                .toList();
    }

    /** As the sheet writes it; empty where it is withheld. */
    private static String count(Json.Obj figure) {
        return switch (figure.get("count").orElse(Json.EMPTY)) {
            case Json.Int(var number) -> Long.toString(number);
            case Json.Real(var number) -> Long.toString((long) number);
            default -> "";
        };
    }
}
