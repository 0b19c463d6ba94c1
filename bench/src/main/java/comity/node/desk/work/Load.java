package comity.node.desk.work;

import comity.node.desk.work.Tables.Placed;
import comity.node.frame.Seeing;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.registry.EpochKeys;
import comity.record.act.Digest;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Phase;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Many dockets in the desks' tables, without their acts: what each leaves is made up, and written
 * by the projection's own code. What the pages ask is asked here, and its SQL is given to whoever
 * measures beside.
 */
public final class Load {
    private static final int BATCH = 1_000;
    private static final int COPIED = 100_000;

    /** The half of a docket's number before which its place is added. */
    private static final long FIRST_NUMBER = 0x0190_0000_0000_7000L;

    private static final List<String> NAMES =
            List.of("harbourmail", "northcloud", "lumen", "postbox", "kestrel", "orchard");
    private static final Seeing EVERYTHING =
            new Seeing() {
                @Override
                public boolean sees(UUID docket, Officer officer) {
                    return true;
                }

                @Override
                public Predicate<UUID> by(List<Officer> held) {
                    return _ -> true;
                }

                @Override
                public Set<String> offices(Docket docket) {
                    return Set.of();
                }

                @Override
                public Set<UUID> assigned(List<Officer> held) {
                    return Set.of();
                }

                @Override
                public Optional<LocalDate> sealedUntil(Docket docket) {
                    return Optional.empty();
                }
            };

    private final JdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Tables tables;
    private final Tokens tokens;
    private final Lists lists;
    private final InstantSource clock;
    private final Random random = new Random(4);
    private final Person person = new Person("amadi", "An Officer");
    private final List<Officer> held = List.of(new Officer(person, "XA.central-authority", "CAO"));
    private final long searchable;
    private long made;

