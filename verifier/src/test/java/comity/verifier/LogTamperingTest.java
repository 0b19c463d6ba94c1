package comity.verifier;

import comity.evidence.dossier.Contents;
import comity.evidence.dossier.LogProofs;
import comity.evidence.dossier.Report.Status;
import comity.record.act.Base64Url;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Receipts, checkpoints, their growth and their times. */
class LogTamperingTest extends Tampering {
    @Override
    Stream<Row> rows() {
        return Stream.of(receipts(), forks(), times()).flatMap(Function.identity());
    }

    private Stream<Row> receipts() {
        return Stream.of(
                handled(
                        "receipt: its nonce",
                        "log.wrong",
                        (story, parts) ->
                                parts.receipt(
                                        story.act("order"),
                                        1,
                                        receipt ->
                                                receipt.with(
                                                        "nonce", Base64Url.encode(new byte[32])))),
                handled(
                        "receipt: another log's name",
                        "log.wrong",
                        (story, parts) ->
                                parts.receipt(
                                        story.act("order"),
                                        1,
                                        receipt -> receipt.with("origin", "log.xa.example"))),
                handled(
                        "receipt: the act's place",
                        "log.wrong",
                        (story, parts) ->
                                parts.proofLine(story.act("order"), 1, 1, _ -> "index 3")),
                handled(
                        "receipt: a hash of the path",
                        "log.wrong",
                        (story, parts) ->
                                parts.proofLine(
                                        story.act("order"), 1, 2, LogTamperingTest::turned)),
                handled(
                        "receipt: the checkpoint's size",
                        "log.wrong",
                        (story, parts) -> parts.proofLine(story.act("order"), 1, -7, _ -> "99")),
                handled(
                        "receipt: the checkpoint's root",
                        "log.wrong",
                        (story, parts) ->
                                parts.proofLine(
                                        story.act("order"), 1, -6, LogTamperingTest::turned)),
                handled(
                        "checkpoint: the log's signature by Ed25519",
                        "log.wrong",
                        (story, parts) ->
                                parts.proofLine(
                                        story.act("order"), 1, -4, LogTamperingTest::spoilt)),
                handled(
                        "checkpoint: the log's signature by ML-DSA-44",
                        "log.wrong",
                        (story, parts) ->
                                parts.proofLine(
                                        story.act("order"), 1, -3, LogTamperingTest::spoilt)),
                handled(
                        "checkpoint: the witness's cosignature by Ed25519",
                        "log.cosignature-wrong",
                        (story, parts) ->
                                parts.proofLine(
                                        story.act("order"), 1, -2, LogTamperingTest::spoilt)),
                handled(
                        "checkpoint: the witness's cosignature by ML-DSA-44",
                        "log.cosignature-wrong",
                        (story, parts) ->
                                parts.proofLine(
                                        story.act("order"), 1, -1, LogTamperingTest::spoilt)),
                handled(
                        "checkpoint: the witness's cosignature by ML-DSA-44 taken away",
                        Status.UNCHECKED,
                        "time.own-word",
                        (story, parts) -> {
                            onlyReceipt(parts, story.act("order"), 1);
                            parts.receipt(
                                    story.act("order"),
                                    0,
                                    receipt ->
                                            receipt.with(
                                                    "proof",
                                                    withoutLastLine(
                                                            receipt.text("proof").orElseThrow())));
                        }),
                handled(
                        "receipts taken away",
                        Status.UNCHECKED,
                        "log.no-receipt",
                        (story, parts) ->
                                parts.change(
                                        story.act("order"),
                                        act -> act.with("receipts", Json.strings(List.of())))),
                handled(
                        "receipt: another act's",
                        "log.wrong",
                        (story, parts) ->
                                parts.change(
                                        story.act("order"),
                                        act ->
                                                act.with(
                                                        "receipts",
                                                        new Json.Arr(
                                                                parts.json(
                                                                                Parts.place(
                                                                                        story.act(
                                                                                                "produce")))
                                                                        .items("receipts"))))));
    }

