package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import comity.node.identity.SigningPage;
import comity.record.act.Base64Url;
import comity.record.act.CheckWords;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * A judge signs what is on the screen, and nothing else: whatever node or page try, in a real
 * browser with a passkey of its own.
 */
@Tag("slow")
@EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
class SigningPageTest {
    private static final List<String> LANGUAGES = List.of("ar", "zh", "en", "fr", "ru", "es");
    private static final String REASONS =
            "The mailbox holds the only record of who rented the servers from which the hospital"
                    + " was attacked, and subscriber data were asked for first.";

    /** Whether the page could be signed and compared, at each change that left it matching. */
    private static final String VERDICTS =
            """
            globalThis.verdicts = [];
            new MutationObserver(() => {
                if (document.querySelector('#status.holds') === null) return;
                verdicts.push(document.querySelector('#sign:not([disabled])') !== null
                    && document.querySelectorAll('#words li').length === 6);
            }).observe(document, {subtree: true, childList: true, attributes: true});
            """;

    @TempDir static Path folder;
    private static RunningNode arcadia;

    static boolean hasBrowser() {
        return Browser.installed().isPresent();
    }

    @BeforeAll
    static void start() throws Exception {
        arcadia = RunningNode.start(World.ARCADIA, folder.resolve("arcadia"));
        arcadia.awaitReady();
    }

    @AfterAll
    static void end() throws Exception {
        arcadia.close();
    }

    private static Json.Obj passkeyOf(String person) throws Exception {
        return JsonReader.actObject(Files.readAllBytes(arcadia.data().resolve("demo-people.json")))
                .object(person)
                .orElseThrow();
    }

    /** A judge before an authorisation that waits to be signed. */
    private static Browser beforeSigning(String account) throws Exception {
        return beforeSigning(account, _ -> {});
    }

    private static Browser beforeSigning(String account, java.util.function.Consumer<Page> attacker)
            throws Exception {
        var browser = Browser.at(arcadia.url(), true);
        browser.go("/sign-in");
        browser.carry(passkeyOf("serrano"));
        browser.page().locator("[data-action=sign-in]").click();
        browser.page().waitForURL("**/worklist");
        browser.page().locator("form[action='/dockets'] button").click();
        browser.page().waitForURL("**/acts/authorise");
        write(browser.page(), account);
        attacker.accept(browser.page());
        browser.page().locator("button[value=propose]").click();
        browser.page().waitForURL("**/signing/page.html#*");
        browser.page().locator("#status.holds, #status.fails").waitFor();
        return browser;
    }

    private static void write(Page page, String account) {
        page.locator("[id='terms.requestedState']").fill("XB");
        page.locator("[id='subject.accounts']").fill(account);
        page.locator("[value=CONTENT]").check();
        page.locator("[id='terms.from']").fill("2026-10-01");
        page.locator("[id='terms.to']").fill("2026-10-10");
        page.locator("[id='terms.until']").fill(Days.in(180));
        page.locator("[id='reasons.proportionality']").fill(REASONS);
    }

    private static boolean canSign(Browser browser) {
        return browser.page().locator("#sign").isEnabled();
    }

