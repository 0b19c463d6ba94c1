package comity.record.x509;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A timestamp's token as it is written: CMS SignedData (RFC 5652) with one signer, around a TSTInfo
 * (RFC 3161, 2.4.2). Certificates in it are candidates and no more: whoever wrote the token chose
 * them.
 */
final class SignedTime {
    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    private static final String TST_INFO = "1.2.840.113549.1.9.16.1.4";
    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    private static final String SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12";
    private static final String SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
    private static final int MOST_CERTIFICATES = 16;

    private final byte[] info;
    private final List<Certificate> certificates = new ArrayList<>();
    private final byte[] signer;
    private final Optional<Hash> hash;
    private final byte[] attributes;
    private final Map<String, byte[]> values = new HashMap<>();
    private final byte[] algorithm;
    private final byte[] signature;

    private String policy = "";
    private Optional<Hash> imprintHash = Optional.empty();
    private byte[] imprint = {};
    private Instant at = Instant.EPOCH;
    private Duration accuracy = Duration.ofSeconds(1);
    private Optional<BigInteger> nonce = Optional.empty();

    private SignedTime(Der token) throws MalformedDer {
        var outer = token.enter(Der.SEQUENCE);
        if (!outer.oid().equals(SIGNED_DATA)) throw new MalformedDer("no signed data");
        var data = outer.enter(0xa0).enter(Der.SEQUENCE);
        data.integer();
        data.enter(Der.SET);
        var content = data.enter(Der.SEQUENCE);
        if (!content.oid().equals(TST_INFO)) throw new MalformedDer("no timestamp");
        info = content.enter(0xa0).value(Der.OCTETS);
        if (data.next(0xa0)) certificates(data.enter(0xa0));
        if (data.next(0xa1)) data.skip();
        var signers = data.enter(Der.SET);
        var one = signers.enter(Der.SEQUENCE);
        signers.end();
        data.end();
        one.integer();
        signer = one.raw();
        hash = Hash.named(one.enter(Der.SEQUENCE));
        // What is signed is the set, with the tag of a set in place of its own (RFC 5652, 5.4).
        attributes = one.raw();
        if (attributes[0] != (byte) 0xa0) throw new MalformedDer("no signed attributes");
        attributes[0] = Der.SET;
        attributes(new Der(attributes).enter(Der.SET));
        algorithm = one.value(Der.SEQUENCE);
        signature = one.value(Der.OCTETS);
        info(new Der(info).enter(Der.SEQUENCE));
    }

    static SignedTime of(Der reply) throws MalformedDer {
        return new SignedTime(reply);
    }

    /** Those that cannot be read are passed over: they are not needed, or the chain fails. */
    private void certificates(Der list) throws MalformedDer {
        while (list.more()) {
            if (certificates.size() == MOST_CERTIFICATES)
                throw new MalformedDer("more than 16 certificates");
            var one = list.raw();
            try {
                certificates.add(Certificate.of(one));
            } catch (MalformedDer _) {
                // as above
            }
        }
    }

    private void attributes(Der list) throws MalformedDer {
        while (list.more()) {
            var attribute = list.enter(Der.SEQUENCE);
            var oid = attribute.oid();
            var set = attribute.enter(Der.SET);
            if (values.put(oid, set.raw()) != null || set.more())
                throw new MalformedDer("an attribute twice");
        }
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
        var all = new ArrayList<>(certificates);
        authorities.forEach(authority -> all.add(authority.certificate()));
        var by =
                all.stream()
                        .filter(this::isSigner)
                        .findFirst()
                        .orElseThrow(() -> new RefusedTimestamp("stamp.other-signer"));
        if (!isBound(by)) throw new RefusedTimestamp("stamp.certificate-not-bound");
        if (!isSigned(by)) throw new RefusedTimestamp("stamp.signature-wrong");
        if (!by.isForTimestampsAlone()) throw new RefusedTimestamp("stamp.not-for-timestamps");
        return counts(by, authorities);
    }

    /** The certificate that the signer names: by issuer and number, or by the key's identifier. */
    private boolean isSigner(Certificate candidate) {
        try {
            var named = new Der(signer);
            if (named.next(0x80)) return candidate.hasKeyId(named.value(0x80));
            var parts = named.enter(Der.SEQUENCE);
            return Arrays.equals(parts.raw(), candidate.issuer())
                    && parts.integer().equals(candidate.serial());
        } catch (MalformedDer _) {
            return false;
        }
    }

    /**
     * Whether the signature covers which certificate it is to be checked with (RFC 5035, RFC 2634):
     * otherwise another one of the same key could be put in its place.
     */
    private boolean isBound(Certificate by) throws MalformedDer {
        var said = values.get(SIGNING_CERTIFICATE_V2);
        if (said != null) {
            var first = new Der(said).enter(Der.SEQUENCE).enter(Der.SEQUENCE).enter(Der.SEQUENCE);
            var used =
                    first.next(Der.SEQUENCE)
                            ? Hash.named(first.enter(Der.SEQUENCE))
                            : Optional.of(Hash.SHA256);
            var named = first.value(Der.OCTETS);
            return used.filter(one -> Arrays.equals(one.of(by.der()), named)).isPresent();
        }
        var old = values.get(SIGNING_CERTIFICATE);
        if (old == null) return false;
        var first = new Der(old).enter(Der.SEQUENCE).enter(Der.SEQUENCE).enter(Der.SEQUENCE);
        return Arrays.equals(Hash.SHA1.of(by.der()), first.value(Der.OCTETS));
    }

    private boolean isSigned(Certificate by) throws MalformedDer, RefusedTimestamp {
        var used = hash.orElseThrow(() -> new RefusedTimestamp("stamp.algorithm-unknown"));
        var type = values.get(CONTENT_TYPE);
        var digest = values.get(MESSAGE_DIGEST);
        if (type == null
                || digest == null
                || !new Der(type).oid().equals(TST_INFO)
                || !Arrays.equals(new Der(digest).value(Der.OCTETS), used.of(info))) return false;
        try {
            return by.key().verifies(new Der(algorithm), Optional.of(used), attributes, signature);
        } catch (UnknownAlgorithm e) {
            throw new RefusedTimestamp("stamp.algorithm-unknown", String.valueOf(e.getMessage()));
        }
    }

    /** By whose word: the first authority named to which the signer's certificate leads. */
    private Timestamp counts(Certificate by, Collection<TimestampAuthority> authorities)
            throws RefusedTimestamp {
        var why = new RefusedTimestamp("stamp.other-signer", by.name());
        for (var authority : authorities) {
            switch (Chain.from(by, certificates, List.of(authority.certificate()), at)) {
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
