package comity.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pictures of pages beside those that somebody has looked at and approved, which lie in {@code
 * e2e/src/test/resources/looks}. A page that looks otherwise than approved is named, with its new
 * picture in {@code e2e/target/looks}. To approve what a change made of them: run the test with
 * {@code -Dcomity.looks=approve}, look at each changed picture, and commit it.
 */
final class Looks {
    /** Of a page's squares; a page without its style sheet differs in several times as many. */
    private static final double MOST = 0.08;

    private static final boolean APPROVING = "approve".equals(System.getProperty("comity.looks"));
    private static final Path ROOT =
            Path.of(System.getProperty("comity.root", "..")).toAbsolutePath();

    private final List<String> strange = new ArrayList<>();

    /** A page in both directions; by night in one of them, and on a phone in the other. */
    void at(Browser browser, String name, String path) {
        for (var language : List.of("en", "ar")) {
            browser.go(path, language);
            look(browser, name + "." + language);
        }
        browser.page().setViewportSize(390, 844);
        look(browser, name + ".ar.phone");
        browser.page().setViewportSize(1200, 900);
        browser.go(path, "en");
        scheme(browser, ColorScheme.DARK);
        look(browser, name + ".en.night");
        scheme(browser, ColorScheme.LIGHT);
    }

    private static void scheme(Browser browser, ColorScheme scheme) {
        browser.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    private void look(Browser browser, String name) {
        try {
            var taken = taken(browser);
            var file = name + ".jpg";
            if (APPROVING) {
                taken.write(ROOT.resolve("e2e/src/test/resources/looks").resolve(file));
                return;
            }
            var difference = approved(file).map(taken::differenceFrom).orElse(1.0);
            if (difference <= MOST) return;
            taken.write(ROOT.resolve("e2e/target/looks").resolve(file));
            strange.add("%s differs in %.0f %% of its squares".formatted(name, 100 * difference));
        } catch (IOException e) {
            throw new UncheckedIOException("no picture of " + name, e);
        }
    }

    /** How far the page as it is shown differs from its approved picture, from 0 to 1. */
    static double difference(Browser browser, String name) throws IOException {
        return taken(browser).differenceFrom(approved(name + ".jpg").orElseThrow());
    }

    private static Picture taken(Browser browser) throws IOException {
        return Picture.taken(browser.page().screenshot());
    }

    private static Optional<Picture> approved(String file) throws IOException {
        try (var kept = Looks.class.getResourceAsStream("/looks/" + file)) {
            return kept == null ? Optional.empty() : Optional.of(Picture.read(kept));
        }
    }

    /** The pages that do not look as they were approved. */
    List<String> strange() {
        return strange;
    }
}
