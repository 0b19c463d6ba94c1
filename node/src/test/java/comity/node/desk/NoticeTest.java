package comity.node.desk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Json;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Articles 24(2), 40(20): a secret measure ends, and whom it concerned is told and can contest. */
class NoticeTest extends Borduria {
    private static final String ACCOUNT = "k.orlov";
    private static final String TRIED = "Letters to Harbour Street 3 came back twice.";

    @Test
    void a_judge_keeps_it_secret_with_an_end_and_a_review_and_nobody_else_does() {
        var docket = produced("mail.mbox", bytes()).docket();
        var lacking = secrecy(30, 10);
        lacking = lacking.with("terms", Json.object().with("until", day(30).toString()));
        assertThat(propose(Who.OKAFOR, docket, "delay-notice", lacking).expect(422).text())
                .contains("W-115")
                .contains("review");
        assertThat(propose(Who.OKAFOR, docket, "delay-notice", secrecy(120, 10)).expect(422).text())
                .contains("W-116");
        assertThat(propose(Who.KATZ, docket, "delay-notice", secrecy(30, 10)).expect(422).text())
                .contains("W-003");
        var order = take(Who.OKAFOR, docket, "delay-notice", secrecy(30, 10));
        assertThat(get(Who.KATZ, "/dockets/" + docket).expect(200).text())
                .contains("\"timer\":\"T11\"", "\"timer\":\"T12\"", "\"timer\":\"T13\"");
        var page = page(Who.KATZ, "/dockets/" + docket);
        assertThat(page)
                .contains("Secrecy towards the person ends")
                .contains("/dockets/" + docket + "/notice");
        assertThat(page(Who.KATZ, "/dockets/" + docket + "/notice"))
                .contains("Secret now", "No letter is made while the measure is secret.")
                .doesNotContain(ACCOUNT + "@harbourmail.example</p>");
        send(request(Who.KATZ, "/dockets/" + docket + "/notice.pdf")
                        .setHeader("Accept", "application/pdf, application/problem+json")
                        .GET())
                .expect(409);
        assertThat(
                        propose(Who.KATZ, docket, "notify", proof("0".repeat(64), day(0)))
                                .expect(422)
                                .text())
                .contains("W-118");
        assertThat(page(Who.OKAFOR, "/dockets/" + docket + "/acts/lift-secrecy"))
                .contains(order.hex());
    }

    @Test
    void once_it_is_lifted_the_person_is_told_by_a_letter_whose_hash_is_the_proof() {
        var docket = secretAndLifted();
        var path = "/dockets/" + docket + "/notice?told=PERSON&into=";
        for (var language : List.of("ar", "en", "es", "fr", "ru", "zh")) {
            var letter =
                    get(Who.KATZ, path + language)
                            .expect(200)
                            .object()
                            .object("letter")
                            .orElseThrow();
            assertThat(letter.text("language")).contains(language);
            var text = letter.toString();
            var court = language.equals("ar") ? "محكمة بوردوريا" : "Court of Borduria";
            assertThat(text)
                    .contains(ACCOUNT, "/complaint", docket.toString(), court)
                    .doesNotContain("XB.court", "{0}", "{1}", "notice.", "hospital");
            assertThat(
                            get(Who.KATZ, path + language)
                                    .object()
                                    .object("letter")
                                    .orElseThrow()
                                    .text("hash"))
                    .isEqualTo(letter.text("hash"));
        }
        var pdf =
                send(request(Who.LUND, "/dockets/" + docket + "/notice.pdf?into=ar")
                                .setHeader("Accept", "application/pdf")
                                .GET())
                        .response()
                        .statusCode();
        assertThat(pdf).as("a prosecutor who has no part in it").isIn(403, 404);
        var printed =
                send(request(Who.KATZ, "/dockets/" + docket + "/notice.pdf?into=ar")
                                .setHeader("Accept", "application/pdf")
                                .GET())
                        .expect(200)
                        .response()
                        .body();
        assertThat(new String(printed, ISO_8859_1)).startsWith("%PDF");

        var letter = get(Who.KATZ, path + "es").expect(200).object().object("letter").orElseThrow();
        var hash = letter.text("hash").orElseThrow();
        assertThat(page(Who.KATZ, path + "es")).contains("terms.noticeHash=" + hash);
        assertThat(
                        page(
                                Who.KATZ,
                                "/dockets/"
                                        + docket
                                        + "/acts/notify?terms.told=PERSON&terms.noticeLanguage=es&terms.noticeHash="
                                        + hash))
                .contains(hash);
        var proven = take(Who.KATZ, docket, "notify", proof(hash, day(0)));
        var told = get(Who.KATZ, path + "es").expect(200).object();
        assertThat(told.items("due")).isEmpty();
        assertThat(told.items("served").toString()).contains(proven.hex(), hash);
        assertThat(get(Who.KATZ, "/dockets/" + docket).text())
                .doesNotContain("\"timer\":\"T11\"", "\"timer\":\"T13\"");
        assertThat(registry.docket(docket).getLast().envelope().header().toString())
                .doesNotContain(ACCOUNT);
    }

