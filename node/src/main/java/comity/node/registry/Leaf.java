package comity.node.registry;

import comity.record.act.Digest;
import comity.record.act.Receipt;

/**
 * What the log needs to know of an act.
 *
 * @param position the leaf's number
 * @param nonce hides the digest in the public log
 */
public record Leaf(long position, Digest act, byte[] nonce) {
    public Leaf {
        nonce = nonce.clone();
    }

    @Override
    public byte[] nonce() {
        return nonce.clone();
    }

    /** The 32 bytes that the public log holds. */
    public byte[] data() {
        return Receipt.commitment(nonce, act);
    }
}
