package comity.record.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What ML-DSA-44 signs of a checkpoint: C2SP tlog-cosignature, {@code cosigned_message}, in the
 * encoding of RFC 8446, 3. Extension lines are not in it.
 */
final class CosignedMessage {
    private static final byte[] LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NAME = 255;

    private CosignedMessage() {}

    /** Empty if {@code text} is no checkpoint, or a name in it longer than the format holds. */
    static Optional<byte[]> of(String cosigner, long seconds, String text) {
        try {
            var checkpoint = Checkpoint.ofText(text);
            var name = cosigner.getBytes(StandardCharsets.UTF_8);
            var origin = checkpoint.origin().getBytes(StandardCharsets.UTF_8);
            if (name.length > LONGEST_NAME || origin.length > LONGEST_NAME) return Optional.empty();
            var message =
                    ByteBuffer.allocate(
                            LABEL.length + 1 + name.length + 8 + 1 + origin.length + 8 + 8 + 32);
            message.put(LABEL);
            message.put((byte) name.length).put(name);
            message.putLong(seconds);
            message.put((byte) origin.length).put(origin);
            message.putLong(0).putLong(checkpoint.size()).put(checkpoint.root());
            return Optional.of(message.array());
        } catch (MalformedNote _) {
            return Optional.empty();
        }
    }
}
