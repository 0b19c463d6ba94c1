package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * "I did not sign this", over two running nodes: Arcadia's officer contests at home what stands in
 * her name, and Borduria, which would execute it, has to wait; a colleague answers for it, and
 * Borduria goes on. Then Borduria's own reviewer contests a finding, he turns out to be right, and
 * nothing that rested on it is ever done.
 */
final class ContestStory {
    private final Cast cast;
    private final Court court;
    private final Path folder;

    /** A docket of its own for each story: up to an authorisation of execution. */
    private record Authorised(UUID docket, Digest request, Digest execution) {}

    ContestStory(Cast cast, Court court, Path folder) {
        this.cast = cast;
        this.court = court;
        this.folder = folder;
    }

    private Authorised authorised() {
        var docket = cast.person(World.AMADI).openDocket();
        var request = Walk.untilRequested(cast, docket);
        return new Authorised(docket, request, Walk.untilAuthorised(cast, docket, request));
    }

    /** A contest of the one State stays the other's execution, until it is resolved. */
    void staysTheOtherState() {
        var on = authorised();
        var amadi = cast.person(World.AMADI);
        var lindqvist = cast.person(World.LINDQVIST);
        var contest = contests(amadi, on.docket(), on.request());
        lindqvist.awaitAct(on.docket(), contest);
        isStayed(lindqvist.propose(on.docket(), Requests.order(on.execution())));

        assertThat(amadi.propose(on.docket(), resolves(contest, "GENUINE")).status())
                .as("whoever contests does not resolve")
                .isEqualTo(422);
        var resolution = cast.person(World.BRANDT).file(on.docket(), resolves(contest, "GENUINE"));
        lindqvist.awaitAct(on.docket(), resolution);
        lindqvist.file(on.docket(), Requests.order(on.execution()));
    }

    /**
     * What was signed without its person: the other State learns of it although it never saw the
     * finding, what rests on it stays stayed for good, and a court reads so offline.
     */
    void fallsWhereItIsTrue() throws IOException {
        var on = authorised();
        var katz = cast.person(World.KATZ);
        var lindqvist = cast.person(World.LINDQVIST);
        var brandt = cast.person(World.BRANDT);
        var finding = acts(katz, on.docket(), "find").getLast();
        var contest = contests(katz, on.docket(), finding);
        brandt.awaitAct(on.docket(), contest);
        assertThat(acts(brandt, on.docket(), "find")).as("internal to Borduria").isEmpty();
        var resolution = lindqvist.file(on.docket(), resolves(contest, "NOT_GENUINE"));
        brandt.awaitAct(on.docket(), resolution);
        katz.file(on.docket(), Walk.finding(on.request(), "6(2)", "Looked at, this time by me."));
        isStayed(lindqvist.propose(on.docket(), Requests.order(on.execution())));

        katz.awaitWitnesses(on.docket());
        var file =
                katz.client()
                        .download(
                                "/dockets/" + on.docket() + "/case",
                                folder.resolve("contest.comity"));
        var verdict = court.verify(file);
        assertThat(verdict.exit()).as(verdict.text()).isEqualTo(1);
        assertThat(verdict.failures()).singleElement().asString().contains("NOT signed by");
    }

    /** Signed in, with the one click beside what was signed. */
    private static Digest contests(Person person, UUID docket, Digest act) {
        person.client().post("/signed/" + act.hex() + "/contest", Json.EMPTY).expect(200);
        return acts(person, docket, "contest-signature").getLast();
    }

    private static List<Digest> acts(Person person, UUID docket, String type) {
        return Person.objects(person.docket(docket), "acts").stream()
                .filter(act -> act.text("type").orElse("").equals(type))
                .map(act -> new Digest(act.text("digest").orElseThrow()))
                .toList();
    }

    private static Content resolves(Digest contest, String resolution) {
        return Content.of("resolve-contest")
                .with("contest", contest)
                .with("resolution", resolution)
                .with("reasons", "We telephoned, and looked at who came and went.");
    }

    private static void isStayed(Client.Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("signature.contested");
    }
}
