package comity.record.tlog;

import comity.record.act.SignatureAlgorithm;
import java.time.Instant;
import java.util.List;

/**
 * Signs notes in one name, with Ed25519 and with ML-DSA-44 at once. Whoever wants to forge it has
 * to break both.
 */
public final class NoteSigner {
    private final NoteKey classic;
    private final NoteKey postQuantum;
    private final byte[] ed25519;
    private final byte[] mlDsa44;

    private NoteSigner(String name, byte type, byte[] ed25519, byte[] mlDsa44) {
        this.classic = new NoteKey(name, type, SignatureAlgorithm.EdDSA.publicKey(ed25519));
        this.postQuantum = new NoteKey(name, NoteKey.ML_DSA_44, MlDsa44.publicKey(mlDsa44));
        this.ed25519 = ed25519.clone();
        this.mlDsa44 = mlDsa44.clone();
    }

    /**
     * A log's signer: plain Ed25519, and ML-DSA-44 with a time.
     *
     * @param ed25519 seed of 32 bytes
     * @param mlDsa44 another seed of 32 bytes
     */
    public static NoteSigner log(String origin, byte[] ed25519, byte[] mlDsa44) {
        return new NoteSigner(origin, NoteKey.ED25519, ed25519, mlDsa44);
    }

    /** A witness's signer: both of its signatures say the time. */
    public static NoteSigner witness(String name, byte[] ed25519, byte[] mlDsa44) {
        return new NoteSigner(name, NoteKey.COSIGNATURE, ed25519, mlDsa44);
    }

    public NoteKeys keys() {
        return NoteKeys.of(classic, postQuantum);
    }

    /** The signature lines on a checkpoint's {@code text}. */
    public List<Note.Signature> sign(String text, Instant time) {
        return List.of(
                classic.saysTime()
                        ? classic.cosign(text, time, ed25519)
                        : classic.sign(text, ed25519),
                postQuantum.cosign(text, time, mlDsa44));
    }
}
