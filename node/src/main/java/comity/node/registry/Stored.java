package comity.node.registry;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import java.time.Instant;

/**
 * An act as this node holds it.
 *
 * @param position dense from 0; the act's leaf number in this State's log
 * @param nonce the 32 bytes that hide the act's digest in the public log
 * @param filedAt this node's clock at filing; shown to operators, decides nothing
 */
public record Stored(long position, Envelope envelope, byte[] nonce, Instant filedAt) {
    public Stored {
        nonce = nonce.clone();
    }

    @Override
    public byte[] nonce() {
        return nonce.clone();
    }

    public Digest digest() {
        return envelope.digest();
    }
}
