package comity.verifier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What acts name and know of each other, the rules that they name, and the lists of them. */
class DocketTamperingTest extends Tampering {
    @Override
    Stream<Row> rows() {
        return Stream.of(rules(), knowledge(), lists()).flatMap(Function.identity());
    }

    private Stream<Row> rules() {
        return Stream.of(
                lied(
                        "rules: a rulebook that nobody has",
                        Status.UNCHECKED,
                        "ruling.rules-unknown",
                        story ->
                                story.when("order", draft -> draft.rules = Digest.of(new byte[9]))),
                lied(
                        "a request beyond what was authorised",
                        "ruling.denied",
                        story ->
                                story.when(
                                        "request",
                                        draft -> draft.say("terms", "to", "2026-10-31"))),
                lied(
                        "an order without authorisation",
                        "ruling.denied",
                        story ->
                                story.when(
                                        "order",
                                        draft ->
                                                draft.say(
                                                        "terms",
                                                        "authorisation",
                                                        Digest.of(new byte[1]).hex()))),
                written(
                        "a profile that its State did not sign",
                        Status.FAILED,
                        "profile.not-signed",
                        story ->
                                story.contents(
                                        story.contents().acts(),
                                        story.proven(story.profiles).stream()
                                                .map(
                                                        act ->
                                                                new Envelope(
                                                                        act.header(),
                                                                        act.sections(),
                                                                        "e30..AA",
                                                                        act.personal(),
                                                                        act.receipts()))
                                                .toList())));
    }

    private Stream<Row> knowledge() {
        return Stream.of(
                lied(
                        "seen: an act that the node's own log held is left out",
                        "NOT_SEEN_THOUGH_HELD",
                        story ->
                                story.also("acknowledge", "consult")
                                        .when(
                                                "find-discrimination",
                                                draft -> draft.seen.remove(story.act("consult")))),
                lied(
                        "seen: a withdrawal that the node's own log held is left out of the order",
                        "NOT_SEEN_THOUGH_HELD",
                        story ->
                                story.also("authorise-execution", "withdraw")
                                        .when(
                                                "order",
                                                draft -> draft.seen.remove(story.act("withdraw")))),
                lied(
                        "the production does not rest on the authorisation that its order names",
                        "authorised.not-before",
                        story ->
                                story.when("order", draft -> only(draft, story.act("acknowledge")))
                                        .when("produce", draft -> only(draft, story.act("order")))),
                lied(
                        "two acts of one identifier",
                        "order.same-id",
                        story -> {
                            var id = story.arcadia.id(story.now);
                            return story.when("order", draft -> draft.id = Optional.of(id))
                                    .when("produce", draft -> draft.id = Optional.of(id));
                        }),
                new Row(
                        "when the node's own log took in an act that crossed is not shown",
                        Status.UNCHECKED,
                        "seen.no-place",
                        () -> {
                            var story = new Story();
                            story.also("acknowledge", "consult")
                                    .when(
                                            "find-discrimination",
                                            draft -> only(draft, story.act("acknowledge")));
                            var parts = Parts.of(story.told().write(folder));
                            onlyReceipt(parts, story.act("consult"), 0);
                            return new Handed(parts.write(folder), Optional.of(story.roots()));
                        }),
                handled(
                        "an act taken out that others name",
                        Status.UNCHECKED,
                        "order.gaps",
                        (story, parts) -> {
                            parts.entries.remove(Parts.place(story.act("acknowledge")));
                            parts.list("acts", acts -> acts.remove(story.act("acknowledge").hex()));
                        }),
                new Row(
                        "an order without authorisation, and an act that nobody has is named",
                        Status.FAILED,
                        "ruling.denied",
                        () -> {
                            var story = new Story();
                            story.when(
                                    "order",
                                    draft -> {
                                        draft.seen.add(Digest.of(new byte[5]));
                                        draft.say("terms", "authorisation", "ab".repeat(32));
                                    });
                            return handed(story.told());
                        }),
                handled(
                        "the authorisation taken out",
                        Status.UNCHECKED,
                        "authorised.not-here",
                        (story, parts) -> {
                            parts.entries.remove(Parts.place(story.act("authorise-execution")));
                            parts.list(
                                    "acts",
                                    acts -> acts.remove(story.act("authorise-execution").hex()));
                        }),
                handled(
                        "an act taken out, through which a third was seen",
                        Status.UNCHECKED,
                        "seen.gap",
                        (story, parts) -> {
                            parts.entries.remove(Parts.place(story.act("acknowledge")));
                            parts.list("acts", acts -> acts.remove(story.act("acknowledge").hex()));
                        }));
    }

    private Stream<Row> lists() {
        return Stream.of(
                handled(
                        "an act taken out and still listed",
                        "file.malformed",
                        (story, parts) -> parts.entries.remove(Parts.place(story.act("order")))),
                handled(
                        "an act listed twice",
                        "file.malformed",
                        (story, parts) ->
                                parts.list("acts", acts -> acts.add(story.act("order").hex()))),
                handled(
                        "an act twice, under another name",
                        "file.malformed",
                        (story, parts) -> {
                            var other = "acts/" + "ab".repeat(32) + ".json";
                            parts.entries.put(
                                    other, parts.entries.get(Parts.place(story.act("order"))));
                            parts.list("acts", acts -> acts.add("ab".repeat(32)));
                        }),
                handled(
                        "an act that is not listed",
                        "file.malformed",
                        (story, parts) ->
                                parts.list("acts", acts -> acts.remove(story.act("order").hex()))),
                handled(
                        "an act of another docket",
                        "file.malformed",
                        (_, parts) -> {
                            var other = new Story().told().contents().acts().getFirst();
                            parts.put(Parts.place(other.digest()), other.json());
                            parts.list("acts", acts -> acts.add(other.digest().hex()));
                            parts.put(
                                    Parts.MANIFEST,
                                    parts.json(Parts.MANIFEST)
                                            .with(
                                                    "docket",
                                                    "01990000-0000-7000-8000-000000000001"));
                        }),
                handled(
                        "manifest: another format",
                        "file.malformed",
                        (_, parts) ->
                                parts.put(
                                        Parts.MANIFEST,
                                        parts.json(Parts.MANIFEST)
                                                .with("format", "comity-case/2"))),
                handled(
                        "manifest: no docket",
                        "file.malformed",
                        (_, parts) ->
                                parts.put(
                                        Parts.MANIFEST,
                                        parts.json(Parts.MANIFEST).with("docket", "none"))));
    }
}
