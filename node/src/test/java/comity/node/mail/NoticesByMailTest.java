package comity.node.mail;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.Database;
import comity.node.database.TestDatabases;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.mail.MailServer.Tls;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** From what awaits somebody to what a mail server has taken, on a real database. */
class NoticesByMailTest {
    private static final Person VEGA = new Person("vega", "Ana Vega");
    private static final Person ILIN = new Person("ilin", "Pavel Ilin");
    private static final Duration EVERY = Duration.ofMinutes(30);
    private static final Pattern CODE = Pattern.compile("The code: (\\d{8})");

    private final Database database = TestDatabases.fresh();
    private final JdbcTemplate sql = new JdbcTemplate(database.filer());
    private final TransactionTemplate transaction =
            new TransactionTemplate(new DataSourceTransactionManager(database.filer()));
    private final ScriptedMailServer server = new ScriptedMailServer();
    private final List<Matter> awaiting = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");

    private final Subscriptions subscriptions =
            new Subscriptions(sql, transaction, () -> now, new SecureRandom());
    private final Queue queue = new Queue(sql, () -> now);
    private final Looking looking =
            new Looking(
                    subscriptions,
                    queue,
                    List.of(new Room()),
                    id -> Optional.of(id.equals("vega") ? VEGA : ILIN),
                    person -> List.of(new Officer(person, "XA.court", "JUD")),
                    transaction,
                    () -> now);

    /** A room whose matters the test names; nobody hears of what is withheld. */
    private final class Room implements Awaiting {
        @Override
        public List<Matter> candidates(Person person, List<Officer> held, Instant since) {
            return List.copyOf(awaiting);
        }

        @Override
        public List<Matter> allowed(List<Officer> held, List<Matter> matters) {
            return matters.stream().filter(one -> !one.about().equals("withheld")).toList();
        }
    }

    private Delivery delivery() {
        return new Delivery(
                queue,
                subscriptions,
                new Wording("https://node.xa.example"),
                new Smtp(Servers.at(server.port(), Tls.NONE), "https://node.xa.example", () -> now),
                transaction,
                EVERY);
    }

    private static Matter turn(String about) {
        return new Matter(
                Matter.Kind.TURN, about, "1", false, Optional.of(LocalDate.of(2026, 12, 1)));
    }

    private static Matter emergency(String about) {
        return new Matter(Matter.Kind.TURN, about, "1", true, Optional.empty());
    }

    @BeforeEach
    void people() {
        for (var person : List.of(VEGA, ILIN))
            sql.update("INSERT INTO person (id, name) VALUES (?, ?)", person.id(), person.name());
    }

    @AfterEach
    void closed() {
        server.close();
        database.close();
    }

    private void round() {
        looking.round();
        delivery().round();
    }

