package comity.record.tlog;

import comity.record.act.ApprovedDirectory;
import comity.record.act.Checked.Line;
import comity.record.act.Checked.Status;
import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Interval;
import comity.record.act.Receipt;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of a State as an act of its directory lists them, and what can be checked by them alone:
 * whoever was given an answer by a State has nothing else in hand.
 *
 * @param state the State that the answer says it is of
 * @param approved the directory and its holders' approvals; empty if the act holds no such thing
 */
public record PublishedKeys(String state, Optional<ApprovedDirectory> approved) {

    public static PublishedKeys of(String state, Envelope directory) {
        return new PublishedKeys(state, ApprovedDirectory.of(directory));
    }

    /** The directory, if it is this State's. */
    public Optional<Directory> directory() {
        return approved.map(ApprovedDirectory::directory)
                .filter(listed -> listed.state().equals(state));
    }

    /** The fingerprint of the root that the directory names. */
    public Optional<Digest> fingerprint() {
        return approved.map(listed -> listed.directory().root().fingerprint());
    }

    /**
     * Whether enough holders of the root approved the directory, and whether it is the root that
     * was given by another path.
     */
    public Line root(Optional<Digest> given) {
        var enough =
                approved.filter(_ -> directory().isPresent())
                        .filter(
                                version ->
                                        version.directory()
                                                        .root()
                                                        .approving(
                                                                version.directory(),
                                                                version.approvals())
                                                >= version.directory().root().threshold());
        if (enough.isEmpty()) return new Line("root", Status.FAILED);
        if (given.isEmpty()) return new Line("root", Status.UNCHECKED);
        return Line.of("root", enough.get().directory().root().fingerprint().equals(given.get()));
    }

    /** By a key that was valid at the time that the State's own log says: nobody else's is here. */
    public boolean signed(Envelope act, Optional<Instant> at) {
        return at.isPresent()
                && directory().isPresent()
                && act.header().author().state().equals(state)
                && new Directories(Map.of(state, directory().get()))
                                .signatory(act, Interval.at(at.get()))
                        instanceof Directories.Signatory.Authentic;
    }

    /** The proof in {@code receipt}, if by it the State's log holds {@code act}. */
    public Optional<TlogProof> proven(Receipt receipt, Digest act) {
        var listed = directory().filter(known -> known.logOrigin().equals(receipt.origin()));
        if (listed.isEmpty()) return Optional.empty();
        try {
            var keys = NoteKeys.of(listed.get().log().keys());
            return Optional.of(TlogProof.parse(receipt.proof()))
                    .filter(proof -> proof.proves(receipt.commitment(act), keys));
        } catch (MalformedNote _) {
            return Optional.empty();
        }
    }

    /** What the log says of the time of a proof's checkpoint. */
    public Optional<Instant> time(TlogProof proof) {
        return directory()
                .flatMap(listed -> NoteKeys.of(listed.log().keys()).cosignedAt(proof.checkpoint()));
    }
}
