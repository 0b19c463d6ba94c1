package comity.node.timestamps;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.Note;
import comity.record.tlog.NoteSigner;
import comity.record.x509.Timestamp;
import comity.record.x509.TimestampAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One step after another, with an authority that answers well, badly, or not at all. */
@Timeout(120)
class StampingTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir Path folder = Path.of("");
    private final NoteSigner log = NoteSigner.log("log.example", new byte[32], new byte[32]);
    private final InMemory stamps = new InMemory();
    private Instant now = NOON;
    private final InstantSource clock = () -> now;
    private TrialAuthority trial = unset();
    private Note newest = checkpoint(1);

    @SuppressWarnings("NullAway") // set before each test
    private static TrialAuthority unset() {
        return null;
    }

    @BeforeEach
    void authority() {
        trial = open("trial.p12", clock);
    }

    private TrialAuthority open(String file, InstantSource time) {
        return TrialAuthority.open(folder.resolve(file), "a secret", time, new SecureRandom());
    }

    /** Kept as the table keeps them. */
    static final class InMemory implements Stamps {
        private final TreeMap<Long, Stamp> bySize = new TreeMap<>();

        @Override
        public void keep(Stamp stamp) {
            bySize.putIfAbsent(stamp.size(), stamp);
        }

        @Override
        public long newest() {
            return bySize.isEmpty() ? 0 : bySize.lastKey();
        }

        @Override
        public Optional<Stamp> holding(long index) {
            return Optional.ofNullable(bySize.higherEntry(index)).map(entry -> entry.getValue());
        }
    }

    private Note checkpoint(long size) {
        var root = new byte[32];
        Arrays.fill(root, (byte) size);
        var text = new Checkpoint("log.example", size, root).text();
        return new Note(text, log.sign(text, NOON));
    }

    private Stamping stamping(List<TimestampAuthority> named, Authority... asked) {
        return new Stamping(
                () -> newest, () -> named, List.of(asked), stamps, clock, new Random(1));
    }

    /** An authority that says this of each query. */
    private static Authority saying(Answer answer) {
        return new Authority() {
            @Override
            public String name() {
                return "somebody";
            }

            @Override
            public byte[] ask(byte[] query) throws IOException {
                return answer.to(query);
            }
        };
    }

    private interface Answer {
        byte[] to(byte[] query) throws IOException;
    }

    @Test
    void stamps_the_newest_checkpoint_once_and_with_it_all_before() throws Exception {
        var stamping = stamping(List.of(trial.entry()), saying(trial::answer));
        newest = checkpoint(7);

        var step = (Stamping.Step.Stamped) stamping.once();

        assertThat(step.stamp().size()).isEqualTo(7);
        assertThat(step.stamp().trial()).isTrue();
        assertThat(step.ahead()).isZero();
        assertThat(stamping.once()).isInstanceOf(Stamping.Step.Nothing.class);
        assertThat(stamps.holding(0).orElseThrow().size()).isEqualTo(7);
        assertThat(stamps.holding(7)).isEmpty();
        newest = checkpoint(9);
        assertThat(stamping.once()).isInstanceOf(Stamping.Step.Stamped.class);
        assertThat(stamps.holding(7).orElseThrow().size()).isEqualTo(9);
    }

    @Test
    void an_empty_log_has_nothing_to_stamp() throws Exception {
        newest = checkpoint(0);

        assertThat(stamping(List.of(trial.entry()), saying(trial::answer)).once())
                .isInstanceOf(Stamping.Step.Nothing.class);
    }

    @Test
    void an_authority_that_is_down_delays_and_the_next_one_is_asked() throws Exception {
        var stamping =
                stamping(
                        List.of(trial.entry()),
                        saying(
                                _ -> {
                                    throw new IOException("connection refused");
                                }),
                        saying(trial::answer));

        assertThat(stamping.once())
                .isEqualTo(new Stamping.Step.Unreachable("somebody", "connection refused"));
        assertThat(stamps.newest()).isZero();
        assertThat(stamping.once()).isInstanceOf(Stamping.Step.Stamped.class);
    }

    @Test
    void without_an_authority_in_the_directory_no_answer_counts() throws Exception {
        assertThat(stamping(List.of(), saying(trial::answer)).once())
                .isEqualTo(new Stamping.Step.Refused("somebody", "stamp.none-named", ""));
    }

    @ParameterizedTest
    @CsvSource({"3600, 3600", "-3600, -3600", "3, 0", "-3, 0"})
    void clocks_that_disagree_are_named(long ahead, long named) throws Exception {
        var slow = open("other-clock.p12", () -> now.minusSeconds(ahead));

        var step =
                (Stamping.Step.Stamped)
                        stamping(List.of(slow.entry()), saying(slow::answer)).once();

        assertThat(step.ahead()).isEqualTo(Duration.ofSeconds(named));
    }

    @Nested
    class Refused {
        private String code(Answer answer) throws Exception {
            return code(List.of(trial.entry()), answer);
        }

        private String code(List<TimestampAuthority> named, Answer answer) throws Exception {
            var step = stamping(named, saying(answer)).once();
            assertThat(stamps.newest()).as("kept").isZero();
            return ((Stamping.Step.Refused) step).code();
        }

        @Test
        void what_answers_another_question() throws Exception {
            var other = new byte[1][];
            var asking =
                    stamping(
                            List.of(trial.entry()),
                            saying(
                                    query -> {
                                        other[0] = trial.answer(query);
                                        throw new IOException("lost");
                                    }));
            asking.once();

            assertThat(asking.once()).isInstanceOf(Stamping.Step.Unreachable.class);
            assertThat(code(_ -> other[0])).isEqualTo("stamp.other-nonce");
            newest = checkpoint(2);
            assertThat(code(_ -> other[0])).isEqualTo("stamp.other-imprint");
        }

        @Test
        void what_somebody_else_signed() throws Exception {
            var stranger = open("stranger.p12", clock);

            assertThat(code(stranger::answer)).isEqualTo("stamp.other-signer");
        }

        @Test
        void what_was_made_under_another_policy() throws Exception {
            var entry = trial.entry();
            var other =
                    new TimestampAuthority(
                            entry.certificate(), Set.of("1.2.3"), Optional.empty(), false);

            // Asked for that policy, it refuses; asked for none, it answers under its own.
            assertThat(code(List.of(other), trial::answer)).isEqualTo("stamp.rejected");
            var either =
                    new TimestampAuthority(
                            entry.certificate(), Set.of("1.2.3", "1.2.4"), Optional.empty(), false);
            assertThat(code(List.of(either), trial::answer)).isEqualTo("stamp.other-policy");
        }

        @Test
        void what_is_told_after_the_certificate_ran_out_or_the_directory_ended_it()
                throws Exception {
            var entry = trial.entry();
            var ended =
                    new TimestampAuthority(
                            entry.certificate(), entry.policies(), Optional.of(NOON), true);
            assertThat(code(List.of(ended), trial::answer)).isEqualTo("stamp.ended");

            now = NOON.plus(Duration.ofDays(4000));
            assertThat(code(trial::answer)).isEqualTo("stamp.expired");
        }

        @Test
        void garbage_and_refusals() throws Exception {
            assertThat(code(_ -> "<html>".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo("stamp.malformed");
            assertThat(code(_ -> new byte[0])).isEqualTo("stamp.malformed");
            assertThat(code(_ -> trial.answer("no query".getBytes(StandardCharsets.UTF_8))))
                    .isEqualTo("stamp.rejected");
            var random = new Random(3);
            for (var i = 0; i < 2_000; i++) {
                var noise = new byte[random.nextInt(400)];
                random.nextBytes(noise);
                if (noise.length > 0) noise[0] = 0x30;
                assertThat(code(_ -> noise)).isEqualTo("stamp.malformed");
            }
        }

        @Test
        void what_is_granted_otherwise_than_asked() throws Exception {
            assertThat(
                            code(
                                    query -> {
                                        var reply = trial.answer(query);
                                        var text = new String(reply, StandardCharsets.ISO_8859_1);
                                        reply[text.indexOf("\u0002\u0001\u0000") + 2] = 1;
                                        return reply;
                                    }))
                    .isEqualTo("stamp.modified");
        }

        @Test
        void any_single_changed_byte_of_what_is_signed() throws Exception {
            var random = new Random(5);
            for (var i = 0; i < 300; i++) {
                var step =
                        stamping(
                                        List.of(trial.entry()),
                                        saying(
                                                query -> {
                                                    var reply = trial.answer(query);
                                                    // Its last bytes are the signature.
                                                    var at = reply.length - 1 - random.nextInt(60);
                                                    reply[at] ^= (byte) (1 << random.nextInt(8));
                                                    return reply;
                                                }))
                                .once();
                assertThat(step).isInstanceOf(Stamping.Step.Refused.class);
            }
            assertThat(stamps.newest()).isZero();
        }
    }

    @Nested
    class Over_HTTP {
        private Stamping.Step answered(int status, Writer body) throws Exception {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext(
                    "/",
                    exchange -> {
                        try (exchange) {
                            assertThat(exchange.getRequestHeaders().getFirst("Content-Type"))
                                    .isEqualTo("application/timestamp-query");
                            var query = exchange.getRequestBody().readAllBytes();
                            exchange.sendResponseHeaders(status, 0);
                            body.write(query, exchange.getResponseBody());
                        } catch (IOException _) {
                            // The other side has gone.
                        }
                    });
            server.start();
            try {
                var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
                return stamping(
                                List.of(trial.entry()),
                                new HttpAuthority(
                                        HttpAuthority.connection(), url, Duration.ofSeconds(2)))
                        .once();
            } finally {
                server.stop(0);
            }
        }

        private interface Writer {
            void write(byte[] query, java.io.OutputStream out) throws IOException;
        }

        @Test
        void it_is_stamped() throws Exception {
            assertThat(answered(200, (query, out) -> out.write(trial.answer(query))))
                    .isInstanceOf(Stamping.Step.Stamped.class);
        }

        @Test
        void an_error_page_is_no_answer() throws Exception {
            assertThat(answered(503, (query, out) -> out.write(trial.answer(query))))
                    .isInstanceOf(Stamping.Step.Unreachable.class);
        }

        @Test
        void ten_megabytes_are_not_read() throws Exception {
            assertThat(answered(200, (_, out) -> out.write(new byte[10 << 20])))
                    .isInstanceOf(Stamping.Step.Unreachable.class);
        }

        @Test
        void a_slow_drip_ends_in_time() throws Exception {
            var step =
                    answered(
                            200,
                            (_, out) -> {
                                for (var i = 0; i < 1000; i++) {
                                    out.write(0x30);
                                    out.flush();
                                    LockSupport.parkNanos(50_000_000);
                                }
                            });

            assertThat(((Stamping.Step.Unreachable) step).why()).isEqualTo("no answer within 2 s");
        }

        @Test
        void nobody_there() throws Exception {
            var step =
                    stamping(
                                    List.of(trial.entry()),
                                    new HttpAuthority(
                                            HttpAuthority.connection(),
                                            URI.create("http://127.0.0.1:1/"),
                                            Duration.ofSeconds(2)))
                            .once();

            assertThat(step).isInstanceOf(Stamping.Step.Unreachable.class);
        }
    }

    /** The real openssl on the other side: asks our authority, and judges what it answered. */
    @Nested
    class With_openssl {
        @Test
        void it_asks_and_verifies_what_our_authority_answers() throws Exception {
            Files.writeString(folder.resolve("message"), "what is stamped");
            sh("openssl ts -query -data message -sha256 -cert -out ours.tsq");
            Files.write(
                    folder.resolve("ours.tsr"),
                    trial.answer(Files.readAllBytes(folder.resolve("ours.tsq"))));
            Files.write(folder.resolve("anchor.der"), trial.entry().certificate().der());
            sh("openssl x509 -inform DER -in anchor.der -out anchor.pem");

            assertThat(
                            sh(
                                    "openssl ts -verify -queryfile ours.tsq -in ours.tsr -CAfile anchor.pem -attime "
                                            + NOON.getEpochSecond()))
                    .contains("Verification: OK");
            assertThat(sh("openssl ts -reply -in ours.tsr -text"))
                    .contains("Policy OID: " + TrialAuthority.POLICY, "Accuracy: 0x01 seconds");
            Files.write(folder.resolve("bad.tsr"), trial.answer(new byte[] {1, 2, 3}));
            assertThat(sh("openssl ts -reply -in bad.tsr -text")).contains("Rejected");
        }

        @Test
        void it_answers_what_our_client_asks() throws Exception {
            Files.writeString(
                    folder.resolve("ts.cnf"),
                    """
                    [tsa]
                    default_tsa = one
                    [one]
                    serial = serial
                    default_policy = 1.2.3.4.1
                    digests = sha256
                    accuracy = secs:1
                    ess_cert_id_alg = sha256
                    signer_digest = sha256
                    """);
            Files.writeString(folder.resolve("serial"), "01\n");
            sh(
                    "openssl req -x509 -newkey rsa:2048 -nodes -days 30 -keyout tsa.key -out tsa.pem -subj /CN=openssl -addext extendedKeyUsage=critical,timeStamping 2>&1");
            var certificate =
                    comity.record.x509.Certificate.pem(Files.readString(folder.resolve("tsa.pem")))
                            .getFirst();
            now = InstantSource.system().instant();
            var named =
                    new TimestampAuthority(
                            certificate, Set.of("1.2.3.4.1"), Optional.empty(), false);
            var seen = new ArrayList<byte[]>();

            var step =
                    stamping(
                                    List.of(named),
                                    saying(
                                            query -> {
                                                seen.add(query);
                                                Files.write(folder.resolve("q.tsq"), query);
                                                sh(
                                                        "openssl ts -reply -config ts.cnf -queryfile q.tsq -signer tsa.pem -inkey tsa.key -out r.tsr 2>&1");
                                                return Files.readAllBytes(folder.resolve("r.tsr"));
                                            }))
                            .once();

            var stamp = ((Stamping.Step.Stamped) step).stamp();
            assertThat(stamp.by()).isEqualTo("openssl");
            assertThat(stamp.trial()).isFalse();
            var imprint =
                    MessageDigest.getInstance("SHA-256")
                            .digest(newest.text().getBytes(StandardCharsets.UTF_8));
            assertThat(Timestamp.of(stamp.reply(), imprint, List.of(named)).at())
                    .isEqualTo(stamp.at());
            assertThat(sh("openssl ts -verify -queryfile q.tsq -in r.tsr -CAfile tsa.pem"))
                    .contains("Verification: OK");
        }

        private String sh(String command) throws IOException {
            var process =
                    new ProcessBuilder("sh", "-ec", command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            try {
                assertThat(process.waitFor()).as(command + "\n" + said).isZero();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return said;
        }
    }
}
