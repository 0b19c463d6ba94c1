package comity.e2e;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * One request, from draft to verified evidence: Arcadia asks Borduria for the mailbox of one
 * account in a ransomware case against St Brandan's hospital. Each office does its step through the
 * public API of its own State's node; {@link #run} is the whole.
 */
final class Walk {
    private final Cast cast;
    private final Narrator narrator;
    private final UUID docket;

    private static final Duration LONGEST_TRANSFER = Duration.ofMinutes(30);

    private Walk(Cast cast, Narrator narrator) {
        this.cast = cast;
        this.narrator = narrator;
        this.docket = cast.person(World.AMADI).openDocket();
    }

    /**
     * @param evidence what the provider delivers
     * @return the docket on which everything stands
     */
    static UUID run(Cast cast, Path evidence, Narrator narrator) throws IOException {
        return run(cast, evidence, narrator, UnaryOperator.identity());
    }

    /**
     * The same.
     *
     * @param conditions what the transmission says beside what it has to
     */
    static UUID run(Cast cast, Path evidence, Narrator narrator, UnaryOperator<Content> conditions)
            throws IOException {
        var walk = new Walk(cast, narrator);
        var request = walk.ask();
        walk.askBack(request);
        var findings = walk.find(request);
        var assessment = walk.assess(request);
        var authorisation = walk.authoriseExecution(request);
        var order = walk.order(authorisation);
        var upload = Upload.of(cast.person(World.MOREAU).client(), order, evidence);
        var letters = walk.letters(order);
        var production = walk.produce(order, upload, letters);
        var sifting = new Sifting(cast, narrator, walk.docket, request, order);
        sifting.freezes(letters);
        var within = sifting.compares(upload);
        sifting.destroys();
        var disclosed = new ArrayList<>(findings);
        disclosed.addAll(List.of(assessment, authorisation, order, production));
        disclosed.addAll(sifting.filed());
        var transmitted = walk.transmit(request, order, within, disclosed, conditions);
        walk.confirm(transmitted);
        return walk.docket;
    }

    /** The short way to a request, for what is not told step by step. */
    static Digest untilRequested(Cast cast, UUID docket) {
        var authorised = cast.person(World.SERRANO).file(docket, Requests.authoriseMailbox());
        var request = cast.person(World.AMADI).file(docket, Requests.mailbox(authorised));
        cast.person(World.KATZ).awaitAct(docket, request);
        return request;
    }

    /** The same on to the authorisation of its execution. */
    static Digest untilAuthorised(Cast cast, UUID docket, Digest request) {
        for (var safeguard : List.of("40(22)", "6(2)"))
            cast.person(World.KATZ)
                    .file(docket, finding(request, safeguard, "Nothing speaks for it."));
        cast.person(World.KATZ).file(docket, Requests.assessment(request));
        return cast.person(World.OKAFOR).file(docket, Requests.execution(request));
    }

    private Digest ask() {
        var authorised = cast.person(World.SERRANO).file(docket, Requests.authoriseMailbox());
        say(
                "24",
                World.SERRANO,
                "authorises asking for one mailbox, twelve days, with her passkey");
        var assessed = cast.person(World.AMADI).assess(docket, Requests.mailbox(authorised));
        say(
                "40",
                World.AMADI,
                "hears beforehand what both States' law says: "
                        + (assessed.isEmpty()
                                ? "nothing stands in the way"
                                : assessed.size() + " findings"));
        var request = cast.person(World.AMADI).file(docket, Requests.mailbox(authorised));
        say("40", World.AMADI, "sends the request to Borduria");
        cast.person(World.KATZ).awaitAct(docket, request);
        cast.person(World.KATZ).file(docket, Content.of("acknowledge").with("request", request));
        say("40", World.KATZ, "acknowledges it");
        return request;
    }

    private void askBack(Digest request) {
        var question =
                cast.person(World.KATZ)
                        .file(
                                docket,
                                Content.of("ask-information")
                                        .with("request", request)
                                        .with(
                                                "question",
                                                "Which time zone do the twelve days follow?"));
        say("40", World.KATZ, "asks which time zone the days follow");
        cast.person(World.BRANDT).awaitAct(docket, question);
        var answer =
                cast.person(World.BRANDT)
                        .file(
                                docket,
                                Content.of("supply-information")
                                        .with("question", question)
                                        .with("answer", "Coordinated Universal Time."));
        say("40", World.BRANDT, "answers");
        cast.person(World.KATZ).awaitAct(docket, answer);
    }

