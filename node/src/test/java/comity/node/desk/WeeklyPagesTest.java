package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever wants the weekly digest asks, confirms, has it, and ends it, without signing in. */
class WeeklyPagesTest extends Borduria {
    private static final String HERE = "/transparency/weekly";
    private static final String READER = "reader@paper.example";
    private static final Pattern LINK =
            Pattern.compile("/transparency/weekly/(?:confirm|off)/[A-Za-z0-9_-]{43}");
    private static final long PATIENCE = 20_000;

    @Autowired JdbcClient sql;

    private HttpRequest.Builder page(String path) {
        return request(path).setHeader("Accept", "text/html");
    }

    private Answer ask(String address, String more) {
        return post(HERE, "address=" + URLEncoder.encode(address, StandardCharsets.UTF_8) + more);
    }

    private Answer post(String path, String form) {
        return send(
                page(path)
                        .setHeader("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /**
     * The letter of that number to an address, the first is 0; other tests' lie in the same box.
     */
    private static MimeMessage letter(String to, int number) throws Exception {
        for (var seen = 0; ; seen = MAIL.getReceivedMessages().length) {
            var found = 0;
            for (var message : MAIL.getReceivedMessages())
                if (message.getRecipients(Message.RecipientType.TO)[0].toString().equals(to)
                        && found++ == number) return message;
            assertThat(MAIL.waitForIncomingEmail(PATIENCE, seen + 1)).as("no letter").isTrue();
        }
    }

    private static String link(String what, MimeMessage letter) throws Exception {
        return LINK.matcher(letter.getContent().toString())
                .results()
                .map(found -> found.group())
                .filter(found -> found.contains("/" + what + "/"))
                .findFirst()
                .orElseThrow();
    }

    private long readers() {
        return sql.sql("SELECT count(*) FROM weekly_reader").query(Long.class).single();
    }

    @Test
    void a_reader_asks_confirms_has_the_digest_and_ends_it_with_one_click() throws Exception {
        assertThat(send(page("/transparency").GET()).expect(200).text())
                .contains("href=\"" + HERE + "\"");
        for (var language : List.of("ar", "zh", "fr", "ru", "es", "en"))
            assertThat(send(page(HERE + "?language=" + language).GET()).expect(200).text())
                    .contains("lang=\"" + language + "\"")
                    .contains("action=\"" + HERE + "\"")
                    .doesNotContain("_csrf");

        var asked = ask(READER, "&in=ar").expect(200);
        assertThat(asked.text()).contains(READER);
        assertThat(asked.response().headers().allValues("Set-Cookie")).isEmpty();
        var first = letter(READER, 0);
        assertThat(first.getHeader("Content-Language")).containsExactly("ar");
        assertThat(first.getSubject()).contains("هل تريد");
        assertThat(first.getContent().toString()).contains("بوردوريا");

        // A scanner follows the link and confirms nothing.
        var confirm = link("confirm", first);
        send(page(confirm).GET()).expect(200);
        assertThat(confirmed()).isZero();
        post(confirm, "").expect(200);
        post(confirm, "").expect(200);
        assertThat(confirmed()).isEqualTo(1);

        // Nobody learns from the answer that the address has it already.
        assertThat(ask(READER, "&in=ar").expect(200).text()).isEqualTo(asked.text());
        letter(READER, 1);

        // As if this week's had not been made.
        sql.sql("DELETE FROM weekly_letter WHERE edition IS NOT NULL").update();
        sql.sql("DELETE FROM weekly_edition").update();
        var digest = letter(READER, 2);
        assertThat(digest.getSubject()).contains("الملخص الأسبوعي");
        assertThat(digest.getContent().toString()).contains("/transparency?language=ar");
        assertThat(digest.getHeader("List-Unsubscribe-Post"))
                .containsExactly("List-Unsubscribe=One-Click");

        var off = link("off", digest);
        assertThat(digest.getHeader("List-Unsubscribe")[0]).contains(off);
        send(page(off).GET()).expect(200);
        assertThat(confirmed()).isEqualTo(1);
        // RFC 8058: without a token; a cookie that a browser adds is not looked at.
        for (var time = 0; time < 2; time++)
            send(request(off)
                            .setHeader("Accept", "*/*")
                            .header("Cookie", "comity-session=" + token(Who.KATZ))
                            .setHeader("Content-Type", "application/x-www-form-urlencoded")
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            "List-Unsubscribe=One-Click")))
                    .expect(200);
        assertThat(readers()).isZero();
        post(confirm, "").expect(410);
        wrong();
        flooded();
    }

    private long confirmed() {
        return sql.sql("SELECT count(*) FROM weekly_reader WHERE confirmed_at IS NOT NULL")
                .query(Long.class)
                .single();
    }

    private void wrong() {
        for (var typed :
                List.of(
                        "",
                        "reader",
                        "reader@paper",
                        "a b@paper.example",
                        "reader@paper.example\r\nBcc: all@paper.example",
                        "\"><script>@paper.example",
                        "a".repeat(5_000) + "@paper.example")) {
            var back = ask(typed, "&in=zh").expect(422).text();
            assertThat(back)
                    .as(typed)
                    .contains("address-error")
                    .contains("lang=\"zh\" selected")
                    .doesNotContain("<script>@");
            if (typed.startsWith("a b")) assertThat(back).contains("value=\"a b@paper.example\"");
        }
        assertThat(readers()).isZero();
        for (var link : List.of("nonsense", "A".repeat(44), "..%2Foff"))
            for (var what : List.of("confirm", "off"))
                assertThat(send(page(HERE + "/" + what + "/" + link).GET()).status())
                        .isBetween(400, 404);
        send(page(HERE + "/confirm/" + "A".repeat(43)).GET()).expect(410);
        send(page(HERE + "/off/" + "A".repeat(43)).GET()).expect(200);
    }

    /** Whoever has many letters sent waits; what was typed is there, and a ticket for later. */
    private void flooded() {
        var answer = ask("r0@paper.example", "");
        for (var number = 1; answer.status() == 200; number++) {
            assertThat(number).isLessThan(50);
            answer = ask("r" + number + "@paper.example", "&in=ru");
        }
        assertThat(answer.expect(429).text())
                .contains("lang=\"ru\" selected")
                .containsPattern("name=\"ticket\" value=\"[A-Za-z0-9_-]{20,}\"")
                .containsPattern("value=\"r\\d+@paper.example\"");
        sql.sql("DELETE FROM weekly_reader").update();
    }
}
