package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * A provider of Borduria finds that it gave another subscriber's mailbox, which Arcadia has by now:
 * Arcadia's node refuses to use it until Borduria's oversight body has said what it was.
 */
final class ErrorStory {
    private static final List<String> LANGUAGES = List.of("ar", "en");

    private final Cast cast;
    private final UUID docket;
    private final Person brandt;
    private final Person katz;

    ErrorStory(Cast cast, UUID docket) throws IOException {
        this.cast = cast;
        this.docket = docket;
        brandt = cast.signIn(World.BRANDT);
        katz = cast.signIn(World.KATZ);
    }

    void keepsItShutInBothStates() throws IOException {
        var ilin = cast.signIn(World.ILIN);
        assertThat(ilin.propose(docket, OnDocket.use(brandt, docket)).status()).isEqualTo(201);
        try (var moreau = Browser.at(cast.node(World.BORDURIA).url(), true)) {
            moreau.signIn("moreau");
            reports(moreau);
            assertThat(moreau.complaints()).isEmpty();
        }
        brandt.awaitAct(docket, OnDocket.last(katz, docket, "report-error").orElseThrow());
        var refused = ilin.propose(docket, OnDocket.use(brandt, docket));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("W-140");
        reads("Nobody opens it");
        try (var novak = Browser.at(cast.node(World.BORDURIA).url(), true)) {
            novak.signIn("novak");
            classifies(novak);
            assertThat(novak.complaints()).isEmpty();
        }
        brandt.awaitAct(docket, OnDocket.last(katz, docket, "classify-error").orElseThrow());
        assertThat(ilin.propose(docket, OnDocket.use(brandt, docket)).status()).isEqualTo(201);
        reads("released the data");
    }

    private void reports(Browser moreau) {
        moreau.go("/dockets/" + docket + "/acts/report-error?language=en");
        LANGUAGES.forEach(moreau::holdsUp);
        var page = moreau.page();
        page.locator("select[name='terms.mistake']").selectOption("WRONG_ACCOUNT");
        page.locator("input[name='terms.quarantined']").first().check();
        page.locator("input[name='terms.mistakenSince']").fill(today());
        page.locator("input[name='subject.concerned']").fill("Another subscriber");
        page.locator("textarea[name='facts.foundHow']").fill("One digit was transposed.");
        page.locator("textarea[name='facts.doneAtOnce']").fill("The sending was stopped.");
        page.locator("button[value=propose]").click();
        page.waitForURL("**/proposals/*");
        page.locator("form[action$='/filing'] button").click();
        page.waitForURL("**/provider/orders**");
    }

    private void classifies(Browser novak) {
        var page = novak.page();
        page.locator("main a[href='/oversight/errors']").click();
        page.waitForURL("**/oversight/errors");
        LANGUAGES.forEach(novak::holdsUp);
        page.locator("a[href*='/acts/classify-error']").first().click();
        page.waitForURL("**/acts/classify-error**");
        LANGUAGES.forEach(novak::holdsUp);
        page.locator("select[name='terms.gravity']").selectOption("WITHOUT_CONSEQUENCE");
        page.locator("select[name='terms.decision']").selectOption("RELEASE");
        page.locator("textarea[name='reasons.reasons']")
                .fill("Nobody had opened it, and it was the right mailbox after all.");
        page.locator("button[value=propose]").click();
        page.locator("#second:enabled").click();
        page.waitForURL("**/dockets/*#act-*");
        novak.go("/oversight/report?language=en");
        LANGUAGES.forEach(novak::holdsUp);
    }

    /** What somebody in the other State, who only works with it, is told on the docket. */
    private void reads(String words) {
        try (var browser = Browser.at(cast.node(World.ARCADIA).url(), true)) {
            browser.signIn(World.BRANDT.person());
            browser.go("/dockets/" + docket + "?language=en");
            assertThat(browser.page().content()).contains(words);
            LANGUAGES.forEach(browser::holdsUp);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static String today() {
        return LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC).toString();
    }
}
