package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/**
 * An investigator has to read what does not concern them, and a colleague confirms it; then a judge
 * seals the docket, and there is nothing. Each in a browser of their own; oversight reads that it
 * happened.
 */
final class SealedStory {
    private static final List<String> LANGUAGES = List.of("ar", "en");
    private static final String WHY = "The hospital calls, and the judge on duty does not answer.";

    private final URI node;
    private final String number;
    private final String docket;

    SealedStory(RunningNode node, UUID docket) {
        this.node = node.url();
        this.number = docket.toString();
        this.docket = "/dockets/" + docket;
    }

    void isReadByTwoAndThenByNobody() {
        try (var vega = Browser.at(node, true);
                var ilin = Browser.at(node, true);
                var serrano = Browser.at(node, true);
                var ferrer = Browser.at(node, true)) {
            vega.signIn("vega");
            asks(vega);
            ilin.signIn("ilin");
            confirms(ilin);
            reads(vega);
            serrano.signIn("serrano");
            seals(serrano);
            vega.go(docket + "?language=en");
            assertThat(vega.page().content())
                    .contains("There is nothing at this address that concerns you.")
                    .doesNotContain(WHY);
            ferrer.signIn("ferrer");
            hears(ferrer);
            for (var browser : List.of(ilin, serrano, ferrer))
                assertThat(browser.complaints()).isEmpty();
        }
    }

    /** From the search that finds nothing. */
    private void asks(Browser vega) {
        vega.go("/search?language=en&q=" + number);
        vega.page().locator("main a[href='/break-glass']").click();
        vega.page().waitForURL("**/break-glass**");
        LANGUAGES.forEach(vega::holdsUp);
        var page = vega.page();
        page.locator("#docket").fill(number);
        page.locator("#purpose").selectOption("CONDUCT");
        page.locator("#reasons").fill(WHY);
        page.locator("form[action='/break-glass'] button").click();
        signs(page, "**/break-glass**");
        assertThat(page.content()).contains("Waits for a second person", WHY);
        LANGUAGES.forEach(vega::holdsUp);
    }

    private void confirms(Browser ilin) {
        ilin.go("/break-glass?language=en");
        assertThat(ilin.page().content()).contains(number, WHY);
        LANGUAGES.forEach(ilin::holdsUp);
        ilin.page().locator("form[action$='/confirmation'] button").click();
        signs(ilin.page(), "**/break-glass**");
    }

    private void reads(Browser vega) {
        vega.go("/break-glass?language=en");
        vega.page().locator("main a[href='" + docket + "']").click();
        vega.page().waitForURL("**" + docket);
        assertThat(vega.page().content()).contains("under broken glass");
        LANGUAGES.forEach(vega::holdsUp);
    }

    private void seals(Browser serrano) {
        serrano.go(docket + "?language=en");
        serrano.page().locator("a[href*='/acts/seal-docket']").click();
        serrano.page().waitForURL("**/acts/seal-docket**");
        LANGUAGES.forEach(serrano::holdsUp);
        var page = serrano.page();
        page.locator("input[name='terms.until']").fill(Days.in(30));
        page.locator("textarea[name='reasons.reasons']")
                .fill("A leak would warn whom it concerns.");
        page.locator("button[value=propose]").click();
        signs(page, "**/dockets/*#act-*");
        assertThat(page.content()).contains("A judge has sealed this docket until");
        LANGUAGES.forEach(serrano::holdsUp);
    }

    private void hears(Browser ferrer) {
        ferrer.go("/oversight/alerts?language=en");
        assertThat(ferrer.page().content())
                .contains("Read under broken glass", "A docket that a judge has sealed since")
                .doesNotContain(number);
        LANGUAGES.forEach(ferrer::holdsUp);
        ferrer.page().locator("main a[href='/oversight/seals']").click();
        ferrer.page().waitForURL("**/oversight/seals");
        assertThat(ferrer.page().content()).contains("Court of Arcadia").doesNotContain(number);
        LANGUAGES.forEach(ferrer::holdsUp);
    }

    /** On the page where everything is signed, with the demo's passkey. */
    private static void signs(Page page, String then) {
        page.locator("#second:enabled").click();
        page.waitForURL(then);
    }
}
