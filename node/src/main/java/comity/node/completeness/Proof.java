package comity.node.completeness;

import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Receipt;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.TlogProof;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That a State's own log holds an act: it acknowledged it, whatever it says now.
 *
 * @param state whose log
 * @param at what that log's checkpoint says of its time: the act was there no later
 */
record Proof(String state, Receipt receipt, Optional<Instant> at) {

    /** The first of {@code receipts} that {@code state}'s log really gave for {@code act}. */
    static Optional<Proof> by(
            String state, Digest act, Collection<Receipt> receipts, Directories directories) {
        return directories.of(state).stream()
                .flatMap(
                        directory -> {
                            var keys = NoteKeys.of(directory.log().keys());
                            return receipts.stream()
                                    .flatMap(receipt -> proven(state, act, receipt, keys));
                        })
                .findFirst();
    }

    private static Stream<Proof> proven(String state, Digest act, Receipt receipt, NoteKeys keys) {
        try {
            var proof = TlogProof.parse(receipt.proof());
            return proof.proves(receipt.commitment(act), keys)
                    ? Stream.of(new Proof(state, receipt, keys.cosignedAt(proof.checkpoint())))
                    : Stream.empty();
        } catch (MalformedNote _) {
            return Stream.empty();
        }
    }
}
