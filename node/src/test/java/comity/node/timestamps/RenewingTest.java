package comity.node.timestamps;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.TestDatabases;
import comity.record.act.Digest;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.Note;
import comity.record.tlog.NoteSigner;
import comity.record.x509.Timestamp;
import comity.record.x509.TimestampAuthority;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Timestamps that are renewed in the year before their certificates end, and not before. */
class RenewingTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir Path folder = Path.of("");
    private final NoteSigner log = NoteSigner.log("log.example", new byte[32], new byte[32]);
    private Instant now = NOON;
    private final InstantSource clock = () -> now;

    private TrialAuthority open(String file) {
        return TrialAuthority.open(folder.resolve(file), "a secret", clock, new SecureRandom());
    }

    private static Authority asking(TrialAuthority authority) {
        return new Authority() {
            @Override
            public String name() {
                return "trial";
            }

            @Override
            public byte[] ask(byte[] query) {
                return authority.answer(query);
            }
        };
    }

    private Note checkpoint(long size) {
        var text = new Checkpoint("log.example", size, new byte[32]).text();
        return new Note(text, log.sign(text, NOON));
    }

    /** What was stamped by itself is renewed in the same groups, and its chain follows from it. */
    @Test
    void renews_the_timestamps_of_exhibits_with_those_of_checkpoints() throws Exception {
        try (var database = TestDatabases.fresh()) {
            var sql = JdbcClient.create(database.filer());
            var stamps = new StampTable(sql);
            var exhibits = new ExhibitStamps(sql);
            var renewals = new RenewalTable(sql);
            var first = open("first.p12");
            var before = stamping(stamps, asking(first), List.of(first.entry()));
            assertThat(before.once()).isInstanceOf(Stamping.Step.Stamped.class);
            var stamping = new ExhibitStamping(before, exhibits, clock, new Random(1));
            var one = Digest.of(new byte[] {1});
            var two = Digest.of(new byte[] {2});
            assertThat(stamping.batch(List.of(one, two))).isTrue();
            assertThat(new Renewing(before, renewals, clock).once()).as("not due").isZero();

            now = NOON.plus(Duration.ofDays(3_400));
            var later = open("later.p12");
            var both = List.of(first.entry(), later.entry());
            var renewing = new Renewing(stamping(stamps, asking(later), both), renewals, clock);
            assertThat(renewing.once()).isEqualTo(3);
            assertThat(renewing.once()).as("nothing is due any more").isZero();
            for (var exhibit : List.of(one, two)) {
                var kept = renewing.of(exhibit);
                assertThat(kept).hasSize(1);
                var token = Timestamp.token(exhibits.reply(exhibit).orElseThrow());
                assertThat(kept.getFirst().group()).hasSize(3).contains(Digest.of(token));
                assertThat(kept.getFirst().ends()).isEqualTo(later.entry().certificate().until());
            }
            assertThat(renewing.of(Digest.of(new byte[] {3}))).isEmpty();

            now = now.plus(Duration.ofDays(3_400));
            var newest = open("newest.p12");
            var all = List.of(first.entry(), later.entry(), newest.entry());
            var last = new Renewing(stamping(stamps, asking(newest), all), renewals, clock);
            assertThat(last.once()).isEqualTo(3);
            var chain = renewals.of(one);
            assertThat(chain).hasSize(2);
            assertThat(chain.getLast().group())
                    .as("it stamps the renewal before it")
                    .contains(Digest.of(Timestamp.token(chain.getFirst().reply())));
        }
    }

    private Stamping stamping(StampTable stamps, Authority asked, List<TimestampAuthority> named) {
        return new Stamping(
                () -> checkpoint(1), () -> named, List.of(asked), stamps, clock, new Random(1));
    }

    @Test
    void renews_many_at_once_by_an_authority_that_lasts_longer() throws Exception {
        try (var database = TestDatabases.fresh()) {
            var sql = JdbcClient.create(database.filer());
            var stamps = new StampTable(sql);
            var renewals = new RenewalTable(sql);
            var first = open("first.p12");
            var newest = new Note[] {checkpoint(1)};
            var named = List.of(first.entry());
            var before =
                    new Stamping(
                            () -> newest[0],
                            () -> named,
                            List.of(asking(first)),
                            stamps,
                            clock,
                            new Random(1));
            for (var size = 1; size <= 3; size++) {
                newest[0] = checkpoint(size);
                assertThat(before.once()).isInstanceOf(Stamping.Step.Stamped.class);
            }
            assertThat(new Renewing(before, renewals, clock).once()).as("not due").isZero();

            now = NOON.plus(Duration.ofDays(3_400));
            assertThat(new Renewing(before, renewals, clock).once())
                    .as("its own certificate ends as soon")
                    .isZero();

            var later = open("later.p12");
            var both = List.of(first.entry(), later.entry());
            var after =
                    new Stamping(
                            () -> newest[0],
                            () -> both,
                            List.of(asking(later)),
                            stamps,
                            clock,
                            new Random(2));
            var renewing = new Renewing(after, renewals, clock);
            assertThat(renewing.once()).isEqualTo(3);
            assertThat(renewing.once()).as("nothing is due any more").isZero();

            var kept = renewing.of(2).getFirst();
            assertThat(renewing.of(2)).hasSize(1);
            assertThat(kept.group()).hasSize(3);
            assertThat(kept.ends()).isEqualTo(later.entry().certificate().until());
            var token = Timestamp.token(stamps.holding(1).orElseThrow().reply());
            assertThat(kept.group()).contains(Digest.of(token));
            assertThat(stamps.holding(1).orElseThrow().checkpoint())
                    .isEqualTo(checkpoint(2).encoded());
        }
    }
}
