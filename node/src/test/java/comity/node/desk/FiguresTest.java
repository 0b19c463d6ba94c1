package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.transparency.ProvenQuarter;
import comity.record.act.Checked;
import comity.record.act.Digest;
import comity.record.act.JsonReader;
import comity.record.figures.FiguresFile;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What is published is proven to everybody, and an act's part to whoever sees its docket. */
class FiguresTest extends Borduria {
    @Autowired ApplicationContext node;

    private static UUID docket = new UUID(0, 0);
    private static Digest request = Digest.of(new byte[0]);
    private static String period = "";

    /** The first test files a request and publishes: the others look at the same quarter. */
    @BeforeEach
    void a_quarter_with_a_request() {
        if (!period.isEmpty()) return;
        docket = UUID.randomUUID();
        request = arrived(docket);
        period = ProvenQuarter.publish(node);
    }

    private FiguresFile file(Answer answer) throws Exception {
        return FiguresFile.of(JsonReader.actObject(answer.expect(200).response().body()));
    }

    private Checked checked(FiguresFile file) {
        var root = registry.directories().of("XB").map(known -> known.root().fingerprint());
        return file.check(root);
    }

    @Test
    void everybody_is_given_the_proof_and_a_page_that_leads_to_it() throws Exception {
        var file = file(send(request("/transparency/" + period + "/proof").GET()));

        var checked = checked(file);
        assertThat(checked.exit()).as("%s", checked).isZero();
        assertThat(file.opened()).isEmpty();
        var page =
                send(request("/transparency?period=" + period)
                                .setHeader("Accept", "text/html")
                                .GET())
                        .expect(200)
                        .text();
        assertThat(page).contains("href=\"/transparency/" + period + "/proof\"");
        send(request("/transparency/1999-Q1/proof").GET()).expect(404);
    }

    @Test
    void who_sees_the_docket_sees_in_which_figures_its_acts_count() throws Exception {
        var file = file(get(Who.KATZ, "/dockets/" + docket + "/figures"));

        var checked = checked(file);
        assertThat(checked.exit()).as("%s", checked).isZero();
        assertThat(file.opened()).hasSize(1);
        var opened = file.opened().getFirst();
        assertThat(opened.act()).isEqualTo(request);
        assertThat(opened.figures())
                .contains("MEASURE|INCOMING||", "MEASURE|INCOMING|XA|", "DATA|INCOMING||");
    }

    /** The page of an act leads there once there is an answer, and not before. */
    @Test
    void the_page_of_an_act_leads_to_its_figures_once_they_are_proven() {
        var link = "/dockets/" + docket + "/figures?act=" + request.hex();
        assertThat(page("/dockets/" + docket + "/proofs/" + request.hex())).contains(link);
        var later = UUID.randomUUID();
        var fresh = arrived(later);
        assertThat(page("/dockets/" + later + "/proofs/" + fresh.hex()))
                .doesNotContain("/figures?act=");
    }

    private String page(String path) {
        return send(request(Who.KATZ, path).setHeader("Accept", "text/html").GET())
                .expect(200)
                .text();
    }

    /** That an act counts nowhere is shown too, to whoever asks for it. */
    @Test
    void an_act_that_counts_nowhere_is_shown_when_it_is_asked_for() throws Exception {
        var other =
                registry.docket(docket).stream()
                        .map(act -> act.digest())
                        .filter(act -> !act.equals(request))
                        .findFirst()
                        .orElseThrow();
        var file = file(get(Who.KATZ, "/dockets/" + docket + "/figures?act=" + other.hex()));

        assertThat(checked(file).exit()).isZero();
        assertThat(file.opened())
                .anyMatch(one -> one.act().equals(other) && one.figures().isEmpty());
    }

    @Test
    void nobody_else_is_shown_an_acts_part() {
        get(Who.MOREAU, "/dockets/" + docket + "/figures").expect(403);
        get(Who.INSPECTOR, "/dockets/" + docket + "/figures").expect(403);
        send(request("/dockets/" + docket + "/figures").GET()).expect(401);
        get(Who.KATZ, "/dockets/" + UUID.randomUUID() + "/figures").expect(404);
        var none = get(Who.KATZ, "/dockets/" + docket + "/figures?act=" + "zz").expect(404).text();
        assertThat(none).contains("urn:comity:problem:figures.none");
        get(Who.KATZ, "/dockets/" + docket + "/figures?period=2019-Q1").expect(404);
    }
}
