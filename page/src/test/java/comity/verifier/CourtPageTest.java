package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.WaitForSelectorState;
import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Verification;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser that has no network, from a file: on a whole case and on each kind of
 * cheat it says, line by line and in each language, what the verifier of the court says.
 */
class CourtPageTest {
    private static final List<String> LANGUAGES = List.of("ar", "en", "es", "fr", "ru", "zh");
    private static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final double PATIENCE = 240_000;

    @TempDir Path folder;
    private Optional<Playwright> playwright = Optional.empty();
    private Optional<Page> opened = Optional.empty();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();

    @BeforeEach
    void a_browser_without_a_network() throws IOException {
        var browser = installed();
        if (browser.isEmpty()) System.out.println("skipped: no browser on this machine");
        assumeTrue(browser.isPresent(), "no browser on this machine");
        var driver =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        playwright = Optional.of(driver);
        var context =
                driver.chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(browser.get())
                                        .setArgs(List.of("--no-sandbox")))
                        .newContext(new Browser.NewContextOptions().setOffline(true));
        var page = context.newPage();
        page.setDefaultTimeout(PATIENCE);
        page.onConsoleMessage(said -> complaints.add(said.type() + ": " + said.text()));
        page.onPageError(complaints::add);
        context.onRequest(request -> requests.add(request.url()));
        opened = Optional.of(page);
        page.navigate(copy().toUri().toString());
    }

    @AfterEach
    void nothing_left_the_page() {
        playwright.ifPresent(Playwright::close);
        assertThat(complaints).isEmpty();
        assertThat(requests).allMatch(url -> url.startsWith("file:") || url.startsWith("blob:"));
    }

    private static Optional<Path> installed() {
        return Stream.of("chromium", "google-chrome", "chromium-browser")
                .flatMap(
                        name ->
                                Stream.of(System.getenv("PATH").split(":"))
                                        .map(place -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Path copy() throws IOException {
        var name = "/comity/page/verify.html";
        try (var in = Objects.requireNonNull(CourtPageTest.class.getResourceAsStream(name))) {
            return Files.write(folder.resolve("verify.html"), in.readAllBytes());
        }
    }

    private Page page() {
        return opened.orElseThrow();
    }

    /** Each as somebody would bring it to court; the names are for whoever reads a failure. */
    private Map<String, Path> cases(Story story) throws IOException {
        var cases = new LinkedHashMap<String, Path>();
        cases.put("whole", story.write(folder));
        var bit = Parts.of(story.write(folder));
        bit.entries.forEach(
                (name, bytes) -> {
                    if (name.startsWith("exhibits/")) bytes[0] ^= 1;
                });
        cases.put("one bit of an exhibit", bit.write(folder));
        var dated = Parts.of(story.write(folder));
        dated.rewrite(story.act("authorise"), header -> header.with("at", "2026-11-16T09:05:00Z"));
        cases.put("an act dated back", dated.write(folder));
        var forged = Parts.of(story.write(folder));
        var order = Parts.place(story.act("order"));
        forged.change(
                story.act("authorise-execution"),
                act ->
                        act.with(
                                "personal",
                                person(forged.json(Parts.place(story.act("request"))))));
        assertThat(forged.entries).containsKey(order);
        cases.put("a judge's assertion taken from elsewhere", forged.write(folder));
        var cut = Files.readAllBytes(story.write(folder));
        cases.put(
                "cut short",
                Files.write(
                        folder.resolve("cut.comity"),
                        java.util.Arrays.copyOf(cut, cut.length - 30)));
        return cases;
    }

    private static Json person(Json.Obj act) {
        return act.get("personal").orElseThrow();
    }

    @Test
    void says_line_by_line_what_the_verifier_says() throws IOException {
        var story = new Story().told();
        var roots =
                Files.write(folder.resolve("roots.json"), CanonicalJson.bytes(story.rootsJson()));
        var blind =
                new Story()
                        .when(
                                "order",
                                draft -> Tampering.only(draft, new TreeSet<>(draft.seen).first()));
        page().setInputFiles("#roots", roots);
        page().selectOption("#language", "en");
        for (var one : cases(story).entrySet()) compare(one.getKey(), one.getValue(), story);
        var told = blind.told();
        Files.write(roots, CanonicalJson.bytes(told.rootsJson()));
        page().setInputFiles("#roots", roots);
        compare("an act that passes over what was held", told.write(folder), told);
    }

    /**
     * Who packs decides where a stream of Deflate ends within its last byte. The page unpacks with
     * another program than the verifier, and has to come to the same end.
     */
    @Test
    void unpacks_what_any_program_packed() throws IOException {
        var story = new Story().told();
        var whole = Parts.of(story.write(folder));
        var roots =
                Files.write(folder.resolve("roots.json"), CanonicalJson.bytes(story.rootsJson()));
        page().selectOption("#language", "en");
        page().setInputFiles("#roots", roots);
        for (var level = Deflater.BEST_SPEED; level <= Deflater.BEST_COMPRESSION; level++)
            compare("packed at level " + level, whole.write(folder, level), story);
    }

    private void compare(String name, Path file, Story story) throws IOException {
        var expected = Verification.verify(file, Optional.of(story.roots()), Progress.SILENT);
        page().setInputFiles("#case", file);
        awaitReport();

        assertThat(page().getAttribute("#report", "data-json"))
                .as(name)
                .isEqualTo(text(expected.json(Locale.ENGLISH)));
        assertThat(page().getAttribute("#report", "data-exit"))
                .as(name)
                .isEqualTo(Integer.toString(expected.exit()));
    }

    /** Another report replaces the one before: it is the one whose file has this name. */
    private void awaitReport() {
        page().waitForFunction(
                        "() => /^(Checked|تم|Comprobado|Vérifié|Проверено|核查完毕)/.test("
                                + "document.getElementById('state').textContent)"
                                + " && !document.getElementById('report').hidden",
                        null,
                        new Page.WaitForFunctionOptions().setTimeout(PATIENCE));
    }

    @Test
    void speaks_six_languages_is_accessible_and_fits_a_phone() throws IOException {
        var story = new Story().told();
        var file = story.write(folder);
        var expected = Verification.verify(file, Optional.empty(), Progress.SILENT);
        page().setViewportSize(390, 844);
        page().setInputFiles("#case", file);
        for (var language : LANGUAGES) {
            page().selectOption("#language", language);
            page().waitForFunction(
                            "l => { const j = document.getElementById('report').dataset.json;"
                                    + " return j && JSON.parse(j).language === l; }",
                            language,
                            new Page.WaitForFunctionOptions().setTimeout(PATIENCE));
            awaitReport();

            assertThat(page().getAttribute("#report", "data-json"))
                    .isEqualTo(text(expected.json(Locale.of(language))));
            assertThat(page().getAttribute("html", "dir"))
                    .isEqualTo(language.equals("ar") ? "rtl" : "ltr");
            assertThat(page().evaluate("document.documentElement.scrollWidth"))
                    .as("%s: nothing has to be pushed aside", language)
                    .isEqualTo(390);
            assertThat(new AxeBuilder(page()).withTags(WCAG).analyze().getViolations())
                    .as(language)
                    .isEmpty();
            if (language.equals("ar") || language.equals("en"))
                page().screenshot(
                                new Page.ScreenshotOptions()
                                        .setFullPage(true)
                                        .setPath(Path.of("target", "page-" + language + ".png")));
        }
    }

    /** Names in a case file are the file's author's, who may be anybody. */
    @Test
    void runs_nothing_that_a_case_file_says() throws IOException {
        var evil = "<img src=x onerror=document.title='owned'>";
        var story =
                new Story()
                        .when(
                                "transmit",
                                draft ->
                                        draft.say(
                                                "exhibits",
                                                "exhibits",
                                                new Json.Arr(
                                                        List.of(
                                                                Story.derived()
                                                                        .with("name", evil)))))
                        .told();
        page().setInputFiles("#case", story.write(folder));
        awaitReport();

        assertThat(page().textContent("#report")).contains(evil);
        assertThat(page().locator("#report img").count()).isZero();
        assertThat(page().title()).isNotEqualTo("owned");
    }

    @Test
    void says_that_root_keys_cannot_be_read_and_nothing_about_the_case() throws IOException {
        var none = Files.writeString(folder.resolve("other.json"), "[]");
        page().selectOption("#language", "en");
        page().setInputFiles("#roots", none);
        page().setInputFiles("#case", new Story().told().write(folder));
        page().waitForSelector(
                        "#state.wrong",
                        new Page.WaitForSelectorOptions()
                                .setState(WaitForSelectorState.VISIBLE)
                                .setTimeout(PATIENCE));

        assertThat(page().textContent("#state")).contains("does not hold root keys");
        assertThat(page().isVisible("#report")).isFalse();
    }

    private static String text(Json json) {
        return new String(CanonicalJson.bytes(json), StandardCharsets.UTF_8);
    }
}