    @Test
    void whoever_cannot_be_found_is_before_oversight_until_they_are_told_and_without_a_name() {
        var docket = secretAndLifted();
        take(
                Who.KATZ,
                docket,
                "report-not-found",
                Json.object()
                        .with(
                                "terms",
                                Json.object()
                                        .with("told", "PERSON")
                                        .with("triedOn", day(0).toString()))
                        .with("reasons", Json.object().with("tried", TRIED)));
        assertThat(listed(docket, true)).doesNotContain(ACCOUNT, TRIED);
        assertThat(page(Who.INSPECTOR, "/oversight/unnotified?language=ar"))
                .contains(docket.toString())
                .doesNotContain(ACCOUNT, TRIED);
        assertThat(page(Who.INSPECTOR, "/oversight/openings")).contains("/oversight/unnotified");
        get(Who.KATZ, "/oversight/unnotified").expect(403);
        get(Who.INSPECTOR, "/dockets/" + docket + "/notice").expect(403);
        take(Who.KATZ, docket, "notify", proof("a".repeat(64), day(0)));
        listed(docket, false);
    }

    @Test
    void a_letter_asked_for_in_another_way_is_answered() {
        var docket = secretAndLifted();
        get(Who.KATZ, "/dockets/" + docket + "/notice?into=de").expect(400);
        get(Who.KATZ, "/dockets/" + docket + "/notice?told=NOBODY").expect(400);
        assertThat(
                        get(Who.KATZ, "/dockets/" + docket + "/notice?account=another@example.org")
                                .expect(200)
                                .text())
                .doesNotContain("\"letter\"");
        get(Who.KATZ, "/dockets/" + UUID.randomUUID() + "/notice").expect(404);
    }

    /** What oversight reads, once the list has or has not the docket. */
    private String listed(UUID docket, boolean there) {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            var list = get(Who.INSPECTOR, "/oversight/unnotified").expect(200).text();
            if (list.contains(docket.toString()) == there) return list;
            assertThat(System.nanoTime()).as(list).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private UUID secretAndLifted() {
        var docket = produced("mail.mbox", bytes()).docket();
        var order = take(Who.OKAFOR, docket, "delay-notice", secrecy(30, 10));
        take(
                Who.KATZ,
                docket,
                "lift-secrecy",
                Json.object()
                        .with("terms", Json.object().with("secrecy", order.hex()))
                        .with("reasons", reasons()));
        return docket;
    }

    private Json.Obj secrecy(int until, int review) {
        return Json.object()
                .with(
                        "terms",
                        Json.object()
                                .with("until", day(until).toString())
                                .with("review", day(review).toString()))
                .with("reasons", reasons());
    }

    private static Json.Obj proof(String hash, LocalDate on) {
        return Json.object()
                .with(
                        "terms",
                        Json.object()
                                .with("told", "PERSON")
                                .with("servedBy", "HAND")
                                .with("servedOn", on.toString())
                                .with("noticeLanguage", "es")
                                .with("noticeHash", hash))
                .with("subject", Json.object().with("handedTo", "The person themselves"));
    }

    private LocalDate day(int later) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(later);
    }

    private static byte[] bytes() {
        return UUID.randomUUID().toString().getBytes(UTF_8);
    }

    private String page(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "text/html").GET()).expect(200).text();
    }
}
