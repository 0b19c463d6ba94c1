package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.JsonReader;
import comity.record.complaint.ComplaintReceipt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A person complains in a browser without scripts, an inspector decides, the person comes back. */
@Tag("slow")
@EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
class ComplaintPagesTest {
    @TempDir static Path folder;

    static boolean hasBrowser() {
        return Browser.installed().isPresent();
    }

    @Test
    void a_person_complains_is_answered_and_holds_a_receipt() throws Exception {
        try (var node = RunningNode.start(World.ARCADIA, folder.resolve("arcadia"))) {
            node.awaitReady();
            try (var scripted = Browser.at(node.url(), true)) {
                for (var path :
                        new String[] {"/complaint", "/complaint/inquiry", "/complaint/return"}) {
                    scripted.go(path);
                    for (var language : new String[] {"en", "ar"}) scripted.holdsUp(language);
                }
                complains(scripted, "ar", "قُرئت رسائلي ولم يخبرني أحد.");
                scripted.showsWell("ar");
                scripted.page().locator("form[action='/complaint/return'] button").click();
                scripted.showsWell("ar");
                assertThat(scripted.complaints()).isEmpty();
            }
            try (var person = Browser.at(node.url(), false);
                    var ferrer = Browser.at(node.url(), true)) {
                var code = complains(person, "en", "My letters were read, and nobody told me.");
                takesTheReceipt(person);
                decides(ferrer);
                comesBack(person, code);
                inquires(person);
                verifies(ferrer);
                isTold(person);
                for (var browser : new Browser[] {person, ferrer})
                    assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    private static String complains(Browser browser, String language, String text) {
        browser.go("/complaint?language=" + language);
        browser.page().locator("#text").fill(text);
        browser.page().locator("form[action='/complaint'] button").click();
        browser.page().locator("#code").waitFor();
        return browser.page().locator("#code").textContent().strip();
    }

    private static void takesTheReceipt(Browser person) throws Exception {
        var page = person.page();
        var download = page.waitForDownload(() -> page.locator("button[value=with]").click());
        var file = folder.resolve("receipt.json");
        download.saveAs(file);
        var receipt = ComplaintReceipt.of(JsonReader.actObject(Files.readAllBytes(file)));
        assertThat(receipt.check(Optional.empty()).failed()).isFalse();
    }

    private static void decides(Browser ferrer) {
        ferrer.signIn("ferrer");
        ferrer.go("/oversight/complaints");
        for (var language : new String[] {"ar", "en"}) ferrer.holdsUp(language);
        var page = ferrer.page();
        page.locator("main tbody th a").last().click();
        page.waitForURL("**/oversight/complaints/**");
        for (var language : new String[] {"ar", "en"}) ferrer.holdsUp(language);
        assertThat(page.content()).contains("My letters were read");
        page.locator("#type-decide").check();
        page.locator("#text").fill("The order named another account.");
        page.locator("#outcome-UPHELD").check();
        page.locator("main form button").click();
        page.locator("text=The complaint is right").first().waitFor();
    }

    private static void comesBack(Browser person, String code) {
        person.go("/complaint/return");
        person.page()
                .locator("#code")
                .fill(code.toLowerCase(java.util.Locale.ROOT).replace("-", " "));
        person.page().locator("main form button").click();
        assertThat(person.page().content())
                .contains("The order named another account.")
                .contains("You can ask a court to review this decision.");
    }

    /** Whoever asks of their account reads by which day they are told. */
    private static void inquires(Browser person) {
        person.go("/complaint");
        person.page().locator("a[href='/complaint/inquiry']").click();
        person.page().locator("#accounts").fill("k.orlov@harbourmail.example");
        person.page().locator("#text").fill("I answer from the account.");
        person.page().locator("main form button").click();
        person.page().locator("#reply-on").waitFor();
        assertThat(person.page().content()).contains("Your inquiry was received");
    }

    private static void verifies(Browser ferrer) {
        ferrer.go("/oversight/complaints");
        var page = ferrer.page();
        page.locator("main tbody tr:has(.tag:has-text('inquiry')) th a").first().click();
        page.waitForURL("**/oversight/complaints/**");
        for (var language : new String[] {"ar", "en"}) ferrer.holdsUp(language);
        page.locator("#type-verify").check();
        page.locator("#text").fill("A message came from it.");
        page.locator("#account-0").check();
        page.locator("#means-ACCOUNT").check();
        page.locator("main form button").click();
        page.locator("#standing").waitFor();
        for (var language : new String[] {"ar", "en"}) ferrer.holdsUp(language);
    }

    /** It is not their night yet: they see that it is known whose account it is, and no more. */
    private static void isTold(Browser person) {
        person.page().locator("form[action='/complaint/return'] button").click();
        assertThat(person.page().content())
                .contains("It is known whose accounts these are")
                .doesNotContain("neither confirm nor deny");
    }
}
