package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * A judge keeps a measure secret, the central authority lifts it and tells the person by a letter;
 * until it does, an inspector sees that they were not found. Each in a browser of their own.
 */
final class NoticeStory {
    private static final List<String> LANGUAGES = List.of("ar", "en");
    private static final String ACCOUNT = "k.orlov";

    private final URI node;
    private final String docket;

    NoticeStory(RunningNode node, UUID docket) {
        this.node = node.url();
        this.docket = "/dockets/" + docket;
    }

    void tellsThePerson() {
        try (var serrano = Browser.at(node, true);
                var amadi = Browser.at(node, true);
                var ferrer = Browser.at(node, true)) {
            serrano.signIn("serrano");
            keepsItSecret(serrano);
            amadi.signIn("amadi");
            lifts(amadi);
            reports(amadi);
            ferrer.signIn("ferrer");
            sees(ferrer, true);
            proves(amadi);
            sees(ferrer, false);
            for (var browser : new Browser[] {serrano, amadi, ferrer})
                assertThat(browser.complaints()).isEmpty();
        }
    }

    private void keepsItSecret(Browser serrano) {
        serrano.go(docket + "/acts/delay-notice?language=en");
        LANGUAGES.forEach(serrano::holdsUp);
        var page = serrano.page();
        page.locator("input[name='terms.until']").fill(day(30));
        page.locator("input[name='terms.review']").fill(day(10));
        page.locator("textarea[name='reasons.reasons']")
                .fill("Two more accounts of the same group are still being looked for.");
        signs(page);
    }

    private void lifts(Browser amadi) {
        amadi.go(docket + "?language=en");
        amadi.page().locator("a[href$='/notice']").first().click();
        amadi.page().waitForURL("**/notice**");
        assertThat(amadi.page().content()).contains("Secret now");
        LANGUAGES.forEach(amadi::holdsUp);
        amadi.go(docket + "/acts/lift-secrecy?language=en");
        amadi.page()
                .locator("textarea[name='reasons.reasons']")
                .fill("The others were found; nothing is endangered any more.");
        signs(amadi.page());
    }

    private void reports(Browser amadi) {
        amadi.go(docket + "/notice?into=ar&language=en");
        var page = amadi.page();
        assertThat(page.locator("article[lang=ar][dir=rtl]").innerText()).contains(ACCOUNT);
        LANGUAGES.forEach(amadi::holdsUp);
        page.locator("a[href*='/acts/report-not-found']").click();
        page.waitForURL("**/acts/report-not-found**");
        page.locator("input[name='terms.triedOn']").fill(day(0));
        page.locator("textarea[name='reasons.tried']").fill("Two letters came back.");
        files(page);
    }

    private void sees(Browser ferrer, boolean listed) {
        var deadline = InstantSource.system().instant().plusSeconds(30);
        do ferrer.go("/oversight/unnotified?language=en");
        while (ferrer.page().content().contains(docket) != listed
                && InstantSource.system().instant().isBefore(deadline));
        assertThat(ferrer.page().content().contains(docket)).isEqualTo(listed);
        assertThat(ferrer.page().content()).doesNotContain(ACCOUNT, "Two letters");
        LANGUAGES.forEach(ferrer::holdsUp);
    }

    private void proves(Browser amadi) {
        amadi.go(docket + "/notice?into=es&language=en");
        var page = amadi.page();
        assertThat(amadi.ask(page.locator("a[href*='/notice.pdf']").getAttribute("href")).status())
                .isEqualTo(200);
        page.locator("a[href*='/acts/notify']").click();
        page.waitForURL("**/acts/notify**");
        assertThat(page.locator("input[name='terms.noticeHash']").inputValue())
                .matches("[0-9a-f]{64}");
        page.locator("select[name='terms.servedBy']").selectOption("HAND");
        page.locator("input[name='terms.servedOn']").fill(day(0));
        page.locator("input[name='subject.handedTo']").fill("The person themselves");
        LANGUAGES.forEach(amadi::holdsUp);
        amadi.go(docket + "/notice?into=es&language=en");
        page.locator("a[href*='/acts/notify']").click();
        page.waitForURL("**/acts/notify**");
        page.locator("select[name='terms.servedBy']").selectOption("HAND");
        page.locator("input[name='terms.servedOn']").fill(day(0));
        page.locator("input[name='subject.handedTo']").fill("The person themselves");
        files(page);
    }

    /** On the page where everything is signed, with the demo's passkey. */
    private void signs(Page page) {
        page.locator("button[value=propose]").click();
        page.locator("#second:enabled").click();
        page.waitForURL("**/dockets/*#act-*");
    }

    /** What needs no passkey is read once more and filed. */
    private void files(Page page) {
        page.locator("button[value=propose]").click();
        page.waitForURL("**/proposals/*");
        page.locator("form[action$='/filing'] button").click();
        page.waitForURL("**/dockets/*#act-*");
    }

    private static String day(int later) {
        return LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC)
                .plusDays(later)
                .toString();
    }
}
