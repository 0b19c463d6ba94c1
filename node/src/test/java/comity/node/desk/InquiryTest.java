package comity.node.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import comity.node.registry.Nation;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.complaint.ComplaintReceipt;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Was my data requested? Whoever asks is told the same, on a night that was named to them, as long
 * as anything is secret; and once nothing is, what was done.
 */
class InquiryTest extends Borduria {

    /** Each test comes from a network that is not tired of the one before. */
    @BeforeEach
    void an_hour_later() {
        clock.pass(Duration.ofHours(1));
    }

    /** An inquiry that was filed. */
    private record Asked(String code, String act, UUID docket, LocalDate replyOn) {}

    private Asked ask(String account) {
        var kept = inquire(List.of(account), "I answer from it.").expect(201).object();
        var act = kept.text("act").orElseThrow();
        return new Asked(
                kept.text("code").orElseThrow(),
                act,
                registry.act(new Digest(act)).orElseThrow().envelope().header().docket(),
                LocalDate.parse(kept.text("replyOn").orElseThrow()));
    }

    private Answer inquire(List<String> accounts, String text) {
        return send(
                json(
                        request("/complaint/inquiry").header("Accept-Language", "en"),
                        "POST",
                        Json.object()
                                .with("accounts", Json.strings(accounts))
                                .with("text", text)
                                .with("name", "K. Orlov")));
    }

    private Json.Obj talk(Asked asked) {
        return send(json(
                        request("/complaint/return"),
                        "POST",
                        Json.object().with("code", asked.code())))
                .expect(200)
                .object();
    }

