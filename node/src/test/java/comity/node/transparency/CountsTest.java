package comity.node.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.node.database.Database;
import comity.node.database.TestDatabases;
import comity.node.frame.Quarter;
import comity.node.registry.Filing;
import comity.node.registry.Nation;
import comity.node.registry.Registry;
import comity.node.transparency.Counted.Counter;
import comity.record.act.ActId;
import comity.record.act.Author;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.Section;
import comity.record.figures.Publication;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** The counters say what a fold over the dockets says; a quarter is published once. */
class CountsTest {
    private static final Instant JANUARY = Instant.parse("2027-01-01T00:00:00Z");

    private final Nation arcadia = Nation.arcadia();
    private final Database database = TestDatabases.fresh();
    private final Registry registry = arcadia.registry(database, Nation.borduria());
    private final JdbcTemplate sql = new JdbcTemplate(database.filer());
    private final TransactionTemplate transaction =
            new TransactionTemplate(new DataSourceTransactionManager(database.filer()));
    private final Random random = new Random(9);
    private final Proofs proofs = new Proofs(sql, new SecureRandom());

    /** Each act by which the State bound itself. */
    private final List<Digest> bound = new ArrayList<>();

    private final Counts counts = counts(transaction);

    /** As this node's clock says it; acts are taken at {@code arcadia.now}. */
    private Instant clock = Nation.NOON;

    private Counts counts(TransactionTemplate in) {
        return new Counts(
                registry,
                new Withholding(10),
                proofs,
                new Binding(registry, new InArcadiasName(), proofs),
                "XA",
                sql,
                in,
                () -> clock);
    }

    private final class InArcadiasName implements Binding.Acts {
        @Override
        public UUID newDocket() {
            return ActId.next(clock, random);
        }

        @Override
        public Filing file(UUID docket, Publication said) {
            var section = Section.of(said.json(), random);
            var header =
                    new Header(
                            ActId.next(Nation.NOON, random),
                            docket,
                            Publication.KIND,
                            Publication.TYPE,
                            Nation.NOON,
                            new Author("XA", "XA.central-authority", "NODE", section.digest()),
                            registry.seenFor(docket),
                            Digest.of(new byte[0]),
                            "",
                            Map.of(Publication.SECTION, section.digest()));
            var act =
                    Nation.sign(
                            header,
                            new TreeMap<>(Map.of(Publication.SECTION, section)),
                            arcadia.key("central-authority"));
            var filing = registry.file(act);
            if (filing instanceof Filing.Filed) bound.add(act.digest());
            return filing;
        }
    }

    @BeforeEach
    void begin() {
        var kinds = new HashSet<>(arcadia.kinds);
        kinds.add(Publication.KIND);
        arcadia.kinds = kinds;
        for (var nation : List.of(arcadia, Nation.borduria()))
            for (var act : List.of(nation.directory(), nation.profile())) filed(act);
    }

    @AfterEach
    void close() {
        registry.close();
        database.close();
    }

    private Digest filed(Envelope act) {
        var own = act.header().author().state().equals("XA");
        var filing = own ? registry.file(act) : registry.receive(act, java.util.Set.of());
        assertThat(filing).isInstanceOf(Filing.Filed.class);
        return act.digest();
    }

    private UUID requested() {
        var docket = ActId.next(Nation.NOON, random);
        var authorised = filed(arcadia.authorise(registry, docket));
        filed(arcadia.request(registry, docket, authorised));
        return docket;
    }

    private void withdrawn(UUID docket) {
        var request = registry.read(docket).request().orElseThrow().digest();
        filed(
                arcadia.act(
                        registry,
                        docket,
                        "withdraw",
                        Map.of(
                                "request",
                                new Json.Str(request.hex()),
                                "reasons",
                                new Json.Str("No longer needed."))));
    }

    private static void follow(Counts counts) {
        while (counts.step()) {}
    }

