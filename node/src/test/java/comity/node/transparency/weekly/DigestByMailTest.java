package comity.node.transparency.weekly;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.Database;
import comity.node.database.TestDatabases;
import comity.node.mail.MailAddress;
import comity.node.mail.MailServer;
import comity.node.mail.ScriptedMailServer;
import comity.node.mail.Smtp;
import comity.node.transparency.Quarters;
import comity.node.transparency.Statement;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** From a wish to what a mail server has taken each week, on a real database and a real server. */
class DigestByMailTest {
    private static final String ORIGIN = "https://node.xa.example";
    private static final Pattern LINK =
            Pattern.compile(ORIGIN + "/transparency/weekly/(confirm|off)/([A-Za-z0-9_-]{43})");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final List<String> TABLES =
            List.of("weekly_reader", "weekly_letter", "weekly_wish");

    private static final Statement SPRING = Quarters.published(LocalDate.of(2026, 4, 1), 1);
    private static final Statement SUMMER = Quarters.published(LocalDate.of(2026, 7, 1), 2);

    private static final Database DATABASE = TestDatabases.fresh();

    private final JdbcTemplate sql = new JdbcTemplate(DATABASE.filer());
    private final TransactionTemplate transaction =
            new TransactionTemplate(new DataSourceTransactionManager(DATABASE.filer()));
    private final ScriptedMailServer server = new ScriptedMailServer();
    private final List<Statement> published = new ArrayList<>(List.of(SPRING));
    private Instant now = Instant.parse("2026-11-25T12:00:00Z");

    private final ReaderKeys keys =
            ReaderKeys.open(
                    TestDatabases.folder("weekly").resolve("weekly.json"), new SecureRandom());
    private final Readers readers = new Readers(sql, transaction, keys, () -> now);
    private final Editions editions = new Editions(sql, transaction, () -> now);

    private Delivery delivery(ReaderKeys under) {
        return new Delivery(
                readers,
                editions,
                new Schedule(DayOfWeek.MONDAY, 8, ZoneOffset.UTC),
                () -> List.copyOf(published),
                under,
                new Wording(ORIGIN, "XA"),
                Optional.of(
                        new Smtp(
                                new MailServer(
                                        "localhost",
                                        server.port(),
                                        "comity@xa.example",
                                        "",
                                        "",
                                        MailServer.Tls.NONE,
                                        "",
                                        Duration.ZERO,
                                        Duration.ofSeconds(15)),
                                ORIGIN,
                                () -> now)),
                () -> now);
    }

    private void round() {
        delivery(keys).step();
    }

    private void aWeekLater() {
        now = now.plus(WEEK);
        round();
    }

    @AfterEach
    void emptied() {
        server.close();
        for (var table : List.of("weekly_reader", "weekly_wish", "weekly_edition"))
            sql.update("DELETE FROM " + table);
    }

    @AfterAll
    static void closed() {
        DATABASE.close();
    }

    private void wish(String address, Locale language) {
        readers.ask(MailAddress.of(address).orElseThrow(), language);
    }

