package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two officers suspend a partner State in a browser, and two readmit it; in six languages. */
@Tag("slow")
class PartnerPagesTest {
    private static final List<String> LANGUAGES = List.of("ar", "zh", "fr", "ru", "es", "en");
    private static final String PAGE = "/directory/partners";

    @TempDir Path folder = Path.of("");

    @Test
    void two_persons_suspend_a_partner_and_two_readmit_it() throws Exception {
        try (var cast = Cast.assemble(folder, new Narrator(System.out))) {
            var arcadia = cast.node(World.ARCADIA);
            try (var amadi = Browser.at(arcadia.url(), true);
                    var brandt = Browser.at(arcadia.url(), true)) {
                amadi.signIn("amadi");
                brandt.signIn("brandt");

                propose(amadi, "Its administrator told ours by telephone.");
                confirm(brandt);
                assertThat(brandt.page().locator(".tag--concern").count()).isEqualTo(1);
                assertThat(brandt.page().content())
                        .contains("Its administrator told ours by telephone.");

                propose(brandt, "A new directory stands, and its node is a new one.");
                confirm(amadi);
                assertThat(amadi.page().locator(".tag--concern").count()).isZero();
                assertThat(amadi.complaints()).isEmpty();
                assertThat(brandt.complaints()).isEmpty();
            }
        }
    }

    private static void propose(Browser browser, String reason) {
        browser.go(PAGE + "?language=en");
        for (var language : LANGUAGES) browser.holdsUp(language);
        browser.page().locator("#main summary").click();
        browser.page().locator("textarea").fill(reason);
        browser.page().locator("#main details button").click();
        sign(browser);
    }

    private static void confirm(Browser browser) {
        browser.go(PAGE + "?language=en");
        for (var language : LANGUAGES) browser.holdsUp(language);
        browser.page().locator(".govuk-inset-text button").click();
        sign(browser);
    }

    /** On the page where everything is signed, with the demo's passkey. */
    private static void sign(Browser browser) {
        browser.page().locator("#second:enabled").click();
        browser.page().waitForURL("**" + PAGE);
    }
}
