package comity.node.timestamps;

import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.x509.RefusedTimestamp;
import comity.record.x509.Timestamp;
import comity.record.x509.TimestampAuthority;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the log's newest checkpoint stamped, step by step: {@link #once} asks one authority once, and
 * says what came of it. Whoever calls decides when to call again. What is stamped is the SHA-256 of
 * the checkpoint's text, the same whoever cosigns it later, and with it every act that it holds.
 */
public final class Stamping {
    /** By so much the two clocks may differ beyond what they state, before that is named. */
    public static final Duration TOLERANCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Stamping.class);

    private final Supplier<Note> newest;
    private final Supplier<List<TimestampAuthority>> named;
    private final List<Authority> asked;
    private final Stamps stamps;
    private final InstantSource clock;
    private final RandomGenerator random;
    private int turn;

    /** What came of one step. */
    public sealed interface Step {
        /** There is nothing to stamp that is not stamped. */
        record Nothing() implements Step {}

        /**
         * @param ahead by how much this node's clock is ahead of the authority's (behind it, where
         *     negative); zero where they agree
         */
        record Stamped(Stamp stamp, Duration ahead) implements Step {}

        /**
         * It answered, and the answer does not count.
         *
         * @param code why, such as {@code stamp.other-nonce}
         */
        record Refused(String by, String code, String detail) implements Step {}

        /** It did not answer. */
        record Unreachable(String by, String why) implements Step {}
    }

    /**
     * @param newest the log's newest checkpoint, with the log's own signatures
     * @param named whose word counts, as the State's directory says
     * @param asked whom to ask, each in its turn: after one that fails, the next
     */
    public Stamping(
            Supplier<Note> newest,
            Supplier<List<TimestampAuthority>> named,
            List<Authority> asked,
            Stamps stamps,
            InstantSource clock,
            RandomGenerator random) {
        this.newest = newest;
        this.named = named;
        this.asked = List.copyOf(asked);
        this.stamps = stamps;
        this.clock = clock;
        this.random = random;
    }

    /** Whom it asks. */
    public List<String> places() {
        return asked.stream().map(Authority::name).toList();
    }

    /** One step. */
    public Step once() throws InterruptedException {
        var note = newest.get();
        var size = size(note);
        if (asked.isEmpty() || size <= stamps.newest()) return new Step.Nothing();
        var authorities = named.get();
        var authority = asked.get(turn);
        if (authorities.isEmpty())
            return new Step.Refused(authority.name(), "stamp.none-named", "");
        var step = ask(authority, authorities, note, size);
        if (!(step instanceof Step.Stamped)) turn = (turn + 1) % asked.size();
        return step;
    }

    /**
     * A timestamp on something else, of the first authority that gives one now: nobody waits for it
     * longer than for each of them once.
     *
     * @return its reply; empty if none can be had
     */
    Optional<byte[]> reply(byte[] sha256) throws InterruptedException {
        var authorities = named.get();
        if (authorities.isEmpty()) return Optional.empty();
        for (var authority : asked) {
            try {
                var nonce = nonce();
                var request = request(sha256, nonce, authorities);
                var reply = authority.ask(request.getEncoded());
                Timestamp.of(reply, sha256, authorities).answers(nonce);
                check(request, reply);
                return Optional.of(reply);
            } catch (RefusedTimestamp | IOException e) {
                LOG.warn("{} gave no timestamp: {}", authority.name(), e.toString());
            }
        }
        return Optional.empty();
    }

    /** Whose word counts now. */
    List<TimestampAuthority> counting() {
        return named.get();
    }

    private Step ask(
            Authority authority, List<TimestampAuthority> authorities, Note note, long size)
            throws InterruptedException {
        var imprint = sha256(note.text().getBytes(StandardCharsets.UTF_8));
        var nonce = nonce();
        try {
            var request = request(imprint, nonce, authorities);
            var before = clock.instant();
            var reply = authority.ask(request.getEncoded());
            var after = clock.instant();
            var stamped = Timestamp.of(reply, imprint, authorities);
            stamped.answers(nonce);
            check(request, reply);
            var stamp =
                    new Stamp(
                            size,
                            note.encoded(),
                            reply,
                            stamped.at(),
                            stamped.notAfter(),
                            stamped.signer().name(),
                            stamped.until(),
                            stamped.authority().trial());
            stamps.keep(stamp);
            return new Step.Stamped(stamp, ahead(before, after, stamped));
        } catch (RefusedTimestamp e) {
            return new Step.Refused(authority.name(), e.code(), e.detail());
        } catch (IOException e) {
            return new Step.Unreachable(
                    authority.name(),
                    e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private BigInteger nonce() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return new BigInteger(1, bytes);
    }

    /** Asks for the policy that the directory names, if it names one alone. */
    private static TimeStampRequest request(
            byte[] imprint, BigInteger nonce, List<TimestampAuthority> authorities)
            throws IOException {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        var policies =
                authorities.stream()
                        .flatMap(authority -> authority.policies().stream())
                        .distinct()
                        .toList();
        if (policies.size() == 1
                && authorities.stream().noneMatch(authority -> authority.policies().isEmpty()))
            generator.setReqPolicy(new ASN1ObjectIdentifier(policies.getFirst()));
        return generator.generate(TSPAlgorithms.SHA256, imprint, nonce);
    }

    /**
     * The same questions asked on a second path, by BouncyCastle's client: an answer counts only if
     * both readers of it agree.
     */
    private static void check(TimeStampRequest request, byte[] reply) throws IOException {
        try {
            new TimeStampResponse(reply).validate(request);
        } catch (TSPException | RuntimeException e) {
            throw new IOException("its answer is read in two ways: " + e.getMessage(), e);
        }
    }

    private static Duration ahead(Instant before, Instant after, Timestamp told) {
        var earliest = told.at().minus(told.accuracy()).minus(TOLERANCE);
        var latest = told.notAfter().plus(TOLERANCE);
        if (before.isAfter(latest)) return Duration.between(told.at(), before);
        if (after.isBefore(earliest)) return Duration.between(told.at(), after);
        return Duration.ZERO;
    }

    private static long size(Note note) {
        try {
            return Checkpoint.of(note).size();
        } catch (MalformedNote e) {
            throw new IllegalStateException("our own checkpoint cannot be read", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the platform has SHA-256", e);
        }
    }
}
