package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import comity.record.act.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The provider delivers a file from a real browser: hashed there, broken off, taken up, sealed. */
@Tag("slow")
@EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
class ProviderPageTest {
    private static final int SIZE = 20_000_003;

    @TempDir Path folder = Path.of("");

    static boolean hasBrowser() {
        return Browser.installed().isPresent();
    }

    private Path evidence() throws Exception {
        var bytes = new byte[SIZE];
        new Random(7).nextBytes(bytes);
        return Files.write(folder.resolve("mailbox.bin"), bytes);
    }

    @Test
    void a_file_is_sent_from_the_page_cancelled_resumed_after_a_reload_and_sealed()
            throws Exception {
        var file = evidence();
        try (var cast = Cast.assemble(folder, new Narrator(System.out))) {
            var docket = cast.person(World.AMADI).openDocket();
            var request = Walk.untilRequested(cast, docket);
            var authorisation = Walk.untilAuthorised(cast, docket, request);
            var order = cast.person(World.LINDQVIST).file(docket, Requests.order(authorisation));
            try (var browser = Browser.at(cast.node(World.BORDURIA).url(), true)) {
                browser.signIn("moreau");
                var address = "/provider/orders/" + order.hex();
                browser.go(address);
                List.of("en", "ar", "fr", "es", "ru", "zh").forEach(browser::holdsUp);
                browser.go("/provider/keys");
                List.of("en", "ar", "fr", "es", "ru", "zh").forEach(browser::holdsUp);
                compares(browser, order.hex());
                browser.go(address + "?language=en");
                cancels(browser.page(), file);
                breaksOff(browser, address, file);
                resumes(browser, address, file, Digest.of(Files.readAllBytes(file)));
                delivers(browser, address);
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    /** The provider's list beside the record: the forged order is named, and what to do. */
    private static void compares(Browser browser, String order) {
        browser.go("/provider/orders?language=en");
        var page = browser.page();
        page.locator("a[href='/provider/figures']").click();
        page.locator("#listed").fill(order + "\n" + "ab".repeat(32));
        page.locator("form[action='/provider/figures'] button.govuk-button").click();
        page.waitForSelector("#compared");
        assertThat(page.locator("#compared").textContent())
                .contains("Only in your list: 1")
                .contains("Do not follow such an order");
        browser.showsWell("en");
        browser.holdsUp("ar");
    }

    /** A folder: every file under one manifest, with its path below the folder as its name. */
    private void delivers(Browser browser, String address) throws Exception {
        var export = folder.resolve("export");
        var names = List.of("export/inbox/1.eml", "export/inbox/письмо.eml", "export/log.csv");
        for (var name : names) {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "of " + name);
        }
        browser.go(address + "?language=en");
        var page = browser.page();
        page.locator("#folder").setInputFiles(export);
        page.locator("[data-action=upload]").click();
        page.waitForURL("**/provider/orders/*sealed=3*");
        var shown =
                page.locator(
                        "section.card",
                        new Page.LocatorOptions().setHasText("Files sealed: 3 of 3"));
        assertThat(shown.count()).isEqualTo(1);
        for (var name : names) assertThat(shown.textContent()).contains(name);
    }

    /** By keyboard alone: start, and cancel where the focus goes next. */
    private static void cancels(Page page, Path file) {
        page.route(
                "**/uploads/*",
                route -> {
                    // Bytes hang on the line; what else is asked goes through.
                    if (!route.request().method().equals("PATCH")) route.resume();
                });
        page.locator("#file").setInputFiles(file);
        page.locator("[data-action=upload]").focus();
        page.keyboard().press("Enter");
        page.waitForRequest(asked -> asked.method().equals("PATCH"), () -> {});
        page.locator("[data-action=cancel]:visible").focus();
        var dropped =
                page.waitForResponse(
                        answer -> answer.request().method().equals("DELETE"),
                        () -> page.keyboard().press("Enter"));
        assertThat(dropped.status()).isEqualTo(204);
        page.waitForCondition(() -> page.locator("#state").textContent().startsWith("Cancelled."));
        assertThat(page.evaluate("localStorage.length")).isEqualTo(0);
        page.unroute("**/uploads/*");
    }

    /** The line is cut after two slices, and the page is left. */
    private static void breaksOff(Browser browser, String address, Path file) {
        var page = browser.page();
        var slices = new AtomicInteger();
        page.route(
                "**/uploads/*",
                route -> {
                    if (route.request().method().equals("PATCH") && slices.incrementAndGet() > 2)
                        route.abort();
                    else route.resume();
                });
        page.locator("#file").setInputFiles(file);
        page.locator("[data-action=upload]").click();
        page.waitForCondition(() -> slices.get() > 2);
        browser.go(address);
        page.unroute("**/uploads/*");
    }

    private static void resumes(Browser browser, String address, Path file, Digest sha256) {
        var page = browser.page();
        var from = new java.util.concurrent.ConcurrentLinkedQueue<String>();
        page.onRequest(
                asked -> {
                    if (asked.method().equals("PATCH"))
                        from.add(asked.headers().getOrDefault("upload-offset", ""));
                });
        browser.go(address);
        page.locator("#file").setInputFiles(file);
        page.locator("[data-action=upload]").click();
        page.waitForURL("**/acts/produce?*");
        assertThat(from.peek()).as("where it went on").isEqualTo("8388608");
        assertThat(page.content()).contains(sha256.hex());
    }
}
