package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import comity.record.act.Json;
import java.util.List;
import java.util.UUID;

/** A translator in a browser: what was given, field by field, what is lacking, and the act. */
final class TranslationStory {
    private static final List<String> LANGUAGES = List.of("en", "ar");

    private final Cast cast;
    private final UUID docket;

    TranslationStory(Cast cast, UUID docket) {
        this.cast = cast;
        this.docket = docket;
    }

    void run() {
        var brandt = cast.person(World.BRANDT);
        brandt.client()
                .post(
                        "/dockets/" + docket + "/people",
                        Json.object()
                                .with("kind", "GIVEN")
                                .with("person", "lemaire")
                                .with("office", "XA.translation/TRA")
                                .with("sections", Json.strings(List.of("facts"))))
                .expect(200);
        try (var browser = Browser.at(cast.node(World.ARCADIA).url(), true)) {
            browser.signIn("lemaire");
            assertThat(browser.path()).isEqualTo("/translations");
            LANGUAGES.forEach(browser::holdsUp);
            browser.go("/translations?language=en");
            browser.page().locator("a[href$='/translation/" + request(brandt) + "']").click();
            LANGUAGES.forEach(browser::holdsUp);
            browser.go(browser.path() + "?language=en");
            translate(browser.page());
            LANGUAGES.forEach(browser::holdsUp);
            assertThat(browser.complaints()).isEmpty();
        }
        try (var browser = Browser.at(cast.node(World.ARCADIA).url(), true)) {
            browser.signIn(World.BRANDT.person());
            browser.go("/dockets/" + docket + "?language=fr");
            assertThat(browser.page().locator("details[open] .side-by-side").count()).isPositive();
            LANGUAGES.forEach(browser::holdsUp);
        }
    }

    private String request(Person reader) {
        return Person.objects(reader.docket(docket), "acts").stream()
                .filter(act -> act.text("type").filter("request"::equals).isPresent())
                .findFirst()
                .flatMap(act -> act.text("digest"))
                .orElseThrow();
    }

    /** Half of it is kept by itself, and refused by name; then the whole is taken. */
    private static void translate(Page page) {
        page.locator("textarea").first().fill("Rien.");
        page.waitForURL(url -> url.contains("draft="));
        page.locator("button[value=propose]").click();
        assertThat(page.locator("[role=alert]").count()).isPositive();
        assertThat(page.locator("[id^='missing-'] .identifier").count()).isPositive();
        assertThat(page.locator("textarea").first().inputValue()).isEqualTo("Rien.");
        for (var passage : page.locator("[id^='at-']").all()) fill(passage);
        page.locator("#accurate").check();
        page.locator("button[value=propose]").click();
        page.waitForURL("**/proposals/*");
        page.locator("form[action$='/filing'] button").click();
        page.waitForURL("**/dockets/*#act-*");
    }

    private static void fill(Locator passage) {
        var words = new StringBuilder("Il est dit : ");
        for (var kept : passage.locator(".kept > .identifier").all())
            words.append(kept.textContent()).append(" ");
        for (var term : passage.locator("mark[lang=fr]").all())
            words.append(term.textContent()).append(" ");
        passage.locator("textarea").fill(words.toString());
    }
}
