package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import comity.node.assistant.FirstRun;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * One node's pages in a real browser: a judge signs, everybody can read, nothing leaves the node.
 */
@Tag("slow")
@EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
class PagesTest {
    @TempDir static Path folder;
    private static RunningNode arcadia;
    private static final List<String> LANGUAGES = List.of("en", "ar");

    static boolean hasBrowser() {
        return Browser.installed().isPresent();
    }

    @BeforeAll
    static void start() throws Exception {
        // A mail server is named, so that its forms are there; nobody listens at its port.
        arcadia =
                RunningNode.start(
                        World.ARCADIA,
                        folder.resolve("arcadia"),
                        true,
                        List.of(
                                "--comity.mail.host=127.0.0.1",
                                "--comity.mail.port=9",
                                "--comity.mail.tls=NONE"));
        arcadia.awaitReady();
    }

    @AfterAll
    static void end() throws Exception {
        arcadia.close();
    }

    private static Json.Obj passkeyOf(String person) throws Exception {
        return JsonReader.actObject(Files.readAllBytes(arcadia.data().resolve("demo-people.json")))
                .object(person)
                .orElseThrow();
    }

    private static void everyLanguage(Browser browser) {
        LANGUAGES.forEach(browser::holdsUp);
        browser.go(browser.path() + "?language=en");
    }

