package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.CheckWords;
import comity.record.act.Digest;
import comity.record.act.Json;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A person hears of their signature by letter, and one click stays what rests on it. */
class NoticesTest extends Borduria {
    private static final Pattern LINK =
            Pattern.compile("https?://[^/]+(/notices/[A-Za-z0-9_-]{43})");
    private static final long PATIENCE = 15_000;

    /** The letter about one act; other tests' letters lie in the same box. */
    private static MimeMessage letter(Digest act, Locale language) throws Exception {
        var words = CheckWords.of(act).line(language);
        for (var seen = 0; ; seen = MAIL.getReceivedMessages().length) {
            for (var message : MAIL.getReceivedMessages())
                if (message.getContent().toString().contains(words)) return message;
            assertThat(MAIL.waitForIncomingEmail(PATIENCE, seen + 1)).as("no letter").isTrue();
        }
    }

    private Answer form(String path) {
        return send(
                request(path)
                        .setHeader("Content-Type", "application/x-www-form-urlencoded")
                        .setHeader("Accept", "text/html")
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }

    private Answer page(String path) {
        return send(request(path).setHeader("Accept", "text/html").GET());
    }

    private boolean contested(UUID docket) {
        return registry.docket(docket).stream()
                .anyMatch(act -> act.envelope().header().type().equals("contest-signature"));
    }

    @Test
    void a_letter_names_type_words_and_link_and_nothing_of_the_act() throws Exception {
        var docket = UUID.randomUUID();
        var act = clear(Who.KATZ, docket, arrived(docket), "6(2)");
        var letter = letter(act, Locale.FRENCH);
        var text = letter.getContent().toString();
        assertThat(letter.getRecipients(Message.RecipientType.TO)[0].toString())
                .isEqualTo("katz@central.example");
        assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(LINK.matcher(text).find()).isTrue();
        for (var secret : Stream.of(docket.toString(), "harbourmail", "Katz", act.hex()).toList())
            assertThat(letter.getSubject() + text).doesNotContain(secret);
    }

    @Test
    void a_click_contests_once_and_stays_what_rests_on_it_until_another_resolves_it()
            throws Exception {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        take(Who.KATZ, docket, "acknowledge", WalkTest.refersTo(request));
        clear(Who.KATZ, docket, request, "40(22)");
        var act = clear(Who.KATZ, docket, request, "6(2)");
        take(Who.LINDQVIST, docket, "assess", WalkTest.assessed(request));
        var link = LINK.matcher(letter(act, Locale.FRENCH).getContent().toString());
        assertThat(link.find()).isTrue();

        // A scanner follows every link in a mail; none of that says anything.
        for (var scans = 0; scans < 3; scans++) page(link.group(1)).expect(200);
        send(request(link.group(1)).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(contested(docket)).isFalse();

        form(link.group(1)).expect(303);
        form(link.group(1)).expect(303);
        assertThat(
                        registry.docket(docket).stream()
                                .map(one -> one.envelope().header().type())
                                .filter("contest-signature"::equals))
                .hasSize(1);
        assertThat(page(link.group(1)).expect(200).text())
                .doesNotContain("<form method=\"post\" action=\"/notices");
        var denied =
                propose(Who.OKAFOR, docket, "authorise-execution", WalkTest.execution(request));
        assertThat(denied.status()).isEqualTo(422);
        assertThat(denied.text()).contains("signature.contested");

        var contest =
                registry.docket(docket).stream()
                        .filter(one -> one.envelope().header().type().equals("contest-signature"))
                        .findFirst()
                        .orElseThrow()
                        .digest();
        var resolution =
                Json.object()
                        .with(
                                "terms",
                                terms(Map.of("contest", contest.hex(), "resolution", "GENUINE")))
                        .with("reasons", reasons());
        assertThat(propose(Who.KATZ, docket, "resolve-contest", resolution).status())
                .isEqualTo(422);
        take(Who.LINDQVIST, docket, "resolve-contest", resolution);
        take(Who.OKAFOR, docket, "authorise-execution", WalkTest.execution(request));
    }

    @Test
    void a_person_lists_what_they_signed_and_contests_it_signed_in() {
        var docket = UUID.randomUUID();
        var act = clear(Who.KATZ, docket, arrived(docket), "6(2)");
        var mine =
                get(Who.KATZ, "/signed").expect(200).object().items("signed").stream()
                        .map(Json.Obj.class::cast)
                        .filter(one -> one.text("act").filter(act.hex()::equals).isPresent())
                        .findFirst()
                        .orElseThrow();
        assertThat(get(Who.OKAFOR, "/signed").expect(200).text()).doesNotContain(act.hex());
        assertThat(post(Who.OKAFOR, "/signed/" + act.hex() + "/contest", Json.EMPTY).status())
                .isEqualTo(404);

        // A partner's person asks here, by the passkey's name alone.
        var credential = mine.text("credential").orElseThrow();
        var elsewhere = send(request("/signed/credentials/" + credential).GET()).expect(200).text();
        assertThat(elsewhere).contains(act.hex()).doesNotContain("harbourmail");

        post(Who.KATZ, "/signed/" + act.hex() + "/contest", Json.EMPTY).expect(200);
        assertThat(contested(docket)).isTrue();
        assertThat(page("/signed/credentials/" + credential).expect(200).text())
                .contains("tag--concern");
    }

    @Test
    void a_link_that_nobody_was_sent_leads_nowhere() {
        var token = "A".repeat(43);
        assertThat(page("/notices/" + token).status()).isEqualTo(404);
        assertThat(form("/notices/" + token).status()).isEqualTo(404);
    }
}
