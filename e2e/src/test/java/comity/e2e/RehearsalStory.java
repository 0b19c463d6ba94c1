package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A State that was founded a minute ago rehearses one request with the counterpart: each officer
 * from the page Rehearsal, in a browser, with a passkey; the counterpart in a process of its own.
 */
final class RehearsalStory {
    private static final List<String> LANGUAGES = List.of("en", "ar");

    private final RunningNode node;
    private final Path folder;
    private final List<String> said = new ArrayList<>();

    /**
     * @param node of the founded State
     * @param folder for the counterpart and the case file
     */
    RehearsalStory(RunningNode node, Path folder) {
        this.node = node;
        this.folder = folder;
    }

    void run() throws Exception {
        as("holm", RehearsalStory::isToldWhatToType);
        var beside = Beside.at(node.data());
        try (var _ = begin(beside)) {
            as(
                    "holm",
                    browser ->
                            opens(
                                    browser,
                                    "#begin button",
                                    "/acts/apply",
                                    RehearsalStory::proposes));
        }
        // It was ended; what is sent meanwhile is answered once the same command goes on.
        as("korn", browser -> opens(browser, step("AUTHORISE"), "/bench", RehearsalStory::allows));
        as(
                "weber",
                browser -> opens(browser, step("REQUEST"), "/writer/", RehearsalStory::proposes));
        try (var rehearsal = begin(beside)) {
            var docket = docket();
            answered(rehearsal, docket);
            countsNowhere();
            as("haas", this::receives);
            as(
                    "haas",
                    browser -> opens(browser, step("CLOSE"), "/acts/close", RehearsalStory::files));
            as("weber", browser -> hasSeen(browser, 7));
            verified(rehearsal, docket);
            as(
                    "weber",
                    browser ->
                            opens(
                                    browser,
                                    "#preserve button",
                                    "/writer/",
                                    RehearsalStory::proposes));
            preserved(rehearsal);
            countsNowhere();
        }
        // It has ended: what was done with it is kept, and the page says how it is started again.
        as(
                "weber",
                browser -> {
                    assertThat(browser.page().locator("#counterpart ~ pre").count()).isEqualTo(1);
                    hasSeen(browser, 7 + 4);
                });
    }

    private Rehearse begin(Beside beside) throws Exception {
        var own = RehearsalFolder.of(folder.resolve("counterpart"), beside);
        return Rehearse.begin(beside, own, InstantSource.system(), said::add);
    }

    private interface Doing {
        void on(Browser browser) throws Exception;
    }

