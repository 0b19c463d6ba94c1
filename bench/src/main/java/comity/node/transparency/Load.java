package comity.node.transparency;

import comity.node.frame.Quarter;
import comity.node.transparency.Counted.Counter;
import comity.node.transparency.Counted.Direction;
import comity.node.transparency.Counters.Row;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Many dockets in the counters of one quarter, without their acts: what each adds is made up, and
 * written by the projection's own code.
 */
public final class Load {
    private static final int BATCH = 1_000;
    private static final int PARTNERS = 120;

    private final TransactionTemplate transaction;
    private final JdbcTemplate sql;
    private final Counters counters;
    private final Random random = new Random(6);
    private final List<UUID> dockets = new ArrayList<>();
    private long position;

    public Load(DataSource filer) {
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(filer));
        this.sql = new JdbcTemplate(filer);
        this.counters = new Counters(sql);
    }

    /** Adds dockets until there are so many: each with a request, two of three with an answer. */
    public void fill(long wanted) {
        while (dockets.size() < wanted) {
            var some = new ArrayList<UUID>();
            while (some.size() < BATCH && dockets.size() + some.size() < wanted)
                some.add(new UUID(random.nextLong(), random.nextLong()));
            write(some);
            dockets.addAll(some);
        }
    }

    /** So many dockets have moved on: they are counted again, and the numbers are read. */
    public int refresh(int moved) {
        var some = new ArrayList<UUID>();
        for (var i = 0; i < moved; i++) some.add(dockets.get(random.nextInt(dockets.size())));
        write(some.stream().distinct().toList());
        return counters.kept().size();
    }

    /** All numbers added up again from every row. */
    public int fromScratch() {
        return counters.added().size();
    }

    /**
     * What a quarter with these dockets costs to be proven.
     *
     * @param positions of the log
     * @param made seconds to commit to each act and to prove the numbers
     * @param checked seconds in which anybody checks the proof
     */
    public record Proven(long positions, double made, double checked) {}

    /** Commits to every act of the quarter and proves its numbers, as a node does. */
    public Proven prove() {
        var partners = partners();
        var counted = counters.kept();
        var quarter = new Quarter(LocalDate.of(2026, 1, 1));
        var statement =
                new Statement(
                        quarter.name(),
                        quarter.first(),
                        quarter.last(),
                        Table.VERSION,
                        10,
                        0,
                        position,
                        Instant.EPOCH,
                        Statement.numbers(new Withholding(10).shown(counted, partners, List.of())));
        var proofs = new Proofs(sql, new SecureRandom());
        var start = System.nanoTime();
        transaction.executeWithoutResult(
                _ -> proofs.begin(quarter, partners, () -> new UUID(6, 6)));
        var kept = proofs.of(quarter).orElseThrow();
        while (Boolean.TRUE.equals(transaction.execute(_ -> proofs.grow(kept, 0, position)))) {}
        proofs.prove(kept, statement.totals(), Withholding.figures(counted, partners));
        var made = System.nanoTime();
        var proof = proofs.of(quarter).flatMap(Proofs.Kept::proof).orElseThrow();
        if (!proof.proves(statement.totals(), proofs.root(quarter)))
            throw new IllegalStateException("the numbers are not proven");
        return new Proven(position, (made - start) / 1e9, (System.nanoTime() - made) / 1e9);
    }

    private static List<String> partners() {
        return IntStream.range(0, PARTNERS).mapToObj(one -> "P" + one).toList();
    }

    /** Which numbers a quarter with 120 partners shows: what publishing costs beside reading. */
    public int withheld() {
        return new Withholding(10).shown(counters.kept(), partners(), List.of()).size();
    }

    private void write(List<UUID> some) {
        var rows = new ArrayList<Row>();
        for (var docket : some) {
            rows.add(new Row(docket, position++, request()));
            if (random.nextInt(3) > 0) rows.add(new Row(docket, position++, answer()));
        }
        transaction.executeWithoutResult(_ -> counters.write(some, rows));
    }

    private List<Counter> request() {
        var measure = any(Table.MEASURE);
        var partner = "P" + (int) (PARTNERS * random.nextDouble() * random.nextDouble());
        return List.of(
                new Counter(
                        Table.MEASURE,
                        Direction.INCOMING,
                        partner,
                        measure + "/" + Table.implied(measure).orElse("NONE")),
                counter(Table.URGENCY),
                counter(Table.ARTICLE),
                counter(Table.REACH));
    }

    private List<Counter> answer() {
        return List.of(counter(Table.RESULT), counter(Table.DURATION));
    }

    private Counter counter(Table table) {
        return new Counter(table, Direction.INCOMING, "", any(table));
    }

    private String any(Table table) {
        return table.categories().get(random.nextInt(table.categories().size()));
    }
}
