package comity.e2e;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Between production and transmission (24(2), 6): letters to counsel are marked, frozen, looked at
 * from outside the case and kept out by a judge; the mailbox is compared with the order in a
 * confined process, and what lies outside is set aside until a judge decides.
 */
final class Sifting {
    private final Cast cast;
    private final Narrator narrator;
    private final UUID docket;
    private final Digest request;
    private final Digest order;
    private final List<Digest> filed = new ArrayList<>();
    private Optional<Digest> decision = Optional.empty();
    private List<String> doomed = List.of();

    Sifting(Cast cast, Narrator narrator, UUID docket, Digest request, Digest order) {
        this.cast = cast;
        this.narrator = narrator;
        this.docket = docket;
        this.request = request;
        this.order = order;
    }

    /** Acts that stay in their State unless a transmission discloses them. */
    List<Digest> filed() {
        return List.copyOf(filed);
    }

    /** The whole way of a mark: nobody on the case has read the letters, and nobody will. */
    void freezes(Upload letters) {
        var mark =
                file(
                        World.MOREAU,
                        Content.of("mark")
                                .with("exhibit", letters.sha256())
                                .with("protection", List.of("PRIVILEGED"))
                                .with("saidBy", "PROVIDER")
                                .with("reasons", "The folder that its holder calls Counsel."));
        say("6", World.MOREAU, "marks the letters to counsel as privileged: they freeze at once");
        denied(
                "W-040",
                "a custodian opens what is marked",
                cast.person(World.NDIAYE).compare(letters.sha256()));
        filed.add(
                file(
                        World.FINCH,
                        Content.of("handle")
                                .with("handled", List.of(letters.sha256().hex()))
                                .with("handling", "OPEN")
                                .with("place", "Filter Office, room without a network")
                                .with("under", mark)
                                .with("reasons", "To see what is protected in it.")));
        cast.person(World.FINCH).client().get("/exhibits/" + letters.sha256().hex()).expect(200);
        file(
                World.FINCH,
                Content.of("review-mark")
                        .with("mark", mark)
                        .with("finding", "PROTECTED")
                        .with("reasons", "All three are between a client and counsel."));
        say("6", World.FINCH, "looks, who has nothing to do with the case, and reports: protected");
        file(
                World.OKAFOR,
                Content.of("rule-on-mark")
                        .with("mark", mark)
                        .with("ruling", "EXCLUDE")
                        .with("reasons", "What is said to counsel is not evidence."));
        say("6", World.OKAFOR, "rules: the letters stay out, in both States");
    }

    /** What may be transmitted of the mailbox, as an act names it. */
    Json.Obj compares(Upload upload) {
        denied(
                "W-051",
                "what was never compared is transmitted",
                cast.person(World.LINDQVIST)
                        .propose(docket, transmission(request, order, upload.exhibit())));
        var made =
                cast.person(World.NDIAYE)
                        .compare(upload.sha256())
                        .expect(200)
                        .json()
                        .object("comparison")
                        .orElseThrow();
        var compared = Person.objects(made, "compared");
        var comparison =
                file(
                        World.NDIAYE,
                        Content.of("compare")
                                .with("order", order)
                                .with("tool", made.text("tool").orElseThrow())
                                .withExhibits(compared.toArray(Json.Obj[]::new)));
        filed.add(comparison);
        var within = made.object("exhibit").orElseThrow();
        switch (made.text("standing").orElse("")) {
            case "WITHIN" -> {
                say("24", World.NDIAYE, counted(within));
                made.text("setAside")
                        .filter(hash -> !hash.isEmpty())
                        .ifPresent(hash -> decides(comparison, hash, "DESTROY"));
            }
            case "SET_ASIDE" -> {
                say("24", World.NDIAYE, "compares: what was brought lies outside, all of it");
                decides(comparison, upload.sha256().hex(), "RELEASE");
            }
            default -> declares(upload);
        }
        return within;
    }

    private static String counted(Json.Obj within) {
        return within.integer("setAside")
                .map(
                        count ->
                                "compares with the order, read in a confined process: "
                                        + within.integer("within").orElse(0L)
                                        + " messages lie within, "
                                        + count
                                        + " are set aside")
                .orElse("compares with the order, read in a confined process: all lies within");
    }

    private void decides(Digest comparison, String aside, String decided) {
        var destroy = decided.equals("DESTROY");
        var filed =
                file(
                        World.OKAFOR,
                        Content.of("decide-set-aside")
                                .with("comparison", comparison)
                                .with("setAside", List.of(aside))
                                .with("decision", decided)
                                .with(
                                        "reasons",
                                        destroy
                                                ? "It was not asked for and proves nothing here."
                                                : "Whoever brought it for this demonstration agrees."));
        this.filed.add(filed);
        if (destroy) {
            decision = Optional.of(filed);
            doomed = List.of(aside);
        }
        say(
                "24",
                World.OKAFOR,
                destroy
                        ? "decides on what was set aside: it is to be destroyed"
                        : "decides on what was set aside: it may go");
    }

    /** What no program could read. */
    private void declares(Upload upload) {
        say("24", World.NDIAYE, "compares: no reader knows this form");
        filed.add(
                file(
                        World.NDIAYE,
                        Content.of("declare")
                                .with("order", order)
                                .with("exhibit", upload.sha256())
                                .with("contents", "What was brought to this demonstration")
                                .with("withinOrder", "TRUE")
                                .with("knownFrom", "Whoever brought it said so.")));
        say("24", World.NDIAYE, "declares with a passkey what it is, and answers for it");
    }

    /** What the judge had destroyed goes, and with it the mailbox that it was taken from. */
    void destroys() {
        if (decision.isEmpty()) return;
        filed.add(
                file(
                        World.LINDQVIST,
                        Content.of("destroy")
                                .with("decided", decision.get())
                                .with("setAside", doomed)));
        say("36", World.LINDQVIST, "destroys it, and the mailbox that still held it");
        // The node certifies by itself once the bytes are gone; what is transmitted then discloses
        // it.
        RunningNode.await(
                "the destruction was not certified",
                RunningNode.LONGEST_CROSSING,
                () -> certificate().isPresent());
        filed.add(certificate().orElseThrow());
        narrator.step("36", "the node of Borduria", "certifies that it is gone");
    }

    private Optional<Digest> certificate() {
        return Person.objects(cast.person(World.LINDQVIST).docket(docket), "acts").stream()
                .filter(act -> act.text("type").orElse("").equals("certify-destruction"))
                .flatMap(act -> act.text("digest").stream())
                .map(Digest::new)
                .findFirst();
    }

    static Content transmission(Digest request, Digest order, Json.Obj exhibit) {
        return Content.of("transmit")
                .with("request", request)
                .with("order", order)
                .withDigests("discloses", List.of())
                .with("purpose", Requests.PURPOSE)
                .withExhibits(exhibit);
    }

    private void denied(String rule, String attempt, Client.Answer answer) {
        narrator.caught(
                answer.status() == 422 && answer.text().contains(rule),
                attempt,
                List.of("the node's own door: " + rule));
    }

    private Digest file(World.Officer officer, Content content) {
        return cast.person(officer).file(docket, content);
    }

    private void say(String article, World.Officer officer, String what) {
        narrator.step(article, officer.called(), what);
    }
}
