package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.evidence.redaction.CopyCheck;
import comity.evidence.redaction.MalformedProof;
import comity.evidence.redaction.OriginalCheck;
import comity.evidence.redaction.Proof;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Redacted copies: each kept piece is one that the custodian's act binds to the original, and what
 * was removed is shown where it was. With the original beside it everything is computed again.
 */
final class Redactions {
    private final Verification report;
    private final Docket docket;
    private final Dossier dossier;

    Redactions(Verification report, Docket docket, Dossier dossier) {
        this.report = report;
        this.docket = docket;
        this.dossier = dossier;
    }

    void check() throws IOException {
        for (var entry : docket.all(Act.Derive.class)) {
            var act = (Act.Derive) entry.act();
            if (act.made().filter(Act.Making.REDACTION::equals).isPresent()) redacted(entry, act);
        }
    }

    private void redacted(Entry entry, Act.Derive act) throws IOException {
        var made = act.exhibits().orElse(List.of());
        var copies =
                made.stream().filter(one -> !one.mediaType().equals(Proof.MEDIA_TYPE)).toList();
        var proof =
                made.stream().filter(one -> one.mediaType().equals(Proof.MEDIA_TYPE)).findFirst();
        for (var copy : copies) {
            var there = place(copy.sha256());
            var how = proof.flatMap(one -> place(one.sha256()));
            if (there.isEmpty() || how.isEmpty())
                say(entry, copy, Status.UNCHECKED, "custody.redaction-absent", Map.of());
            else redacted(entry, act, copy, there.get(), how.get());
        }
    }

    private Optional<String> place(Digest exhibit) {
        return dossier.exhibits().stream()
                .filter(place -> place.split("/")[1].equals(exhibit.hex()))
                .findFirst();
    }

    private void redacted(
            Entry entry, Act.Derive act, Act.Exhibit copy, String place, String proofPlace)
            throws IOException {
        try {
            var proof = Proof.of(read(proofPlace));
            var wrong = wrong(act, copy, proof);
            if (wrong.isEmpty()) {
                var check = new CopyCheck(proof);
                dossier.copy(place, check::take);
                wrong = check.problem();
            }
            if (wrong.isPresent()) {
                broken(entry, copy, wrong.get());
                return;
            }
            say(
                    entry,
                    copy,
                    Status.PASSED,
                    "custody.redacted",
                    Map.of(
                            "count", Integer.toString(proof.removed()),
                            "bytes", Long.toString(proof.removedBytes()),
                            "from", proof.original().brief()));
            var original = place(proof.original());
            if (original.isPresent()) recomputed(entry, copy, proof, original.get());
        } catch (MalformedProof | MalformedDossier e) {
            broken(entry, copy, "proof");
        }
    }

    /** The act names the commitment, the original and the copy; the proof is about these. */
    private static Optional<String> wrong(Act.Derive act, Act.Exhibit copy, Proof proof) {
        if (act.commitment().filter(proof.commitment()::equals).isEmpty())
            return Optional.of("commitment");
        var from = copy.derivation().map(Act.Derivation::from);
        if (from.filter(proof.original()::equals).isEmpty()) return Optional.of("original");
        return proof.copy().equals(copy.sha256()) ? Optional.empty() : Optional.of("copy");
    }

    private void recomputed(Entry entry, Act.Exhibit copy, Proof proof, String original)
            throws IOException, MalformedDossier {
        var wrong =
                new OriginalCheck(proof)
                        .<MalformedDossier>problem(sink -> dossier.copy(original, sink::take));
        if (wrong.isPresent()) broken(entry, copy, wrong.get());
        else
            say(
                    entry,
                    copy,
                    Status.PASSED,
                    "custody.redaction-recomputed",
                    Map.of("from", proof.original().brief()));
    }

    private byte[] read(String place) throws IOException, MalformedDossier, MalformedProof {
        var bytes = new ByteArrayOutputStream();
        if (dossier.size(place) > Proof.MOST_BYTES) return new byte[0];
        dossier.copy(place, (some, count) -> bytes.write(some, 0, count));
        return bytes.toByteArray();
    }

    private void broken(Entry entry, Act.Exhibit copy, String why) {
        say(
                entry,
                copy,
                Status.FAILED,
                "custody.redaction-broken",
                Map.of("why", "redaction-" + why));
    }

    private void say(
            Entry entry, Act.Exhibit copy, Status status, String code, Map<String, String> more) {
        var facts = new java.util.TreeMap<>(more);
        facts.put("name", copy.name());
        report.say("custody", status, code, facts, entry.digest());
    }
}
