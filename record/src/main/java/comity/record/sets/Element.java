package comity.record.sets;

import comity.record.act.Digest;
import java.nio.ByteBuffer;

/**
 * A digest as four words, with what the session's key makes of it.
 *
 * @param check tells one element from a sum of several
 * @param seed decides in which symbols it takes part
 */
record Element(long first, long second, long third, long fourth, long check, long seed) {

    Digest digest() {
        return Digest.ofHash(bytes(first, second, third, fourth));
    }

    static byte[] bytes(long first, long second, long third, long fourth) {
        return ByteBuffer.allocate(Digest.BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }
}
