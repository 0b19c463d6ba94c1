package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.PlaywrightException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Somebody who signs in and follows each link once, as far as it leads: each kind of page is looked
 * at in English and in Arabic, by day and by night, as wide as a desk and as narrow as a phone or a
 * page enlarged four times. Pages that differ only in a number, a hash, a State's code or an act's
 * type are one kind; the docket's and the worklist's are one for each person.
 */
final class Tour {
    private final RunningNode node;
    private final Set<String> seen;
    private final List<String> barriers;

    /**
     * @param seen the kinds of page that need no second look; grows
     * @param barriers what shuts somebody out; grows
     */
    Tour(RunningNode node, Set<String> seen, List<String> barriers) {
        this.node = node;
        this.seen = seen;
        this.barriers = barriers;
    }

    /** To which kinds of page {@code person} came that nobody had seen before. */
    Set<String> of(String person) {
        var kinds = new TreeSet<String>();
        try (var browser = Browser.at(node.url(), true)) {
            browser.signIn(person);
            var ahead = new ArrayDeque<>(List.of(browser.path(), "/"));
            var known = new HashSet<>(ahead);
            while (!ahead.isEmpty()) visit(browser, person, ahead.remove(), ahead, known, kinds);
            assertThat(browser.complaints()).as(person).isEmpty();
        }
        return kinds;
    }

    private void visit(
            Browser browser,
            String person,
            String path,
            Deque<String> ahead,
            Set<String> known,
            Set<String> kinds) {
        var kind = kind(path, person);
        if (seen.contains(kind) || !isPage(browser, person, path)) return;
        seen.add(kind);
        kinds.add(kind);
        for (var link : links(browser)) if (known.add(link)) ahead.add(link);
        for (Runnable look :
                List.<Runnable>of(
                        () -> browser.showsWell("en"),
                        browser::holdsUpByNight,
                        () -> browser.holdsUp("ar"))) {
            try {
                look.run();
            } catch (AssertionError e) {
                barriers.add(person + " at " + path + ": " + e.getMessage());
            }
        }
    }

    /**
     * Goes there, in English. A download is no page; a page that is linked is there for whoever is
     * shown the link.
     */
    private boolean isPage(Browser browser, String person, String path) {
        try {
            var answer = browser.go(path, "en");
            if (answer.status() >= 400)
                barriers.add(person + " is led to " + path + " and refused");
            return answer.headers().getOrDefault("content-type", "").startsWith("text/html");
        } catch (PlaywrightException e) {
            if (e.getMessage().contains("Download is starting")) return false;
            throw e;
        }
    }

    private static List<String> links(Browser browser) {
        var found =
                (List<?>)
                        browser.page()
                                .locator("a[href^='/']:not([download])")
                                .evaluateAll(
                                        "links => links.map(link => link.getAttribute('href'))");
        return found.stream()
                .map(href -> href.toString().replaceAll("#.*", ""))
                .filter(href -> !href.contains("language="))
                .toList();
    }

    private static String kind(String path, String person) {
        var bare = path.replaceAll("\\?.*", "");
        var kind =
                bare.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}")
                        .replaceAll("[0-9a-f]{64}", "{digest}")
                        .replaceAll("/acts/[a-z-]+", "/acts/{type}")
                        .replaceAll(
                                "/law/([a-z]+)/(?!new|enact|document|compar).+", "/law/$1/{one}")
                        .replaceAll("/(credentials|notices|enrolments|roots)/[^/]+", "/$1/{one}");
        return kind.matches("/worklist|/dockets/\\{id}") ? kind + " for " + person : kind;
    }

    /** What a first visit costs the line, compressed: the page, its sheet, its script, its mark. */
    static int weight(URI node, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var weight = 0;
            for (var part :
                    Stream.of(path, "/assets/comity.css", "/assets/comity.js", "/assets/mark.svg")
                            .toList()) {
                var asked =
                        HttpRequest.newBuilder(node.resolve(part))
                                .header("Accept", "text/html, */*")
                                .header("Accept-Encoding", "gzip")
                                .build();
                var answer = http.send(asked, HttpResponse.BodyHandlers.ofByteArray());
                assertThat(answer.statusCode()).as(part).isEqualTo(200);
                weight += answer.body().length;
            }
            return weight;
        }
    }
}
