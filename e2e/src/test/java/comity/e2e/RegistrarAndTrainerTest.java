package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Two offices that few people hold, in a browser: registrars of laws, and the trainer. */
@Tag("slow")
@EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
class RegistrarAndTrainerTest {
    private static final List<String> LANGUAGES = List.of("en", "ar");

    private static final String ENTRY =
            """
            {"format": "comity-provisions/1", "provisions": [
              {"id": "XB/909", "label": "Penal Code, article 909",
               "title": "Interference with a system", "articles": [10],
               "base": 60, "source": "Gazette", "asOf": "2026-11-01",
               "confidence": "seen"}]}
            """;

    @TempDir static Path folder;
    private static RunningNode borduria;

    static boolean hasBrowser() {
        return Browser.installed().isPresent();
    }

    @BeforeAll
    static void start() throws Exception {
        borduria = RunningNode.start(World.BORDURIA, folder.resolve("borduria"));
        borduria.awaitReady();
    }

    @AfterAll
    static void end() throws Exception {
        borduria.close();
    }

    private static void everyLanguage(Browser browser) {
        LANGUAGES.forEach(browser::holdsUp);
        browser.go(browser.path() + "?language=en");
    }

    private static void chooses(Page page, byte[] bytes) {
        page.locator("#choose")
                .setInputFiles(new FilePayload("entry.json", "application/json", bytes));
    }

    /** A file that a spreadsheet wrote begins with a mark that is no part of its text. */
    @Test
    void one_registrar_enters_and_another_publishes() {
        try (var browser = Browser.at(borduria.url(), true)) {
            browser.signIn("zelenka");
            browser.go("/law/entries");
            everyLanguage(browser);
            browser.go("/law/register/enact?language=en");
            var page = browser.page();
            chooses(page, ENTRY.getBytes(StandardCharsets.UTF_16));
            page.locator("#choose-said:not(:empty)").waitFor();
            assertThat(page.locator("#file").inputValue()).isEmpty();
            chooses(page, ("\ufeff" + ENTRY).getBytes(StandardCharsets.UTF_8));
            page.waitForCondition(() -> page.locator("#file").inputValue().equals(ENTRY));
            assertThat(page.locator("#choose-said").textContent()).isEmpty();
            page.locator("#reason-many").fill("A new article.");
            page.locator("form[action='/law/register/import'] button.govuk-button").click();
            page.locator("form[action='/law/register/entry'] button").click();
            page.waitForURL("**/law/entries");
            assertThat(page.locator("form[action$='/activation']").count()).isZero();
            assertThat(page.locator("form[action$='/refusal']").count()).isEqualTo(1);
            everyLanguage(browser);
            assertThat(browser.complaints()).isEmpty();
        }
        try (var browser = Browser.at(borduria.url(), false)) {
            browser.signIn("ozols");
            browser.go("/law/entries?language=en");
            var page = browser.page();
            assertThat(page.locator("main").textContent()).contains("XB/909", "Piotr Zelenka");
            page.locator("form[action$='/activation'] button").click();
            page.waitForURL("**/law/entries");
            assertThat(page.locator("main section.card").count()).isZero();
            browser.go("/law/register/XB/909");
            assertThat(page.locator("main").textContent()).contains("A new article.", "Ilze Ozols");
        }
    }

    @Test
    void a_trainer_certifies_a_person_on_a_docket_that_they_do_not_read() throws Exception {
        var katz =
                Person.signIn(
                        World.KATZ, Cast.passkey(borduria, World.KATZ.person()), borduria.client());
        var docket = katz.openDocket();
        katz.file(docket, Requests.application().with("requestedState", "XA"));
        try (var browser = Browser.at(borduria.url(), true)) {
            browser.go("/sign-in?language=en");
            browser.carry(passkeyOf("strom"));
            var page = browser.page();
            page.locator("[data-action=sign-in]").click();
            page.waitForURL(url -> !url.contains("/sign-in"));
            browser.go("/custody/certificates");
            everyLanguage(browser);
            page.locator("#docket").fill("4711");
            page.locator("form[action='/custody/certificates'] button").click();
            page.locator("[role=alert]").waitFor();
            assertThat(page.locator("#docket").inputValue()).isEqualTo("4711");
            page.locator("#docket").fill(docket.toString());
            page.locator("#person").selectOption("okafor");
            page.locator("form[action='/custody/certificates'] button").click();
            page.waitForURL(url -> url.contains("/acts/certify-handler"));
            assertThat(page.locator("[id='terms.holder']").inputValue()).matches("[0-9a-f]{64}");
            assertThat(page.locator("main").textContent()).doesNotContain("k.orlov");
            page.locator("[id='terms.course']").fill("Digital evidence, for judges");
            page.locator("[id='terms.reference']").fill("2026/12");
            page.locator("[id='terms.validFrom']").fill(Days.in(0));
            page.locator("[id='terms.validUntil']").fill(Days.in(365));
            page.locator("button[value=propose]").click();
            page.waitForURL("**/signing/page.html#*");
            page.locator("#sign:not([disabled])").click();
            page.waitForURL(url -> !url.contains("/signing/"));
            LANGUAGES.forEach(browser::holdsUp);
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(Person.objects(katz.docket(docket), "acts"))
                .extracting(act -> act.text("type").orElse(""))
                .containsExactly("apply", "certify-handler");
    }

    private static Json.Obj passkeyOf(String person) throws Exception {
        return JsonReader.actObject(Files.readAllBytes(borduria.data().resolve("demo-people.json")))
                .object(person)
                .orElseThrow();
    }
}
