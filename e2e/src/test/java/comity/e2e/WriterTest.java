package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The guided writer in a real browser: the line breaks, and nothing that was typed is lost. */
@Tag("slow")
@EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
class WriterTest {
    private static final String NECESSITY = "The provider's logs rotate after seven days.";

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

    private static void begin(Browser browser) {
        browser.signIn("vega");
        browser.go("/writer");
        browser.page().locator("#form-PRESERVATION").check();
        browser.page().locator("form:has(#form-PRESERVATION) button").click();
        browser.page().waitForURL("**/writer/*-*");
    }

    @Test
    void what_is_typed_without_a_network_outlives_a_reload_and_reaches_the_node() {
        try (var browser = Browser.at(arcadia.url(), true)) {
            begin(browser);
            var page = browser.page();
            page.evaluate("navigator.serviceWorker.ready.then(() => true)");
            page.reload();
            until(page, "navigator.serviceWorker.controller !== null");
            page.reload();

            page.context().setOffline(true);
            necessity(page).fill(NECESSITY);
            until(page, "document.getElementById('device').textContent !== ''");
            page.reload();
            assertThat(necessity(page).inputValue()).isEqualTo(NECESSITY);

            page.context().setOffline(false);
            until(
                    page,
                    "!Object.keys(localStorage).some(name => name.startsWith('comity-draft:'))");
            page.locator("[data-action=forget]").click();
            until(page, "document.getElementById('device').textContent !== ''");
            page.reload();
            assertThat(necessity(page).inputValue()).isEqualTo(NECESSITY);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void the_writer_holds_up_in_two_languages_and_works_without_a_script() {
        try (var browser = Browser.at(arcadia.url(), false)) {
            begin(browser);
            necessity(browser.page()).fill(NECESSITY);
            browser.page().locator("main button[value=assess]").click();
            assertThat(necessity(browser.page()).inputValue()).isEqualTo(NECESSITY);
        }
        try (var browser = Browser.at(arcadia.url(), true)) {
            begin(browser);
            List.of("en", "ar").forEach(browser::holdsUp);
            browser.go("/writer");
            List.of("en", "ar").forEach(browser::holdsUp);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static com.microsoft.playwright.Locator necessity(Page page) {
        return page.locator("[id='reasons.necessity']");
    }

    /** The pages let no text become a script, so the question is asked from outside. */
    private static void until(Page page, String holds) {
        page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate(holds)));
    }
}
