package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Verification;
import comity.node.identity.Composer;
import comity.node.identity.DemoPeople;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.identity.SoftwarePasskey;
import comity.node.registry.Filing;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Json;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A passkey is lost: it ends at once; another comes by a second officer on a second device, waits,
 * and its person can say no. One story, in order: the roll forgets nothing.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PersonsTest extends Borduria {
    private static final Pattern LINK =
            Pattern.compile("https?://[^/]+(/notices/passkeys/[A-Za-z0-9_-]{43})");
    private static final long PATIENCE = 15_000;

    @Autowired private Composer composer;
    @Autowired private DemoPeople demo;

    private Json.Obj passkeyOf(String person) {
        return get(Who.WEISS, "/persons").expect(200).object().items("passkeys").stream()
                .map(Json.Obj.class::cast)
                .filter(one -> one.text("person").filter(person::equals).isPresent())
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private String credential(String person) {
        return passkeyOf(person).text("credential").orElseThrow();
    }

    private static Json.Obj because() {
        return Json.object().with("reasons", "The key was left on a train.");
    }

    private Answer code(Who officer, String credential) {
        return post(officer, "/persons/" + credential + "/replacement", Json.EMPTY);
    }

    private Answer enrol(String code, SoftwarePasskey passkey) {
        var path = "/enrolments/" + code;
        var challenge =
                send(request(path).GET()).expect(200).object().text("challenge").orElseThrow();
        return send(
                json(
                        request(path),
                        "POST",
                        passkey.registration(
                                        Base64Url.decode(challenge),
                                        relyingParty.origin(),
                                        relyingParty.id())
                                .json()));
    }

    private HttpRequest.Builder ortega(String path) {
        return request("ortega", "XB.central-authority/CAO", path);
    }

    /** Whoever handed the code over signs the entry; nobody else does. */
    private void enter(SoftwarePasskey registered) {
        var path = "/persons/" + Base64Url.encode(registered.credential()) + "/entry";
        assertThat(post(Who.WEISS, path, Json.EMPTY).code()).isEqualTo("persons.other-officer");
        var entry = post(Who.DUBE, path, Json.EMPTY).expect(200).object();
        var id = entry.text("proposal").orElseThrow();
        file(Who.DUBE, get(Who.DUBE, "/proposals/" + id).expect(200).object()).expect(201);
    }

    private static MimeMessage letter(String needle, int from) throws Exception {
        for (var seen = from; ; ) {
            var all = MAIL.getReceivedMessages();
            for (var i = from; i < all.length; i++)
                if (all[i].getContent().toString().contains(needle)) return all[i];
            seen = all.length;
            assertThat(MAIL.waitForIncomingEmail(PATIENCE, seen + 1)).as(needle).isTrue();
        }
    }

    private Answer form(String path) {
        return send(
                request(path)
                        .setHeader("Content-Type", "application/x-www-form-urlencoded")
                        .setHeader("Accept", "text/html")
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    @Order(1)
    void nobody_replaces_what_nobody_reported_and_nobody_but_a_registrar_reports() {
        var judge = credential("okafor");
        assertThat(code(Who.WEISS, judge).code()).isEqualTo("persons.not-lost");
        assertThat(send(json(ortega("/persons/" + judge + "/loss"), "POST", because())).status())
                .isEqualTo(403);
        assertThat(post(Who.WEISS, "/persons/" + judge + "/loss", Json.EMPTY).code())
                .isEqualTo("persons.reasons");
        assertThat(post(Who.WEISS, "/persons/" + "A".repeat(22) + "/loss", because()).code())
                .isEqualTo("persons.unknown-passkey");
    }

    @Test
    @Order(2)
    void a_lost_passkey_ends_at_once_and_its_person_is_told() throws Exception {
        var letters = MAIL.getReceivedMessages().length;
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var session = ortega("/session");
        post(Who.WEISS, "/persons/" + credential("ortega") + "/loss", because()).expect(200);

        // Whoever found it is signed in no longer, and what they sign is not taken.
        assertThat(send(session.GET()).status()).isEqualTo(401);
        var proposal =
                composer.compose(
                        docket,
                        "find",
                        Map.of(
                                "terms",
                                terms(
                                        Map.of(
                                                "request", request.hex(),
                                                "safeguard", "6(2)",
                                                "outcome", "CLEAR")),
                                "reasons",
                                reasons()),
                        new Officer(
                                new Person("ortega", "Ana Ortega"), "XB.central-authority", "CAO"));
        var filing =
                registry.file(
                        composer.sign(
                                proposal, demo.assertion("ortega", proposal.digest().bytes())));
        assertThat(filing)
                .isInstanceOfSatisfying(
                        Filing.Rejected.class,
                        why -> assertThat(why.code()).isEqualTo("passkey.compromised"));
        assertThat(
                        send(json(
                                        request("/demo/session"),
                                        "POST",
                                        Json.object().with("person", "ortega")))
                                .code())
                .isEqualTo("passkey.expired");
        assertThat(passkeyOf("ortega").text("standing")).contains("LOST");
        assertThat(letter("perdue", letters).getSubject()).isNotBlank();
    }

    @Test
    @Order(3)
    void whoever_reported_does_not_confirm() {
        var lost = credential("ortega");
        assertThat(code(Who.WEISS, lost).code()).isEqualTo("persons.same-person");
    }

    @Test
    @Order(4)
    void a_replacement_waits_and_is_called_off_from_the_letter() throws Exception {
        var letters = MAIL.getReceivedMessages().length;
        var code = code(Who.DUBE, credential("ortega")).expect(200).object();
        var stranger = SoftwarePasskey.create(new SecureRandom());
        enrol(code.text("code").orElseThrow(), stranger).expect(201);
        assertThat(passkeyOf("ortega").text("standing")).contains("REGISTERED");
        enter(stranger);
        assertThat(passkeyOf("ortega").text("standing")).contains("HELD");
        assertThat(passkeyOf("ortega").get("hoursLeft").orElseThrow().toString()).contains("72");

        var link = LINK.matcher(letter("/notices/passkeys/", letters).getContent().toString());
        assertThat(link.find()).isTrue();
        for (var scans = 0; scans < 2; scans++)
            send(request(link.group(1)).setHeader("Accept", "text/html").GET()).expect(200);
        assertThat(passkeyOf("ortega").text("standing")).contains("HELD");
        form(link.group(1)).expect(303);
        assertThat(passkeyOf("ortega").text("standing")).contains("LOST");
        clock.pass(Duration.ofHours(73));
        assertThat(
                        registry.directories()
                                .of("XB")
                                .flatMap(directory -> directory.passkey(stranger.credential()))
                                .orElseThrow()
                                .compromised())
                .isPresent();
    }

    @Test
    @Order(5)
    void a_code_is_used_once_and_a_replacement_is_valid_when_its_wait_is_over() {
        var genuine = SoftwarePasskey.create(new SecureRandom());
        var lost =
                get(Who.WEISS, "/persons").expect(200).object().items("passkeys").stream()
                        .map(Json.Obj.class::cast)
                        .filter(one -> one.text("person").filter("ortega"::equals).isPresent())
                        .findFirst()
                        .orElseThrow()
                        .text("credential")
                        .orElseThrow();
        var code = code(Who.DUBE, lost).expect(200).object().text("code").orElseThrow();
        enrol(code, genuine).expect(201);
        enter(genuine);
        assertThat(send(request("/enrolments/" + code).GET()).status()).isEqualTo(404);
        assertThat(code(Who.DUBE, lost).code()).isEqualTo("persons.has-a-passkey");

        assertThat(signIn(genuine).code()).isEqualTo("passkey.expired");
        clock.pass(Duration.ofHours(72));
        assertThat(signIn(genuine).status()).isEqualTo(201);
        assertThat(passkeyOf("ortega").text("standing")).contains("VALID");
    }

    private Answer signIn(SoftwarePasskey passkey) {
        var challenge =
                send(json(request("/session/challenge"), "POST", Json.EMPTY))
                        .expect(201)
                        .object()
                        .text("challenge")
                        .orElseThrow();
        return send(
                json(
                        request("/session"),
                        "POST",
                        passkey.assertion(
                                        Base64Url.decode(challenge),
                                        relyingParty.origin(),
                                        relyingParty.id())
                                .json()));
    }

    @Test
    @Order(6)
    void the_roll_says_it_all_and_no_name() {
        var acts = registry.ofKind("persons");
        assertThat(acts)
                .extracting(act -> act.envelope().header().type())
                .contains("signing-page", "lost", "replace", "cancel");
        for (var act : acts)
            assertThat(
                            comity.record.act.CanonicalJson.text(
                                    act.envelope()
                                            .withholding(name -> !name.equals("officer"))
                                            .json()))
                    .doesNotContain("Ortega")
                    .doesNotContain("Weiss");
        assertThat(Digest.of(comity.node.identity.SigningPage.bytes()))
                .isEqualTo(registry.roll("XB").signingPage().orElseThrow());
    }

    /** Here no witness and no timestamp of somebody else's says when the replacement was public. */
    @Test
    @Order(7)
    void of_this_states_own_word_a_court_concludes_nothing(@TempDir Path folder) throws Exception {
        var docket = UUID.randomUUID();
        arrived(docket);

        var file = get(Who.KATZ, "/dockets/" + docket + "/case").expect(200).response().body();

        var report =
                Verification.verify(
                        Files.write(folder.resolve("case.comity"), file),
                        Optional.empty(),
                        Progress.SILENT);
        assertThat(report.lines())
                .filteredOn(line -> line.id().equals("persons"))
                .extracting(Report.Line::code)
                .contains("persons.publicity-unchecked")
                .doesNotContain("persons.not-public-in-time");
    }
}
