package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A person switches notices on, is told of a request that arrived, and ends it with one click. */
class MailPagesTest extends Borduria {
    private static final Pattern CODE = Pattern.compile("الرمز: (\\d{8})");
    private static final Pattern OFF = Pattern.compile("(/mail/off/[A-Za-z0-9_-]{43})");
    private static final long PATIENCE = 20_000;

    private Answer form(Who who, String body) {
        return send(
                request(who, "/mail")
                        .setHeader("Content-Type", "application/x-www-form-urlencoded")
                        .setHeader("Accept", "text/html")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Answer page(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "text/html").GET());
    }

    private static String text(MimeMessage message) throws Exception {
        return message.getContent() instanceof MimeMultipart parts
                ? parts.getBodyPart(0).getContent().toString()
                        + parts.getBodyPart(1).getContent().toString()
                : message.getContent().toString();
    }

    /** The newest letter to an address that says something; other tests' lie in the same box. */
    private static MimeMessage letter(String to, Predicate<String> says) throws Exception {
        for (var seen = 0; ; seen = MAIL.getReceivedMessages().length) {
            for (var message : MAIL.getReceivedMessages())
                if (message.getRecipients(Message.RecipientType.TO)[0].toString().equals(to)
                        && says.test(text(message))) return message;
            assertThat(MAIL.waitForIncomingEmail(PATIENCE, seen + 1)).as("no letter").isTrue();
        }
    }

    @Test
    void a_request_that_arrives_is_told_without_a_name_until_one_click() throws Exception {
        var address = "lindqvist@central.example";
        form(Who.LINDQVIST, "do=ask&in=ar&address=" + address).expect(303);
        var code = CODE.matcher(text(letter(address, _ -> true)));
        assertThat(code.find()).isTrue();
        form(Who.LINDQVIST, "do=confirm&code=12345").expect(422);
        form(Who.LINDQVIST, "do=confirm&code=" + code.group(1)).expect(303);
        assertThat(get(Who.LINDQVIST, "/mail").expect(200).object().text("confirmed")).isPresent();

        var docket = UUID.randomUUID();
        arrived(docket);
        var letter = letter(address, text -> text.contains("/worklist"));
        var all = letter.getSubject() + text(letter).replaceAll("https?://[^\\s<\"]+", "");
        assertThat(all).contains("بانتظارك").contains("dir=\"rtl\"");
        for (var secret :
                new String[] {
                    docket.toString(), "harbourmail", "Lindqvist", "XA", "Arcadia", "أركاديا"
                }) assertThat(all).doesNotContain(secret);
        assertThat(letter.getHeader("List-Unsubscribe-Post"))
                .containsExactly("List-Unsubscribe=One-Click");

        var off = OFF.matcher(letter.getHeader("List-Unsubscribe")[0]);
        assertThat(off.find()).isTrue();
        // A scanner follows the link and ends nothing; a mail program posts without a cookie.
        send(request(off.group(1)).setHeader("Accept", "text/html").GET()).expect(200);
        assertThat(get(Who.LINDQVIST, "/mail").object().text("confirmed")).isPresent();
        var click =
                request(off.group(1))
                        .setHeader("Content-Type", "application/x-www-form-urlencoded")
                        .setHeader("Accept", "*/*");
        send(click.POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click")))
                .expect(200);
        assertThat(get(Who.LINDQVIST, "/mail").object().text("confirmed")).isEmpty();
        send(click.POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click")))
                .expect(200);
    }

    @Test
    void what_was_typed_wrong_comes_back() {
        var typed = "orban@prosecution.example\r\nBcc: all@example.org";
        var back =
                form(
                                Who.ORBAN,
                                "do=ask&in=fr&address="
                                        + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                        .expect(422);
        assertThat(back.text()).contains("orban@prosecution.example").contains("address-error");
        form(Who.ORBAN, "do=other").expect(400);
        assertThat(page(Who.ORBAN, "/mail").expect(200).text()).doesNotContain("all@example.org");
    }

    @Test
    void a_link_that_nobody_was_sent_says_nothing_about_it() {
        send(request("/mail/off/" + "A".repeat(43)).setHeader("Accept", "text/html").GET())
                .expect(200);
        send(request("/mail/off/nonsense").setHeader("Accept", "text/html").GET()).expect(404);
    }
}