    private MimeMessage letter(String raw) {
        try {
            return new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(raw.getBytes(StandardCharsets.US_ASCII)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String text(String raw) {
        try {
            return letter(raw).getContent().toString();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String last() {
        return text(server.taken().getLast());
    }

    private List<String> to(String address) {
        return server.taken().stream().filter(raw -> raw.contains("To: " + address)).toList();
    }

    private String link(String what, String text) {
        return LINK.matcher(text)
                .results()
                .filter(found -> found.group(1).equals(what))
                .map(found -> found.group(2))
                .findFirst()
                .orElseThrow();
    }

    /** Who has asked, and confirmed by the letter's link. */
    private void reads(String... addresses) {
        for (var address : addresses) {
            wish(address, Locale.ENGLISH);
            round();
            assertThat(readers.confirm(link("confirm", last()))).isTrue();
        }
    }

    private long rows(String table) {
        var count = sql.queryForObject("SELECT count(*) FROM " + table, Long.class);
        return count == null ? 0 : count;
    }

    @Nested
    class Whoever_asks {

        @Test
        void has_nothing_but_one_letter_until_its_link_confirms() {
            wish("ana@paper.example", Locale.ENGLISH);
            round();
            assertThat(last()).contains("Transparency – Arcadia");
            aWeekLater();
            assertThat(server.taken()).hasSize(1);
        }

        @Test
        void confirms_within_two_days_and_is_forgotten_after() {
            wish("ana@paper.example", Locale.ENGLISH);
            round();
            var link = link("confirm", last());
            now = now.plus(Readers.LASTS).minusSeconds(1);
            round();
            assertThat(readers.isGood(link)).isTrue();
            now = now.plusSeconds(1);
            assertThat(readers.isGood(link)).isFalse();
            assertThat(readers.confirm(link)).isFalse();
            round();
            for (var table : TABLES) assertThat(rows(table)).as(table).isZero();
        }

        @Test
        void may_press_the_button_twice() {
            reads("ana@paper.example");
            var link = link("confirm", last());
            assertThat(readers.confirm(link)).isTrue();
            assertThat(readers.confirm("A".repeat(43))).isFalse();
            aWeekLater();
            assertThat(server.taken()).hasSize(2);
        }

        @Test
        void again_has_one_letter_a_week_in_the_language_that_was_confirmed_last() {
            reads("ana@paper.example");
            var off = link("off", last());
            wish("Ana@Paper.example", Locale.FRENCH);
            round();
            assertThat(last()).contains("Transparence");
            assertThat(readers.confirm(link("confirm", last()))).isTrue();
            assertThat(readers.confirm(link("confirm", last()))).isTrue();
            aWeekLater();
            assertThat(server.taken()).hasSize(3);
            assertThat(last()).contains("Publié depuis le dernier message");
            assertThat(link("off", last())).as("an old letter's link ends it").isEqualTo(off);
        }

        @Test
        void of_a_stranger_s_address_has_three_letters_a_day_sent_there_and_no_more() {
            for (var asked = 0; asked < 10; asked++) {
                wish("stranger@xb.example", Locale.ENGLISH);
                round();
            }
            assertThat(server.taken()).hasSize(Readers.MOST_WISHES);
            readers.off(link("off", last()));
            wish("stranger@xb.example", Locale.ENGLISH);
            round();
            assertThat(server.taken()).hasSize(Readers.MOST_WISHES);
            now = now.plus(Duration.ofDays(1));
            wish("stranger@xb.example", Locale.ENGLISH);
            round();
            assertThat(server.taken()).hasSize(Readers.MOST_WISHES + 1);
        }

        @Test
        void is_in_no_table_by_name() {
            reads("ana@paper.example");
            now = now.plus(WEEK);
            server.answers("RCPT", "451 later");
            round();
            for (var table : TABLES)
                for (var row :
                        sql.queryForList("SELECT t::text FROM " + table + " t", String.class))
                    assertThat(row)
                            .doesNotContain("paper")
                            .doesNotContain(hex("ana"))
                            .doesNotContain(hex("paper"));
        }

        private String hex(String text) {
            return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Nested
    class Each_week {

        @Test
        void a_letter_says_what_is_new_and_one_line_if_nothing_is() throws MessagingException {
            reads("ana@paper.example");
            aWeekLater();
            round();
            assertThat(server.taken()).hasSize(2);
            assertThat(last())
                    .contains(SPRING.period())
                    .contains("/transparency?period=2026-Q2&language=en");
            var letter = letter(server.taken().getLast());
            assertThat(letter.getHeader("List-Unsubscribe-Post"))
                    .containsExactly("List-Unsubscribe=One-Click");
            assertThat(link("off", letter.getHeader("List-Unsubscribe", "")))
                    .isEqualTo(link("off", last()));

            aWeekLater();
            assertThat(last()).contains("Nothing new was published").doesNotContain("2026-Q2");
            published.addFirst(SUMMER);
            aWeekLater();
            assertThat(last()).contains("2026-Q3").doesNotContain("2026-Q2");
            assertThat(server.taken()).hasSize(4);
        }

        @Test
        void no_number_is_there_that_the_statement_withholds() {
            reads("ana@paper.example");
            aWeekLater();
            var shown =
                    SPRING.figures().stream()
                            .flatMap(figure -> figure.count().stream())
                            .map(count -> "%,d".formatted(count))
                            .toList();
            assertThat(
                            Pattern.compile(": ([0-9,]+);")
                                    .matcher(last())
                                    .results()
                                    .map(found -> found.group(1)))
                    .isNotEmpty()
                    .isSubsetOf(shown);
        }

        @Test
        void many_processes_send_each_letter_once() {
            var all = IntStream.range(0, 5).mapToObj(n -> "r" + n + "@paper.example").toList();
            reads(all.toArray(String[]::new));
            now = now.plus(WEEK);
            CompletableFuture.allOf(
                            IntStream.range(0, 4)
                                    .mapToObj(
                                            _ ->
                                                    CompletableFuture.runAsync(
                                                            DigestByMailTest.this::round))
                                    .toArray(CompletableFuture[]::new))
                    .join();
            for (var address : all) assertThat(to(address)).as(address).hasSize(2);
        }

        @Test
        void a_node_that_was_away_for_a_month_sends_one() {
            reads("ana@paper.example");
            now = now.plus(WEEK.multipliedBy(5));
            round();
            round();
            assertThat(server.taken()).hasSize(2);
        }
    }

    @Nested
    class A_process_that_ends {

        @Test
        void before_the_first_word_leaves_nobody_out_and_nobody_has_it_twice() {
            reads("ana@paper.example", "ben@paper.example");
            now = now.plus(WEEK);
            server.answers("MAIL", "451 busy");
            round();
            server.answersAsUsual();
            assertThat(editions.take()).as("and then the process ended").isPresent();
            now = now.plus(Editions.LOST).plusSeconds(1);
            round();
            round();
            assertThat(to("ana@paper.example")).hasSize(2);
            assertThat(to("ben@paper.example")).hasSize(2);
        }

        @Test
        void in_the_midst_leaves_a_letter_that_next_week_s_repeats() {
            reads("ana@paper.example");
            now = now.plus(WEEK);
            server.answers("MAIL", "451 busy");
            round();
            server.answersAsUsual();
            now = now.plus(Duration.ofMinutes(1));
            assertThat(editions.goesOut(editions.take().orElseThrow())).isTrue();
            now = now.plus(Editions.LOST).plusSeconds(1);
            round();
            round();
            assertThat(server.taken()).as("it may have arrived").hasSize(1);
            assertThat(editions.standing().doubtful()).isEqualTo(1);
            aWeekLater();
            assertThat(last()).contains("2026-Q2").contains("Nobody knows whether");
            aWeekLater();
            assertThat(last()).contains("Nothing new").doesNotContain("Nobody knows whether");
            assertThat(editions.standing().doubtful()).isZero();
        }

        @Test
        void only_seemingly_sends_nothing_that_another_took() {
            reads("ana@paper.example");
            now = now.plus(WEEK);
            server.answers("MAIL", "451 busy");
            round();
            server.answersAsUsual();
            now = now.plus(Duration.ofMinutes(1));
            var slow = editions.take().orElseThrow();
            now = now.plus(Editions.LOST).plusSeconds(1);
            round();
            assertThat(to("ana@paper.example")).hasSize(2);
            assertThat(editions.goesOut(slow)).isFalse();
        }
    }

    @Nested
    class A_server_that_does_not_take_it {

        @Test
        void is_asked_later_and_later_and_the_administrator_reads_why() {
            reads("ana@paper.example");
            now = now.plus(WEEK);
            server.answers("RCPT", "451 later");
            round();
            assertThat(editions.standing())
                    .satisfies(
                            said -> {
                                assertThat(said.waiting()).isEqualTo(1);
                                assertThat(said.oldest()).contains(now);
                                assertThat(said.failure()).isEqualTo("451");
                            });
            for (var minutes : List.of(1, 2, 4)) {
                now = now.plus(Duration.ofMinutes(minutes)).minusSeconds(1);
                var before = server.heard().size();
                round();
                assertThat(server.heard()).hasSize(before);
                now = now.plusSeconds(1);
                round();
            }
            server.answersAsUsual();
            now = now.plus(Duration.ofMinutes(8));
            round();
            assertThat(to("ana@paper.example")).hasSize(2);
            assertThat(editions.standing().waiting()).isZero();
        }

        @Test
        void for_a_week_is_given_the_next_edition_with_all_that_was_not_told() {
            reads("ana@paper.example");
            server.answers("RCPT", "451 later");
            aWeekLater();
            published.addFirst(SUMMER);
            aWeekLater();
            server.answersAsUsual();
            now = now.plus(Duration.ofHours(6));
            round();
            assertThat(to("ana@paper.example")).hasSize(2);
            assertThat(last()).contains("2026-Q3");
            assertThat(rows("weekly_letter")).isZero();
        }

        @Test
        void for_one_address_for_good_ends_it_and_the_address_is_erased() {
            reads("gone@paper.example", "ben@paper.example");
            server.answers("RCPT TO:<gone@paper.example>", "550 no such person");
            aWeekLater();
            assertThat(to("ben@paper.example")).hasSize(2);
            assertThat(rows("weekly_reader")).isEqualTo(1);
            assertThat(editions.standing().refused()).isEqualTo(1);
        }

        @Test
        void for_anybody_is_ours_to_mend_and_nobody_is_lost() {
            reads("ana@paper.example", "ben@paper.example");
            server.answers("RCPT", "550 we do not relay for you");
            aWeekLater();
            assertThat(rows("weekly_reader")).isEqualTo(2);
            assertThat(editions.standing().refused()).isEqualTo(2);
            server.answersAsUsual();
            aWeekLater();
            assertThat(to("ana@paper.example")).hasSize(2);
            assertThat(to("ben@paper.example")).hasSize(2);
        }

        @Test
        void for_a_wish_s_address_has_it_forgotten() {
            server.answers("RCPT", "550 no such person");
            wish("nobody@paper.example", Locale.ENGLISH);
            round();
            assertThat(rows("weekly_reader")).isZero();
        }

        @Test
        void because_the_keys_are_others_loses_nobody() {
            reads("ana@paper.example");
            now = now.plus(WEEK);
            delivery(
                            ReaderKeys.open(
                                    TestDatabases.folder("other").resolve("weekly.json"),
                                    new SecureRandom()))
                    .step();
            assertThat(editions.standing().failure()).isEqualTo("KEY");
            now = now.plus(Duration.ofMinutes(1));
            round();
            assertThat(to("ana@paper.example")).hasSize(2);
        }
    }

    @Nested
    class One_click {

        @Test
        void ends_it_and_leaves_nothing_but_for_a_day_that_it_was_asked() {
            reads("ana@paper.example", "ben@paper.example");
            wish("ana@paper.example", Locale.FRENCH);
            readers.off("A".repeat(43));
            assertThat(rows("weekly_reader")).isEqualTo(3);
            readers.off(link("off", text(to("ana@paper.example").getFirst())));
            assertThat(rows("weekly_reader")).isEqualTo(1);
            aWeekLater();
            assertThat(to("ana@paper.example")).hasSize(1);
            assertThat(rows("weekly_wish")).isZero();
        }

        @Test
        void calls_off_a_letter_that_is_on_its_way() {
            reads("ana@paper.example");
            now = now.plus(WEEK);
            server.answers("MAIL", "451 busy");
            round();
            now = now.plus(Duration.ofMinutes(1));
            var taken = editions.take().orElseThrow();
            readers.off(link("off", last()));
            assertThat(editions.goesOut(taken)).isFalse();
        }
    }
}
