package comity.record.x509;

import java.util.Arrays;
import java.util.List;

/**
 * An evidence record (RFC 4998) of one datum: a timestamp on its SHA-256, and renewals of it, each
 * on the token before and on others' tokens with it. Other programs read from it what {@link
 * Timestamp} reads from the tokens.
 */
public final class EvidenceRecord {
    private static final String SHA256 = "2.16.840.1.101.3.4.2.1";

    private EvidenceRecord() {}

    /**
     * @param token of a timestamp
     * @param group the SHA-256s that were stamped together; none if it stamps one
     */
    public record Stamp(byte[] token, List<byte[]> group) {
        public Stamp {
            token = token.clone();
            group = group.stream().map(byte[]::clone).toList();
        }

        @Override
        public byte[] token() {
            return token.clone();
        }
    }

    /** What is stamped for a group: the hash of its hashes, sorted; of one, that itself. */
    public static byte[] imprint(List<byte[]> group) {
        return group.size() == 1
                ? group.getFirst().clone()
                : Hash.SHA256.of(DerWriter.joined(sorted(group)));
    }

    private static byte[][] sorted(List<byte[]> group) {
        return group.stream().sorted(DerWriter::compare).toArray(byte[][]::new);
    }

    /**
     * @param stamps the first timestamp and its renewals, in order
     */
    public static byte[] of(List<Stamp> stamps) {
        var sequence =
                stamps.stream()
                        .map(
                                stamp ->
                                        stamp.group().size() < 2
                                                ? DerWriter.sequence(stamp.token())
                                                : DerWriter.sequence(
                                                        DerWriter.element(0xa2, hashes(stamp)),
                                                        stamp.token()))
                        .toArray(byte[][]::new);
        return DerWriter.sequence(
                DerWriter.integer(1),
                DerWriter.sequence(DerWriter.sequence(DerWriter.oid(SHA256))),
                DerWriter.sequence(DerWriter.sequence(sequence)));
    }

    /** A tree of one level: every hash stands beside every other. */
    private static byte[] hashes(Stamp stamp) {
        return DerWriter.sequence(
                Arrays.stream(sorted(stamp.group())).map(DerWriter::octets).toArray(byte[][]::new));
    }
}
