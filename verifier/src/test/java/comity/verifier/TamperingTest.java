package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Contents;
import comity.evidence.dossier.LogProofs;
import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Report.Status;
import comity.evidence.dossier.Roots;
import comity.evidence.dossier.Verification;
import comity.record.act.Assertion;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.Key;
import comity.record.act.Receipt;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.TlogProof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything in a case file, changed: by who handles the file and holds no key, and by who holds a
 * State's keys and lies. A row says what was changed, which line of the report says so, and with
 * what exit.
 */
class TamperingTest {
    @TempDir Path folder;

    /** What a court is handed: a file, and the roots that it was given by another path. */
    private record Handed(Path file, Optional<Roots> roots) {}

    @FunctionalInterface
    private interface Attempt {
        Handed make() throws IOException;
    }

    private record Row(String change, Status status, String code, Attempt attempt) {}

    @Test
    void an_untouched_case_file_passes_in_every_line() throws IOException {
        var report = verify(handed(new Story().told()));

        assertThat(report.lines()).allMatch(line -> line.status() == Status.PASSED);
        assertThat(report.exit()).isZero();
    }

    @Test
    void a_case_file_written_by_the_partner_or_repacked_by_a_clerk_passes_too() throws IOException {
        var story = new Story().told();
        var repacked = Parts.of(story.write(folder)).write(folder);

        assertThat(verify(new Handed(repacked, Optional.of(story.roots()))).exit()).isZero();
    }

    @Test
    void says_between_which_times_an_act_was_made_and_up_to_when_it_speaks() throws IOException {
        var text = verify(handed(new Story().told())).text(Locale.ENGLISH);

        assertThat(text)
                .contains(
                        "\"confirm-receipt\" of XA.central-authority: made between 2026-11-23T09:13:00Z and 2026-11-23T09:14:01Z, witnessed by XB.",
                        "This report speaks up to 2026-11-23T09:14:00Z, when the log log.xa.example had 14 entries.",
                        "The log log.xb.example only ever grew: its 12 checkpoints in this file, from 2 to 14 entries, are proven to be one record.");
    }

