package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What Borduria gives on conditions, over two running nodes: Arcadia's node refuses what lies
 * outside them, asks, and is bound by the answer; what speaks for the accused reaches the defence;
 * in the end the exhibit is gone, and both States have it in writing.
 */
final class ConditionsStory {
    private static final List<String> LANGUAGES = List.of("en", "ar");
    private static final String OTHER = "Tax proceeding 12/2027";

    private final Cast cast;
    private final Court court;
    private final Path folder;
    private final Person ilin;
    private final Person vega;
    private final Person amadi;
    private final Person brandt;
    private final Person katz;
    private final Person holm;
    private final UUID docket;
    private final Digest transmission;
    private final String exhibit;

    ConditionsStory(Cast cast, Court court, Path folder, Narrator narrator) throws IOException {
        this.cast = cast;
        this.court = court;
        this.folder = folder;
        // Signed in anew: a node was started again meanwhile.
        ilin = cast.signIn(World.ILIN);
        vega = cast.signIn(World.VEGA);
        amadi = cast.person(World.AMADI);
        brandt = cast.person(World.BRANDT);
        katz = cast.person(World.KATZ);
        holm = cast.signIn(World.HOLM);
        var evidence = Files.writeString(folder.resolve("note.txt"), "He was elsewhere.\n");
        docket =
                Walk.run(
                        cast,
                        evidence,
                        narrator,
                        transmission ->
                                transmission
                                        .with("handledBy", List.of("PRO", "CAO", "CUS"))
                                        .with("forbids", List.of("DISCLOSE"))
                                        .with("keptUntil", "2031-12-31")
                                        .with("atEnd", "DESTROY"));
        transmission = act("transmit").orElseThrow();
        exhibit = amadi.exhibitsOf(transmission)[0].text("sha256").orElseThrow();
    }

    /** What lies outside is refused, asked for, and allowed as far as it was answered. */
    void bindAndAsk() throws IOException {
        bindsTheReceivingNode();
        asksAndIsAnswered();
    }

    CustodyPagesStory onPages() {
        return new CustodyPagesStory(cast, docket, exhibit);
    }

    /**
     * The same as people see it: the refusal with its way out, and the request where it arrives.
     */
    void showItOnItsPages() {
        try (var here = Browser.at(cast.node(World.ARCADIA).url(), true);
                var there = Browser.at(cast.node(World.BORDURIA).url(), true)) {
            here.signIn("amadi");
            here.go("/dockets/" + docket + "?language=en");
            LANGUAGES.forEach(here::holdsUp);
            here.go("/conditions?language=en");
            LANGUAGES.forEach(here::holdsUp);
            here.go("/conditions?language=en");
            here.page().locator("#conditions-" + exhibit + " a[href*='/acts/use?']").click();
            here.page().locator("[id='terms.purpose']").fill("A third proceeding");
            here.page().locator("[id='facts.useMade']").fill("Read out in court.");
            here.page().locator("button[value=propose]").click();
            here.page().locator("a[href*='/acts/ask-consent?']").first().click();
            assertThat(here.page().locator("[id='terms.purpose']").inputValue())
                    .isEqualTo("A third proceeding");
            assertThat(here.page().locator("[value=USE]").isChecked()).isTrue();
            assertThat(here.page().locator("[value='" + exhibit + "']").isChecked()).isTrue();
            LANGUAGES.forEach(here::holdsUp);
            here.page().locator("[id='reasons.reasons']").fill("The same accounts.");
            here.page().locator("button[value=propose]").click();
            here.page().waitForURL("**/proposals/*");
            here.page().locator("form[action$='/filing'] button").click();
            here.page().waitForURL("**/dockets/*#act-*");
            var asked = here.page().url();
            katz.awaitAct(docket, new Digest(asked.substring(asked.indexOf("#act-") + 5)));

            there.signIn("katz");
            there.go("/worklist?language=en");
            LANGUAGES.forEach(there::holdsUp);
            there.go("/worklist?language=en");
            there.page().locator("section[aria-labelledby=asked-consent] a").first().click();
            assertThat(there.page().locator("[id='terms.granted']").count()).isEqualTo(1);
            LANGUAGES.forEach(there::holdsUp);
            assertThat(here.complaints()).isEmpty();
            assertThat(there.complaints()).isEmpty();
        }
    }

    private Optional<Digest> act(String type) {
        return Person.objects(amadi.docket(docket), "acts").stream()
                .filter(act -> act.text("type").orElse("").equals(type))
                .map(act -> new Digest(act.text("digest").orElseThrow()))
                .findFirst();
    }

    private String path() {
        return "/exhibits/" + exhibit;
    }

    private void bindsTheReceivingNode() throws IOException {
        assertThat(ilin.client().get(path()).status()).as("not opened by an act").isEqualTo(403);
        isHandedOver();
        assertThat(ilin.open(docket, exhibit).status()).isEqualTo(200);
        assertThat(katz.open(docket, exhibit).status()).as("the State that gave it").isEqualTo(200);
        denied(vega.client().get(path()), "W-060");
        denied(ilin.client().get(path() + "?purpose=Tax"), "R-066");
        denied(ilin.propose(docket, use(OTHER)), "R-066");
        ilin.file(docket, use(Requests.PURPOSE));
        denied(vega.client().get("/dockets/" + docket + "/case"), "W-060");
        assertThat(vega.client().get("/dockets/" + docket + "/case?without=bound").status())
                .isEqualTo(200);
        denied(disclosure(), "W-061");
        assertThat(holm.client().get(path()).status()).isEqualTo(404);
    }

    /** From the vault to the prosecutor: let go by one, received by the other. */
    private void isHandedOver() {
        var under = act("confirm-receipt").orElseThrow();
        var sent =
                amadi.file(docket, touch("hand-over", under).with("recipient", "XA.prosecution"));
        ilin.file(docket, touch("receive", under).with("handover", sent));
    }

