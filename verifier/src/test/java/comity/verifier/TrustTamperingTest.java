package comity.verifier;

import comity.evidence.dossier.Report.Status;
import comity.evidence.dossier.Roots;
import comity.record.act.ApprovedDirectory;
import comity.record.act.Directory;
import comity.record.act.Key;
import comity.record.act.Receipt;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.TlogProof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Roots, directories and witnesses. */
class TrustTamperingTest extends Tampering {
    @Override
    Stream<Row> rows() {
        return Stream.of(trust()).flatMap(Function.identity());
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
                                                    story.borduria.fingerprint(),
                                                    "XB",
                                                    story.borduria.fingerprint()));
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
                                    Optional.of(
                                            new Roots(Map.of("XA", story.arcadia.fingerprint()))));
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
                written(
                        "a log key of an algorithm that this program does not know",
                        Status.UNCHECKED,
                        "log.algorithm-unknown",
                        story -> {
                            var known = story.borduria.directory(1);
                            var keys = new ArrayList<>(known.log().keys());
                            keys.add(known.logOrigin() + "+00000000+BwAA");
                            story.directories.removeIf(
                                    act -> act.header().author().state().equals("XB"));
                            story.directories.add(
                                    story.directory(
                                            story.borduria, logging(known, List.copyOf(keys))));
                            return story.contents();
                        }),
                new Row(
                        "a whole forged world",
                        Status.FAILED,
                        "root.other",
                        () -> {
                            var story = new Story().told();
                            var other = new Nation("XA", 99);
                            return new Handed(
                                    story.write(folder),
                                    Optional.of(
                                            new Roots(
                                                    Map.of(
                                                            "XA",
                                                            other.fingerprint(),
                                                            "XB",
                                                            story.borduria.fingerprint()))));
                        }),
                directories(
                        "a directory that drops a key",
                        "directory.drops-entries",
                        (_, directory) ->
                                changed(
                                        directory,
                                        directory.keys().subList(1, directory.keys().size()))),
                directories(
                        "a directory that gives a key's name to another key",
                        "directory.drops-entries",
                        (story, directory) ->
                                changed(
                                        directory,
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
                written(
                        "a version that one holder of two approved",
                        Status.FAILED,
                        "root.too-few-approvals",
                        story -> {
                            var next = story.borduria.directory(2);
                            var one = story.borduria.holders.getFirst().approve(next);
                            story.directories.add(
                                    story.directory(
                                            story.borduria,
                                            new ApprovedDirectory(next, List.of(one, one))));
                            return story.contents();
                        }),
                written(
                        "a root exchanged by its new holders alone",
                        Status.FAILED,
                        "root.too-few-former-approvals",
                        story -> {
                            var usurper = new Nation("XB", 77);
                            var next =
                                    story.borduria
                                            .directory(1)
                                            .next(held -> held.with(usurper.root()));
                            story.directories.add(
                                    story.directory(story.borduria, usurper.approved(next)));
                            return story.contents();
                        }),
                directories(
                        "a version that names another as the one before",
                        "directory.not-the-next",
                        (story, directory) -> story.borduria.directory(2).next(held -> held)),
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

    private static Directory logging(Directory directory, List<String> logKeys) {
        return new Directory(
                directory.state(),
                directory.name(),
                directory.version(),
                directory.previous(),
                directory.root(),
                directory.authorities(),
                directory.keys(),
                directory.passkeys(),
                directory.sealing(),
                new Directory.Log(logKeys, directory.log().witness(), List.of()),
                directory.node());
    }

    private static Directory changed(Directory directory, List<Key> keys) {
        return directory.next(held -> held.withKeys(keys));
    }
}
