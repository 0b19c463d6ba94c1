package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Json;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Article 24(2): what the oversight body did in a year, counted from its own acts. */
class AnnualReportTest extends Borduria {
    private static final String REPORT = "/oversight/report";

    @Test
    void what_two_inspectors_decide_counts_once_in_its_year() {
        var before = counts();
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var agreed = propose(docket, request.hex());
        answer(docket, agreed, "AGREED");
        answer(docket, propose(docket, request.hex()), "DECLINED");
        propose(docket, request.hex());

        var after = counts();
        assertThat(grown(before, after, "OPENINGS", "proposed")).isEqualTo(3);
        assertThat(grown(before, after, "OPENINGS", "agreed")).isOne();
        assertThat(grown(before, after, "OPENINGS", "declined")).isOne();
        assertThat(grown(before, after, "OPENINGS", "unanswered")).isOne();
        assertThat(grown(before, after, "FINDINGS", "raise-finding")).isZero();
    }

    @Test
    void a_finding_is_open_until_the_body_closes_it_and_says_how_it_ended() {
        var before = counts();
        var finding =
                post(
                                Who.INSPECTOR,
                                "/oversight/findings",
                                Json.object()
                                        .with("to", "XB.central-authority")
                                        .with("about", "PRACTICE")
                                        .with("on", "Acknowledgements")
                                        .with("article", "40(15)")
                                        .with("text", "Requests are acknowledged late.")
                                        .with("demand", "Acknowledge within a week.")
                                        .with("until", day(30)))
                        .expect(201)
                        .object()
                        .text("finding")
                        .orElseThrow();
        assertThat(grown(before, counts(), "FINDINGS", "open")).isOne();
        say(Who.KATZ, finding, "answer", "");
        say(Who.INSPECTOR, finding, "close", "REMEDIED");
        var after = counts();
        for (var word : List.of("raise-finding", "answer-finding", "close-finding.REMEDIED"))
            assertThat(grown(before, after, "FINDINGS", word)).as(word).isOne();
        assertThat(grown(before, after, "FINDINGS", "open")).isZero();
    }

    @Test
    void of_errors_no_small_number_is_told() {
        var errors = get(Who.INSPECTOR, REPORT).expect(200).object().object("errors").orElseThrow();
        assertThat(errors.texts("withheld")).contains("WRONG_ACCOUNT", "SERIOUS_ERROR", "AWAITED");
        assertThat(page(REPORT)).contains("By gravity", "withheld");
    }

    @Test
    void it_is_read_by_inspectors_in_their_language_and_by_nobody_else() {
        for (var language : List.of("ar", "en", "zh"))
            assertThat(page(REPORT + "?language=" + language))
                    .contains("lang=\"" + language + "\"")
                    .doesNotContain("oversight.report");
        assertThat(page(REPORT)).contains("The year is not over", "Complaints", "Filed");
        assertThat(page("/oversight/alerts")).contains(REPORT);
        get(Who.KATZ, REPORT).expect(403);
        for (var year : List.of("1999", "next", "9999"))
            get(Who.INSPECTOR, REPORT + "?year=" + year).expect(400);
    }

    private String propose(UUID docket, String request) {
        return take(
                        Who.INSPECTOR,
                        docket,
                        "propose-opening",
                        Json.object()
                                .with(
                                        "terms",
                                        Json.object()
                                                .with(
                                                        "sections",
                                                        Json.strings(List.of(request + "/facts")))
                                                .with("purpose", "SAMPLE")
                                                .with("until", day(3)))
                                .with("reasons", reasons()))
                .hex();
    }

    private void answer(UUID docket, String proposal, String answer) {
        take(
                Who.IQBAL,
                docket,
                "answer-opening",
                Json.object()
                        .with(
                                "terms",
                                Json.object().with("proposal", proposal).with("answer", answer))
                        .with("reasons", reasons()));
    }

    private void say(Who who, String finding, String act, String outcome) {
        var path = "/findings/" + finding;
        var said = get(who, path).expect(200).object().items("said");
        var seen = ((Json.Obj) said.getLast()).text("act").orElseThrow();
        post(
                        who,
                        path,
                        Json.object()
                                .with("act", act)
                                .with("text", "It was done.")
                                .with("outcome", outcome)
                                .with("seen", seen))
                .expect(201);
    }

    private Json.Obj counts() {
        return get(Who.INSPECTOR, REPORT).expect(200).object().object("counts").orElseThrow();
    }

    private static long grown(Json.Obj before, Json.Obj after, String part, String word) {
        return count(after, part, word) - count(before, part, word);
    }

    private static long count(Json.Obj counts, String part, String word) {
        if (counts.object(part).flatMap(all -> all.get(word)).orElseThrow()
                instanceof Json.Real(var number)) return (long) number;
        throw new AssertionError(counts.toString());
    }

    private String day(int later) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(later).toString();
    }

    private String page(String path) {
        return send(request(Who.INSPECTOR, path).setHeader("Accept", "text/html").GET())
                .expect(200)
                .text();
    }
}