    private Content touch(String type, Digest under) {
        return Content.of(type)
                .with("handled", List.of(exhibit))
                .with("place", "Evidence room 1")
                .with("under", under)
                .with("reasons", "The trial needs it.");
    }

    private static void denied(Client.Answer answer, String rule) {
        assertThat(answer.status()).isEqualTo(422);
        var finding = Person.objects(answer.json(), "findings").getFirst();
        assertThat(finding.text("rule")).hasValue(rule);
        assertThat(finding.text("ask").orElse("")).contains("/acts/ask-consent?");
    }

    private Content use(String purpose) {
        return Content.of("use")
                .with("transmission", transmission)
                .with("used", List.of(exhibit))
                .with("purpose", purpose)
                .with("useMade", "Read out in court.");
    }

    private Client.Answer disclosure() {
        return brandt.client()
                .post(
                        "/dockets/" + docket + "/disclosures",
                        Json.object()
                                .with("audience", "defence")
                                .with("recipient", "XA.bar")
                                .with("reasons", "Asked for."));
    }

    private void asksAndIsAnswered() {
        var asked =
                brandt.file(
                        docket,
                        Content.of("ask-consent")
                                .with("transmission", transmission)
                                .with("seeks", List.of("USE"))
                                .with("concerning", List.of(exhibit))
                                .with("purpose", OTHER)
                                .with("reasons", "The same accounts were used."));
        katz.awaitAct(docket, asked);
        var waiting = row(katz, "asked");
        assertThat(waiting.text("stands")).hasValue("OPEN");
        assertThat(waiting.bool("ours")).hasValue(true);
        var answer =
                katz.file(
                        docket,
                        Content.of("consent")
                                .with("consentSought", asked)
                                .with("granted", "TRUE")
                                .with("reasons", "The proceedings belong together."));
        ilin.awaitAct(docket, answer);
        ilin.file(docket, use(OTHER));
        denied(ilin.propose(docket, use("Another one")), "R-066");
        denied(vega.client().get(path()), "W-060");
    }

    /** The first row of a kind, as somebody reads it on their State's page. */
    private Json.Obj row(Person reader, String kind) {
        return Person.objects(
                        reader.client()
                                .get("/dockets/" + docket + "/conditions")
                                .expect(200)
                                .json(),
                        "dockets")
                .stream()
                .flatMap(row -> Person.objects(row, kind).stream())
                .findFirst()
                .orElse(Json.EMPTY);
    }

    /** The defence has it. */
    void reachesTheDefence() {
        var notice =
                ilin.file(
                        docket,
                        Content.of("notify-exculpatory")
                                .with("transmission", transmission)
                                .with("exculpatory", List.of(exhibit))
                                .with("disclosureOn", Days.in(5))
                                .with("reasons", "It places the accused elsewhere."));
        katz.awaitAct(docket, notice);
        var disclosed =
                ilin.file(
                        docket,
                        Content.of("disclose-exculpatory")
                                .with("transmission", transmission)
                                .with("exculpatory", List.of(exhibit))
                                .with("recipient", "XA.bar")
                                .with("notice", notice)
                                .with("reasons", "It places the accused elsewhere."));
        katz.awaitAct(docket, disclosed);
        assertThat(holm.client().get("/conditions").expect(200).json().toString())
                .contains(exhibit)
                .doesNotContain(OTHER);
        assertThat(holm.client().get(path()).status()).as("not opened by an act").isEqualTo(403);
        assertThat(holm.client().get("/dockets/" + docket).status()).isEqualTo(403);
    }

    /** And then nobody has it any more; the certificate that says so. */
    Digest endsInACertificate() throws IOException {
        assertThat(Digest.of(holm.open(docket, exhibit).expect(200).response().body()).hex())
                .isEqualTo(exhibit);
        var proposed = amadi.file(docket, disposal("propose-disposal").with("reasons", "Closed."));
        var second = disposal("dispose").with("proposed", proposed);
        assertThat(amadi.propose(docket, second).status()).as("alone").isEqualTo(422);
        assertThat(ilin.client().get(path()).status()).isEqualTo(200);
        brandt.file(docket, second);
        assertThat(ilin.client().get(path()).status()).isNotEqualTo(200);
        RunningNode.await(
                "no certificate came",
                RunningNode.LONGEST_CROSSING,
                () -> row(katz, "disposals").text("certificate").isPresent());
        var certificate = new Digest(row(katz, "disposals").text("certificate").orElseThrow());
        assertThat(ilin.client().get(path()).status()).as("gone").isEqualTo(404);
        assertThat(holm.client().get(path()).status()).isEqualTo(404);
        assertThat(katz.client().get(path()).status()).as("the origin's own").isEqualTo(200);
        var received =
                cast.person(World.LINDQVIST)
                        .file(
                                docket,
                                Content.of("receive-certificate")
                                        .with("certificate", certificate)
                                        .with("disposed", List.of(exhibit)));
        brandt.awaitAct(docket, received);
        assertThat(row(brandt, "disposals").text("stands")).hasValue("RECEIVED");
        verifies();
        return certificate;
    }

    private Content disposal(String type) {
        return Content.of(type)
                .with("transmission", transmission)
                .with("disposed", List.of(exhibit))
                .with("method", "DESTROY");
    }

    private void verifies() throws IOException {
        brandt.awaitWitnesses(docket);
        var file =
                brandt.client()
                        .download("/dockets/" + docket + "/case", folder.resolve("ended.comity"));
        var verdict = court.verify(file);
        assertThat(verdict.failures()).as(verdict.text()).isEmpty();
    }
}
