package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.JsonReader;
import comity.record.draw.DrawFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
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

    /**
     * One inspector draws a sample: the partner's witness decides, and a stranger computes it again
     * from the file.
     *
     * @param folder where the file is saved
     */
    void drawsASample(Path folder) throws Exception {
        try (var ferrer = Browser.at(node, true)) {
            ferrer.signIn("ferrer");
            ferrer.go("/oversight/alerts");
            var page = ferrer.page();
            page.locator("main a[href='/oversight/draws']").click();
            page.waitForURL("**/oversight/draws");
            for (var language : new String[] {"ar", "en"}) ferrer.holdsUp(language);
            page.locator("#sample").fill("1");
            page.locator("button[data-action=seed]").click();
            page.locator("#secret:visible").waitFor();
            var secret = page.locator("#secret").inputValue();
            assertThat(secret).matches("[0-9a-f]{64}");
            page.locator("main form button:not([type=button])").click();
            page.waitForURL("**/oversight/draws/*");
            RunningNode.await(
                    "the partner's witness did not sign the commitment",
                    RunningNode.LONGEST_CROSSING,
                    () -> {
                        page.reload();
                        return page.locator("#seed").count() == 1;
                    });
            for (var language : new String[] {"ar", "en"}) ferrer.holdsUp(language);
            // The browser has kept it: the node has not seen it before this form is sent.
            assertThat(page.locator("#seed").inputValue()).isEqualTo(secret);
            page.locator("form:has(#seed) button").click();
            page.locator("main ol li a").waitFor();
            for (var language : new String[] {"ar", "en"}) ferrer.holdsUp(language);
            var download =
                    page.waitForDownload(
                            () -> page.locator("main a[href$='/file?whole=true']").click());
            var file = folder.resolve("draw.json");
            download.saveAs(file);
            var draw = DrawFile.of(JsonReader.actObject(Files.readAllBytes(file)));
            assertThat(draw.check(Optional.empty(), Optional.empty()).failed()).isFalse();
            raisesAFinding(ferrer);
            assertThat(ferrer.complaints()).isEmpty();
        }
    }

    /** What the sample showed is put to an authority, which hears of it on its worklist. */
    private void raisesAFinding(Browser ferrer) {
        var page = ferrer.page();
        page.locator("main a[href*='/oversight/findings?about=DRAW']").click();
        page.waitForURL("**/oversight/findings**");
        for (var language : new String[] {"ar", "en"}) ferrer.holdsUp(language);
        page.locator("#to").selectOption("XA.central-authority");
        page.locator("#article").fill("24");
        page.locator("#text").fill("The authorisation names no period.");
        page.locator("#demand").fill("Say which period was meant.");
        page.locator("#until")
                .fill(
                        LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC)
                                .plusDays(7)
                                .toString());
        page.locator("main form button").click();
        page.waitForURL("**/findings/*");
        for (var language : new String[] {"ar", "en"}) ferrer.holdsUp(language);
        try (var amadi = Browser.at(node, true)) {
            amadi.signIn("amadi");
            amadi.go("/worklist?language=en");
            var desk = amadi.page();
            desk.locator("main a[href^='/findings/']").first().click();
            desk.waitForURL("**/findings/*");
            for (var language : new String[] {"ar", "en"}) amadi.holdsUp(language);
            desk.locator("#text").fill("The first quarter; the order says so.");
            desk.locator("main form button").click();
            desk.locator("text=Answered: the oversight body reads it").first().waitFor();
            amadi.go("/findings");
            for (var language : new String[] {"ar", "en"}) amadi.holdsUp(language);
            assertThat(amadi.complaints()).isEmpty();
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
