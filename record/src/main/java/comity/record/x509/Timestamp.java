package comity.record.x509;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A timestamp (RFC 3161) that was checked: an authority which a State named says that a hash was
 * there at a time.
 *
 * @param at the time that it tells
 * @param accuracy by how much it may be wrong, as it says of itself; where it says nothing, one
 *     second, since the time may be told to the second only
 * @param nonce that it repeats, if it does
 * @param chain from the signer's certificate to that of {@code authority}
 * @param authority whom the directory names
 */
public record Timestamp(
        Instant at,
        Duration accuracy,
        String policy,
        Optional<BigInteger> nonce,
        List<Certificate> chain,
        TimestampAuthority authority) {
    /** Larger replies are not read. */
    public static final int MOST_BYTES = 1 << 16;

    public Timestamp {
        chain = List.copyOf(chain);
    }

    /** What was stamped was there at this time at the latest. */
    public Instant notAfter() {
        return at.plus(accuracy);
    }

    /** The last second in which every certificate on which it rests is valid. */
    public Instant until() {
        return chain.stream()
                .map(Certificate::until)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /** The certificate whose key signed. */
    public Certificate signer() {
        return chain.getFirst();
    }

    /**
     * Reads a reply (TimeStampResp) and checks everything about it that can be checked without
     * asking anybody: that it is granted as asked, stamps this very SHA-256, is signed by the
     * certificate that it names, which serves for timestamps alone, was valid at the time told, and
     * leads to one that is named.
     *
     * @param sha256 of what was stamped, 32 bytes
     * @param authorities whose word counts
     */
    public static Timestamp of(
            byte[] reply, byte[] sha256, Collection<TimestampAuthority> authorities)
            throws RefusedTimestamp {
        if (reply.length > MOST_BYTES) throw new RefusedTimestamp("stamp.too-large");
        try {
            var all = new Der(reply);
            var parts = all.enter(Der.SEQUENCE);
            all.end();
            granted(parts.enter(Der.SEQUENCE));
            var signed = SignedTime.of(parts);
            parts.end();
            return signed.check(sha256, authorities);
        } catch (MalformedDer e) {
            throw new RefusedTimestamp("stamp.malformed", String.valueOf(e.getMessage()));
        }
    }

    /** The same of a token alone, as signatures carry it (RFC 3161, appendix A). */
    public static Timestamp ofToken(
            byte[] token, byte[] sha256, Collection<TimestampAuthority> authorities)
            throws RefusedTimestamp {
        if (token.length > MOST_BYTES) throw new RefusedTimestamp("stamp.too-large");
        try {
            var all = new Der(token);
            var signed = SignedTime.of(all);
            all.end();
            return signed.check(sha256, authorities);
        } catch (MalformedDer e) {
            throw new RefusedTimestamp("stamp.malformed", String.valueOf(e.getMessage()));
        }
    }

    /** The token within a reply; the reply itself is not checked. */
    public static byte[] token(byte[] reply) throws RefusedTimestamp {
        try {
            var parts = new Der(reply).enter(Der.SEQUENCE);
            parts.enter(Der.SEQUENCE);
            var token = parts.raw();
            if (!new Der(token).enter(Der.SEQUENCE).oid().equals(SignedData.OID))
                throw new RefusedTimestamp("stamp.malformed");
            return token;
        } catch (MalformedDer e) {
            throw new RefusedTimestamp("stamp.malformed", String.valueOf(e.getMessage()));
        }
    }

    /**
     * PKIStatusInfo: 0 is granted; 1 is granted with changes, and what was changed nobody asked.
     */
    private static void granted(Der status) throws MalformedDer, RefusedTimestamp {
        var said = status.integer();
        if (said.signum() == 0) return;
        if (said.equals(BigInteger.ONE)) throw new RefusedTimestamp("stamp.modified");
        throw new RefusedTimestamp("stamp.rejected", said.bitLength() < 32 ? said.toString() : "?");
    }

    /** Whether it answers the question that bore this nonce. */
    public void answers(BigInteger asked) throws RefusedTimestamp {
        if (!nonce.filter(asked::equals).isPresent())
            throw new RefusedTimestamp("stamp.other-nonce");
    }
}