    private String lastCode() {
        var found = CODE.matcher(server.taken().getLast());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** Switched on, with the code's letter behind it; how many letters the server has taken. */
    private int on(Person person) {
        assertThat(
                        subscriptions.ask(
                                person,
                                new MailAddress(person.id() + "@xa.example"),
                                Locale.ENGLISH))
                .isTrue();
        delivery().round();
        assertThat(subscriptions.confirm(person, lastCode())).isTrue();
        return server.taken().size();
    }

    private List<Queue.State> states() {
        return queue.of("vega", 10).stream().map(Queue.Kept::state).toList();
    }

    @Test
    void nothing_but_a_code_goes_to_an_address_that_is_not_confirmed() {
        subscriptions.ask(VEGA, new MailAddress("vega@xa.example"), Locale.ENGLISH);
        awaiting.add(emergency("one"));
        round();
        round();
        assertThat(server.taken()).hasSize(1);
        assertThat(subscriptions.confirm(VEGA, "wrong")).isFalse();
        assertThat(subscriptions.confirm(ILIN, lastCode())).isFalse();
        assertThat(subscriptions.confirm(VEGA, lastCode())).isTrue();
        round();
        assertThat(server.taken()).hasSize(2);
    }

    @Test
    void a_code_ends_after_five_tries_and_after_half_an_hour() {
        subscriptions.ask(VEGA, new MailAddress("vega@xa.example"), Locale.ENGLISH);
        delivery().round();
        for (var tries = 0; tries < Subscriptions.MOST_TRIES; tries++)
            assertThat(subscriptions.confirm(VEGA, "wrong")).isFalse();
        assertThat(subscriptions.confirm(VEGA, lastCode())).isFalse();

        subscriptions.ask(VEGA, new MailAddress("vega@xa.example"), Locale.ENGLISH);
        delivery().round();
        now = now.plus(Subscriptions.CODE_LASTS);
        assertThat(subscriptions.confirm(VEGA, lastCode())).isFalse();
    }

    @Test
    void nobody_has_more_than_five_codes_an_hour_mailed_to_a_stranger() {
        for (var asked = 0; asked < Subscriptions.MOST_CODES; asked++) {
            assertThat(
                            subscriptions.ask(
                                    VEGA, new MailAddress("stranger@xb.example"), Locale.ENGLISH))
                    .isTrue();
            subscriptions.off(VEGA);
        }
        assertThat(subscriptions.ask(VEGA, new MailAddress("stranger@xb.example"), Locale.ENGLISH))
                .isFalse();
        now = now.plus(Duration.ofHours(1));
        assertThat(subscriptions.ask(VEGA, new MailAddress("stranger@xb.example"), Locale.ENGLISH))
                .isTrue();
    }

    @Test
    void what_is_new_is_told_once_and_together_and_what_a_person_may_not_see_is_not() {
        var before = on(VEGA);
        awaiting.addAll(List.of(turn("a-docket-of-its-own"), turn("two"), turn("withheld")));
        round();
        round();
        assertThat(server.taken()).hasSize(before + 1);
        assertThat(server.taken().getLast())
                .contains("Await you: 2")
                .contains("December")
                .doesNotContain("a-docket-of-its-own")
                .doesNotContain("Vega");

        awaiting.add(turn("three"));
        round();
        assertThat(server.taken()).as("within half an hour").hasSize(before + 1);
        now = now.plus(EVERY);
        round();
        assertThat(server.taken()).hasSize(before + 2);
        assertThat(server.taken().getLast()).contains("Await you: 1");
    }

    @Test
    void an_emergency_does_not_wait_for_the_digest() {
        var before = on(VEGA);
        awaiting.add(turn("one"));
        round();
        awaiting.addAll(List.of(turn("two"), emergency("three")));
        round();
        assertThat(server.taken()).hasSize(before + 2);
        assertThat(server.taken().getLast()).contains("an emergency awaits you");
    }

    @Test
    void a_server_that_is_busy_is_asked_again_later_and_later() {
        var before = on(VEGA);
        server.answers("RCPT", "451 later");
        awaiting.add(turn("one"));
        round();
        round();
        assertThat(server.heard().stream().filter(said -> said.startsWith("RCPT")).count())
                .as("once for the code, once for the digest")
                .isEqualTo(2);
        assertThat(queue.of("vega", 1).getFirst())
                .satisfies(
                        letter -> {
                            assertThat(letter.state()).isEqualTo(Queue.State.WAITING);
                            assertThat(letter.failure()).isEqualTo("451");
                            assertThat(letter.next()).isEqualTo(now.plus(Duration.ofMinutes(1)));
                        });
        now = now.plus(Duration.ofMinutes(1));
        round();
        assertThat(queue.of("vega", 1).getFirst().next()).isEqualTo(now.plusSeconds(120));
        server.answersAsUsual();
        now = now.plus(Duration.ofMinutes(2));
        round();
        round();
        assertThat(server.taken()).hasSize(before + 1);
        assertThat(states().getFirst()).isEqualTo(Queue.State.SENT);
    }

    @Test
    void the_pause_doubles_up_to_an_hour_and_five_minutes_if_urgent() {
        assertThat(Queue.pause(1, Queue.Kind.DIGEST)).hasMinutes(1);
        assertThat(Queue.pause(6, Queue.Kind.DIGEST)).hasMinutes(32);
        assertThat(Queue.pause(7, Queue.Kind.DIGEST)).hasMinutes(60);
        assertThat(Queue.pause(1_000, Queue.Kind.DIGEST)).hasMinutes(60);
        assertThat(Queue.pause(4, Queue.Kind.EMERGENCY)).hasMinutes(5);
    }

    @Test
    void a_refused_address_is_left_alone_and_shown() {
        var before = on(VEGA);
        server.answers("RCPT", "550 no such person");
        awaiting.add(turn("one"));
        round();
        assertThat(states().getFirst()).isEqualTo(Queue.State.REFUSED);
        assertThat(subscriptions.of(VEGA).orElseThrow().refused()).isEqualTo("550");
        server.answersAsUsual();
        awaiting.add(turn("two"));
        now = now.plus(EVERY);
        round();
        assertThat(server.taken()).hasSize(before);
        assertThat(on(VEGA)).as("given again, it is tried again").isEqualTo(before + 1);
    }

    @Test
    void what_the_server_may_have_taken_is_not_sent_again() {
        var before = on(VEGA);
        server.answers(".", ScriptedMailServer.HANGS_UP);
        awaiting.add(turn("one"));
        round();
        server.answersAsUsual();
        now = now.plus(Duration.ofHours(3));
        round();
        assertThat(states().getFirst()).isEqualTo(Queue.State.DOUBTFUL);
        assertThat(server.taken()).hasSize(before + 1);
    }

    @Test
    void a_letter_whose_process_ended_in_the_midst_is_in_doubt() {
        on(VEGA);
        awaiting.add(turn("one"));
        looking.round();
        assertThat(queue.claim()).isPresent();
        delivery().round();
        assertThat(states().getFirst()).isEqualTo(Queue.State.SENDING);
        now = now.plus(Queue.LOST).plusSeconds(1);
        var before = server.taken().size();
        delivery().round();
        assertThat(states().getFirst()).isEqualTo(Queue.State.DOUBTFUL);
        assertThat(server.taken()).hasSize(before);
    }

    @Test
    void what_was_given_up_after_two_days_is_told_in_another_letter() {
        on(VEGA);
        server.answers("RCPT", "451 later");
        awaiting.add(turn("one"));
        round();
        now = now.plus(Queue.PATIENCE);
        round();
        assertThat(states()).contains(Queue.State.GIVEN_UP);
        server.answersAsUsual();
        round();
        assertThat(server.taken().getLast()).contains("Await you: 1");
    }

    @Test
    void many_processes_send_each_letter_once() {
        on(VEGA);
        on(ILIN);
        awaiting.add(turn("one"));
        var before = server.taken().size();
        CompletableFuture.allOf(
                        java.util.stream.IntStream.range(0, 8)
                                .mapToObj(_ -> CompletableFuture.runAsync(this::round))
                                .toArray(CompletableFuture[]::new))
                .join();
        round();
        assertThat(server.taken()).hasSize(before + 2);
    }

    @Test
    void one_click_ends_it_and_leaves_nothing_behind() {
        on(VEGA);
        awaiting.add(turn("one"));
        round();
        var letter = server.taken().getLast().replace("=\n", "").replace("=3D", "=");
        assertThat(letter).contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        var link =
                Pattern.compile("List-Unsubscribe:\\s*<https://node.xa.example/mail/off/([^>]+)>")
                        .matcher(letter);
        assertThat(link.find()).isTrue();
        subscriptions.off("another");
        assertThat(subscriptions.of(VEGA)).isPresent();
        subscriptions.off(link.group(1));
        assertThat(subscriptions.of(VEGA)).isEmpty();
        for (var table : List.of("mail_address", "mail_letter", "mail_told", "mail_off"))
            assertThat(sql.queryForObject("SELECT count(*) FROM " + table, Long.class))
                    .as(table)
                    .isZero();
    }

    @Test
    void a_server_that_is_down_is_asked_once_in_a_round() {
        on(VEGA);
        on(ILIN);
        awaiting.add(turn("one"));
        server.close();
        round();
        assertThat(
                        sql.queryForObject(
                                "SELECT count(*) FROM mail_letter WHERE state = 'WAITING' AND tries > 0",
                                Long.class))
                .isEqualTo(1);
        assertThat(
                        sql.queryForList(
                                "SELECT failure FROM mail_letter WHERE state = 'WAITING' AND tries > 0",
                                String.class))
                .containsExactly("UNREACHABLE");
    }
}