    private String page(Asked asked) {
        return send(request("/complaint/return")
                        .setHeader("Accept", "text/html")
                        .header("Accept-Language", "en")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("code=" + asked.code())))
                .expect(200)
                .text();
    }

    private static List<Json.Obj> replies(Json.Obj talk) {
        return talk.items("said").stream()
                .map(Json.Obj.class::cast)
                .filter(said -> said.text("type").filter("reply"::equals).isPresent())
                .toList();
    }

    /** The night's hour comes, and what is to be filed in it is filed. */
    private Json.Obj onTheNight(LocalDate night, Asked asked, int count) {
        var hour = night.atTime(2, 0).toInstant(ZoneOffset.UTC).plusSeconds(1);
        if (clock.instant().isBefore(hour)) clock.pass(Duration.between(clock.instant(), hour));
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            var talk = talk(asked);
            if (replies(talk).size() == count) return talk;
            assertThat(System.nanoTime()).as(talk.toString()).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private Answer verify(Asked asked, String means, String... accounts) {
        var path = "/oversight/complaints/" + asked.docket();
        var seen =
                ((Json.Obj) get(Who.INSPECTOR, path).expect(200).object().items("said").getLast())
                        .text("act")
                        .orElseThrow();
        return post(
                Who.INSPECTOR,
                path,
                Json.object()
                        .with("type", "verify")
                        .with("text", "A message came from the account.")
                        .with("means", means)
                        .with("accounts", Json.strings(List.of(accounts)))
                        .with("seen", seen));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Data of this account was produced; nothing says that it is secret. */
    private UUID produced(String account) {
        arrived(UUID.randomUUID());
        var docket = UUID.randomUUID();
        var subject = Json.strings(List.of(account, "another@harbourmail.example"));
        var permitted = new TreeMap<>(Nation.authorisation());
        permitted.put("accounts", subject);
        var authorisation = receive(ARCADIA.act(registry, docket, "authorise", permitted));
        var wanted = new TreeMap<>(Nation.requested(authorisation));
        wanted.put("accounts", subject);
        var request = receive(ARCADIA.act(registry, docket, "request", wanted));
        var accounts = Json.object().with("accounts", subject);
        for (var safeguard : List.of("40(22)", "6(2)")) clear(Who.KATZ, docket, request, safeguard);
        take(Who.KATZ, docket, "assess", WalkTest.assessed(request));
        var execution =
                take(
                        Who.OKAFOR,
                        docket,
                        "authorise-execution",
                        WalkTest.execution(request).with("subject", accounts));
        var order =
                take(
                        Who.LINDQVIST,
                        docket,
                        "order",
                        WalkTest.order(execution).with("subject", accounts));
        var exhibit = upload(order, "mail.mbox", UUID.randomUUID().toString().getBytes(UTF_8));
        take(
                Who.MOREAU,
                docket,
                "produce",
                WalkTest.production(order)
                        .with("subject", accounts)
                        .with(
                                "exhibits",
                                Json.object().with("exhibits", new Json.Arr(List.of(exhibit)))));
        return docket;
    }

    private Digest secret(UUID docket) {
        return take(
                Who.OKAFOR,
                docket,
                "delay-notice",
                Json.object()
                        .with(
                                "terms",
                                Json.object()
                                        .with("until", today().plusDays(30).toString())
                                        .with("review", today().plusDays(10).toString()))
                        .with("reasons", reasons()));
    }

    private void lift(UUID docket, Digest secrecy) {
        take(
                Who.KATZ,
                docket,
                "lift-secrecy",
                Json.object()
                        .with("terms", Json.object().with("secrecy", secrecy.hex()))
                        .with("reasons", reasons()));
    }

    @Test
    void an_inquiry_is_on_the_record_with_a_receipt_and_its_night_is_named() throws Exception {
        var asked = ask("nobody.known@harbourmail.example");

        assertThat(asked.replyOn()).isBetween(today().plusDays(2), today().plusDays(4));
        var receipt =
                send(json(
                                request("/complaint/return/receipt"),
                                "POST",
                                Json.object().with("code", asked.code()).with("act", asked.act())))
                        .expect(200)
                        .response()
                        .body();
        var root = registry.directories().of("XB").orElseThrow().root().fingerprint();
        var checked = ComplaintReceipt.of(JsonReader.actObject(receipt)).check(Optional.of(root));
        assertThat(checked.exit()).as(checked.toString()).isZero();
        assertThat(page(asked))
                .contains("Your inquiry", "nobody.known@harbourmail.example")
                .doesNotContain("Decided by");
        assertThat(send(request("/complaint").setHeader("Accept", "text/html").GET()).text())
                .contains("/complaint/inquiry");
        assertThat(
                        send(request("/complaint/inquiry").setHeader("Accept", "text/html").GET())
                                .expect(200)
                                .response()
                                .headers()
                                .allValues("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void as_long_as_it_is_secret_all_read_the_same_and_then_one_reads_what_was_done() {
        var account = "m.vesna@harbourmail.example";
        var docket = produced(account);
        var order = secret(docket);
        var other = produced(account);
        secret(other);
        var subject = ask("M.Vesna@harbourmail.example");
        var stranger = ask("n.nobody@harbourmail.example");
        var stalker = ask(account);
        assertThat(verify(subject, "ACCOUNT", "M.Vesna@harbourmail.example").status())
                .isEqualTo(201);
        assertThat(verify(stranger, "ACCOUNT", "n.nobody@harbourmail.example").status())
                .isEqualTo(201);
        assertThat(replies(talk(subject))).isEmpty();

        var last = asked(subject, stranger, stalker);
        var said = onTheNight(last, subject, 1);
        for (var one : List.of(stranger, stalker)) {
            var theirs = replies(onTheNight(last, one, 1)).getFirst();
            for (var member : List.of("text", "told", "padding"))
                assertThat(theirs.text(member)).isEqualTo(replies(said).getFirst().text(member));
        }
        assertThat(replies(said).getFirst().text("text").orElseThrow())
                .contains("neither confirm nor deny");
        assertThat(size(page(subject), "M.Vesna")).isEqualTo(size(page(stranger), "n.nobody"));

        lift(docket, order);
        var told = replies(onTheNight(today().plusDays(1), subject, 2)).getLast();

        assertThat(told.text("told")).contains("MEASURES");
        assertThat(told.text("text").orElseThrow())
                .contains(account, docket.toString(), "Court", "/complaint")
                .contains("Whether there is anything else, we neither confirm nor deny")
                .doesNotContain(other.toString(), "another@harbourmail.example", "{0}", "hospital");
        // Nobody else is told; and the one is told once.
        onTheNight(today().plusDays(1), subject, 2);
        for (var one : List.of(stranger, stalker)) assertThat(replies(talk(one))).hasSize(1);
    }

    private LocalDate asked(Asked... all) {
        return List.of(all).stream().map(Asked::replyOn).max(LocalDate::compareTo).orElseThrow();
    }

    /** How many bytes come back, but for the account that was typed and for the days. */
    private static int size(String page, String account) {
        return page.replace(account, "")
                .replaceAll("<bdi>[^<]*(2026|2027)[^<]*</bdi>", "")
                .getBytes(UTF_8)
                .length;
    }

    @Test
    void what_was_never_secret_is_told_on_the_night_and_on_a_page_as_long_as_any_other() {
        var account = "+49 170 555 01 02";
        var docket = produced("0049 170 5550102");
        var asked = ask(account);
        var none = ask("+49 170 555 01 03");
        verify(asked, "IN_PERSON", account).expect(201);
        verify(none, "IN_PERSON", "+49 170 555 01 03").expect(201);

        var night = asked(asked, none);
        var told = replies(onTheNight(night, asked, 1)).getFirst();
        var neutral = replies(onTheNight(night, none, 1)).getFirst();

        assertThat(told.text("text").orElseThrow())
                .contains(docket.toString(), "The measure was not secret.");
        assertThat(neutral.text("told")).contains("NEUTRAL");
        assertThat(size(page(asked), account)).isEqualTo(size(page(none), "+49 170 555 01 03"));
        var size = 0;
        for (var one : List.of(asked, none)) {
            var act = replies(talk(one)).getFirst().text("act").orElseThrow();
            var matter =
                    registry.act(new Digest(act))
                            .orElseThrow()
                            .envelope()
                            .content("matter")
                            .orElseThrow();
            var bytes = comity.record.act.CanonicalJson.bytes(matter).length;
            assertThat(size == 0 || size == bytes).isTrue();
            size = bytes;
            // The hour alone: how long one of them took is nowhere.
            assertThat(registry.act(new Digest(act)).orElseThrow().envelope().header().at())
                    .isEqualTo(night.atTime(2, 0).toInstant(ZoneOffset.UTC));
        }
    }

    @Test
    void an_inspector_says_whose_the_accounts_are_before_they_see_what_was_found() {
        var account = "p.lind@harbourmail.example";
        var docket = produced(account);
        secret(docket);
        var asked = ask(account);
        var path = "/oversight/complaints/" + asked.docket();
        get(Who.KATZ, path).expect(403);
        get(Who.KATZ, path + "/dockets").expect(403);
        assertThat(
                        html(
                                "/oversight/complaints?after="
                                        + (registry.docket(asked.docket()).getFirst().position()
                                                - 1)))
                .contains("inquiry", asked.docket().toString());
        assertThat(get(Who.INSPECTOR, path + "/dockets").expect(200).text())
                .doesNotContain(docket.toString());
        assertThat(html(path)).doesNotContain(docket.toString(), "value=\"decide\"");
        assertThat(verify(asked, "ACCOUNT", "another@harbourmail.example").expect(422).code())
                .isEqualTo("complaint.accounts");
        assertThat(verify(asked, "ACCOUNT").expect(422).code()).isEqualTo("complaint.accounts");
        assertThat(verify(asked, "BY_EYE", account).expect(422).code())
                .isEqualTo("complaint.means");
        assertThat(say(asked, "answer").expect(422).code()).isEqualTo("complaint.type");
        say(asked, "ask").expect(201);
        verify(asked, "DOCUMENT", account).expect(201);

        assertThat(get(Who.INSPECTOR, path + "/dockets").expect(200).text())
                .contains(docket.toString(), "\"secret\":true");
        assertThat(html(path)).contains(docket.toString(), "nothing is told of it");
        // No question can tell of what was seen.
        assertThat(say(asked, "ask").expect(409).code()).isEqualTo("complaint.verified");
        verify(asked, "NOT_SHOWN").expect(201);
        assertThat(get(Who.INSPECTOR, path + "/dockets").expect(200).text()).isEqualTo("[]");
        assertThat(page(asked)).doesNotContain(docket.toString());
    }

    private Answer say(Asked asked, String type) {
        var path = "/oversight/complaints/" + asked.docket();
        var seen =
                ((Json.Obj) get(Who.INSPECTOR, path).expect(200).object().items("said").getLast())
                        .text("act")
                        .orElseThrow();
        return post(
                Who.INSPECTOR,
                path,
                Json.object().with("type", type).with("text", "Please.").with("seen", seen));
    }

    private String html(String path) {
        return send(request(Who.INSPECTOR, path).setHeader("Accept", "text/html").GET())
                .expect(200)
                .text();
    }

    @Test
    void what_cannot_be_asked_is_refused_and_stays_on_the_page() {
        var before = filed();
        assertThat(inquire(List.of(), "Mine.").expect(422).code())
                .isEqualTo("complaint.account-missing");
        assertThat(inquire(List.of("a", "b", "c", "d", "e", "f"), "Mine.").expect(422).code())
                .isEqualTo("complaint.accounts-many");
        assertThat(inquire(List.of("a".repeat(321)), "Mine.").expect(422).code())
                .isEqualTo("complaint.account-long");
        assertThat(inquire(List.of("a@example.org"), " ").expect(422).code())
                .isEqualTo("complaint.proof-missing");
        var typed =
                "--edge\r\nContent-Disposition: form-data; name=\"accounts\"\r\n\r\n"
                        + "<script>alert(1)</script>\u202e'; DROP TABLE act; --\r\n--edge\r\n"
                        + "Content-Disposition: form-data; name=\"text\"\r\n\r\n\r\n--edge--\r\n";
        assertThat(
                        send(request("/complaint/inquiry")
                                        .setHeader("Accept", "text/html")
                                        .header("Accept-Language", "en")
                                        .header(
                                                "Content-Type",
                                                "multipart/form-data; boundary=edge")
                                        .POST(HttpRequest.BodyPublishers.ofString(typed)))
                                .expect(422)
                                .text())
                .contains("&lt;script", "DROP TABLE", "how the oversight body can know")
                .doesNotContain("<script>alert");
        assertThat(filed()).isEqualTo(before);
        // A name alone is taken, and found nowhere: it does not say whose it is.
        ask("orlov");
    }
}
