package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.signer.SoftwareToken;
import comity.record.act.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Two real nodes, one request, a court; in the order in which it happens. */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeWalkTest {
    @TempDir static Path folder;

    /**
     * Which pages of whose desk have approved pictures. Nobody signs in for the first. Those that
     * measure the machine or the walk's own time look otherwise each time.
     */
    private static final List<Desk> DESKS =
            List.of(
                    new Desk(
                            World.ARCADIA,
                            "",
                            Map.of(
                                    "sign-in", "/sign-in",
                                    "law", "/law",
                                    "rules", "/law/rules",
                                    "positions", "/law/positions")),
                    new Desk(
                            World.ARCADIA,
                            "amadi",
                            Map.of(
                                    "worklist", "/worklist",
                                    "docket", "/dockets/{docket}",
                                    "duty", "/duty",
                                    "directory", "/directory")),
                    new Desk(World.ARCADIA, "vega", Map.of("writer", "/writer")),
                    new Desk(
                            World.ARCADIA,
                            "serrano",
                            Map.of("bench", "/dockets/{docket}/bench", "search", "/search")),
                    new Desk(World.ARCADIA, "lemaire", Map.of("translations", "/translations")),
                    new Desk(
                            World.BORDURIA,
                            "novak",
                            Map.of(
                                    "completeness",
                                    "/completeness",
                                    "openings",
                                    "/oversight/openings")),
                    new Desk(World.BORDURIA, "moreau", Map.of("orders", "/provider/orders")));

    /** One person's desk: each page by the name of its pictures. */
    private record Desk(String state, String person, Map<String, String> pages) {}

    private static final Narrator NARRATOR = new Narrator(System.out);
    private static Cast cast;
    private static Court court;
    private static UUID docket;
    private static Path caseFile;
    private static ConditionsStory conditions;

    @BeforeAll
    static void two_nodes_meet_and_walk() throws IOException {
        cast =
                Cast.assemble(
                        folder,
                        NARRATOR,
                        (_, port) -> port,
                        state -> state.equals(World.BORDURIA) ? token() : List.of());
        court = Court.trusting(folder, cast.nodes().toArray(RunningNode[]::new));
        var evidence = folder.resolve("k.orlov.mbox");
        Mailbox.write(evidence);
        docket = Walk.run(cast, evidence, NARRATOR);
        var brandt = cast.person(World.BRANDT);
        brandt.awaitWitnesses(docket);
        caseFile =
                brandt.client()
                        .download("/dockets/" + docket + "/case", folder.resolve("case.comity"));
    }

    /**
     * One State's authorities have their keys in a file, the other's in a token, so that both are
     * walked at once.
     */
    private static List<String> token() {
        if (!System.getProperty("comity.keys", "").isEmpty()) return List.of();
        if (SoftwareToken.library().isPresent()) return List.of("--comity.keys=softhsm");
        NARRATOR.plain("  no SoftHSM on this machine: both States' keys lie in files");
        return List.of();
    }

    @AfterAll
    static void they_end() throws IOException {
        if (cast != null) cast.close();
    }

    @Test
    @Order(1)
    void a_court_verifies_everything() throws IOException {
        var verdict = court.verify(caseFile);

        assertThat(verdict.exit()).as(verdict.text()).isZero();
    }

    /**
     * The other party's file holds the same docket, and its own proofs that both logs only grew.
     */
    @Test
    @Order(1)
    void a_court_of_the_other_state_verifies_everything_too() throws IOException {
        var katz = cast.person(World.KATZ);
        katz.awaitWitnesses(docket);
        var theirs =
                katz.client()
                        .download("/dockets/" + docket + "/case", folder.resolve("theirs.comity"));

        var verdict = court.verify(theirs);

        assertThat(verdict.exit()).as(verdict.text()).isZero();
        assertThat(verdict.text()).contains("only ever grew");
    }

    @Test
    @Order(2)
    void both_nodes_compute_the_same_state() {
        assertThat(state(World.BRANDT)).isEqualTo(state(World.KATZ));
    }

    @Test
    @Order(3)
    void a_node_that_was_started_again_goes_on() throws IOException {
        var second = cast.person(World.AMADI).openDocket();
        var request = Walk.untilRequested(cast, second);
        cast.node(World.BORDURIA).restart();

        cast.person(World.KATZ).awaitAct(second, request);
        assertThat(Walk.untilAuthorised(cast, second, request)).isNotNull();
        assertThat(state(World.KATZ)).isEqualTo(state(World.BRANDT));
    }

    @Test
    @Order(4)
    void what_suppresses_expression_is_refused() {
        new FlagStory(cast, NARRATOR).run();

        assertThat(NARRATOR.failures()).isEmpty();
    }

    /** Whoever says "I did not sign this" at home stays what the other State would execute. */
    @Test
    @Order(4)
    void a_contested_signature_stays_what_the_other_state_would_do() {
        new ContestStory(cast, court, folder).staysTheOtherState();
    }

    @Test
    @Order(4)
    void what_nobody_signed_is_never_executed_and_a_court_reads_so() throws IOException {
        new ContestStory(cast, court, folder).fallsWhereItIsTrue();
    }

    /** 36, 40(19): they bind the other State's node at each use; a consent widens what it names. */
    @Test
    @Order(4)
    void conditions_travel_with_what_was_transmitted() throws IOException {
        conditions = new ConditionsStory(cast, court, folder, NARRATOR);
        conditions.bindAndAsk();
    }

    @Test
    @Order(5)
    @EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
    void what_conditions_refuse_can_be_asked_for_with_one_click() {
        conditions.showItOnItsPages();
    }

    /** 24(2): independent review, by two who look and never by one. */
    @Test
    @Order(5)
    @EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
    void two_inspectors_open_what_one_may_not() {
        new OversightStory(cast.node(World.ARCADIA), docket).opensOneSection();
    }

    @Test
    @Tag("looks")
    @Order(5)
    @EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
    void an_inspector_draws_a_sample_that_nobody_steers() throws Exception {
        new OversightStory(cast.node(World.ARCADIA), docket).drawsASample(folder);
    }

    @Test
    @Order(5)
    @EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
    void a_translator_files_the_request_in_the_other_states_language() {
        new TranslationStory(cast, docket).run();
    }

    @Test
    @Order(6)
    void what_speaks_for_the_accused_reaches_the_defence() {
        conditions.reachesTheDefence();
    }

    @Test
    @Order(7)
    @EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
    void counsel_opens_what_was_disclosed_to_them() throws IOException {
        conditions.onPages().counselOpens();
    }

    @Test
    @Order(8)
    void the_end_is_a_certificate_that_both_states_print() throws IOException {
        var certificate = conditions.endsInACertificate();
        if (hasBrowser()) conditions.onPages().certificatePrints(certificate);
    }

    /**
     * 24(2), 40(20): what was secret ends, and the person is told: after the pictures were taken.
     */
    @Test
    @Order(10)
    @EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
    void whom_a_secret_measure_concerned_is_told() {
        new NoticeStory(cast.node(World.ARCADIA), docket).tellsThePerson();
    }

    /** 2(o), 41: who asks in haste is called back; after the pictures were taken. */
    @Test
    @Order(11)
    @EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
    void whoever_asks_in_an_emergency_is_called_back() throws IOException {
        new EmergencyStory(cast).callsBack();
    }

    /** 24(2), 36(2): what came by mistake stays shut; after the pictures were taken. */
    @Test
    @Order(12)
    @EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
    void what_came_by_mistake_is_shut_in_both_states_until_oversight_has_seen_it()
            throws IOException {
        new ErrorStory(cast, docket).keepsItShutInBothStates();
    }

    /** Somebody has looked at each of these pictures; a change that nobody meant is named. */
    @Test
    @Tag("looks")
    @Order(7)
    @EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
    void the_desks_look_as_they_were_approved() throws IOException {
        var looks = new Looks();
        for (var desk : DESKS)
            try (var browser = Browser.at(cast.node(desk.state()).url(), true)) {
                if (!desk.person().isEmpty()) browser.signIn(desk.person());
                desk.pages()
                        .forEach(
                                (name, path) ->
                                        looks.at(
                                                browser,
                                                name,
                                                path.replace("{docket}", docket.toString())));
            }

        assertThat(looks.strange()).isEmpty();
    }

    /** Or the pictures would let anything pass. */
    @Test
    @Tag("looks")
    @Order(8)
    @EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
    void a_page_without_its_style_or_on_the_wrong_side_looks_otherwise() throws IOException {
        try (var browser = Browser.at(cast.node(World.ARCADIA).url(), true)) {
            browser.signIn("amadi");
            browser.go("/worklist?language=ar");
            assertThat(Looks.difference(browser, "worklist.ar")).isLessThan(0.08);

            browser.page().evaluate("document.documentElement.dir = 'ltr'");
            assertThat(Looks.difference(browser, "worklist.ar")).isGreaterThan(0.12);

            browser.go("/worklist?language=en");
            browser.page().evaluate("document.querySelector('link[rel=stylesheet]').remove()");
            assertThat(Looks.difference(browser, "worklist.en")).isGreaterThan(0.12);
        }
    }

    /** WCAG 2.2 AA, in both directions, by day and by night, for each office of both States. */
    @Test
    @Tag("looks")
    @Order(9)
    @EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
    void every_page_that_an_office_is_led_to_is_for_everyone() throws Exception {
        var seen = new HashSet<String>();
        var barriers = new ArrayList<String>();
        var kinds = new TreeSet<String>();
        var visitors =
                Map.of(
                        World.ARCADIA,
                                List.of(
                                        "amadi", "serrano", "haddad", "sato", "rossi", "ferrer",
                                        "lemaire"),
                        World.BORDURIA, List.of("moreau", "ndiaye", "finch", "novak"));
        for (var state : List.of(World.ARCADIA, World.BORDURIA))
            for (var person : visitors.get(state))
                kinds.addAll(new Tour(cast.node(state), seen, barriers).of(person));

        assertThat(barriers).isEmpty();
        assertThat(kinds)
                .contains(
                        "/within",
                        "/law",
                        "/writer",
                        "/provider/orders",
                        "/log",
                        "/mail",
                        "/translations",
                        "/admin");
        for (var path : List.of("/", "/sign-in", "/law"))
            assertThat(Tour.weight(cast.node(World.ARCADIA).url(), path))
                    .as("bytes of a first visit to " + path)
                    .isLessThanOrEqualTo(60_000);
    }

    /** 24(2): what a judge of review orders in one State binds the other. */
    @Test
    @Order(9)
    void a_remedy_in_one_state_binds_the_other() throws IOException {
        new RemedyStory(cast, court, folder, NARRATOR).run();
    }

    /** 21(4): counsel read what a judge opened to them. */
    @Test
    @Order(9)
    @EnabledIf(value = "hasBrowser", disabledReason = "this machine has no Chromium")
    void counsel_whom_a_judge_admits_read_what_was_opened() {
        new DefenceStory(cast.node(World.ARCADIA), docket).defends();
    }

    static boolean hasBrowser() {
        return Browser.installed().isPresent();
    }

    @Test
    @Order(10)
    void four_cheats_are_caught_and_named() throws IOException, SQLException {
        cast.signInAnew();
        new Cheats(cast, court, folder, NARRATOR).all(docket, caseFile);

        assertThat(NARRATOR.failures()).isEmpty();
    }

    private static Json state(World.Officer officer) {
        return cast.person(officer).docket(docket).get("state").orElseThrow();
    }
}