    /** A named person, with reasons, on each safeguard, before anything may be ordered. */
    private List<Digest> find(Digest request) {
        return List.of(
                find(
                        request,
                        "40(22)",
                        "The file names an intrusion into a hospital. Nothing in it turns on who the holder of the account is."),
                find(
                        request,
                        "6(2)",
                        "Extortion is not expression; no message is asked for because of an opinion."));
    }

    private Digest find(Digest request, String safeguard, String reasons) {
        var found = cast.person(World.KATZ).file(docket, finding(request, safeguard, reasons));
        say(safeguard, World.KATZ, "finds, by name and with reasons: clear");
        return found;
    }

    static Content finding(Digest request, String safeguard, String reasons) {
        return Content.of("find")
                .with("request", request)
                .with("safeguard", safeguard)
                .with("outcome", "CLEAR")
                .with("reasons", reasons);
    }

    /** What no program knows: risks, motives, what a person is. Another reviewer may contest it. */
    private Digest assess(Digest request) {
        var assessed = cast.person(World.KATZ).file(docket, Requests.assessment(request));
        say(
                "6(1)",
                World.KATZ,
                "assesses, by name: no risk of torture, no political motive, nobody who sought refuge");
        return assessed;
    }

    private Digest authoriseExecution(Digest request) {
        var authorisation = cast.person(World.OKAFOR).file(docket, Requests.execution(request));
        say("24", World.OKAFOR, "authorises execution, narrowed to ten days, with her passkey");
        return authorisation;
    }

    private Digest order(Digest authorisation) {
        var order = cast.person(World.LINDQVIST).file(docket, Requests.order(authorisation));
        say("27", World.LINDQVIST, "orders Harbourmail to produce, within two weeks");
        return order;
    }

    /** The holder's letters to counsel, which the provider keeps in a folder of their own. */
    private Upload letters(Digest order) throws IOException {
        var file = Files.createTempDirectory("comity-demo-letters").resolve("counsel.mbox");
        try {
            try (var out = Files.newOutputStream(file)) {
                Mailbox.writeCounsel(out);
            }
            return Upload.of(cast.person(World.MOREAU).client(), order, file);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
        }
    }

    private Digest produce(Digest order, Upload upload, Upload letters) {
        say(
                "27",
                World.MOREAU,
                "uploads "
                        + (upload.size() + letters.size())
                        + " bytes in two files; the line breaks in the middle, and it resumes");
        var production =
                cast.person(World.MOREAU)
                        .file(
                                docket,
                                Content.of("produce")
                                        .with("order", order)
                                        .over(
                                                Mailbox.ACCOUNT,
                                                Requests.FIRST_DAY,
                                                Requests.LAST_DAY)
                                        .withExhibits(upload.exhibit(), letters.exhibit())
                                        .withManifests(upload.manifest(), letters.manifest()));
        say("27", World.MOREAU, "produces them, SHA-256 " + upload.sha256().brief() + "…");
        return production;
    }

    private Digest transmit(
            Digest request,
            Digest order,
            Json.Obj within,
            List<Digest> disclosed,
            UnaryOperator<Content> conditions) {
        var transmission =
                cast.person(World.LINDQVIST)
                        .file(
                                docket,
                                conditions.apply(
                                        Sifting.transmission(request, order, within)
                                                .withDigests("discloses", disclosed)));
        say(
                "40",
                World.LINDQVIST,
                "transmits the rest, for this purpose alone (40), and discloses what it rests on");
        return transmission;
    }

    private void confirm(Digest transmission) {
        var brandt = cast.person(World.BRANDT);
        brandt.awaitAct(docket, transmission);
        var receipt =
                Content.of("confirm-receipt")
                        .with("transmission", transmission)
                        .with("purpose", Requests.PURPOSE)
                        .withExhibits(received(transmission));
        RunningNode.await(
                "the exhibits did not arrive",
                LONGEST_TRANSFER,
                () -> brandt.propose(docket, receipt).status() != 409);
        brandt.file(docket, receipt);
        say("40", World.BRANDT, "confirms receipt, hashes compared");
        brandt.file(docket, Content.of("close").with("reasons", "The evidence has arrived whole."));
        say("40", World.BRANDT, "closes the docket");
    }

    private Json.Obj[] received(Digest transmission) {
        return cast.person(World.BRANDT).exhibitsOf(transmission);
    }

    private void say(String article, World.Officer officer, String what) {
        narrator.step(article, officer.called(), what);
    }
}
