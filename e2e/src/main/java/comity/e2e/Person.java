package comity.e2e;

import comity.node.identity.SoftwarePasskey;
import comity.record.act.Assertion;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One officer at a keyboard: signed in with a passkey, in one office, at the own State's node. What
 * a person does here, anyone can do with the public API.
 */
final class Person {
    private static final int MOST_TRIES = 5;
    private static final Duration LONGEST_READING = Duration.ofMinutes(30);
    private static final Set<String> OPEN = Set.of("WAITING", "RUNNING");

    private final World.Officer officer;
    private final SoftwarePasskey passkey;
    private final Client client;

    private Person(World.Officer officer, SoftwarePasskey passkey, Client client) {
        this.officer = officer;
        this.passkey = passkey;
        this.client = client;
    }

    /** Signs in: the node asks for a passkey's assertion over a challenge of its own. */
    static Person signIn(World.Officer officer, SoftwarePasskey passkey, Client node) {
        var challenge = node.post("/session/challenge", Json.EMPTY).expect(201).json();
        var asked = Base64Url.decode(challenge.text("challenge").orElseThrow());
        var assertion = assertion(passkey, asked, node);
        var session = node.post("/session", assertion.json()).expect(201).json();
        var signedIn =
                node.bearing(session.text("token").orElseThrow()).inOffice(officer.inOffice());
        return new Person(officer, passkey, signedIn);
    }

    /** What the person's passkey says, at the web address at which they see the node. */
    private static Assertion assertion(SoftwarePasskey passkey, byte[] challenge, Client node) {
        return passkey.assertion(challenge, node.node().toString(), node.node().getHost());
    }

    Client client() {
        return client;
    }

    World.Officer officer() {
        return officer;
    }

    UUID openDocket() {
        return UUID.fromString(
                client.post("/dockets", Json.EMPTY)
                        .expect(200, 201)
                        .json()
                        .text("docket")
                        .orElseThrow());
    }

    /**
     * What the node answers when an act is proposed: 201 with its digest, or 422 with the findings.
     */
    Client.Answer propose(UUID docket, Content content) {
        return client.post(
                "/dockets/" + docket + "/proposals",
                Json.object().with("type", content.type()).with("content", content.sections()));
    }

    /**
     * Proposes, signs what is shown, files. If another act came between, a person would look at it
     * and decide again; this one decides the same again.
     */
    Digest file(UUID docket, Content content) {
        for (var tries = 1; ; tries++) {
            var proposal = propose(docket, content).expect(201).json();
            var filing = fileProposal(proposal);
            if (filing.status() == 409 && tries < MOST_TRIES) continue;
            return new Digest(filing.expect(201).json().text("digest").orElseThrow());
        }
    }

    /** The rules, each with its article, by which the door denied an act; empty if it did not. */
    static List<String> denials(Client.Answer answer) {
        if (answer.status() != 422) return List.of();
        return objects(answer.json(), "findings").stream()
                .map(
                        finding ->
                                finding.text("rule").orElse("?")
                                        + " "
                                        + finding.text("citation").orElse(""))
                .distinct()
                .toList();
    }

    /** Files what was proposed before, signed as it was shown. */
    Client.Answer fileProposal(Json.Obj proposal) {
        var digest = new Digest(proposal.text("digest").orElseThrow());
        return client.post(
                "/proposals/" + proposal.text("proposal").orElseThrow() + "/filing",
                signed(proposal, digest));
    }

    private Json.Obj signed(Json.Obj proposal, Digest digest) {
        return proposal.bool("personal").orElse(false)
                ? Json.object().with("personal", assertion(passkey, digest.bytes(), client).json())
                : Json.EMPTY;
    }

    /** Waits until the act has arrived at this person's node. */
    void awaitAct(UUID docket, Digest act) {
        RunningNode.await(
                act.brief() + " did not arrive in " + officer.state(),
                RunningNode.LONGEST_CROSSING,
                () -> client.get("/acts/" + act.hex()).status() == 200);
    }

