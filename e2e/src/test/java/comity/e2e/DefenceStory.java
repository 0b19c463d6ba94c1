package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * 21(4): a judge admits counsel, who read what was opened and take the case file in their part.
 * Each in a browser of their own.
 */
final class DefenceStory {
    private static final List<String> LANGUAGES = List.of("ar", "en");
    private static final String ACCOUNT = "k.orlov";

    private final URI node;
    private final String docket;

    DefenceStory(RunningNode node, UUID docket) {
        this.node = node.url();
        this.docket = "/dockets/" + docket;
    }

    void defends() {
        try (var serrano = Browser.at(node, true);
                var holm = Browser.at(node, true)) {
            holm.signIn("holm");
            holm.go("/defence?language=en");
            assertThat(holm.page().content()).doesNotContain(docket);
            serrano.signIn("serrano");
            admits(serrano);
            reads(holm);
            for (var browser : new Browser[] {serrano, holm})
                assertThat(browser.complaints()).isEmpty();
        }
    }

    private void admits(Browser serrano) {
        serrano.go(docket + "/acts/admit?language=en");
        LANGUAGES.forEach(serrano::holdsUp);
        var page = serrano.page();
        var counsel = page.locator("select[name='terms.counsel']");
        counsel.selectOption(new SelectOption().setIndex(1));
        page.locator("select[name='terms.client']").selectOption("ACCUSED");
        page.locator("input[name='terms.opened'][value=TERMS]").check();
        page.locator("input[name='terms.opened'][value=REASONS]").check();
        page.locator("input[name='terms.until']").fill(day(7));
        page.locator("select[name='terms.despiteSecrecy']").selectOption("TRUE");
        page.locator("textarea[name='reasons.reasons']").fill("The trial begins next week.");
        signs(page);
    }

    private void reads(Browser holm) {
        holm.go("/worklist?language=en");
        assertThat(holm.page().url()).contains("/defence");
        assertThat(holm.page().content()).contains(docket, "Your access ends on");
        LANGUAGES.forEach(holm::holdsUp);
        holm.go(docket + "?language=en");
        assertThat(holm.page().content())
                .contains("what a judge opened to you", "Withheld:")
                .doesNotContain(ACCOUNT);
        LANGUAGES.forEach(holm::holdsUp);
        assertThat(holm.ask(docket + "/defence/case").status()).isEqualTo(200);
        holm.go(holm.page().locator("a[href*='/proofs/']").first().getAttribute("href"));
        LANGUAGES.forEach(holm::holdsUp);
    }

    /** On the page where everything is signed, with the demo's passkey. */
    private static void signs(Page page) {
        page.locator("button[value=propose]").click();
        page.locator("#second:enabled").click();
        page.waitForURL("**/dockets/*#act-*");
    }

    private static String day(int later) {
        return LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC)
                .plusDays(later)
                .toString();
    }
}
