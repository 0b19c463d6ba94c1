package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who is not signed in asks what can be obtained, in a browser without any script. */
@Tag("slow")
@EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
class RoutePageTest {
    @TempDir static Path folder;

    static boolean hasBrowser() {
        return Browser.installed().isPresent();
    }

    @Test
    void anyone_asks_is_answered_in_another_language_and_changes_the_facts() throws Exception {
        try (var node = RunningNode.start(World.ARCADIA, folder.resolve("arcadia"))) {
            node.awaitReady();
            try (var scripted = Browser.at(node.url(), true)) {
                scripted.go("/law/route");
                for (var language : List.of("en", "ar")) scripted.holdsUp(language);
                scripted.go("/law/route?requesting=XA&requested=XB&measure=PRODUCE_SUBSCRIBER");
                for (var language : List.of("ar", "en")) scripted.holdsUp(language);
                ask(scripted);
                scripted.showsWell("en");
                scripted.page().locator("button[name=tongue][value=ar]").click();
                scripted.page().locator("html[lang=ar] #findings").waitFor();
                scripted.showsWell("ar");
                assertThat(scripted.complaints()).isEmpty();
            }
            try (var browser = Browser.at(node.url(), false)) {
                browser.go("/law/route");
                browser.page().locator("#requesting").selectOption("XA");
                browser.page().locator("#requested").selectOption("XB");
                browser.page().locator("#measure").selectOption("PRODUCE_SUBSCRIBER");
                browser.page().locator("main form[method=get] button").click();
                ask(browser);
                assertThat(browser.page().locator("#mistakes").textContent())
                        .contains("203.0.113.77");
                browser.page().locator("button[value=change]").click();
                assertThat(browser.page().locator("[id='identifiers.0.value']").inputValue())
                        .isEqualTo("203.0.113.77");
            }
        }
    }

    /** One address without port and time: a cheap mistake that ruins lives. */
    private static void ask(Browser browser) {
        var page = browser.page();
        page.locator("[id='identifiers.0.kind']").selectOption("IP");
        page.locator("[id='identifiers.0.value']").fill("203.0.113.77");
        page.locator("button[value=ask]").click();
        page.locator("#mistakes").waitFor();
    }
}
