package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * A right was violated, over two running nodes: evidence has reached Arcadia, and a judge of review
 * of Borduria quashes what let Borduria obtain it. Arcadia's node, which was never asked, refuses
 * to use it; what Arcadia has to do about it stands on both States' dockets until it is done; and a
 * court reads that it was unlawfully obtained.
 */
final class RemedyStory {
    private static final List<String> LANGUAGES = List.of("en", "ar");

    private final Cast cast;
    private final Court court;
    private final Path folder;
    private final Person adeyemi;
    private final Person brandt;
    private final UUID docket;

    RemedyStory(Cast cast, Court court, Path folder, Narrator narrator) throws IOException {
        this.cast = cast;
        this.court = court;
        this.folder = folder;
        adeyemi = cast.signIn(World.ADEYEMI);
        brandt = cast.signIn(World.BRANDT);
        docket =
                Walk.run(
                        cast,
                        Files.writeString(folder.resolve("diary.txt"), "Nothing of note.\n"),
                        narrator);
    }

    void run() throws IOException {
        var execution = OnDocket.last(adeyemi, docket, "authorise-execution").orElseThrow();
        var refused =
                cast.signIn(World.OKAFOR).propose(docket, remedy("QUASH", List.of(execution)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("W-112");

        var quashed = adeyemi.file(docket, remedy("QUASH", List.of(execution)));
        brandt.awaitAct(docket, quashed);
        var use = cast.signIn(World.ILIN).propose(docket, OnDocket.use(brandt, docket));
        assertThat(use.status()).isEqualTo(422);
        assertThat(use.text()).contains("W-113");

        var informs =
                adeyemi.file(
                        docket,
                        remedy("RECTIFY", List.of(execution))
                                .with("addressee", World.ARCADIA)
                                .with("due", "2031-12-31"));
        brandt.awaitAct(docket, informs);
        assertThat(standing(brandt, informs)).isEqualTo("OPEN");
        if (Browser.installed().isPresent()) looked(informs);
        var done =
                brandt.file(
                        docket,
                        Content.of("remedied")
                                .with("ordered", informs)
                                .with("doneOn", "2026-01-02")
                                .with("done", "Every copy was found and its holders were told."));
        adeyemi.awaitAct(docket, done);
        for (var reader : List.of(adeyemi, brandt))
            assertThat(standing(reader, informs)).isEqualTo("DONE");

        brandt.awaitWitnesses(docket);
        var file =
                brandt.client()
                        .download("/dockets/" + docket + "/case", folder.resolve("remedy.comity"));
        var verdict = court.verify(file);
        assertThat(verdict.exit()).as(verdict.text()).isEqualTo(1);
        assertThat(verdict.text()).contains("UNLAWFULLY OBTAINED").contains("QUASHED by a judge");
        assertThat(verdict.failures())
                .allMatch(
                        line ->
                                line.contains("UNLAWFULLY OBTAINED")
                                        || line.contains("QUASHED by a judge"));
    }

    /** The judge on the page where it is ordered, and Arcadia on its docket. */
    private void looked(Digest owed) {
        try (var browser = Browser.at(cast.node(World.BORDURIA).url(), true)) {
            browser.signIn(World.ADEYEMI.person());
            var form = "/dockets/" + docket + "/acts/remedy?office=" + World.ADEYEMI.inOffice();
            browser.go(form + "&language=en");
            assertThat(browser.page().locator("input[name='terms.struck']").count())
                    .as("decisions and exhibits")
                    .isGreaterThan(1);
            LANGUAGES.forEach(browser::holdsUp);
            assertThat(browser.complaints()).isEmpty();
        }
        try (var browser = Browser.at(cast.node(World.ARCADIA).url(), true)) {
            browser.signIn(World.BRANDT.person());
            browser.go("/dockets/" + docket + "?language=en");
            var remedies = browser.page().locator("section[aria-labelledby=remedies]");
            assertThat(remedies.textContent()).contains("Unlawfully obtained", "Not done yet");
            assertThat(remedies.locator("a[href='#act-" + owed.hex() + "']").count()).isPositive();
            LANGUAGES.forEach(browser::holdsUp);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static Content remedy(String kind, List<Digest> struck) {
        return Content.of("remedy")
                .with("remedy", kind)
                .with("struck", struck.stream().map(Digest::hex).toList())
                .with("tests", List.of("PROPORTIONALITY"))
                .with("reasons", "The whole mailbox was more than the suspicion could bear.");
    }

    private String standing(Person reader, Digest remedy) {
        return Person.objects(reader.docket(docket), "remedies").stream()
                .filter(one -> one.text("act").filter(remedy.hex()::equals).isPresent())
                .flatMap(one -> one.text("standing").stream())
                .findFirst()
                .orElseThrow();
    }
}
