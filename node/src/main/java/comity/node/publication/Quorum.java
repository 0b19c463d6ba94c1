package comity.node.publication;

import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKey;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.Policy;
import comity.record.tlog.PolicyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * When an act counts as <em>witnessed</em>: by the policy that the State's administrator wrote,
 * else as soon as one partner State has cosigned. The State's own keys never count.
 */
public final class Quorum {
    /** The policy's name in the node's data folder. */
    public static final String FILE = "witnesses.policy";

    private final Policy policy;
    private final boolean written;
    private final Supplier<List<NoteKeys>> partners;

    private Quorum(Policy policy, boolean written, Supplier<List<NoteKeys>> partners) {
        this.policy = policy;
        this.written = written;
        this.partners = partners;
    }

    /**
     * Reads the policy in {@code data}, if there is one.
     *
     * @param partners the witness keys of the partner States, which count where there is none
     * @throws IllegalStateException with a sentence for the administrator if the policy is
     *     malformed, needs nobody, or counts a key of this State
     */
    public static Quorum read(Path data, LogSigner own, Supplier<List<NoteKeys>> partners) {
        var file = data.resolve(FILE);
        if (!Files.exists(file)) return ofPartners(partners);
        try {
            var policy = PolicyReader.read(Files.readAllBytes(file));
            refuse(file, policy, own);
            return new Quorum(policy, true, partners);
        } catch (MalformedNote e) {
            throw new IllegalStateException(
                    "The policy of witnesses was not understood: "
                            + file
                            + ", "
                            + e.getMessage()
                            + ".",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        }
    }

    /** One partner State suffices. */
    public static Quorum ofPartners(Supplier<List<NoteKeys>> partners) {
        return new Quorum(
                new Policy(List.of(), Map.of(), java.util.Optional.empty()), false, partners);
    }

    private static void refuse(Path file, Policy policy, LogSigner own) {
        if (policy.counts(own.logKeys()) || policy.counts(own.witnessKeys()))
            throw new IllegalStateException(
                    "The policy of witnesses counts a key of this State: "
                            + file
                            + ". A State does not witness its own log; take the line out.");
        if (policy.quorum().isEmpty())
            throw new IllegalStateException(
                    "The policy of witnesses says \"quorum none\": "
                            + file
                            + ". Then nothing is witnessed; name a witness or a group, or take the file away.");
        var ours = own.logKeys().known();
        if (!policy.logs().isEmpty()
                && policy.logs().stream().map(Policy.Log::key).noneMatch(ours::contains))
            throw new IllegalStateException(
                    "The policy of witnesses is for other logs than this State's: " + file + ".");
    }

    /** Whether a checkpoint with these cosignatures is witnessed. */
    boolean isMet(Note note) {
        if (written) return policy.isWitnessed(note);
        return partners.get().stream().anyMatch(keys -> keys.cosignedAt(note).isPresent());
    }

    /** Everybody whose cosignature may count. */
    List<NoteKey> witnesses() {
        return written
                ? policy.witnesses().stream().map(Policy.OneWitness::key).toList()
                : partners.get().stream().flatMap(keys -> keys.known().stream()).toList();
    }

    /** Where witnesses are to be asked, and by which keys they answer. */
    Map<String, List<NoteKey>> places() {
        return policy.places();
    }
}