    /** Everything that is on the dockets, added up anew. */
    private Map<Counter, Long> folded() {
        var all = new HashMap<Counter, Long>();
        for (var docket : registry.dockets())
            for (var one : Counted.of(registry.read(docket), "XA"))
                one.counters().forEach(counter -> all.merge(counter, 1L, Long::sum));
        return all;
    }

    private static Optional<Long> number(Statement statement, Figure figure) {
        return statement.byFigure().getOrDefault(figure, Optional.empty());
    }

    private static final Figure REQUESTS = Figure.total(Table.MEASURE, Counted.Direction.OUTGOING);

    @Test
    void are_what_a_fold_over_the_dockets_gives_however_they_followed() {
        for (var i = 0; i < 6; i++) {
            var docket = requested();
            if (i % 2 == 0) counts.step();
            if (i % 3 == 0) withdrawn(docket);
        }
        follow(counts);
        assertThat(counts.kept()).isEqualTo(folded()).isNotEmpty();
        assertThat(new Counters(sql).added()).isEqualTo(counts.kept());
        // Dropped, and made anew.
        sql.update("DELETE FROM cursor WHERE follower = 'statistics'");
        sql.update("UPDATE statistic_sum SET number = number + 7");
        follow(counts);
        assertThat(counts.kept()).isEqualTo(folded());
    }

    @Test
    void lose_nothing_when_their_process_ends_before_the_commit() {
        requested();
        var dying =
                counts(
                        new TransactionTemplate(
                                new DataSourceTransactionManager(database.filer())) {
                            private static final long serialVersionUID = 1L;

                            @Override
                            public <T extends @Nullable Object> T execute(
                                    TransactionCallback<T> action) {
                                return super.execute(
                                        (TransactionStatus status) -> {
                                            action.doInTransaction(status);
                                            throw new IllegalStateException("the process ends");
                                        });
                            }
                        });
        assertThatThrownBy(dying::step).hasMessage("the process ends");
        assertThat(counts.kept()).isEmpty();
        follow(counts);
        assertThat(counts.kept()).isEqualTo(folded());
    }

    @Test
    void publish_a_quarter_when_it_has_ended_and_never_again() {
        for (var i = 0; i < 12; i++) requested();
        follow(counts);
        assertThat(counts.published()).isEmpty();
        var end = registry.size();
        clock = JANUARY;
        follow(counts);
        var published = counts.published();
        assertThat(published).hasSize(1);
        var statement = published.getFirst();
        assertThat(statement.period()).isEqualTo("2026-Q4");
        assertThat(statement.lastDay()).isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(statement.upTo()).isEqualTo(end);
        assertThat(number(statement, REQUESTS)).contains(12L);
        assertThat(counts.kept()).isEmpty();
        follow(counts);
        assertThat(counts.published()).isEqualTo(published);
        for (var attempt :
                List.of(
                        "UPDATE statistic_published SET statement = '{}'",
                        "DELETE FROM statistic_published"))
            assertThatThrownBy(() -> sql.update(attempt))
                    .hasStackTraceContaining("permission denied");
    }

    @Test
    void count_what_came_after_a_quarter_in_the_next_one() {
        for (var i = 0; i < 11; i++) requested();
        var late = requested();
        clock = JANUARY;
        follow(counts);
        // It was asked in the old year and is withdrawn in the new one.
        withdrawn(late);
        var end = registry.size();
        clock = Instant.parse("2027-04-01T00:00:00Z");
        follow(counts);
        var published = counts.published();
        assertThat(published).extracting(Statement::period).containsExactly("2027-Q1", "2026-Q4");
        assertThat(number(published.getLast(), REQUESTS)).contains(12L);
        assertThat(published.getFirst().from()).isEqualTo(published.getLast().upTo());
        assertThat(number(published.getFirst(), REQUESTS)).isEmpty();
        assertThat(published.getFirst().upTo()).isEqualTo(end);
    }

