package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** Two inspectors of one body, each in a browser of their own, open one section of a docket. */
final class OversightStory {
    /** What the section tells that they open. */
    private static final String ACCOUNT = "k.orlov";

    private final URI node;
    private final String docket;

    OversightStory(RunningNode node, UUID docket) {
        this.node = node.url();
        this.docket = "/dockets/" + docket;
    }

    void opensOneSection() {
        try (var ferrer = Browser.at(node, true);
                var duran = Browser.at(node, true);
                var amadi = Browser.at(node, true)) {
            ferrer.signIn("ferrer");
            assertThat(ferrer.path()).isEqualTo("/oversight/openings");
            proposes(ferrer);
            assertThat(content(ferrer)).doesNotContain(ACCOUNT);
            duran.signIn("duran");
            agrees(duran);
            for (var inspector : new Browser[] {ferrer, duran})
                assertThat(content(inspector)).contains(ACCOUNT);
            amadi.signIn("amadi");
            amadi.go("/oversight/openings?language=en");
            assertThat(amadi.page().content()).contains("A complaint names this account.");
            amadi.go("/readings");
            assertThat(amadi.page().content()).contains("Marta Durán");
            for (var browser : new Browser[] {ferrer, duran, amadi})
                assertThat(browser.complaints()).isEmpty();
        }
    }

    private String content(Browser browser) {
        browser.go(docket);
        return browser.page().content();
    }

    private void proposes(Browser ferrer) {
        assertThat(content(ferrer)).doesNotContain(ACCOUNT);
        for (var language : new String[] {"ar", "en"}) ferrer.holdsUp(language);
        var page = ferrer.page();
        page.locator("a[href*='/acts/propose-opening']").first().click();
        page.waitForURL("**/acts/propose-opening**");
        for (var language : new String[] {"ar", "en"}) ferrer.holdsUp(language);
        assertThat(page.content()).doesNotContain(ACCOUNT);
        page.locator("input[value$='/subject']").first().check();
        page.locator("select[name='terms.purpose']").selectOption("COMPLAINT");
        var week =
                LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC).plusDays(7);
        page.locator("input[name='terms.until']").fill(week.toString());
        page.locator("textarea[name='reasons.reasons']").fill("A complaint names this account.");
        page.locator("button[value=propose]").click();
        signs(ferrer);
    }

    private void agrees(Browser duran) {
        var page = duran.page();
        for (var language : new String[] {"ar", "en"}) duran.holdsUp(language);
        page.locator("a[href*='/acts/answer-opening']").first().click();
        page.waitForURL("**/acts/answer-opening**");
        for (var language : new String[] {"ar", "en"}) duran.holdsUp(language);
        page.locator("select[name='terms.answer']").selectOption("AGREED");
        page.locator("textarea[name='reasons.reasons']")
                .fill("It cannot be answered without a look at the authorisation.");
        page.locator("button[value=propose]").click();
        signs(duran);
    }

    /** On the page where everything is signed, with the demo's passkey. */
    private void signs(Browser browser) {
        browser.page().locator("#second:enabled").click();
        browser.page().waitForURL("**" + docket + "**");
    }
}