    @Test
    void shows_what_is_signed_in_six_languages_to_everyone_and_at_phone_width() throws Exception {
        try (var browser = beforeSigning("k.orlov@harbourmail.example")) {
            for (var language : LANGUAGES) {
                browser.page().locator("nav a[lang=" + language + "]").click();
                browser.page().locator("html[lang=" + language + "] #status.holds").waitFor();
                assertThat(browser.page().locator("[data-section=subject]").textContent())
                        .contains("k.orlov@harbourmail.example");
                assertThat(browser.page().locator("[data-section=reasons]").textContent())
                        .contains(REASONS);
                browser.showsWell(language);
            }
            assertThat(browser.page().locator("html").getAttribute("dir")).isEqualTo("ltr");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void shows_the_six_words_that_node_and_verifier_show() throws Exception {
        try (var browser = beforeSigning("words@harbourmail.example")) {
            var hex = browser.page().locator("#digest").textContent().replace(" ", "");
            for (var language : LANGUAGES) {
                browser.page().locator("nav a[lang=" + language + "]").click();
                browser.page().locator("html[lang=" + language + "] #status.holds").waitFor();
                assertThat(browser.page().locator("#words li").allTextContents())
                        .isEqualTo(CheckWords.of(new Digest(hex)).in(Locale.of(language)));
            }
            browser.page().locator("nav a[lang=en]").click();
            browser.page().locator("html[lang=en] #sign:not([disabled])").click();
            browser.page().waitForURL("**/dockets/*#act-" + hex);
            for (var language : LANGUAGES) {
                browser.go(browser.path() + "?language=" + language);
                assertThat(browser.page().locator(".check-words").first().textContent())
                        .isEqualTo(CheckWords.of(new Digest(hex)).line(Locale.of(language)));
            }
        }
    }

    @Test
    void what_a_judge_did_not_sign_is_contested_with_two_clicks_and_stays_what_rests_on_it()
            throws Exception {
        try (var browser = beforeSigning("contested@harbourmail.example")) {
            browser.page().locator("#sign:not([disabled])").click();
            browser.page().waitForURL("**/dockets/*#act-*");
            var docket = browser.path();
            browser.go("/signed");
            for (var language : LANGUAGES) browser.holdsUp(language);
            browser.go("/signed?language=en");
            browser.page().locator("a[href$='/contest']").first().click();
            for (var language : LANGUAGES) browser.holdsUp(language);
            browser.page().locator("form[action$='/contest'] button").click();
            browser.page().waitForURL("**/signed");
            browser.go(docket + "?language=en");
            assertThat(browser.page().locator(".timeline .tag--concern").count()).isPositive();
            for (var language : LANGUAGES) browser.holdsUp(language);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void is_signed_with_the_keyboard_alone() throws Exception {
        try (var browser = beforeSigning("keys@harbourmail.example")) {
            for (var tries = 0; tries < 40; tries++) {
                browser.page().keyboard().press("Tab");
                var id = browser.page().evaluate("document.activeElement.id");
                if ("sign".equals(id)) break;
            }
            browser.page().keyboard().press("Enter");
            browser.page().waitForURL("**/dockets/*#act-*");
        }
    }

    @Test
    void makes_visible_what_would_hide() throws Exception {
        var deceiving = "p\u0430ypal@harbourmail.example\na\u202Egnp.exe\nb\u200Bc";
        try (var browser = beforeSigning(deceiving)) {
            var shown = browser.page().locator("[data-section=subject]").textContent();
            assertThat(shown).contains("U+202E").contains("U+200B").contains("U+0430");
            assertThat(browser.page().locator("[data-section=subject] mark").count()).isPositive();
            assertThat(canSign(browser)).isTrue();
            browser.showsWell("en");
        }
    }

    /** Nobody is told that it matches while the words to compare it by are still being derived. */
    @Test
    void says_that_it_matches_when_the_words_and_the_button_are_there() throws Exception {
        try (var browser =
                beforeSigning("atonce@harbourmail.example", page -> page.addInitScript(VERDICTS))) {
            var verdicts = (List<?>) browser.page().evaluate("verdicts");
            assertThat(verdicts).isNotEmpty();
            assertThat(verdicts.stream().map(Object::toString)).containsOnly("true");
        }
    }

    /** A page that was made to say something else than what is hashed. */
    @Test
    void signs_nothing_when_the_screen_says_something_else() throws Exception {
        try (var browser = beforeSigning("screen@harbourmail.example")) {
            assertThat(canSign(browser)).isTrue();
            browser.page()
                    .evaluate(
                            "[...document.querySelectorAll('[data-section=subject] .said')]"
                                    + ".at(-1).textContent = 'nobody@harbourmail.example'");
            browser.page().locator("#sign").click();
            browser.page().locator("#wrong li").waitFor();
            assertThat(browser.page().locator("#wrong").textContent()).contains("Accounts");
            assertThat(canSign(browser)).isFalse();
            assertThat(browser.page().url()).contains("/signing/page.html");
        }
    }

    @Test
    void signs_nothing_when_the_node_shows_another_section_than_the_header_names()
            throws Exception {
        try (var browser =
                beforeSigning(
                        "guilty@harbourmail.example",
                        page -> answers(page, text -> text.replace("guilty@", "innocent@")))) {
            assertThat(browser.page().locator("#wrong").textContent()).contains("Accounts");
            assertThat(canSign(browser)).isFalse();
        }
    }

    @Test
    void signs_nothing_when_the_node_hides_a_section() throws Exception {
        try (var browser =
                beforeSigning(
                        "hidden@harbourmail.example",
                        page -> answers(page, SigningPageTest::withoutFacts))) {
            assertThat(browser.page().locator("#wrong").textContent()).contains("Facts");
            assertThat(canSign(browser)).isFalse();
        }
    }

    /**
     * An unused section names an empty text and a salt; a node that leaves it out hides something.
     */
    private static String withoutFacts(String text) {
        try {
            var proposal = JsonReader.actObject(text.getBytes(StandardCharsets.UTF_8));
            var sections =
                    new java.util.LinkedHashMap<>(
                            proposal.object("sections").orElseThrow().members());
            assertThat(sections.remove("facts")).isNotNull();
            return comity.record.act.CanonicalJson.text(
                    proposal.with("sections", new Json.Obj(sections)));
        } catch (comity.record.act.MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void signs_nothing_when_the_node_names_another_digest() throws Exception {
        try (var browser =
                beforeSigning(
                        "digest@harbourmail.example",
                        page ->
                                answers(
                                        page,
                                        text ->
                                                text.replaceFirst(
                                                        "\"digest\":\"[0-9a-f]{64}\"",
                                                        "\"digest\":\""
                                                                + "ab".repeat(32)
                                                                + "\"")))) {
            assertThat(browser.page().locator("#wrong li").count()).isEqualTo(1);
            assertThat(canSign(browser)).isFalse();
        }
    }

    @Test
    void signs_nothing_when_the_node_exchanges_a_section_after_it_was_shown() throws Exception {
        try (var browser = beforeSigning("before@harbourmail.example")) {
            assertThat(canSign(browser)).isTrue();
            answers(browser.page(), text -> text.replace("before@", "after@"));
            browser.page().locator("#sign").click();
            browser.page().locator("#wrong li").first().waitFor();
            assertThat(browser.page().locator("#wrong").textContent()).contains("Accounts");
            assertThat(canSign(browser)).isFalse();
        }
    }

    private static void answers(Page page, UnaryOperator<String> changed) {
        page.route(
                "**/proposals/*",
                (Route route) -> {
                    if (!route.request().headers().getOrDefault("accept", "").contains("json")) {
                        route.resume();
                        return;
                    }
                    var answer = route.fetch();
                    route.fulfill(
                            new Route.FulfillOptions()
                                    .setResponse(answer)
                                    .setBody(changed.apply(answer.text())));
                });
    }

    @Test
    void computes_as_the_golden_vectors_and_the_public_corpus_say() throws Exception {
        try (var browser = Browser.at(arcadia.url(), true)) {
            browser.go("/signing/page.html");
            var golden = goldenVectors();
            assertThat(golden).isNotEmpty();
            for (var vector : golden) {
                var header = vector.object("header").orElseThrow();
                assertThat(
                                browser.page()
                                        .evaluate(
                                                "text => comity.digestOf(JSON.parse(text))",
                                                comity.record.act.CanonicalJson.text(header)))
                        .isEqualTo(comity.record.act.Digest.of(header).hex());
            }
            var jcs = corpora().resolve("jcs/testdata");
            if (!Files.exists(jcs)) return;
            try (var inputs = Files.list(jcs.resolve("input"))) {
                for (var input : inputs.toList())
                    assertThat(
                                    browser.page()
                                            .evaluate(
                                                    "text => comity.canonical(JSON.parse(text))",
                                                    Files.readString(input)))
                            .as(input.toString())
                            .isEqualTo(
                                    Files.readString(
                                                    jcs.resolve("output")
                                                            .resolve(input.getFileName()))
                                            .strip());
            }
        }
    }

    /** Every object with a header in the vectors that readers of the format test against. */
    private static List<Json.Obj> goldenVectors() throws Exception {
        var file =
                Path.of("..", "record", "src", "test", "resources")
                        .resolve("comity/record/act/golden.json");
        var found = new java.util.ArrayList<Json.Obj>();
        collect(JsonReader.interchange(Files.readAllBytes(file)), found);
        return found;
    }

    private static void collect(Json json, List<Json.Obj> found) {
        if (json instanceof Json.Obj object) {
            if (object.object("header").isPresent()) found.add(object);
            object.members().values().forEach(member -> collect(member, found));
        } else if (json instanceof Json.Arr(var items)) items.forEach(item -> collect(item, found));
    }

    private static Path corpora() {
        var named = System.getenv("COMITY_CORPORA");
        return named == null ? Path.of("..", "..", "shared", "corpora") : Path.of(named);
    }

    @Test
    void is_the_page_that_the_state_published_whoever_asks() throws Exception {
        var page = fetch("/signing/page.html", "");
        assertThat(page).isEqualTo(SigningPage.bytes());
        assertThat(fetch("/signing/page.html", "fr")).isEqualTo(page);
        var said = JsonReader.actObject(fetch("/signing", "en", "application/json"));
        assertThat(said.text("published")).contains(Digest.of(page).hex());
        var html = new String(page, StandardCharsets.UTF_8);
        for (var part : List.of("page.css", "page.js")) {
            var hash =
                    java.util.Base64.getEncoder()
                            .encodeToString(Digest.of(fetch("/signing/" + part, "")).bytes());
            assertThat(html).contains("/signing/" + part + "\" integrity=\"sha256-" + hash);
        }
        assertThat(Base64Url.encode(Digest.of(page).bytes())).isNotEmpty();
    }

    private static byte[] fetch(String path, String language) throws Exception {
        return fetch(path, language, "*/*");
    }

    private static byte[] fetch(String path, String language, String accept)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(arcadia.url() + path))
                            .header("Accept", accept);
            if (!language.isEmpty()) request.header("Accept-Language", language);
            return client.send(request.build(), BodyHandlers.ofByteArray()).body();
        }
    }

    @Test
    void tells_everyone_how_it_can_be_checked() {
        try (var browser = Browser.at(arcadia.url(), true)) {
            browser.go("/signing");
            for (var language : LANGUAGES) browser.holdsUp(language);
            assertThat(browser.page().locator(".tag--clear").count()).isEqualTo(1);
        }
    }
}
