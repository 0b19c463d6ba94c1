package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Json;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A provider lays its list of orders beside the State's record. */
class ReckoningTest extends Borduria {
    private static final String PATH = "/provider/figures";
    private static final String FORGED = "ab".repeat(32);

    private Json.Obj compared(List<String> listed) {
        return post(Who.MOREAU, PATH, Json.object().with("orders", Json.strings(listed)))
                .expect(200)
                .object();
    }

    private static long number(Json.Obj said, String name) {
        if (said.get(name).orElseThrow() instanceof Json.Real(var number)) return (long) number;
        throw new AssertionError(name + ": " + said);
    }

    private Answer page(String form) {
        return send(
                request(Who.MOREAU, PATH)
                        .setHeader("Accept", "text/html")
                        .setHeader("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static String form(String listed, String quarter) {
        return "listed="
                + URLEncoder.encode(listed, StandardCharsets.UTF_8)
                + "&quarter="
                + quarter
                + "&office=XB.provider.harbourmail/PRV";
    }

    @Test
    void an_order_that_the_provider_alone_holds_was_never_given() {
        var order = ordered(UUID.randomUUID());
        var missed = ordered(UUID.randomUUID());

        var said = compared(List.of(order.hex(), FORGED));

        assertThat(said.texts("yours")).containsExactly(FORGED);
        assertThat(number(said, "both")).isEqualTo(1);
        assertThat(said.items("ours"))
                .anyMatch(
                        one ->
                                ((Json.Obj) one)
                                        .text("order")
                                        .filter(missed.hex()::equals)
                                        .isPresent())
                .noneMatch(
                        one ->
                                ((Json.Obj) one)
                                        .text("order")
                                        .filter(order.hex()::equals)
                                        .isPresent());
    }

    @Test
    void the_figures_add_up_and_another_provider_sees_its_own_alone() {
        ordered(UUID.randomUUID());
        var figures = ((Json.Arr) get(Who.MOREAU, PATH).expect(200).json()).items();
        var quarter = (Json.Obj) figures.getFirst();
        var orders = number(quarter, "orders");
        var standing = quarter.object("standing").orElseThrow();
        assertThat(
                        standing.members().keySet().stream()
                                .mapToLong(name -> number(standing, name))
                                .sum())
                .isEqualTo(orders);
        assertThat(quarter.text("quarter")).contains("2026-Q4");
        assertThat(((Json.Arr) get(Who.OTHER, PATH).expect(200).json()).items()).isEmpty();
    }

    @Test
    void the_page_says_what_to_do_and_loses_nothing_that_was_typed() {
        var order = ordered(UUID.randomUUID());
        var answered = page(form(order.hex() + "\n\n " + FORGED + "\n", "2026-Q4")).expect(200);
        assertThat(answered.text())
                .contains("Only in your list: 1")
                .contains("Do not follow such an order")
                .contains(FORGED);

        var wrong = page(form(order.hex() + "\nno order at all", "")).expect(422).text();
        assertThat(wrong).contains("Line 2 is no number").contains("no order at all");
        page(form("", "")).expect(422);
        page(form(FORGED, "1999")).expect(422);
        assertThat(post(Who.MOREAU, PATH, Json.object()).expect(422).text())
                .contains("urn:comity:problem:reckoning.nothing");
    }

    @Test
    void nobody_else_asks() {
        get(Who.KATZ, PATH).expect(403);
        send(request(PATH).GET()).expect(401);
    }
}
