package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;

/**
 * Custody as people see it in a browser: what counsel may open, and the certificate that is printed
 * at the end.
 */
final class CustodyPagesStory {
    private static final List<String> LANGUAGES = List.of("en", "ar");

    private final Cast cast;
    private final UUID docket;
    private final String exhibit;

    CustodyPagesStory(Cast cast, UUID docket, String exhibit) {
        this.cast = cast;
        this.docket = docket;
        this.exhibit = exhibit;
    }

    /**
     * What was disclosed to them, and nothing else: opened by an act for which they owe no reason.
     */
    void counselOpens() throws IOException {
        try (var browser = Browser.at(cast.node(World.ARCADIA).url(), true)) {
            browser.signIn("holm");
            browser.go("/conditions?language=en");
            LANGUAGES.forEach(browser::holdsUp);
            browser.go("/conditions?language=en");
            var page = browser.page();
            page.locator("a[href='/exhibits/" + exhibit + "/opening']").first().click();
            LANGUAGES.forEach(browser::holdsUp);
            browser.go("/exhibits/" + exhibit + "/opening?language=en");
            page.locator("form[action$='/opening'] button").click();
            assertThat(page.locator("[role=alert]").textContent()).contains("where");
            page.locator("input[name=place]").fill("Chambers");
            page.locator("form[action$='/opening'] button").click();
            LANGUAGES.forEach(browser::holdsUp);
            var taken =
                    page.waitForDownload(
                            () -> page.locator("a.govuk-button[href*='/exhibits/']").click());
            assertThat(Digest.of(Files.readAllBytes(taken.path())).hex()).isEqualTo(exhibit);
            browser.go("/dockets/" + docket);
            assertThat(browser.path()).as("nothing else of the case").isEqualTo("/within");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** The same certificate in both States, on paper without what only a screen needs. */
    void certificatePrints(Digest certificate) {
        for (var where : List.of(World.ARCADIA, World.BORDURIA)) {
            var reader = where.equals(World.ARCADIA) ? "amadi" : "lindqvist";
            try (var browser = Browser.at(cast.node(where).url(), true)) {
                browser.signIn(reader);
                browser.go("/conditions?language=en");
                var page = browser.page();
                page.locator("a[href$='/certificates/" + certificate.hex() + "']").first().click();
                LANGUAGES.forEach(browser::holdsUp);
                var shown = page.locator("main").textContent().replaceAll("\\s", "");
                assertThat(shown).contains(exhibit, certificate.hex());
                page.emulateMedia(
                        new com.microsoft.playwright.Page.EmulateMediaOptions()
                                .setMedia(com.microsoft.playwright.options.Media.PRINT));
                for (var hidden : page.locator(".noprint").all())
                    assertThat(hidden.isVisible()).isFalse();
                assertThat(page.locator(".digest").first().isVisible()).isTrue();
                assertThat(new String(page.pdf(), 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                        .isEqualTo("%PDF-");
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }
}
