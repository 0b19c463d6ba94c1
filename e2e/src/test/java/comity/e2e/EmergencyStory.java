package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import comity.record.act.Digest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * Arcadia asks at night. A duty officer of Borduria sees it on the wall, calls Arcadia's published
 * number, writes down the six words that its central authority reads from its own screen, and
 * signs; another one orders. Each in a browser of their own.
 */
final class EmergencyStory {
    private static final List<String> LANGUAGES = List.of("ar", "en");

    private final Cast cast;
    private final UUID docket;
    private final Digest request;
    private final Digest authorised;

    EmergencyStory(Cast cast) throws IOException {
        this.cast = cast;
        docket = cast.signIn(World.AMADI).openDocket();
        var permitted = cast.signIn(World.SERRANO).file(docket, Requests.authoriseMailbox());
        request = cast.signIn(World.AMADI).file(docket, Requests.emergency(permitted));
        cast.signIn(World.KATZ).awaitAct(docket, request);
        for (var safeguard : List.of("40(22)", "6(2)"))
            cast.signIn(World.KATZ)
                    .file(docket, Walk.finding(request, safeguard, "Nothing speaks for it."));
        cast.signIn(World.KATZ)
                .file(
                        docket,
                        Requests.assessment(request)
                                .with("emergency.significant", "TRUE")
                                .with("emergency.imminent", "TRUE")
                                .with("emergency.lifeOrSafety", "TRUE"));
        authorised = cast.signIn(World.OKAFOR).file(docket, Requests.execution(request));
    }

    void callsBack() throws IOException {
        try (var arcadia = Browser.at(cast.node(World.ARCADIA).url(), true);
                var borduria = Browser.at(cast.node(World.BORDURIA).url(), true)) {
            arcadia.signIn("amadi");
            borduria.signIn("nyberg");
            seesTheWall(borduria);
            calls(borduria, readOut(arcadia));
            for (var browser : List.of(arcadia, borduria))
                assertThat(browser.complaints()).isEmpty();
        }
        cast.signIn(World.SOUSA).file(docket, Requests.order(authorised));
    }

    private void seesTheWall(Browser nyberg) {
        nyberg.go("/duty?refresh=no&language=en");
        assertThat(nyberg.page().locator("#emergencies + ul").innerText())
                .contains("Call back awaited");
        LANGUAGES.forEach(nyberg::holdsUp);
        nyberg.page().locator("#emergencies + ul a").first().click();
        nyberg.page().waitForURL("**/dockets/" + docket + "**");
        assertThat(nyberg.page().locator(".call").innerText()).contains("+999 1 555 0100");
        LANGUAGES.forEach(nyberg::holdsUp);
    }

    /** What stands beside the request on the screen of whoever answers in Arcadia. */
    private String readOut(Browser amadi) {
        amadi.go("/dockets/" + docket + "?language=es");
        return amadi.page().locator("#act-" + request.hex() + " .check-words").innerText();
    }

    private void calls(Browser nyberg, String words) {
        nyberg.go("/dockets/" + docket + "/acts/call-back?language=en");
        var page = nyberg.page();
        assertThat(page.locator("input[name='terms.numberCalled']").inputValue())
                .isEqualTo("+999 1 555 0100");
        assertThat(page.content()).doesNotContain(words);
        LANGUAGES.forEach(nyberg::holdsUp);
        says(page, "abandon ability able about above absent");
        assertThat(page.locator("main").innerText())
                .contains("The words that were read out are not those of this request");
        says(page, words);
        page.locator("#second:enabled").click();
        page.waitForURL("**/dockets/*#act-*");
        assertThat(page.locator("main").innerText())
                .contains("its desk read out the words of this request");
    }

    private static void says(Page page, String words) {
        page.locator("select[name='terms.callResult']").selectOption("CONFIRMED");
        page.locator("input[name='terms.wordsRead']").fill(words);
        page.locator("input[name='facts.spokeWith']").fill("Duty officer of Arcadia");
        page.locator("button[value=propose]").click();
    }
}