    /** A node that was off, or looks late, publishes what it would have published. */
    @Test
    void end_a_quarter_where_it_ended_and_not_where_they_were_looking() {
        for (var i = 0; i < 10; i++) requested();
        var upTo = registry.size();
        arcadia.now = JANUARY.minusSeconds(1);
        requested();
        var end = registry.size();
        clock = JANUARY;
        follow(counts);
        assertThat(counts.published()).hasSize(1);
        assertThat(counts.published().getFirst().upTo()).isEqualTo(end).isGreaterThan(upTo);
        assertThat(number(counts.published().getFirst(), REQUESTS)).contains(11L);
    }

    private static Optional<Proofs.Kept> kept(Proofs proofs) {
        return proofs.of(new Quarter(LocalDate.of(2026, 10, 1)));
    }

    /** What is withheld is proven as well, and stays withheld. */
    @Test
    void prove_what_they_publish_and_bind_the_State_to_it() {
        var dockets = new ArrayList<UUID>();
        for (var i = 0; i < 12; i++) dockets.add(requested());
        withdrawn(dockets.getFirst());
        clock = JANUARY;
        follow(counts);
        var statement = counts.published().getFirst();
        var totals = statement.totals();
        var proven = kept(proofs).orElseThrow();
        var root = proofs.root(proven.quarter());

        assertThat(proven.proof().orElseThrow().proves(totals, root)).isTrue();
        assertThat(totals.shown()).anyMatch(total -> total.count().isEmpty());
        assertThat(bound).hasSize(1);
        assertThat(proven.act()).contains(bound.getFirst());
        var act = registry.act(bound.getFirst()).orElseThrow();
        assertThat(Publication.of(act.envelope())).contains(Publication.of(totals, root));
        assertThat(act.position()).isGreaterThanOrEqualTo(statement.upTo());

        // Every act of the quarter is committed to as what the dockets make of it.
        var counted = proofs.counted(proven.quarter(), statement.from(), statement.upTo());
        // Each authorisation and each request, and the withdrawal.
        assertThat(counted).hasSize(25);
        assertThat(counted.values()).allMatch(figures -> !figures.isEmpty());
        follow(counts);
        assertThat(bound).hasSize(1);
    }

    @Test
    void bind_the_State_once_though_the_process_ends_after_the_filing() {
        requested();
        clock = JANUARY;
        follow(counts);
        sql.update("UPDATE statistic_proof SET act = NULL");
        follow(counts);
        assertThat(bound).hasSize(1);
        assertThat(kept(proofs).orElseThrow().act()).contains(bound.getFirst());
    }

    @Test
    void cannot_bind_the_State_to_other_numbers_of_the_same_quarter() {
        requested();
        clock = JANUARY;
        follow(counts);
        var proven = kept(proofs).orElseThrow();
        var totals = counts.published().getFirst().totals();
        var other =
                new Publication(
                        totals.period(),
                        totals.from(),
                        totals.upTo(),
                        Digest.of(new byte[1]),
                        proofs.root(proven.quarter()));
        assertThat(new InArcadiasName().file(proven.docket(), other))
                .isInstanceOfSatisfying(
                        Filing.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo("figures.again"));
    }

    /** A directory that was approved before the kind was known: the numbers are out, and wait. */
    @Test
    void publish_though_the_State_cannot_bind_itself_yet() {
        requested();
        clock = JANUARY;
        var waiting =
                new Counts(
                        registry,
                        new Withholding(10),
                        proofs,
                        new Binding(registry, new Refusing(), proofs),
                        "XA",
                        sql,
                        transaction,
                        () -> clock);
        follow(waiting);
        assertThat(waiting.published()).hasSize(1);
        assertThat(kept(proofs).orElseThrow().act()).isEmpty();
        follow(counts);
        assertThat(kept(proofs).orElseThrow().act()).isPresent();
    }

    private final class Refusing implements Binding.Acts {
        @Override
        public UUID newDocket() {
            return ActId.next(clock, random);
        }

        @Override
        public Filing file(UUID docket, Publication said) {
            return Filing.Rejected.of("key.other-kind", Map.of());
        }
    }
}