    @TestFactory
    Stream<DynamicTest> every_change_is_named() {
        return rows().map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.change + " -> " + row.code, () -> holds(row)));
    }

    private static void holds(Row row) throws IOException {
        var report = verify(row.attempt.make());

        assertThat(report.lines())
                .as(report.text(Locale.ENGLISH))
                .anyMatch(line -> line.code().equals(row.code) && line.status() == row.status);
        assertThat(report.exit())
                .as(report.text(Locale.ENGLISH))
                .isEqualTo(row.status == Status.FAILED ? 1 : 2);
        for (var language : List.of("en", "fr", "es", "ar", "ru", "zh"))
            assertThat(report.text(Locale.of(language)).replace("NOT_SEEN_THOUGH_HELD", ""))
                    .doesNotContain("{", row.code)
                    .doesNotContainPattern("why\\.[a-z]");
    }

    private static Report verify(Handed handed) throws IOException {
        return Verification.verify(handed.file, handed.roots, Progress.SILENT);
    }

    private Handed handed(Story story) throws IOException {
        return new Handed(story.write(folder), Optional.of(story.roots()));
    }

    private Handed handed(Story story, Contents contents) throws IOException {
        return new Handed(Story.write(folder, contents), Optional.of(story.roots()));
    }

    private Stream<Row> rows() {
        return Stream.of(
                        headers(),
                        sections(),
                        signatures(),
                        passkeys(),
                        receipts(),
                        forks(),
                        times(),
                        rules(),
                        knowledge(),
                        evidence(),
                        lists(),
                        trust())
                .flatMap(Function.identity());
    }

    // Who handles the file and holds no key.

    private Row handled(String change, String code, BiConsumer<Story, Parts> how) {
        return handled(change, Status.FAILED, code, how);
    }

    private Row handled(String change, Status status, String code, BiConsumer<Story, Parts> how) {
        return new Row(
                change,
                status,
                code,
                () -> {
                    var story = new Story().told();
                    var parts = Parts.of(story.write(folder));
                    how.accept(story, parts);
                    return new Handed(parts.write(folder), Optional.of(story.roots()));
                });
    }

    // Who holds a State's keys and lies.

    private Row lied(String change, String code, UnaryOperator<Story> how) {
        return lied(change, Status.FAILED, code, how);
    }

    private Row lied(String change, Status status, String code, UnaryOperator<Story> how) {
        return new Row(change, status, code, () -> handed(how.apply(new Story()).told()));
    }

    private Row written(String change, Status status, String code, Function<Story, Contents> how) {
        return new Row(
                change,
                status,
                code,
                () -> {
                    var story = new Story().told();
                    return handed(story, how.apply(story));
                });
    }

    private Stream<Row> headers() {
        var rows = new ArrayList<Row>();
        var changes =
                Map.<String, UnaryOperator<Json.Obj>>of(
                        "id",
                        header -> header.with("id", "01990000-0000-7000-8000-000000000001"),
                        "type",
                        header -> header.with("type", "consult"),
                        "at",
                        header -> header.with("at", "2025-01-01T00:00:00Z"),
                        "author's authority",
                        author("authority", "XB.provider.harbourmail"),
                        "author's office",
                        author("office", "CUS"),
                        "author's officer",
                        author("officer", "ab".repeat(32)),
                        "seen",
                        header -> header.with("seen", Json.strings(List.of())),
                        "rules",
                        header -> header.with("rules", "ab".repeat(32)),
                        "after",
                        header -> header.with("after", ""),
                        "unused section",
                        header ->
                                header.with(
                                        "sections",
                                        header.object("sections")
                                                .orElseThrow()
                                                .with("facts", "ab".repeat(32))));
        changes.forEach(
                (field, change) -> {
                    rows.add(
                            handled(
                                    "header: " + field,
                                    "signature.refused",
                                    (story, parts) -> parts.rewrite(story.act("order"), change)));
                    rows.add(
                            handled(
                                    "header: " + field + ", under the act's old name",
                                    "file.malformed",
                                    (story, parts) ->
                                            parts.change(
                                                    story.act("order"),
                                                    act ->
                                                            act.with(
                                                                    "header",
                                                                    change.apply(
                                                                            act.object("header")
                                                                                    .orElseThrow())))));
                });
        var elsewhere =
                Map.<String, UnaryOperator<Json.Obj>>of(
                        "format", header -> header.with("format", "comity-act/2"),
                        "docket",
                                header ->
                                        header.with(
                                                "docket", "01990000-0000-7000-8000-000000000001"),
                        "kind", header -> header.with("kind", "incident"),
                        "author's State", author("state", "XC"),
                        "a member that nobody knows", header -> header.with("note", "x"));
        elsewhere.forEach(
                (field, change) ->
                        rows.add(
                                handled(
                                        "header: " + field,
                                        "file.malformed",
                                        (story, parts) ->
                                                parts.rewrite(story.act("order"), change))));
        return rows.stream();
    }

    private static UnaryOperator<Json.Obj> author(String name, String value) {
        return header ->
                header.with("author", header.object("author").orElseThrow().with(name, value));
    }

    private Stream<Row> sections() {
        var rows = new ArrayList<Row>();
        for (var name : List.of("terms", "subject", "facts", "reasons")) {
            rows.add(
                    handled(
                            "section " + name + ": a word more",
                            "file.malformed",
                            (story, parts) ->
                                    parts.change(
                                            story.act("request"),
                                            section(
                                                    name,
                                                    section ->
                                                            section.with(
                                                                    "content",
                                                                    section.object("content")
                                                                            .orElseThrow()
                                                                            .with("x", "y"))))));
            rows.add(
                    handled(
                            "section " + name + ": its salt",
                            "file.malformed",
                            (story, parts) ->
                                    parts.change(
                                            story.act("request"),
                                            section(
                                                    name,
                                                    section ->
                                                            section.with(
                                                                    "salt",
                                                                    Base64Url.encode(
                                                                            new byte[32]))))));
            rows.add(
                    handled(
                            "section " + name + " withheld",
                            Status.UNCHECKED,
                            "ruling.unknown",
                            (story, parts) ->
                                    parts.change(
                                            story.act("request"),
                                            act -> {
                                                var kept =
                                                        new LinkedHashMap<>(
                                                                act.object("sections")
                                                                        .orElseThrow()
                                                                        .members());
                                                kept.remove(name);
                                                return act.with("sections", new Json.Obj(kept));
                                            })));
        }
        rows.add(
                handled(
                        "section exhibits of the transmission withheld",
                        "file.unnamed",
                        (story, parts) ->
                                parts.change(
                                        story.act("transmit"),
                                        act -> {
                                            var kept =
                                                    new LinkedHashMap<>(
                                                            act.object("sections")
                                                                    .orElseThrow()
                                                                    .members());
                                            kept.remove("exhibits");
                                            return act.with("sections", new Json.Obj(kept));
                                        })));
        return rows.stream();
    }

    private static UnaryOperator<Json.Obj> section(String name, UnaryOperator<Json.Obj> change) {
        return act -> {
            var sections = act.object("sections").orElseThrow();
            return act.with(
                    "sections",
                    sections.with(name, change.apply(sections.object(name).orElseThrow())));
        };
    }

    private Stream<Row> signatures() {
        var rows = new ArrayList<Row>();
        for (var name :
                List.of(
                        "authorise",
                        "request",
                        "acknowledge",
                        "find-discrimination",
                        "find-expression",
                        "authorise-execution",
                        "order",
                        "produce",
                        "transmit",
                        "confirm-receipt"))
            rows.add(
                    handled(
                            "signature of " + name + ": one bit",
                            "signature.refused",
                            (story, parts) ->
                                    parts.change(
                                            story.act(name),
                                            act ->
                                                    act.with(
                                                            "signature",
                                                            flipped(
                                                                    act.text("signature")
                                                                            .orElseThrow())))));
        rows.add(
                handled(
                        "signature: another act's",
                        "signature.refused",
                        (story, parts) ->
                                parts.change(
                                        story.act("order"),
                                        act ->
                                                act.with(
                                                        "signature",
                                                        parts.json(
                                                                        Parts.place(
                                                                                story.act(
                                                                                        "transmit")))
                                                                .text("signature")
                                                                .orElseThrow()))));
        rows.add(
                handled(
                        "signature: none",
                        "signature.refused",
                        (story, parts) ->
                                parts.change(
                                        story.act("order"), act -> act.with("signature", ""))));
        rows.add(
                new Row(
                        "signature: of another authority's key",
                        Status.FAILED,
                        "signature.refused",
                        () -> {
                            var story = new Story();
                            story.when("order", draft -> draft.key = story.borduria.key("court"));
                            return handed(story.told());
                        }));
        return rows.stream();
    }

    /** The last character but one: the last carries bits that mean nothing. */
    private static String flipped(String base64) {
        var at = base64.length() - 2;
        return base64.substring(0, at)
                + (base64.charAt(at) == 'A' ? 'B' : 'A')
                + base64.substring(at + 1);
    }

    private Stream<Row> passkeys() {
        var rows = new ArrayList<Row>();
        asserted(rows, "signature", assertion -> changed(assertion, 3, bytes -> bytes[20] ^= 1));
        asserted(rows, "counter", assertion -> changed(assertion, 1, bytes -> bytes[36] ^= 1));
        asserted(rows, "flags", assertion -> changed(assertion, 1, bytes -> bytes[32] = 0));
        asserted(rows, "relying party", assertion -> changed(assertion, 1, bytes -> bytes[0] ^= 1));
        asserted(rows, "credential", assertion -> changed(assertion, 0, bytes -> bytes[0] ^= 1));
        asserted(
                rows,
                "challenge",
                assertion ->
                        new Assertion(
                                assertion.credential(),
                                assertion.authenticatorData(),
                                replaced(
                                        assertion.clientData(),
                                        "challenge\":\"",
                                        "challenge\":\"A"),
                                assertion.signature()));
        asserted(
                rows,
                "origin",
                assertion ->
                        new Assertion(
                                assertion.credential(),
                                assertion.authenticatorData(),
                                replaced(assertion.clientData(), "node.example", "evil.example"),
                                assertion.signature()));
        asserted(
                rows,
                "a signature that is a thousand nested sequences",
                assertion ->
                        new Assertion(
                                assertion.credential(),
                                assertion.authenticatorData(),
                                assertion.clientData(),
                                "0\u0080".repeat(100_000).getBytes(StandardCharsets.ISO_8859_1)));
        rows.add(
                lied(
                        "passkey: none where a person decides",
                        "personal.missing",
                        story -> story.instead("authorise-execution", Story::unsigned)));
        rows.add(
                signedBy(
                        "another act",
                        (story, act) -> story.borduria.assertion(Digest.of(new byte[1]), "judge")));
        rows.add(
                signedBy(
                        "at another origin",
                        (story, act) ->
                                story.borduria.assertion(
                                        act, "judge", "https://evil.example", 0x05)));
        rows.add(
                signedBy(
                        "by nobody who was verified",
                        (story, act) ->
                                story.borduria.assertion(act, "judge", Nation.ORIGIN, 0x01)));
        rows.add(
                signedBy(
                        "with a passkey that can be copied",
                        (story, act) ->
                                story.borduria.assertion(act, "judge", Nation.ORIGIN, 0x0d)));
        rows.add(
                signedBy(
                        "by a person of another authority",
                        (story, act) -> story.borduria.assertion(act, "officer")));
        rows.add(
                signedBy(
                        "by another State's judge",
                        (story, act) -> story.arcadia.assertion(act, "judge")));
        return rows.stream();
    }

    private void asserted(List<Row> rows, String what, UnaryOperator<Assertion> change) {
        rows.add(
                lied(
                        "passkey: " + what,
                        "signature.refused",
                        story -> story.instead("authorise-execution", Story.asserting(change))));
    }

    private Row signedBy(String how, BiFunction<Story, Digest, Assertion> assertion) {
        return lied(
                "passkey: a real signature " + how,
                "signature.refused",
                story ->
                        story.instead(
                                "authorise-execution",
                                act -> act.with(assertion.apply(story, act.digest()))));
    }

    private static byte[] replaced(byte[] text, String one, String other) {
        return new String(text, StandardCharsets.UTF_8)
                .replace(one, other)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Assertion changed(Assertion assertion, int which, Consumer<byte[]> change) {
        var parts =
                List.of(
                        assertion.credential(),
                        assertion.authenticatorData(),
                        assertion.clientData(),
                        assertion.signature());
        change.accept(parts.get(which));
        return new Assertion(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
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
                                parts.proofLine(story.act("order"), 1, 2, TamperingTest::turned)),
                handled(
                        "receipt: the checkpoint's size",
                        "log.wrong",
                        (story, parts) -> parts.proofLine(story.act("order"), 1, -6, _ -> "99")),
                handled(
                        "receipt: the checkpoint's root",
                        "log.wrong",
                        (story, parts) ->
                                parts.proofLine(story.act("order"), 1, -5, TamperingTest::turned)),
                handled(
                        "checkpoint: the log's signature",
                        "log.wrong",
                        (story, parts) ->
                                parts.proofLine(story.act("order"), 1, -3, TamperingTest::spoilt)),
                handled(
                        "checkpoint: the operator's own cosignature",
                        "log.cosignature-wrong",
                        (story, parts) ->
                                parts.proofLine(story.act("order"), 1, -2, TamperingTest::spoilt)),
                handled(
                        "checkpoint: the witness's cosignature",
                        "log.cosignature-wrong",
                        (story, parts) ->
                                parts.proofLine(story.act("order"), 1, -1, TamperingTest::spoilt)),
                handled(
                        "checkpoint: the witness's cosignature taken away",
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

    private static void onlyReceipt(Parts parts, Digest act, int number) {
        parts.change(
                act,
                envelope ->
                        envelope.with(
                                "receipts",
                                new Json.Arr(List.of(envelope.items("receipts").get(number)))));
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
                                                .map(TamperingTest::spoilt)
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

    private static List<Envelope> changed(
            Story story, String name, Consumer<List<Receipt>> change) {
        return story.contents().acts().stream()
                .map(
                        act -> {
                            if (!act.digest().equals(story.act(name))) return act;
                            var receipts = new ArrayList<Receipt>(act.receipts());
                            change.accept(receipts);
                            return act.with(receipts);
                        })
                .toList();
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

    private static void only(Story.Draft draft, Digest seen) {
        draft.seen.clear();
        draft.seen.add(seen);
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

    private Stream<Row> trust() {
        return Stream.of(
                new Row(
                        "roots: another State's key",
                        Status.FAILED,
                        "root.other",
                        () -> {
                            var story = new Story().told();
                            var wrong =
                                    new Roots(
                                            Map.of(
                                                    "XA",
                                                    story.borduria.root(),
                                                    "XB",
                                                    story.borduria.root()));
                            return new Handed(story.write(folder), Optional.of(wrong));
                        }),
                new Row(
                        "roots: none given",
                        Status.UNCHECKED,
                        "root.not-given",
                        () -> new Handed(new Story().told().write(folder), Optional.empty())),
                new Row(
                        "roots: one State's missing",
                        Status.UNCHECKED,
                        "root.not-given",
                        () -> {
                            var story = new Story().told();
                            return new Handed(
                                    story.write(folder),
                                    Optional.of(new Roots(Map.of("XA", story.arcadia.root()))));
                        }),
                written(
                        "a witness that was made up",
                        Status.UNCHECKED,
                        "time.own-word",
                        story -> {
                            var accomplice = new Nation("XC", 3);
                            story.directories.add(
                                    story.directory(accomplice, accomplice.directory(1)));
                            return story.contents(
                                    changed(
                                            story,
                                            "order",
                                            receipts -> {
                                                var own = receipts.get(1);
                                                receipts.clear();
                                                receipts.add(
                                                        witnessedBy(accomplice, own, story.now));
                                            }),
                                    story.proven(story.profiles));
                        }),
                new Row(
                        "a whole forged world",
                        Status.FAILED,
                        "root.other",
                        () -> {
                            var forged = new Story();
                            var story = new Story().told();
                            forged.told();
                            var other = new Nation("XA", 99);
                            return new Handed(
                                    story.write(folder),
                                    Optional.of(
                                            new Roots(
                                                    Map.of(
                                                            "XA",
                                                            other.root(),
                                                            "XB",
                                                            story.borduria.root()))));
                        }),
                directories(
                        "a directory that drops a key",
                        "directory.drops",
                        (_, directory) ->
                                changed(
                                        directory,
                                        2,
                                        directory.keys().subList(1, directory.keys().size()))),
                directories(
                        "a directory that gives a key's name to another key",
                        "directory.drops",
                        (story, directory) ->
                                changed(
                                        directory,
                                        2,
                                        directory.keys().stream()
                                                .map(
                                                        key ->
                                                                new Key(
                                                                        key.id(),
                                                                        key.algorithm(),
                                                                        story.borduria.bytes(
                                                                                key.publicKey()
                                                                                        .length),
                                                                        key.state(),
                                                                        key.authority(),
                                                                        key.kinds(),
                                                                        key.types(),
                                                                        key.from(),
                                                                        key.until(),
                                                                        key.compromised()))
                                                .toList())),
                directories(
                        "two directories of one version",
                        "directory.two-versions",
                        (_, directory) -> directory),
                directories(
                        "a key that is compromised, with nothing to show that the acts are older",
                        "signature.refused",
                        (_, directory) ->
                                changed(
                                        directory,
                                        2,
                                        directory.keys().stream()
                                                .map(
                                                        key ->
                                                                new Key(
                                                                        key.id(),
                                                                        key.algorithm(),
                                                                        key.publicKey(),
                                                                        key.state(),
                                                                        key.authority(),
                                                                        key.kinds(),
                                                                        key.types(),
                                                                        key.from(),
                                                                        key.until(),
                                                                        Optional.of(Nation.FROM)))
                                                .toList())));
    }

    /** The receipt with the partner's cosignature, its last, replaced by another operator's. */
    private static Receipt witnessedBy(Nation witness, Receipt receipt, Instant now) {
        try {
            var proof = TlogProof.parse(receipt.proof());
            var note = proof.checkpoint();
            var own = new Note(note.text(), note.signatures().subList(0, 2));
            return new Receipt(
                    receipt.origin(),
                    receipt.nonce(),
                    new TlogProof(proof.index(), proof.path(), witness.log.cosign(own, now))
                            .text());
        } catch (MalformedNote e) {
            throw new AssertionError(e);
        }
    }

    private Row directories(
            String change, String code, BiFunction<Story, Directory, Directory> next) {
        return written(
                change,
                Status.FAILED,
                code,
                story -> {
                    story.directories.add(
                            story.directory(
                                    story.borduria,
                                    next.apply(story, story.borduria.directory(1))));
                    return story.contents();
                });
    }

    private static Directory changed(Directory directory, long version, List<Key> keys) {
        return new Directory(
                directory.state(),
                directory.name(),
                version,
                directory.root(),
                directory.authorities(),
                keys,
                directory.passkeys(),
                directory.sealing(),
                directory.logKey(),
                directory.witnessKey(),
                directory.node());
    }
}
