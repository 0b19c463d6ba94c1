package comity.e2e;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/**
 * What shuts somebody out of a page, as axe finds it. Its rules run in the page itself: the
 * library's own way to ask opens a second page for each answer and brings back everything that is
 * well, and takes twice as long. No page of ours has frames, for which that way is made.
 */
final class Axe {
    private static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private static final String SOURCE = AxeBuilder.getAxeScript();

    private static final String ASKED =
            """
            ([type, values]) =>
                axe.run({runOnly: {type, values}, resultTypes: ['violations']})
                    .then(found => found.violations.map(it => it.id + ' ' + it.nodes[0].html))
            """;

    private Axe() {}

    /** WCAG 2.2, A and AA: each rule that is broken, and where first. */
    static List<String> violations(Page page) {
        return ask(page, "tag", WCAG);
    }

    /** The same for one of axe's rules. */
    static List<String> violations(Page page, String rule) {
        return ask(page, "rule", List.of(rule));
    }

    private static List<String> ask(Page page, String type, List<String> values) {
        if (page.locator("iframe, frame").count() > 0)
            throw new IllegalStateException("the page has frames, into which nobody looks here");
        if (page.evaluate("typeof axe") instanceof String loaded && loaded.equals("undefined"))
            page.evaluate(SOURCE);
        return ((List<?>) page.evaluate(ASKED, List.of(type, values)))
                .stream().map(Object::toString).toList();
    }
}
