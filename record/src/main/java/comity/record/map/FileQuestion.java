package comity.record.map;

import comity.record.act.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether an act names a file.
 *
 * @param sha256 the file's hash
 * @param docket on this docket, among the acts that both its parties hold; empty: anywhere in the
 *     State
 */
public record FileQuestion(Digest sha256, Optional<UUID> docket) {

    /** The input whose output is the place: three lines of ASCII. */
    public byte[] input() {
        return ("comity-presence/1\n"
                        + docket.map(UUID::toString).orElse("-")
                        + "\n"
                        + sha256.hex()
                        + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** What is at the place of a file that an act names: a hash over that act's leaf in the log. */
    public static byte[] value(byte[] commitment) {
        var sha = Digest.sha256();
        sha.update("comity-presence-entry/1".getBytes(StandardCharsets.US_ASCII));
        return sha.digest(commitment);
    }
}
