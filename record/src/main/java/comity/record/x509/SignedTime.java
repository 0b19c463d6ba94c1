package comity.record.x509;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A timestamp's token as it is written: {@link SignedData} around a TSTInfo (RFC 3161, 2.4.2). */
final class SignedTime {
    private static final String TST_INFO = "1.2.840.113549.1.9.16.1.4";

    private final SignedData signed;
    private final byte[] info;

    private String policy = "";
    private Optional<Hash> imprintHash = Optional.empty();
    private byte[] imprint = {};
    private Instant at = Instant.EPOCH;
    private Duration accuracy = Duration.ofSeconds(1);
    private Optional<BigInteger> nonce = Optional.empty();

    private SignedTime(Der token) throws MalformedDer {
        signed = new SignedData(token, TST_INFO);
        info = signed.content().orElseThrow(() -> new MalformedDer("no timestamp"));
        info(new Der(info).enter(Der.SEQUENCE));
    }

    static SignedTime of(Der reply) throws MalformedDer {
        return new SignedTime(reply);
    }

    private void info(Der all) throws MalformedDer {
        all.integer();
        policy = all.oid();
        var stamped = all.enter(Der.SEQUENCE);
        imprintHash = Hash.named(stamped.enter(Der.SEQUENCE));
        imprint = stamped.value(Der.OCTETS);
        all.integer();
        if (!all.next(Der.TIME)) throw new MalformedDer("no time");
        at = all.time();
        if (all.next(Der.SEQUENCE)) accuracy = accuracy(all.enter(Der.SEQUENCE));
        if (all.next(Der.BOOLEAN)) all.bool();
        if (all.next(Der.INTEGER)) nonce = Optional.of(all.integer());
        if (all.next(0xa0)) all.skip();
        // None is known that could change what it says.
        if (all.next(0xa1)) extensions(all.enter(0xa1));
        all.end();
    }

    private static void extensions(Der list) throws MalformedDer {
        while (list.more()) {
            var extension = list.enter(Der.SEQUENCE);
            extension.oid();
            if (extension.next(Der.BOOLEAN) && extension.bool())
                throw new MalformedDer("an extension that is not understood");
        }
    }

    private static Duration accuracy(Der said) throws MalformedDer {
        var seconds = said.next(Der.INTEGER) ? small(said.integer()) : 0;
        var millis = said.next(0x80) ? small(said.number(0x80)) : 0;
        var micros = said.next(0x81) ? small(said.number(0x81)) : 0;
        return Duration.ofSeconds(seconds).plusMillis(millis).plusNanos(1_000L * micros);
    }

    private static long small(BigInteger number) throws MalformedDer {
        if (number.signum() < 0 || number.bitLength() > 31)
            throw new MalformedDer("an accuracy out of range");
        return number.longValue();
    }

    Timestamp check(byte[] sha256, Collection<TimestampAuthority> authorities)
            throws MalformedDer, RefusedTimestamp {
        if (imprintHash.filter(Hash.SHA256::equals).isEmpty() || !Arrays.equals(imprint, sha256))
            throw new RefusedTimestamp("stamp.other-imprint");
        var others = new ArrayList<Certificate>();
        authorities.forEach(authority -> others.add(authority.certificate()));
        var by =
                signed.signer(others).orElseThrow(() -> new RefusedTimestamp("stamp.other-signer"));
        if (!signed.isBound(by)) throw new RefusedTimestamp("stamp.certificate-not-bound");
        if (!isSigned(by)) throw new RefusedTimestamp("stamp.signature-wrong");
        if (!by.isForTimestampsAlone()) throw new RefusedTimestamp("stamp.not-for-timestamps");
        return counts(by, authorities);
    }

    private boolean isSigned(Certificate by) throws MalformedDer, RefusedTimestamp {
        try {
            return signed.isSigned(by, info);
        } catch (UnknownAlgorithm e) {
            throw new RefusedTimestamp("stamp.algorithm-unknown", String.valueOf(e.getMessage()));
        }
    }

    /** By whose word: the first authority named to which the signer's certificate leads. */
    private Timestamp counts(Certificate by, Collection<TimestampAuthority> authorities)
            throws RefusedTimestamp {
        var why = new RefusedTimestamp("stamp.other-signer", by.name());
        for (var authority : authorities) {
            switch (Chain.from(by, signed.certificates(), List.of(authority.certificate()), at)) {
                case Chain.Leads(var chain) -> {
                    if (!authority.policies().isEmpty() && !authority.policies().contains(policy))
                        why = new RefusedTimestamp("stamp.other-policy", policy);
                    else if (authority.ended().filter(end -> !at.isBefore(end)).isPresent())
                        why = new RefusedTimestamp("stamp.ended", by.name());
                    else return new Timestamp(at, accuracy, policy, nonce, chain, authority);
                }
                case Chain.Fails(var code) -> {
                    if (code.equals("chain.not-valid-then"))
                        why = new RefusedTimestamp("stamp.expired", by.name());
                    else if (code.equals("chain.algorithm-unknown"))
                        why = new RefusedTimestamp("stamp.algorithm-unknown");
                }
            }
        }
        throw why;
    }
}
