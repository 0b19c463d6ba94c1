package comity.node.admin;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.admin.Line.State;
import comity.node.mail.Mailroom;
import comity.node.mail.PublicLetters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From facts to lines: well, look, act now, on both sides of each threshold. */
class LinesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final long GB = 1_000_000_000L;

    /** A node of which all is well; each test makes one thing worse. */
    private static final class Node {
        Facts.Database database = new Facts.Database("18.6", 10, 100);
        Facts.Disk disk = new Facts.Disk(500 * GB, 1000 * GB);
        Facts.Log log =
                new Facts.Log(
                        100,
                        100,
                        false,
                        false,
                        Optional.empty(),
                        100,
                        Optional.empty(),
                        Optional.of(NOW));
        Facts.Stamps stamps =
                new Facts.Stamps(
                        1,
                        100,
                        Optional.empty(),
                        Optional.of(NOW),
                        "",
                        Duration.ZERO,
                        Optional.of(NOW.plus(Duration.ofDays(3000))));
        Facts.Jobs jobs = new Facts.Jobs(0, Optional.empty(), 0, 0, Optional.empty());
        List<Facts.Peer> peers = List.of(peer(Optional.empty(), false, 0, true));
        Facts.Keys keys = keys(Duration.ofDays(300), false, Duration.ofDays(300));
        Facts.Epochs epochs = new Facts.Epochs(3, 2, false);
        Facts.Backup backup = new Facts.Backup(Optional.of(NOW), NOW);
        Facts.Version version = new Facts.Version("0.2.0", "221", Optional.of("0.1.0"), NOW);
        Mailroom.Standing mail =
                new Mailroom.Standing(true, 0, Optional.empty(), "", 0, 0, Optional.of(NOW));
        PublicLetters.Standing weekly =
                new PublicLetters.Standing(0, Optional.empty(), "", 0, 0, Optional.of(NOW));

        List<Line> lines() {
            return Lines.of(
                    new Facts(
                            NOW,
                            database,
                            disk,
                            log,
                            stamps,
                            jobs,
                            peers,
                            keys,
                            Optional.of(
                                    new Facts.Exhibits(2, OptionalLong.of(2_500), 0, false, NOW)),
                            epochs,
                            backup,
                            version,
                            mail,
                            weekly),
                    Thresholds.OF_THE_HOUSE);
        }

        State state(String code) {
            return lines().stream()
                    .filter(line -> line.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no line " + code + ": " + lines()))
                    .state();
        }
    }

    private static Facts.Peer peer(
            Optional<Instant> untold, boolean suspended, long refused, boolean agreed) {
        return new Facts.Peer(
                "XB",
                OptionalLong.of(2),
                suspended,
                untold.isPresent() ? 3 : 0,
                untold,
                refused,
                Optional.of(NOW),
                Optional.of(NOW),
                agreed);
    }

    private static Facts.Keys keys(Duration left, boolean compromised, Duration certificate) {
        return new Facts.Keys(
                List.of(
                        new Facts.Key(
                                "XA.court",
                                "EdDSA",
                                NOW.plus(left),
                                compromised,
                                Optional.of(NOW.plus(certificate)))),
                false,
                false,
                Optional.empty(),
                NOW.plus(certificate));
    }

    private static Optional<Instant> ago(String span) {
        return Optional.of(NOW.minus(Duration.parse(span)));
    }

    @Test
    void a_node_of_which_all_is_well_has_nothing_to_do() {
        assertThat(new Node().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.state()).as(line.code()).isEqualTo(State.WELL));
    }

    @Test
    void the_gravest_stands_first_and_the_order_is_always_the_same() {
        var node = new Node();
        node.jobs = new Facts.Jobs(0, Optional.empty(), 4, 0, Optional.empty());
        node.backup = new Facts.Backup(Optional.empty(), NOW);
        var lines = node.lines();
        assertThat(lines.get(0).code()).isEqualTo("clocks");
        assertThat(lines.get(1).code()).isEqualTo("backup-never");
        var states = new ArrayList<>(lines.stream().map(Line::state).toList());
        assertThat(states).isSorted();
        assertThat(node.lines()).isEqualTo(lines);
    }

    @ParameterizedTest
    @CsvSource({"79, WELL", "80, LOOK", "94, LOOK", "95, NOW"})
    void connections_of_the_database(long used, State state) {
        var node = new Node();
        node.database = new Facts.Database("18.6", used, 100);
        assertThat(node.state("database")).isEqualTo(state);
    }

    /** Ten and two in a hundred, ten and one gigabytes: the less generous of both. */
    @ParameterizedTest
    @CsvSource({
        "110, 1000, WELL",
        "109, 1000, LOOK",
        "30, 1000, LOOK",
        "29, 1000, NOW",
        "11, 20, WELL",
        "10, 20, LOOK",
        "2, 20, LOOK",
        "1, 20, NOW",
    })
    void room_on_the_disk(long free, long total, State state) {
        var node = new Node();
        node.disk = new Facts.Disk(free * GB, total * GB);
        assertThat(node.state("disk")).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, LOOK", "PT9M59S, LOOK", "PT10M, NOW"})
    void a_log_whose_place_takes_nothing(String since, State state) {
        var node = new Node();
        node.log =
                new Facts.Log(
                        100, 90, false, false, ago(since), 90, Optional.empty(), Optional.empty());
        assertThat(node.state("log-waits")).isEqualTo(state);
    }

    @Test
    void an_old_state_of_the_node() {
        var node = new Node();
        node.log =
                new Facts.Log(
                        90,
                        90,
                        true,
                        false,
                        Optional.empty(),
                        90,
                        Optional.empty(),
                        Optional.empty());
        assertThat(node.state("log-behind")).isEqualTo(State.NOW);
    }

    @ParameterizedTest
    @CsvSource({"PT9M59S, WELL", "PT10M, LOOK", "PT59M59S, LOOK", "PT1H, NOW"})
    void acts_that_nobody_countersigned(String since, State state) {
        var node = new Node();
        node.log =
                new Facts.Log(
                        100, 100, false, false, Optional.empty(), 90, ago(since), Optional.empty());
        assertThat(node.state("witnesses")).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "PT59M59S, '', timestamps, WELL",
        "PT1H, '', timestamps, LOOK",
        "PT24H, '', timestamps, NOW",
        "PT1M, stamp.unreachable, timestamps-failed, LOOK",
        "PT24H, stamp.unreachable, timestamps-failed, NOW",
    })
    void acts_without_a_timestamp(String since, String problem, String code, State state) {
        var node = new Node();
        node.stamps =
                new Facts.Stamps(
                        1, 90, ago(since), ago(since), problem, Duration.ZERO, Optional.empty());
        assertThat(node.state(code)).isEqualTo(state);
    }

    @Test
    void nobody_is_asked_for_timestamps() {
        var node = new Node();
        node.stamps =
                new Facts.Stamps(
                        0,
                        0,
                        Optional.of(Instant.EPOCH),
                        Optional.empty(),
                        "",
                        Duration.ZERO,
                        Optional.empty());
        node.jobs = new Facts.Jobs(0, Optional.empty(), 0, 9, Optional.of(Instant.EPOCH));
        assertThat(node.state("timestamps-none")).isEqualTo(State.LOOK);
        assertThat(node.lines())
                .noneMatch(line -> line.code().equals("exhibit-times"))
                .noneMatch(line -> line.state() == State.NOW);
    }

    @Test
    void a_clock_that_another_contradicts() {
        var node = new Node();
        node.stamps =
                new Facts.Stamps(
                        1,
                        100,
                        Optional.empty(),
                        Optional.of(NOW),
                        "",
                        Duration.ofSeconds(-7),
                        Optional.empty());
        assertThat(node.state("clock")).isEqualTo(State.LOOK);
    }

    @ParameterizedTest
    @CsvSource({"PT4M59S, WELL", "PT5M, LOOK", "PT1H, NOW"})
    void tables_that_do_not_follow(String since, State state) {
        var node = new Node();
        node.jobs = new Facts.Jobs(5, ago(since), 0, 0, Optional.empty());
        assertThat(node.state("tables")).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"PT14M59S, WELL", "PT15M, LOOK", "PT3H59M59S, LOOK", "PT4H, NOW"})
    void a_partner_that_is_not_told(String since, State state) {
        var node = new Node();
        node.peers = List.of(peer(ago(since), false, 0, true));
        assertThat(node.state("outbox")).isEqualTo(state);
    }

    @Test
    void partners_that_want_a_look() {
        var node = new Node();
        node.peers = List.of();
        assertThat(node.state("peer-none")).isEqualTo(State.LOOK);
        node.peers = List.of(peer(ago("PT9H"), true, 1, false));
        assertThat(node.state("peer-suspended")).isEqualTo(State.LOOK);
        assertThat(node.lines())
                .as("it is not told")
                .noneMatch(line -> line.code().equals("outbox"));
        node.peers = List.of(peer(Optional.empty(), false, 1, false));
        assertThat(node.state("refused")).isEqualTo(State.LOOK);
        assertThat(node.state("compared-not")).isEqualTo(State.LOOK);
    }

    @ParameterizedTest
    @CsvSource({"61, WELL", "60, LOOK", "15, LOOK", "14, NOW", "-1, NOW"})
    void keys_and_certificates_that_end(long days, State state) {
        var node = new Node();
        node.keys = keys(Duration.ofDays(days), false, Duration.ofDays(days));
        for (var code : List.of("key", "tls", "pki"))
            assertThat(node.state(code)).as(code).isEqualTo(state);
    }

    @Test
    void a_key_that_is_compromised_and_a_demonstration() {
        var node = new Node();
        node.keys = keys(Duration.ofDays(300), true, Duration.ofDays(300));
        assertThat(node.state("key-compromised")).isEqualTo(State.NOW);
        node.keys =
                new Facts.Keys(List.of(), true, true, ago("P21D"), NOW.plus(Duration.ofDays(300)));
        assertThat(node.state("demo")).isEqualTo(State.LOOK);
        assertThat(node.state("directory-waits")).isEqualTo(State.NOW);
    }

    @ParameterizedTest
    @CsvSource({"181, WELL", "180, LOOK", "30, NOW"})
    void certificates_under_timestamps(long days, State state) {
        var node = new Node();
        node.stamps =
                new Facts.Stamps(
                        1,
                        100,
                        Optional.empty(),
                        Optional.of(NOW),
                        "",
                        Duration.ZERO,
                        Optional.of(NOW.plus(Duration.ofDays(days))));
        assertThat(node.state("stamps-end")).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"PT25H59M, WELL", "PT26H, LOOK", "P6DT23H, LOOK", "P7D, NOW"})
    void the_last_backup(String since, State state) {
        var node = new Node();
        node.backup = new Facts.Backup(ago(since), Instant.EPOCH);
        assertThat(node.state("backup")).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"PT1M, LOOK", "P6D, LOOK", "P7D, NOW"})
    void no_backup_ever(String sinceTheFirstStart, State state) {
        var node = new Node();
        node.backup = new Facts.Backup(Optional.empty(), ago(sinceTheFirstStart).orElseThrow());
        assertThat(node.state("backup-never")).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "0.2.0, 0.1.9, version, WELL",
        "0.10.0, 0.9.0, version, WELL",
        "0.9.0, 0.10.0, version-older, NOW",
        "1.0, 0.9.9-SNAPSHOT, version, WELL",
    })
    void the_program_that_runs(String running, String before, String code, State state) {
        var node = new Node();
        node.version = new Facts.Version(running, "221", Optional.of(before), NOW);
        assertThat(node.state(code)).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "PT14M59S, '', mail, WELL",
        "PT15M, '', mail, LOOK",
        "PT1M, UNREACHABLE, mail-failed, LOOK",
        "PT4H, 451, mail-failed, NOW",
    })
    void letters_that_wait(String since, String failure, String code, State state) {
        var node = new Node();
        node.mail = new Mailroom.Standing(true, 2, ago(since), failure, 1, 1, Optional.empty());
        assertThat(node.state(code)).isEqualTo(state);
        assertThat(node.state("mail-refused")).isEqualTo(State.LOOK);
        assertThat(node.state("mail-doubtful")).isEqualTo(State.LOOK);
    }

    @ParameterizedTest
    @CsvSource({
        "PT3H59M, '', weekly, WELL",
        "PT4H, '', weekly, LOOK",
        "PT1M, UNREACHABLE, weekly-failed, LOOK",
        "P1D, 451, weekly-failed, NOW",
    })
    void letters_of_the_digest_that_wait(String since, String failure, String code, State state) {
        var node = new Node();
        node.weekly = new PublicLetters.Standing(2, ago(since), failure, 1, 1, Optional.of(NOW));
        assertThat(node.state(code)).isEqualTo(state);
        assertThat(node.state("weekly-refused")).isEqualTo(State.LOOK);
        assertThat(node.state("weekly-doubtful")).isEqualTo(State.LOOK);
    }

    @Test
    void an_erasure_that_goes_on() {
        var node = new Node();
        node.epochs = new Facts.Epochs(3, 2, true);
        assertThat(node.state("epoch-ending")).isEqualTo(State.LOOK);
    }

    @Test
    void sizes_are_told_in_units() {

        assertThat(Sizes.text(999L)).isEqualTo("999 B");
        assertThat(Sizes.text(1000L)).isEqualTo("1.0 kB");
        assertThat(Sizes.text(8400000L)).isEqualTo("8.4 MB");
        assertThat(Sizes.text(9223372036854775807L)).isEqualTo("9223.4 PB");
    }
}