    /**
     * @param searchable of so many, the first, words can be searched: they take most of the disk
     */
    public Load(DataSource filer, EpochKeys keys, InstantSource clock, long searchable) {
        if (searchable < 1)
            throw new IllegalArgumentException("at least one docket has to be found by words");
        this.searchable = searchable;
        this.sql = new JdbcTemplate(filer);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(filer));
        this.tables = new Tables(sql);
        this.tokens = new Tokens(keys);
        this.lists = new Lists(sql, "XA", EVERYTHING, clock);
        this.clock = clock;
    }

    /**
     * Adds dockets until there are so many; a third of them open, with a day within two years.
     * Those past the searchable ones are the same again under other numbers, copied by the server:
     * the projection would take an hour for what it writes in the same rows.
     */
    public void fill(long dockets) {
        while (made < Math.min(dockets, searchable)) {
            var batch = new ArrayList<Placed>();
            while (batch.size() < BATCH && made < Math.min(dockets, searchable))
                batch.add(docket());
            transaction.executeWithoutResult(_ -> tables.write(Side.A, batch));
        }
        while (made < dockets) {
            var first = made % searchable;
            var many = Math.min(Math.min(COPIED, searchable - first), dockets - made);
            transaction.executeWithoutResult(_ -> copy(first, many, made - first));
            made += many;
        }
    }

    /** Dockets at positions from the first on, once more, so many positions later. */
    private void copy(long first, long many, long later) {
        for (var table : List.of("desk_docket", "desk_whose", "desk_deadline", "desk_span")) {
            var columns =
                    sql.query(
                            """
                            SELECT attname FROM pg_attribute
                             WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
                            """,
                            (row, _) -> row.getString(1),
                            table);
            var read = new ArrayList<String>();
            for (var column : columns)
                read.add(
                        switch (column) {
                            case "docket" -> "copied.again";
                            case "position" -> "copied.position";
                            default -> "had." + column;
                        });
            sql.update(
                    """
                    WITH copied AS (
                      SELECT docket, position + ? AS position,
                             (lpad(to_hex(? + position), 16, '0')
                                 || right(replace(docket::text, '-', ''), 16))::uuid AS again
                        FROM desk_docket WHERE side = 'a' AND position >= ? AND position < ?)
                    INSERT INTO %1$s (%2$s)
                    SELECT %3$s FROM %1$s had JOIN copied USING (docket) WHERE had.side = 'a'
                    """
                            .formatted(table, String.join(", ", columns), String.join(", ", read)),
                    later,
                    FIRST_NUMBER + later,
                    first,
                    first + many);
        }
    }

    private Placed docket() {
        var number = made++;
        var id = new UUID(FIRST_NUMBER + (number << 16 >>> 16), random.nextLong());
        var at = clock.instant().minus(random.nextInt(700 * 24), ChronoUnit.HOURS);
        var open = random.nextInt(3) == 0;
        var ours = random.nextBoolean();
        var stages = Stage.values();
        var stage = open ? stages[random.nextInt(stages.length - 2)] : Stage.NONE;
        var turn =
                open
                        ? new Turn(
                                stage,
                                ours ? "XA" : "XB",
                                ours ? "XA.central-authority" : "XB.central-authority",
                                "CAO")
                        : Turn.NOBODY;
        var act =
                Digest.of(Long.toString(number).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var due =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(random.nextInt(700));
        var line =
                new Line(
                        id,
                        30,
                        ours ? "XA" : "XB",
                        ours ? "XB" : "XA",
                        Phase.values()[random.nextInt(Phase.values().length)],
                        random.nextInt(200) == 0 ? 0 : 2,
                        new Line.Latest("consult", ours ? "XA" : "XB", at),
                        turn,
                        at,
                        open ? List.of(new Line.Deadline(act, "T6", "XA", due, true)) : List.of(),
                        Map.of(
                                new Line.Lost(
                                        YearMonth.from(at.atOffset(ZoneOffset.UTC)),
                                        Stage.COURT,
                                        "XA"),
                                86_400L * (1 + random.nextInt(60))),
                        new TreeSet<>(Set.of("XA.central-authority", "XA.court")),
                        new TreeSet<>(Set.of("p" + random.nextInt(200))),
                        List.of(),
                        new TreeSet<>(),
                        new TreeSet<>());
        return new Placed(
                line,
                number,
                Set.of("XA.central-authority/CAO", "*/OVS"),
                Optional.empty(),
                tokens.put(number < searchable ? terms(number, id) : Set.of()));
    }

    private Set<Term> terms(long number, UUID id) {
        var terms = new HashSet<Term>();
        terms.add(new Term(Term.Kind.DOCKET, id.toString()));
        terms.add(new Term(Term.Kind.REFERENCE, "2026/" + number));
        terms.add(new Term(Term.Kind.PROVIDER, NAMES.get(random.nextInt(NAMES.size()))));
        terms.add(new Term(Term.Kind.STATE, "Borduria"));
        terms.add(new Term(Term.Kind.ARTICLE, "article " + (7 + random.nextInt(11))));
        terms.add(new Term(Term.Kind.ACCOUNT, name(random) + "." + name(random) + "@mail.example"));
        return terms;
    }

    private static String name(Random random) {
        var name = new StringBuilder();
        for (var i = 0; i < 3; i++)
            name.append("bdfgklmnprst".charAt(random.nextInt(12)))
                    .append("aeiou".charAt(random.nextInt(5)));
        return name.toString();
    }

    /** An SQL statement in one piece, for another program to ask. */
    public record Asked(String sql) {}

    /** A page of a worklist, somewhere in it. */
    public List<Found> worklist(Random at) {
        return lists.page(person, held, filter(at), 25).dockets();
    }

    public Asked worklistSql(Random at) {
        return literal(lists.query(Side.A, person, lists.reach(held), filter(at), 26));
    }

    private Filter filter(Random at) {
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(at.nextInt(600));
        return new Filter(
                at.nextBoolean() ? Filter.Whose.AUTHORITY : Filter.Whose.ALL,
                Filter.When.ANY,
                "",
                "",
                "",
                "",
                false,
                Filter.Order.DUE,
                day + "_" + new UUID(at.nextLong(), at.nextLong()));
    }

    /** Candidates for a reference with a letter wrong in the other word; none is opened. */
    public int search(Random at) {
        var number = number(at);
        return lists.found(side -> searched(side, number)).size();
    }

    public Asked searchSql(Random at) {
        return literal(searched(Side.A, number(at)));
    }

    private long number(Random at) {
        return (long) (at.nextDouble() * Math.min(made, searchable));
    }

    private Lists.Query searched(Side side, long number) {
        var words = Tokens.words("2026 " + number + " bordurya");
        words.remove("2026");
        return Search.query(side, tokens, lists.reach(held), words, false, false);
    }

    /** Has so many clocks ring today, the rest later. */
    public void due(int clocks) {
        sql.update(
                "UPDATE desk_deadline SET rings = NULL WHERE side = 'a' AND rings <= ?::date",
                today());
        sql.update(
                "UPDATE desk_deadline SET rings = ?::date WHERE side = 'a' AND (docket, act) IN"
                        + " (SELECT docket, act FROM desk_deadline WHERE side = 'a' AND due > ?::date + 30 LIMIT ?)",
                today(),
                today(),
                clocks);
        sql.update("DELETE FROM deadline_rung");
    }

    private String today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
    }

    /** How many rang. */
    public int sweep() {
        return new Sweep(sql, transaction, clock).run();
    }

    public int statistics(Instant now) {
        return new Backlog(sql, "XA", () -> List.of()).of(now).spent().size();
    }

    public Asked statisticsSql() {
        return new Asked(
                "SELECT month, stage, state, dockets, seconds FROM desk_time"
                        + " WHERE side = (SELECT shown FROM desk_side) AND month >= '2025-12-01' AND dockets > 0");
    }

    private static Asked literal(Lists.Query query) {
        var text = new StringBuilder();
        var values = query.values().iterator();
        for (var part : query.text().split("\\?", -1)) {
            text.append(part);
            if (values.hasNext()) text.append(written(values.next()));
        }
        return new Asked(text.toString().replaceAll("\\s+", " "));
    }

    private static String written(Object value) {
        return switch (value) {
            // pgbench takes a colon for a variable of its own, also within a text.
            case String[] all ->
                    "replace('{"
                            + String.join(",", quoted(all)).replace(':', '#')
                            + "}', '#', chr(58))::text[]";
            case long[] all -> {
                var numbers = new ArrayList<String>();
                for (var one : all) numbers.add(Long.toString(one));
                yield "'{" + String.join(",", numbers) + "}'::bigint[]";
            }
            case Number number -> number.toString();
            default -> "'" + value + "'";
        };
    }

    private static List<String> quoted(String[] all) {
        return java.util.Arrays.stream(all).map(one -> '"' + one + '"').toList();
    }
}