    private Stream<Row> forks() {
        return Stream.of(
                written(
                        "another tree of the same size",
                        Status.FAILED,
                        "log.fork",
                        story ->
                                story.contents(
                                        forked(story, "transmit", 0),
                                        story.proven(story.profiles))),
                written(
                        "a tree of another size that is not the same record",
                        Status.FAILED,
                        "log.branches",
                        story ->
                                story.contents(
                                        forked(story, "order", 1), story.proven(story.profiles))),
                written(
                        "the same, with the true log's proofs",
                        Status.FAILED,
                        "log.not-one-tree",
                        story -> {
                            var contents =
                                    story.contents(
                                            forked(story, "order", 1),
                                            story.proven(story.profiles));
                            return with(
                                    contents,
                                    List.of(
                                            linked(
                                                    story.borduria.log,
                                                    LogProofs.wanted(contents.acts())
                                                            .get("log.xb.example"))));
                        }),
                written(
                        "a proof of growth: one hash",
                        Status.FAILED,
                        "log.not-one-tree",
                        story ->
                                with(
                                        story.contents(),
                                        story.contents().logs().stream()
                                                .map(LogTamperingTest::spoilt)
                                                .toList())),
                written(
                        "the proofs of growth taken away",
                        Status.UNCHECKED,
                        "log.growth-unproven",
                        story -> with(story.contents(), List.of())),
                written(
                        "one act at two places of a log",
                        Status.FAILED,
                        "log.twice",
                        story ->
                                story.contents(
                                        changed(
                                                story,
                                                "order",
                                                receipts ->
                                                        receipts.add(
                                                                story.borduria.log.again(
                                                                        story.act("order"),
                                                                        story.now,
                                                                        story.arcadia.log))),
                                        story.proven(story.profiles))));
    }

    private Stream<Row> times() {
        return Stream.of(
                lied(
                        "after: a checkpoint of the author's own log",
                        "time.after-not-signed",
                        story ->
                                story.when(
                                        "order",
                                        draft ->
                                                draft.after =
                                                        story.borduria
                                                                .log
                                                                .newest()
                                                                .map(Note::encoded)
                                                                .orElseThrow())),
                lied(
                        "after: a checkpoint that nobody signed",
                        "time.after-not-signed",
                        story ->
                                story.when(
                                        "order",
                                        draft ->
                                                draft.after =
                                                        draft.after.replaceFirst(
                                                                "\n[0-9]+\n", "\n99\n"))),
                lied(
                        "after: no checkpoint at all",
                        "time.after-not-signed",
                        story -> story.when("order", draft -> draft.after = "yesterday")),
                lied(
                        "after: later than the log that holds the act",
                        "time.contradiction",
                        story ->
                                story.when(
                                        "order",
                                        draft -> {
                                            try {
                                                var kept = Note.parse(draft.after);
                                                draft.after =
                                                        story.arcadia
                                                                .log
                                                                .signed(
                                                                        Checkpoint.of(kept),
                                                                        story.now.plus(
                                                                                Duration.ofDays(1)))
                                                                .encoded();
                                            } catch (MalformedNote e) {
                                                throw new AssertionError(e);
                                            }
                                        })));
    }

    private static String withoutLastLine(String text) {
        var lines = text.lines().toList();
        return String.join("\n", lines.subList(0, lines.size() - 1)) + "\n";
    }

    /** Another hash in Base64. */
    private static String turned(String hash) {
        return (hash.charAt(0) == 'A' ? 'B' : 'A') + hash.substring(1);
    }

    /** A signature line whose key stays and whose signature does not. */
    private static String spoilt(String line) {
        var at = line.length() - 8;
        return line.substring(0, at)
                + (line.charAt(at) == 'A' ? 'B' : 'A')
                + line.substring(at + 1);
    }

    /** The act's receipt of Borduria's log, under a tree that Borduria showed nobody else. */
    private static List<Envelope> forked(Story story, String name, int more) {
        return changed(
                story,
                name,
                receipts ->
                        receipts.set(
                                1,
                                story.borduria.log.forked(
                                        story.act(name), more, story.now, story.arcadia.log)));
    }

    private static Contents with(Contents contents, List<LogProofs> logs) {
        return new Contents(
                contents.docket(),
                contents.exporter(),
                contents.acts(),
                contents.directories(),
                contents.profiles(),
                logs,
                contents.exhibits());
    }

    private static LogProofs linked(Log log, SortedSet<Long> sizes) {
        var links = new ArrayList<LogProofs.Consistency>();
        var from = sizes.first();
        for (var to : sizes.tailSet(from + 1)) {
            links.add(new LogProofs.Consistency(from, to, log.consistency(from, to)));
            from = to;
        }
        return new LogProofs("log.xb.example", links);
    }

    private static LogProofs spoilt(LogProofs log) {
        var links = new ArrayList<>(log.proofs());
        var last = links.removeLast();
        var path = new ArrayList<>(last.path());
        path.set(0, new byte[32]);
        links.add(new LogProofs.Consistency(last.from(), last.to(), path));
        return new LogProofs(log.origin(), links);
    }
}
