package comity.record.draw;

import comity.record.act.Digest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws places out of a list by a number that was made by two who did not know each other's part.
 * Without replacement, each set of places as likely as any other: a number below the count of those
 * left is taken from SHA-256 blocks in order, and a block beyond the last whole multiple of that
 * count is passed over, so that no place is favoured.
 */
public final class Sampling {
    private Sampling() {}

    /**
     * The number that decides.
     *
     * @param commitment the act by which the body committed itself
     * @param seed the body's own, as its digits
     * @param signature the witness's, as it stands on the checkpoint
     */
    public static Digest number(Digest commitment, String seed, byte[] signature) {
        return Digest.of(
                Frame.ascii(
                        "comity-draw/1\n"
                                + commitment.hex()
                                + "\n"
                                + seed
                                + "\n"
                                + Digest.of(signature).hex()
                                + "\n"));
    }

    /** {@code sample} places out of {@code candidates}, in the order in which they are drawn. */
    public static List<Integer> places(Digest number, int candidates, int sample) {
        if (sample > candidates) throw new IllegalArgumentException("more than there are");
        var left =
                IntStream.range(0, candidates)
                        .boxed()
                        .collect(Collectors.toCollection(ArrayList::new));
        var drawn = new ArrayList<Integer>();
        for (var block = 0; drawn.size() < sample; block++) {
            var value = value(number, block);
            var beyond = (Long.MAX_VALUE % left.size() + 1) % left.size();
            if (value > Long.MAX_VALUE - beyond) continue;
            drawn.add(left.remove((int) (value % left.size())));
        }
        return List.copyOf(drawn);
    }

    /** 63 bits of SHA-256 over the number and the block's own, of four bytes. */
    private static long value(Digest number, int block) {
        var hash = Digest.sha256();
        hash.update(number.bytes());
        hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(block).array());
        return ByteBuffer.wrap(hash.digest()).getLong() & Long.MAX_VALUE;
    }
}