    /** Waits until this State's log holds the act. */
    void awaitReceipt(Digest act) {
        RunningNode.await(
                act.brief() + " did not reach the log of " + officer.state(),
                RunningNode.LONGEST_CROSSING,
                () -> client.get("/acts/" + act.hex() + "/receipt").status() == 200);
    }

    /** Waits until both States have countersigned a checkpoint that holds the docket's last act. */
    void awaitWitnesses(UUID docket) {
        RunningNode.await(
                () -> "not countersigned: " + notWitnessed(docket),
                RunningNode.LONGEST_CROSSING,
                () -> notWitnessed(docket).isEmpty());
    }

    private List<String> notWitnessed(UUID docket) {
        return objects(docket(docket), "acts").stream()
                .filter(act -> !isWitnessed(act))
                .map(
                        act ->
                                act.text("type").orElse("?")
                                        + " "
                                        + objects(act, "receipts").stream()
                                                .map(
                                                        receipt ->
                                                                receipt.text("origin").orElse("")
                                                                        + receipt.texts(
                                                                                "cosigners"))
                                                .toList())
                .toList();
    }

    private static boolean isWitnessed(Json.Obj act) {
        return objects(act, "receipts").stream()
                .anyMatch(receipt -> receipt.texts("cosigners").size() > 1);
    }

    Json.Obj docket(UUID docket) {
        return client.get("/dockets/" + docket).expect(200).json();
    }

    /** What the rulebook would say of an act, before anything is kept. */
    List<Json.Obj> assess(UUID docket, Content content) {
        var asked =
                Json.object()
                        .with("docket", docket.toString())
                        .with("type", content.type())
                        .with("content", content.sections());
        return objects(client.post("/drafts/assessment", asked).expect(200).json(), "findings");
    }

    /**
     * What a comparison with its order makes of an exhibit, read in the node's confined process.
     */
    Client.Answer compare(Digest exhibit) {
        var place = "/exhibits/" + exhibit.hex() + "/comparison";
        var asked = client.post(place, Json.EMPTY);
        if (asked.status() != 202) return asked;
        RunningNode.await(
                "the comparison of " + exhibit.brief() + " did not end",
                LONGEST_READING,
                () -> !OPEN.contains(client.get(place).json().text("state").orElse("")));
        return client.get(place);
    }

    /** Opens an exhibit: an act on the docket, which says where and why; its bytes after that. */
    Client.Answer open(UUID docket, String exhibit) {
        var place = "/exhibits/" + exhibit;
        client.post(
                        place + "/opening",
                        Json.object()
                                .with("docket", docket.toString())
                                .with("place", "Evidence room 2")
                                .with("reasons", "To examine it."))
                .expect(201);
        return client.get(place);
    }

    /** The exhibits that an act lists. */
    Json.Obj[] exhibitsOf(Digest act) {
        var sections =
                client.get("/acts/" + act.hex())
                        .expect(200)
                        .json()
                        .object("sections")
                        .orElseThrow();
        var listed =
                sections.object("exhibits")
                        .flatMap(section -> section.object("content"))
                        .orElseThrow();
        return objects(listed, "exhibits").toArray(Json.Obj[]::new);
    }

    /** What this person may do next on the docket: the option of one type. */
    Optional<Json.Obj> option(UUID docket, String type) {
        return options(docket).stream()
                .filter(option -> option.text("type").orElse("").equals(type))
                .findFirst();
    }

    List<Json.Obj> options(UUID docket) {
        return objects(client.get("/dockets/" + docket + "/options").expect(200).json(), "items");
    }

    static List<Json.Obj> objects(Json.Obj json, String member) {
        return json.items(member).stream()
                .flatMap(
                        item ->
                                item instanceof Json.Obj object
                                        ? java.util.stream.Stream.of(object)
                                        : java.util.stream.Stream.empty())
                .toList();
    }
}