    /** A person at a browser of their own, signed in with their passkey, at the page Rehearsal. */
    private void as(String person, Doing doing) throws Exception {
        var passkeys =
                JsonReader.actObject(Files.readAllBytes(node.data().resolve("demo-people.json")));
        try (var browser = Browser.at(node.url(), true)) {
            browser.go("/sign-in");
            browser.carry(passkeys.object(person).orElseThrow());
            browser.page().locator("[data-action=sign-in]").click();
            browser.page().waitForURL("**/worklist");
            browser.go("/rehearsal?language=en");
            doing.on(browser);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void isToldWhatToType(Browser browser) {
        LANGUAGES.forEach(browser::holdsUp);
        browser.go("/rehearsal?language=en");
        var page = browser.page();
        assertThat(page.locator("pre code").textContent()).startsWith("./comity rehearse --data");
        assertThat(page.locator("button[name=step]").count()).isZero();
    }

    private static void hasSeen(Browser browser, int steps) {
        LANGUAGES.forEach(browser::holdsUp);
        assertThat(browser.page().locator(".timeline .tag--clear").count()).isEqualTo(steps);
        assertThat(browser.page().locator(".card pre").last().textContent())
                .contains("./comity verify");
    }

    private interface Filing {
        void on(Page page);
    }

    /** The button of a step that waits, in the list of steps. */
    private static String step(String name) {
        return ".timeline button[value=" + name + "]";
    }

    private void opens(Browser browser, String button, String form, Filing filing) {
        var page = browser.page();
        RunningNode.await(
                () -> button + " is not there: " + page.locator("main").innerText() + said,
                RunningNode.LONGEST_CROSSING,
                () -> {
                    page.reload();
                    return page.locator(button).count() == 1;
                });
        page.locator(button).click();
        page.waitForURL(url -> url.contains(form));
        filing.on(page);
    }

    private static void proposes(Page page) {
        page.locator("button[value=propose]").click();
        signs(page);
    }

    private static void allows(Page page) {
        page.locator("#authorise button:not([value])").click();
        signs(page);
    }

    private static void signs(Page page) {
        page.waitForURL("**/signing/page.html#*");
        page.locator("#sign:not([disabled])").click();
        page.waitForURL("**/dockets/*#act-*");
        assertThat(page.locator(".govuk-inset-text").first().textContent()).contains("rehearsal");
    }

    private static void files(Page page) {
        page.locator("button[value=propose]").click();
        page.waitForURL("**/proposals/*");
        page.locator("form[action$='/filing'] button").click();
        page.waitForURL("**/dockets/*#act-*");
    }

    private void receives(Browser browser) {
        opens(
                browser,
                step("RECEIVE"),
                "/acts/confirm-receipt",
                form -> {
                    form.locator("[name='exhibits.exhibits']").first().check();
                    files(form);
                });
    }

    private Person officer(String person, String authority, String office) throws IOException {
        return Person.signIn(
                new World.Officer(node.state(), person, node.state() + "." + authority, office),
                Cast.passkey(node, person),
                node.client());
    }

    private UUID docket() throws IOException {
        var weber = officer("weber", "central-authority", "CAO");
        var list =
                Person.objects(
                        weber.client().get("/worklist?whose=ALL&partner=XR").expect(200).json(),
                        "dockets");
        assertThat(list).hasSize(1);
        return UUID.fromString(
                list.getFirst().object("line").flatMap(line -> line.text("docket")).orElseThrow());
    }

    /** The counterpart's officers, beat by beat, until what they transmitted has arrived. */
    private void answered(Rehearse rehearsal, UUID docket) throws IOException {
        var weber = officer("weber", "central-authority", "CAO");
        RunningNode.await(
                () -> "the counterpart did not answer: " + said,
                RunningNode.LONGEST_CROSSING,
                () -> {
                    look(rehearsal);
                    return acts(weber.docket(docket)).contains("transmit");
                });
        assertThat(acts(weber.docket(docket)))
                .contains("acknowledge", "find", "assess", "authorise-execution", "order")
                .contains("produce", "compare");
    }

    /** The short way: no court, and nothing that comes back. */
    private void preserved(Rehearse rehearsal) throws Exception {
        as(
                "weber",
                browser -> {
                    var page = browser.page();
                    RunningNode.await(
                            () -> "nothing was preserved: " + said,
                            RunningNode.LONGEST_CROSSING,
                            () -> {
                                look(rehearsal);
                                page.reload();
                                return page.locator(step("CLOSE")).count() == 1;
                            });
                    page.locator(step("CLOSE")).click();
                    page.waitForURL(url -> url.contains("/acts/close"));
                    files(page);
                });
    }

    /** Both dockets of this State are rehearsals: nobody's time went anywhere. */
    private void countsNowhere() throws IOException {
        var backlog =
                officer("weber", "central-authority", "CAO")
                        .client()
                        .get("/backlog")
                        .expect(200)
                        .json();
        assertThat(backlog.items("waiting")).isEmpty();
        assertThat(backlog.items("spent")).isEmpty();
    }

    private static void look(Rehearse rehearsal) {
        try {
            rehearsal.look();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> acts(Json.Obj docket) {
        return Person.objects(docket, "acts").stream()
                .map(act -> act.text("type").orElse(""))
                .toList();
    }

    private void verified(Rehearse rehearsal, UUID docket) throws IOException {
        var weber = officer("weber", "central-authority", "CAO");
        weber.awaitWitnesses(docket);
        var file =
                weber.client()
                        .download(
                                "/dockets/" + docket + "/case", folder.resolve("rehearsed.comity"));
        var verdict = Court.trusting(folder, node, rehearsal.node()).verify(file);
        assertThat(verdict.exit()).as(verdict.text()).isZero();
        assertThat(verdict.text()).contains("This is a rehearsal");
    }
}
