package comity.e2e;

import java.util.UUID;

/**
 * The story that must end in a refusal: the posting of a rainbow flag, up to six years in both
 * States. The penalty makes it "serious" under 2(h), both States punish it, a court authorised it;
 * and Article 6(2) forbids what is asked.
 */
final class FlagStory {
    private final Cast cast;
    private final Narrator narrator;

    FlagStory(Cast cast, Narrator narrator) {
        this.cast = cast;
        this.narrator = narrator;
    }

    void run() {
        var docket = cast.person(World.BRANDT).openDocket();
        var authorised = cast.person(World.SERRANO).file(docket, Requests.authoriseFlag());
        narrator.step(
                "24",
                World.SERRANO.called(),
                "authorises asking: the law says six years, in both States");
        var request = cast.person(World.BRANDT).file(docket, Requests.flag(authorised));
        narrator.step(
                "40",
                World.BRANDT.called(),
                "asks Borduria for the mailbox of who posted a rainbow flag");
        var katz = cast.person(World.KATZ);
        katz.awaitAct(docket, request);
        katz.file(docket, Content.of("acknowledge").with("request", request));
        katz.file(
                docket,
                Content.of("find")
                        .with("request", request)
                        .with("safeguard", "6(2)")
                        .with("outcome", "CONCERN")
                        .with("conduct", Requests.sogi())
                        .with(
                                "reasons",
                                "What is punished is a picture of a flag: expression, and nothing else."));
        narrator.step("6(2)", World.KATZ.called(), "finds: it would suppress protected expression");
        katz.file(docket, Requests.assessmentOfFlag(request));
        isDenied(
                docket,
                World.OKAFOR,
                Content.of("authorise-execution")
                        .with("request", request)
                        .over("m.iyer@harbourmail.example", "2026-09-01", "2026-09-30")
                        .with("until", Days.in(18))
                        .with("reasons", "Six years in both States."));
        isDenied(
                docket,
                World.LINDQVIST,
                Content.of("order")
                        .with("provider", "XB.provider.harbourmail")
                        .over("m.iyer@harbourmail.example", "2026-09-01", "2026-09-30")
                        .with("due", Days.in(13)));
        katz.file(
                docket,
                Content.of("consult")
                        .with("about", request)
                        .with("message", "Is anything else than the posting under investigation?"));
        narrator.step(
                "40", World.KATZ.called(), "consults before refusing, as the Convention asks");
        var refusal =
                katz.file(
                        docket,
                        Content.of("refuse")
                                .with("request", request)
                                .with("grounds", java.util.List.of("HUMAN_RIGHTS"))
                                .with(
                                        "reasons",
                                        "Execution would suppress expression that Article 6(2) protects."));
        cast.person(World.BRANDT).awaitAct(docket, refusal);
        narrator.step(
                "40", World.KATZ.called(), "refuses, with grounds and reasons; Arcadia has it");
    }

    private void isDenied(UUID docket, World.Officer officer, Content content) {
        var rules = Person.denials(cast.person(officer).propose(docket, content));
        narrator.caught(
                rules.stream().anyMatch(rule -> rule.contains("6(2)")),
                officer.called() + " tries to " + content.type(),
                java.util.List.of("denied by " + String.join(", ", rules)));
    }
}
