package comity.verifier;

import comity.evidence.dossier.Contents;
import comity.evidence.dossier.Report.Status;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Exhibits, their custody, and the scope of a production. */
class EvidenceTamperingTest extends Tampering {
    private static final Duration A_WEEK = Duration.ofDays(7);

    @Override
    Stream<Row> rows() {
        return Stream.of(evidence()).flatMap(Function.identity());
    }

    private Stream<Row> evidence() {
        var place = "exhibits/" + Digest.of(Story.TRANSMITTED).hex() + "/k.orlov.mbox";
        return Stream.of(
                handled(
                        "exhibit: one bit",
                        "file.other-bytes",
                        (_, parts) -> parts.entries.get(place)[7] ^= 1),
                handled(
                        "exhibit: one byte more",
                        "file.damaged",
                        (_, parts) ->
                                parts.entries.compute(
                                        place,
                                        (_, bytes) -> Arrays.copyOf(bytes, bytes.length + 1))),
                handled(
                        "exhibit: one byte less",
                        "file.other-bytes",
                        (_, parts) ->
                                parts.entries.compute(
                                        place,
                                        (_, bytes) -> Arrays.copyOf(bytes, bytes.length - 1))),
                handled(
                        "exhibit: under another name",
                        "file.renamed",
                        (_, parts) -> {
                            var other = place.replace("k.orlov.mbox", "confession.txt");
                            parts.entries.put(other, parts.entries.remove(place));
                            parts.list("exhibits", exhibits -> exhibits.replaceAll(_ -> other));
                        }),
                handled(
                        "exhibit taken away, and from the list",
                        Status.UNCHECKED,
                        "file.absent",
                        (_, parts) -> {
                            parts.entries.remove(place);
                            parts.list("exhibits", List::clear);
                        }),
                handled(
                        "exhibit taken away",
                        "file.malformed",
                        (_, parts) -> parts.entries.remove(place)),
                handled(
                        "a file that no act names",
                        "file.unnamed",
                        (_, parts) -> {
                            var other = "exhibits/" + "ab".repeat(32) + "/letter.txt";
                            parts.entries.put(other, new byte[3]);
                            parts.list("exhibits", exhibits -> exhibits.add(other));
                        }),
                written(
                        "what was produced and set aside is handed over all the same",
                        Status.FAILED,
                        "file.set-aside",
                        story -> {
                            var contents = story.contents();
                            var exhibits = new ArrayList<>(contents.exhibits());
                            exhibits.add(Story.exhibit("all.mbox", Story.PRODUCED));
                            return new Contents(
                                    contents.docket(),
                                    contents.exporter(),
                                    contents.acts(),
                                    contents.directories(),
                                    contents.profiles(),
                                    contents.logs(),
                                    exhibits);
                        }),
                lied(
                        "custody: transmitted is what nobody produced",
                        "custody.broken",
                        story ->
                                story.when(
                                        "transmit",
                                        exhibits(
                                                Story.derived()
                                                        .with("derivedFrom", "ab".repeat(32))))),
                lied(
                        "custody: received is what nobody transmitted",
                        "custody.other-received",
                        story ->
                                story.when(
                                        "confirm-receipt",
                                        exhibits(Story.exhibit(Story.PRODUCED)))),
                lied(
                        "custody: transmitted is what was set aside, and no judge released it",
                        "custody.set-aside",
                        story -> stands(story, "SET_ASIDE")),
                lied(
                        "custody: transmitted is what nobody could read, and nobody declared it",
                        "custody.undeclared",
                        story -> stands(story, "UNREAD")),
                lied(
                        "custody: transmitted is what was never compared",
                        "custody.not-compared",
                        story ->
                                story.when(
                                        "compare",
                                        exhibits(
                                                Story.exhibit(Story.TRANSMITTED)
                                                        .with("sha256", "cd".repeat(32))
                                                        .with("standing", "WITHIN")))),
                lied(
                        "custody: the defence marked it, and no judge has freed it",
                        Status.UNCHECKED,
                        "custody.frozen",
                        story -> story.also("confirm-receipt", "mark")),
                lied(
                        "custody: it was reported as a mistake, and oversight has not released it",
                        Status.UNCHECKED,
                        "custody.quarantined",
                        story -> story.also("confirm-receipt", "report-error")),
                lied(
                        "custody: touched after it was let go, before anybody received it",
                        "custody.gap",
                        story ->
                                story.also("confirm-receipt", "hand-over")
                                        .also("confirm-receipt", "handle")),
                lied(
                        "custody: let go, and never received",
                        Status.UNCHECKED,
                        "custody.not-received",
                        story -> story.also("confirm-receipt", "hand-over")),
                lied(
                        "custody: touched before it had come into the State",
                        "custody.gap-unknown",
                        story ->
                                story.also("confirm-receipt", "handle")
                                        .when("handle", draft -> handled(draft, Story.PRODUCED))),
                lied(
                        "custody: received by one while another held it",
                        "custody.two-holders",
                        story -> story.also("confirm-receipt", "receive")),
                lied(
                        "custody: an extract of nobody knows what",
                        "custody.no-origin",
                        story ->
                                derived(story)
                                        .when("derive", exhibits(Story.exhibit(Story.EXTRACTED)))),
                lied(
                        "custody: an extract made with no recorded tool",
                        "custody.no-tool",
                        story ->
                                derived(story)
                                        .when("derive", draft -> draft.say("terms", "tool", ""))),
                lied(
                        "custody: an extract made with no recorded version of the tool",
                        "custody.no-version",
                        story ->
                                derived(story)
                                        .when(
                                                "derive",
                                                draft -> draft.say("terms", "version", ""))),
                lied(
                        "conditions: it is used in another proceeding",
                        "conditions.broken",
                        story ->
                                story.also("confirm-receipt", "use")
                                        .when(
                                                "use",
                                                draft ->
                                                        draft.say(
                                                                "terms",
                                                                "purpose",
                                                                "Tax inquiry 12"))),
                lied(
                        "conditions: it is used after its day",
                        "conditions.broken",
                        story -> keptUntil(story, "2026-11-22").also("confirm-receipt", "use")),
                lied(
                        "conditions: it is used by an office that they do not name",
                        "conditions.broken",
                        story ->
                                story.also("confirm-receipt", "use")
                                        .when(
                                                "transmit",
                                                draft ->
                                                        draft.say(
                                                                "terms",
                                                                "handledBy",
                                                                Json.strings(List.of("PRO"))))),
                lied(
                        "conditions: it goes to a third State without consent",
                        "conditions.broken",
                        story -> story.also("confirm-receipt", "transfer-onward")),
                lied(
                        "conditions: its day is over, and it is neither returned nor destroyed",
                        Status.UNCHECKED,
                        "conditions.not-ended",
                        story ->
                                keptUntil(story, "2026-11-23")
                                        .when(
                                                "confirm-receipt",
                                                _ -> story.now = story.now.plus(A_WEEK))),
                lied(
                        "conditions: it is certified to be gone, and lies here",
                        "conditions.still-here",
                        story ->
                                story.also("confirm-receipt", "dispose")
                                        .also("confirm-receipt", "certify-disposal")),
                lied(
                        "conditions: the certificate names something else",
                        "conditions.other-certified",
                        story ->
                                story.also("confirm-receipt", "dispose")
                                        .also("confirm-receipt", "certify-disposal")
                                        .when(
                                                "certify-disposal",
                                                draft ->
                                                        draft.say(
                                                                "terms",
                                                                "disposed",
                                                                Json.strings(
                                                                        List.of(
                                                                                "ab"
                                                                                        .repeat(
                                                                                                32)))))),
                lied(
                        "scope: a production of more days",
                        "scope.exceeded",
                        story ->
                                story.when(
                                        "produce",
                                        draft -> draft.say("terms", "to", "2026-10-31"))),
                lied(
                        "scope: a production of another account",
                        "scope.exceeded",
                        story ->
                                story.when(
                                        "produce",
                                        draft ->
                                                draft.say(
                                                        "subject",
                                                        "accounts",
                                                        Json.strings(
                                                                List.of(
                                                                        "a.reporter@harbourmail.example"))))),
                lied(
                        "scope: a production of another category",
                        "scope.exceeded",
                        story ->
                                story.when(
                                        "produce",
                                        draft ->
                                                draft.say(
                                                        "terms",
                                                        "categories",
                                                        Json.strings(
                                                                List.of("CONTENT", "TRAFFIC"))))));
    }

    private static Consumer<Story.Draft> exhibits(Json.Obj exhibit) {
        return draft -> draft.say("exhibits", "exhibits", new Json.Arr(List.of(exhibit)));
    }

    private static Story derived(Story story) {
        return story.also("confirm-receipt", "derive");
    }

    private static void handled(Story.Draft draft, byte[] exhibit) {
        draft.say("terms", "handled", Json.strings(List.of(Digest.of(exhibit).hex())));
    }

    /** What is transmitted stands so by its comparison. */
    private static Story stands(Story story, String standing) {
        return story.when("compare", exhibits(Story.derived().with("standing", standing)));
    }

    private static Story keptUntil(Story story, String day) {
        return story.when(
                "transmit",
                draft -> {
                    draft.say("terms", "keptUntil", day);
                    draft.say("terms", "atEnd", "DESTROY");
                });
    }
}
