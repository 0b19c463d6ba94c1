package comity.e2e;

import comity.node.identity.SoftwarePasskey;
import comity.record.act.ActId;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import comity.record.act.Section;
import comity.treaty.docket.Cooperation;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Attempts to cheat, by those who could: administrators with the node's keys and its database, and
 * whoever handles the case file on its way to court. None is simulated; each has to be caught and
 * named.
 */
final class Cheats {
    private final Cast cast;
    private final Court court;
    private final Path folder;
    private final Narrator narrator;

    Cheats(Cast cast, Court court, Path folder, Narrator narrator) {
        this.cast = cast;
        this.court = court;
        this.folder = folder;
        this.narrator = narrator;
    }

    /**
     * What writes around the door comes last: a node whose table was written to by others stops
     * filing until it is started again.
     */
    void all(UUID docket, Path caseFile) throws IOException, SQLException {
        flipsOneBit(caseFile);
        changesATime(docket);
        ignoresAWithdrawal();
        forgesAJudge(docket);
    }

    /** Somebody on the way to court changes one bit of the mailbox. */
    private void flipsOneBit(Path caseFile) throws IOException {
        var copy =
                CaseCopy.withOneBitFlipped(
                        caseFile,
                        folder.resolve("one-bit.comity"),
                        name -> name.startsWith("exhibits/"));
        judge("one bit of an exhibit is flipped", copy);
    }

    /** An administrator dates the judge's authorisation a week back, in the table itself. */
    private void changesATime(UUID docket) throws IOException, SQLException {
        var authorise = envelope(World.BRANDT, digest(docket, "authorise")).header();
        var administrator = new Administrator(cast.node(World.ARCADIA));
        administrator.rewrite(authorise, authorise.at().minus(Duration.ofDays(7)));
        try {
            export("an act's time is changed in the database", World.BRANDT, docket);
        } finally {
            administrator.rewrite(authorise, authorise.at());
        }
    }

    /** An administrator signs as the court, with the court's key, which the node holds. */
    private void forgesAJudge(UUID docket) throws IOException, SQLException {
        var administrator = new Administrator(cast.node(World.ARCADIA));
        var genuine = envelope(World.BRANDT, digest(docket, "authorise"));
        var forged = forgery(administrator, genuine);
        administrator.insert(forged);
        export(
                "a judge's authorisation is forged with the node's own key",
                World.BRANDT,
                forged.header().docket());
    }

    /** The same words over another account, and an assertion by a passkey that nobody enrolled. */
    private Envelope forgery(Administrator administrator, Envelope genuine) throws IOException {
        var sections = new LinkedHashMap<>(genuine.sections());
        var other =
                Json.object()
                        .with("accounts", Json.strings(List.of("a.reporter@harbourmail.example")));
        sections.put(Cooperation.SUBJECT, Section.of(other, administrator.random()));
        var digests = new LinkedHashMap<>(genuine.header().sections());
        sections.forEach((name, section) -> digests.put(name, section.digest()));
        var old = genuine.header();
        var header =
                new Header(
                        ActId.next(old.at(), administrator.random()),
                        ActId.next(old.at(), administrator.random()),
                        old.kind(),
                        old.type(),
                        old.at(),
                        old.author(),
                        new TreeSet<>(),
                        old.rules(),
                        old.after(),
                        digests);
        var passkey = SoftwarePasskey.create(administrator.random());
        var node = cast.node(World.ARCADIA).url();
        var assertion = passkey.assertion(header.digest().bytes(), node.toString(), node.getHost());
        return administrator.sign(header, sections, Optional.of(assertion));
    }

    /**
     * Arcadia withdraws while an order lies composed in Borduria. The door does not take the order
     * any more, and does not let it be composed again; so Borduria's administrator signs it and
     * writes it into the table, as if nothing had arrived.
     */
    private void ignoresAWithdrawal() throws IOException, SQLException {
        var docket = cast.person(World.AMADI).openDocket();
        var request = Walk.untilRequested(cast, docket);
        var authorisation = Walk.untilAuthorised(cast, docket, request);
        var lindqvist = cast.person(World.LINDQVIST);
        var content = Requests.order(authorisation);
        var composed = lindqvist.propose(docket, content).expect(201).json();
        var withdrawal = cast.person(World.AMADI).file(docket, Requests.withdrawal(request));
        lindqvist.awaitAct(docket, withdrawal);

        var answer = lindqvist.fileProposal(composed);
        narrator.caught(
                answer.status() == 409,
                "an order that was composed before a withdrawal is filed after it arrived",
                List.of("the node's own door: " + answer.json().text("title").orElse("")));
        var denials = Person.denials(lindqvist.propose(docket, content));
        narrator.caught(
                !denials.isEmpty(),
                "it is composed again",
                List.of("denied by " + String.join(", ", denials)));
        var order = signed(composed);
        new Administrator(cast.node(World.BORDURIA)).insert(order);
        // The node's log follows its table, and so convicts it.
        cast.person(World.KATZ).awaitReceipt(order.digest());
        export("a withdrawal is received, and the order given all the same", World.KATZ, docket);
    }

    private Envelope signed(Json.Obj composed) throws IOException {
        try {
            var sections = new LinkedHashMap<String, Section>();
            var written = composed.object("sections").orElseThrow();
            for (var name : written.members().keySet())
                sections.put(name, Section.of(written.object(name).orElseThrow()));
            var header = Header.of(composed.object("header").orElseThrow());
            return new Administrator(cast.node(World.BORDURIA))
                    .sign(header, sections, Optional.empty());
        } catch (MalformedAct e) {
            throw new IllegalStateException("the node's own proposal cannot be read", e);
        }
    }

    /** Takes the case file of a docket at one State's node, and lets the court look at it. */
    private void export(String attempt, World.Officer officer, UUID docket) throws IOException {
        var person = cast.person(officer);
        var copy = folder.resolve("cheat-" + docket + ".comity");
        judge(attempt, person.client().download("/dockets/" + docket + "/case", copy));
    }

    private void judge(String attempt, Path caseFile) throws IOException {
        var verdict = court.verify(caseFile);
        var failures = verdict.failures();
        narrator.caught(
                verdict.exit() == 1 && !failures.isEmpty(),
                attempt,
                failures.isEmpty() ? List.of("the court noticed nothing") : failures);
    }

    private Digest digest(UUID docket, String type) {
        return Person.objects(cast.person(World.BRANDT).docket(docket), "acts").stream()
                .filter(act -> act.text("type").orElse("").equals(type))
                .findFirst()
                .flatMap(act -> act.text("digest"))
                .map(Digest::new)
                .orElseThrow();
    }

    private Envelope envelope(World.Officer officer, Digest act) {
        var answer = cast.person(officer).client().get("/acts/" + act.hex()).expect(200);
        try {
            return Envelope.of(answer.json());
        } catch (MalformedAct e) {
            throw new IllegalStateException("the node gave an act that cannot be read", e);
        }
    }
}