    @Test
    void a_judge_signs_what_is_shown_with_a_passkey() throws Exception {
        try (var browser = Browser.at(arcadia.url(), true)) {
            browser.go("/");
            everyLanguage(browser);
            browser.go("/sign-in");
            everyLanguage(browser);
            browser.carry(passkeyOf("serrano"));
            browser.page().locator("[data-action=sign-in]").click();
            browser.page().waitForURL("**/worklist");
            everyLanguage(browser);

            browser.page().locator("form[action='/dockets'] button").click();
            browser.page().waitForURL("**/acts/authorise");
            everyLanguage(browser);
            write(browser.page());
            browser.page().locator("button[value=propose]").dblclick();
            browser.page().waitForURL("**/signing/page.html#*");
            browser.page().locator("#sign:not([disabled])").click();
            browser.page().waitForURL("**/dockets/*#act-*");
            goesBack(browser.page());
            everyLanguage(browser);
            assertThat(browser.page().locator(".timeline > li").count()).isEqualTo(1);
            browser.page().locator("a[href*='/proofs/']").click();
            browser.page().waitForURL("**/proofs/*");
            everyLanguage(browser);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** By the browser's own button to the form, and the same once more: it was filed already. */
    private static void goesBack(Page page) {
        var filed = page.url();
        page.goBack();
        page.goBack();
        page.waitForURL(url -> url.contains("/acts/authorise"));
        page.locator("main a[href*='#act-']").click();
        page.waitForURL(filed);
    }

    private static void write(Page page) {
        page.locator("[id='terms.requestedState']").fill("XB");
        page.locator("[id='subject.accounts']").fill("k.orlov@harbourmail.example");
        page.locator("[value=CONTENT]").check();
        page.locator("[id='terms.from']").fill("2026-10-01");
        page.locator("[id='terms.to']").fill("2026-10-10");
        page.locator("[id='terms.until']").fill(Days.in(180));
        page.locator("[id='reasons.proportionality']")
                .fill(
                        "The mailbox holds the only record of who rented the servers from which the"
                                + " hospital was attacked. Ten days are the least that shows it, and"
                                + " subscriber data were asked for first and did not suffice.");
    }

    /** The bench: what is asked lies beside its reasons; a refusal, and another time less. */
    @Test
    void a_judge_refuses_and_another_time_allows_less_each_with_a_passkey() throws Exception {
        var vega =
                Person.signIn(
                        World.VEGA, Cast.passkey(arcadia, World.VEGA.person()), arcadia.client());
        var docket = vega.openDocket();
        vega.file(docket, Requests.application());
        try (var browser = Browser.at(arcadia.url(), true)) {
            browser.go("/sign-in");
            browser.carry(passkeyOf("serrano"));
            browser.page().locator("[data-action=sign-in]").click();
            browser.page().waitForURL("**/worklist");
            var bench = "/dockets/" + docket + "/bench";
            browser.page().locator("a[href='" + bench + "']").click();
            everyLanguage(browser);

            // What is half written is there after whatever came between.
            var decline = browser.page().locator("#decline");
            decline.locator("[name='reasons.reasons']").fill("A log of the provider would do");
            browser.page().waitForURL(url -> url.contains("draft="));
            browser.go(bench);
            assertThat(decline.locator("[name='reasons.reasons']").inputValue())
                    .isEqualTo("A log of the provider would do");
            decline.locator("button:not([value])").click();
            browser.page().locator("#decline .findings").waitFor();
            assertThat(browser.path()).isEqualTo(bench);
            decline.locator("[value=NECESSITY]").check();
            decline.locator("[name='reasons.cure']").fill("Say what the log does not show.");
            decline.locator("button:not([value])").click();
            signAndLook(browser);
            browser.go(bench);
            assertThat(browser.page().locator("input[name=decision]").count()).isZero();
            everyLanguage(browser);

            vega.file(docket, Requests.application().with("newSince", "The log names nobody."));
            browser.go(bench);
            var narrow = browser.page().locator("#narrow");
            narrow.locator("[name='terms.to']").fill("2026-10-04");
            narrow.locator("[name='terms.until']").fill(Days.in(180));
            narrow.locator("[name='reasons.narrowing']").fill("The note bears four days.");
            narrow.locator("[name='reasons.proportionality']")
                    .fill("Patients were in danger, and these four days show by whom.");
            narrow.locator("button:not([value])").click();
            signAndLook(browser);
            browser.go(bench);
            assertThat(browser.page().locator("#decisions").count()).isEqualTo(1);
            everyLanguage(browser);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** What a judge sealed is not even read by two: break-glass, and the seal, in browsers. */
    @Test
    void two_persons_read_what_is_not_theirs_until_a_judge_seals_it() throws Exception {
        var serrano =
                Person.signIn(
                        World.SERRANO,
                        Cast.passkey(arcadia, World.SERRANO.person()),
                        arcadia.client());
        var docket = serrano.openDocket();
        serrano.file(docket, Requests.authoriseMailbox());
        new SealedStory(arcadia, docket).isReadByTwoAndThenByNobody();
    }

    private static void signAndLook(Browser browser) {
        browser.page().waitForURL("**/signing/page.html#*");
        browser.page().locator("#sign:not([disabled])").click();
        browser.page().waitForURL("**/dockets/*#act-*");
    }

    @Test
    void a_form_hears_the_findings_and_keeps_what_was_typed_without_any_script() {
        try (var browser = Browser.at(arcadia.url(), false)) {
            browser.signIn("serrano");
            browser.page().locator("form[action='/dockets'] button").click();
            browser.page().locator("[id='terms.requestedState']").fill("XB");
            browser.page().locator("button[value=assess]").click();

            assertThat(browser.page().locator(".findings > li").count()).isPositive();
            assertThat(browser.page().locator("[id='terms.requestedState']").inputValue())
                    .isEqualTo("XB");
            browser.page().locator("a[href='/worklist']").first().click();
            assertThat(browser.page().locator("a[href*='?draft=']").count()).isPositive();
        }
    }

    @Test
    void what_is_typed_is_kept_while_it_is_typed_and_outlives_another_language() {
        try (var browser = Browser.at(arcadia.url(), true)) {
            browser.signIn("serrano");
            browser.page().locator("form[action='/dockets'] button").click();
            browser.page().locator("[id='reasons.proportionality']").fill("Half a sen");
            browser.page().waitForURL(url -> url.contains("draft="));
            browser.page().locator(".languages a[lang=ar]").click();
            browser.page().waitForURL(url -> url.contains("language=ar"));

            assertThat(browser.page().locator("html").getAttribute("dir")).isEqualTo("rtl");
            assertThat(browser.page().locator("[id='reasons.proportionality']").inputValue())
                    .isEqualTo("Half a sen");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void a_draft_is_kept_by_a_button_without_any_script() {
        try (var browser = Browser.at(arcadia.url(), false)) {
            browser.signIn("serrano");
            browser.page().locator("form[action='/dockets'] button").click();
            browser.page().locator("[id='reasons.proportionality']").fill("Half a sen");
            browser.page().locator("button[value=keep]").click();
            browser.page().waitForURL(url -> url.contains("draft="));
            browser.page().locator(".languages a[lang=fr]").click();

            assertThat(browser.page().locator("[id='reasons.proportionality']").inputValue())
                    .isEqualTo("Half a sen");
        }
    }

    @Test
    void every_language_has_every_word_and_fits_a_phone() {
        try (var browser = Browser.at(arcadia.url(), true)) {
            browser.signIn("serrano");
            browser.page().locator("form[action='/dockets'] button").click();
            var form = browser.path();
            browser.page().setViewportSize(360, 740);
            for (var path :
                    List.of("/worklist", form, "/", "/law", "/law/positions", "/law/positions/IR"))
                for (var language : List.of("ar", "zh", "en", "fr", "ru", "es")) {
                    browser.go(path + "?language=" + language);
                    assertThat(browser.page().locator("html").getAttribute("lang"))
                            .isEqualTo(language);
                    var wide =
                            browser.page()
                                    .evaluate(
                                            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
                    assertThat(((Number) wide).intValue())
                            .as("%s in %s is wider than a phone", path, language)
                            .isLessThanOrEqualTo(0);
                }
        }
    }

    @Test
    void statistics_are_read_without_signing_in() throws Exception {
        var example =
                JsonReader.actObject(
                        Files.readAllBytes(
                                Path.of(System.getProperty("comity.root", ".."))
                                        .resolve("docs/formats/statistics.example.json")));
        try (var browser = Browser.at(arcadia.url(), true)) {
            browser.go("/sign-in");
            browser.page().locator("footer a[href='/transparency']").click();
            everyLanguage(browser);
            for (var statement : example.items("published"))
                new Administrator(arcadia)
                        .execute(
                                "INSERT INTO statistic_published SELECT (s ->> 'firstDay')::date,"
                                        + " (s ->> 'lastDay')::date, 0, 0, now(), s::text"
                                        + " FROM (SELECT '"
                                        + CanonicalJson.text(statement)
                                        + "'::json AS s) AS one");
            browser.go("/transparency");
            everyLanguage(browser);
            assertThat(browser.page().locator("svg.bars").count()).isPositive();
            assertThat(browser.page().locator("svg.bars").count())
                    .isEqualTo(browser.page().locator("main table").count());
            browser.page().setViewportSize(390, 844);
            assertThat(
                            browser.page()
                                    .evaluate(
                                            "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .isEqualTo(0);
            browser.page().locator("main a[href='/transparency/weekly']").click();
            everyLanguage(browser);
            browser.page().locator("#address").fill("no address");
            browser.page().locator("main form button").click();
            assertThat(browser.page().locator("#address").inputValue()).isEqualTo("no address");
            browser.showsWell("en");
            browser.page().locator("#address").fill("reader@paper.example");
            browser.page().locator("main form button").click();
            assertThat(browser.page().locator("[role=status]").textContent())
                    .contains("reader@paper.example");
            browser.showsWell("en");
            for (var page : List.of("confirm", "off")) {
                browser.go("/transparency/weekly/" + page + "/" + "A".repeat(43));
                everyLanguage(browser);
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void where_states_stand_is_read_without_signing_in() {
        try (var browser = Browser.at(arcadia.url(), true)) {
            for (var path : List.of("/law/positions", "/law/positions/IR")) {
                browser.go(path);
                everyLanguage(browser);
            }
            browser.go("/law/positions");
            browser.page().locator("#filter").selectOption("objected");
            browser.page().locator(".filters button").click();
            // All of it: the list comes after a map of the world.
            browser.page().waitForURL(url -> url.contains("filter=objected"));
            assertThat(browser.page().locator("table.positions tbody tr").count()).isEqualTo(3);
            assertThat(browser.page().locator(".map__world a").count()).isEqualTo(3);
            browser.page().locator("table.positions a[href='/law/positions/IR']").click();
            assertThat(browser.page().locator("h1").textContent()).isEqualTo("Iran");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void an_invited_person_enrols_a_passkey_and_signs_in_with_it() throws Exception {
        var holders = new Holders(folder.resolve("earnest"));
        try (var node = RunningNode.start(World.ARCADIA, folder.resolve("earnest"), false);
                var browser = founded(node, holders)) {
            browser.carryNothing();
            browser.go("/enrolments/" + code(node, "serrano"));
            everyLanguage(browser);
            browser.page().locator("[data-action=enrol]").click();
            browser.page().waitForURL("**/sign-in");
            holders.approve();
            browser.page().locator("[data-action=sign-in]").click();
            browser.page().waitForURL("**/worklist");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void a_ministry_founds_its_state_on_one_page_and_its_officers_rehearse_a_request()
            throws Exception {
        var home = folder.resolve("ministry");
        try (var assistant = FirstRun.open(home, 0, InstantSource.system(), new SecureRandom());
                var browser =
                        Browser.at(
                                URI.create("http://localhost:" + assistant.address().getPort()),
                                true)) {
            var page = "/first-run?" + assistant.address().getQuery();
            browser.go(page);
            LANGUAGES.forEach(browser::holdsUp);
            browser.go(page + "&language=en");
            browser.page().locator("button[value=found]").click();
            browser.page().waitForSelector(".govuk-error-summary");
            browser.showsWell("en");
            fill(browser.page());
            browser.page().locator("button[value=found]").click();
            browser.page().waitForSelector("ol");
            browser.showsWell("en");
            assertThat(assistant.await()).exists();
            // A form that is refused is answered with 422, which the browser says on its console.
            assertThat(browser.complaints()).allMatch(said -> said.contains("422"));
        }
        try (var node = RunningNode.founded("AT", home, FirstRun.stateFile(home));
                var browser = await(node)) {
            browser.signIn("weber");
            assertThat(browser.path()).isEqualTo("/worklist");
            new RehearsalStory(node, folder).run();
        }
    }

    private static void fill(Page page) {
        page.locator("#state").selectOption("AT");
        var people =
                List.of(
                        "Anna Weber|central-authority/CAO",
                        "Emil Haas|central-authority/CAO",
                        "Ute Korn|court/JUD",
                        "Ida Holm|prosecution/PRO",
                        "Jo Frei|oversight/OVS",
                        "Lea Roth|registry-of-persons/REG",
                        "Max Stark|registry-of-persons/REG");
        for (var i = 0; i < people.size(); i++) {
            var parts = people.get(i).split("\\|");
            page.locator("#name-" + i).fill(parts[0]);
            page.locator("#seat-" + i + "-0").selectOption(parts[1]);
        }
        page.locator("#telephone").fill("+43 1 555 0100");
        page.locator("#contact").fill("24-7@justiz.example");
        page.locator("#zone").selectOption("Europe/Vienna");
        page.locator("#source").fill("Code of Criminal Procedure");
        page.locator("#rest-SUNDAY").check();
    }

    /** An earnest State has no node before the holders of its root approved its directory. */
    private static Browser founded(RunningNode node, Holders holders) throws Exception {
        RunningNode.await(
                "the node that waits for its holders has no page",
                RunningNode.LONGEST_CROSSING,
                () -> waits(node));
        try (var browser = Browser.at(node.url(), true)) {
            browser.go("/");
            LANGUAGES.forEach(browser::holdsUp);
        }
        holders.approve();
        return await(node);
    }

    private static boolean waits(RunningNode node) {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                                    HttpRequest.newBuilder(node.url()).build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 503;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Browser await(RunningNode node) {
        node.awaitReady();
        return Browser.at(node.url(), true);
    }

    /** The one-time code that the administrator hands over. */
    private static String code(RunningNode node, String person) throws Exception {
        var all =
                (Json.Arr)
                        JsonReader.interchange(
                                Files.readAllBytes(node.data().resolve("enrolment-codes.json")));
        return all.items().stream()
                .map(Json.Obj.class::cast)
                .filter(one -> one.text("person").filter(person::equals).isPresent())
                .flatMap(one -> one.text("code").stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_page_for_those_not_signed_in_says_what_to_do() {
        try (var browser = Browser.at(arcadia.url(), true)) {
            browser.go("/worklist");
            assertThat(browser.page().locator("a[href='/sign-in']").count()).isEqualTo(1);
            everyLanguage(browser);
        }
    }
}
