package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Authenticators of each make, in a real browser: which may decide for a person, and which not. */
@Tag("slow")
@EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
class AuthenticatorsTest {
    @TempDir static Path folder;
    private static RunningNode arcadia;

    static boolean hasBrowser() {
        return Browser.installed().isPresent();
    }

    @BeforeAll
    static void start() throws Exception {
        arcadia = RunningNode.start(World.ARCADIA, folder.resolve("arcadia"));
        arcadia.awaitReady();
    }

    @AfterAll
    static void end() throws Exception {
        arcadia.close();
    }

    /** A registrar reports a loss, and another hands out a code for its successor. */
    private static String code(String person) {
        try (var browser = Browser.at(arcadia.url(), true)) {
            browser.signIn("noor");
            browser.go("/persons");
            for (var language : new String[] {"ar", "en"}) browser.holdsUp(language);
            var card = browser.page().locator(".card").filter(named(person));
            card.locator("summary").click();
            card.locator("textarea").fill("Left on a train.");
            card.locator("form[action$='/loss'] button").click();
            browser.page()
                    .locator(".card")
                    .filter(named(person))
                    .locator(".tag--concern")
                    .waitFor();
        }
        try (var browser = Browser.at(arcadia.url(), true)) {
            browser.signIn("sato");
            browser.go("/persons");
            for (var language : new String[] {"ar", "en"}) browser.holdsUp(language);
            browser.page()
                    .locator(".card")
                    .filter(named(person))
                    .locator("form[action$='/replacement'] button")
                    .click();
            var path = browser.page().locator("code.digest--large").textContent().strip();
            browser.showsWell("en");
            return path;
        }
    }

    private static com.microsoft.playwright.Locator.FilterOptions named(String person) {
        return new com.microsoft.playwright.Locator.FilterOptions().setHasText(person);
    }

    @Test
    void a_synced_passkey_is_refused_and_said_why_and_one_bound_to_its_device_waits() {
        var path = code("Serrano");
        try (var browser = Browser.at(arcadia.url(), true)) {
            browser.carryNothing(
                    Map.of("defaultBackupEligibility", true, "defaultBackupState", true));
            browser.go(path);
            browser.page().locator("[data-action=enrol]").click();
            browser.page().locator("#said:not(:empty)").waitFor();
            assertThat(browser.page().locator("#said").textContent())
                    .contains("copied to other devices");
        }
        try (var browser = Browser.at(arcadia.url(), true)) {
            browser.carryNothing();
            browser.go(path);
            browser.page().locator("[data-action=enrol]").click();
            browser.page().waitForURL("**/sign-in");
            // It is registered, and not valid yet.
            browser.page().locator("[data-action=sign-in]").click();
            browser.page().locator("#said:not(:empty)").waitFor();
            browser.signIn("noor");
            browser.go("/persons");
            assertThat(
                            browser.page()
                                    .locator(".card")
                                    .filter(named("Serrano"))
                                    .locator(".tag--open")
                                    .first()
                                    .isVisible())
                    .isTrue();
            for (var language : new String[] {"ar", "zh", "en", "fr", "ru", "es"})
                browser.holdsUp(language);
        }
    }

    @Test
    void a_device_that_asks_nobody_who_they_are_registers_nothing() {
        var path = code("Brandt");
        try (var browser = Browser.at(arcadia.url(), true)) {
            browser.carryNothing(Map.of("hasUserVerification", false, "isUserVerified", false));
            browser.go(path);
            browser.page().locator("[data-action=enrol]").click();
            browser.page().locator("#said:not(:empty)").waitFor();
            assertThat(browser.path()).isEqualTo(path);
        }
    }
}
