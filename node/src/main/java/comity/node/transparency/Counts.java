package comity.node.transparency;

import comity.node.frame.Cursor;
import comity.node.frame.Quarter;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.node.transparency.Counters.Row;
import comity.record.act.Digest;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.terms.Rehearsal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps the counters of the quarter that goes on as the acts table has it, and publishes a quarter
 * once it has ended. An act counts in the quarter in which this node filed it, whatever its author
 * says of its time; what arrives, or is corrected, after a quarter was published counts in the next
 * one.
 *
 * <p>The cursor moves in the transaction that writes what it has seen, and a quarter is published
 * in the one that begins the next: a crash in between repeats, and loses nothing. Without its
 * cursor everything since the last publication is counted anew.
 */
public final class Counts {
    private static final int BATCH = 500;

    /** Of the processes of one node, whoever holds this lock writes. */
    private static final long LOCK = 0x7374_6174L;

    private final Registry registry;
    private final Counters counters;
    private final Published published;
    private final Proofs proofs;
    private final Binding binding;
    private final Withholding withholding;
    private final String own;
    private final JdbcTemplate sql;
    private final TransactionOperations transaction;
    private final InstantSource clock;
    private final Cursor cursor;

    Counts(
            Registry registry,
            Withholding withholding,
            Proofs proofs,
            Binding binding,
            String own,
            JdbcTemplate sql,
            TransactionOperations transaction,
            InstantSource clock) {
        this.registry = registry;
        this.counters = new Counters(sql);
        this.published = new Published(sql);
        this.proofs = proofs;
        this.binding = binding;
        this.withholding = withholding;
        this.own = own;
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.cursor = new Cursor(sql, "statistics");
    }

    /** One step of whatever there is to do; false if there is nothing. */
    public boolean step() {
        return Boolean.TRUE.equals(
                transaction.execute(
                        _ -> {
                            sql.query("SELECT pg_advisory_xact_lock(?)", _ -> {}, LOCK);
                            return stepInTurn();
                        }));
    }

    private boolean stepInTurn() {
        var from = cursor.position().orElseGet(this::anew);
        var ended = ended();
        var until = ended.map(this::endOf).orElse(registry.size());
        if (from < until) {
            follow(from, until);
            return true;
        }
        if (ended.isEmpty()) return bind();
        var quarter = ended.get();
        var since = published.upTo();
        if (since < until) {
            var kept = proofs.of(quarter);
            if (kept.isEmpty()) {
                proofs.begin(quarter, partners(), binding::newDocket);
                return true;
            }
            if (proofs.grow(kept.get(), since, until)) return true;
        }
        publish(quarter, until);
        return true;
    }

    /** Binds the State to the first quarter that is published and to which it is not bound. */
    private boolean bind() {
        var kept = proofs.unbound();
        var statement = kept.flatMap(one -> published.of(one.quarter()));
        return statement.isPresent() && binding.bind(kept.orElseThrow(), statement.get());
    }

    private long anew() {
        counters.empty();
        var from = published.upTo();
        cursor.move(from);
        return from;
    }

    /** The next quarter to publish, if it has ended. */
    private Optional<Quarter> ended() {
        var next = published.last().map(Quarter::next).or(() -> filedAt(0).map(Quarter::of));
        return next.filter(quarter -> !clock.instant().isBefore(quarter.end()));
    }

    /** Position of the first act that was filed once {@code quarter} had ended. */
    private long endOf(Quarter quarter) {
        var low = published.upTo();
        var high = registry.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            var filed = filedAt(middle);
            if (filed.isPresent() && filed.get().isBefore(quarter.end())) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /** When the act at {@code position}, or the next that is not lost, was filed. */
    private Optional<Instant> filedAt(long position) {
        return sql
                .query(
                        "SELECT filed_at FROM act WHERE position >= ? ORDER BY position LIMIT 1",
                        (row, _) -> row.getTimestamp("filed_at").toInstant(),
                        position)
                .stream()
                .findFirst();
    }

    private void follow(long from, long until) {
        var rows =
                sql.query(
                        "SELECT position, docket, kind FROM act WHERE position >= ?"
                                + " AND position < ? ORDER BY position LIMIT ?",
                        (row, _) ->
                                new Found(
                                        row.getLong("position"),
                                        row.getObject("docket", UUID.class),
                                        row.getString("kind").equals(Cooperation.KIND)),
                        from,
                        until,
                        BATCH);
        // Places whose acts were lost hold nothing to wait for.
        var upTo = rows.size() < BATCH ? until : rows.getLast().position() + 1;
        var dockets = new LinkedHashSet<UUID>();
        for (var row : rows) if (row.cooperation()) dockets.add(row.docket());
        var since = published.upTo();
        var counted = new ArrayList<Row>();
        for (var docket : dockets) counted.addAll(counted(docket, since, upTo));
        counters.write(dockets, counted);
        cursor.move(upTo);
    }

    private record Found(long position, UUID docket, boolean cooperation) {}

    /** What acts of a docket from {@code since} on add, as it was known before {@code upTo}. */
    private List<Row> counted(UUID docket, long since, long upTo) {
        var known = registry.docket(docket).stream().filter(act -> act.position() < upTo).toList();
        var positions = new HashMap<Digest, Long>();
        known.forEach(act -> positions.put(act.digest(), act.position()));
        return Counted.of(Docket.of(docket, known.stream().map(Stored::envelope).toList()), own)
                .stream()
                .map(one -> new Row(docket, positions.getOrDefault(one.act(), -1L), one.counters()))
                .filter(row -> row.position() >= since)
                .toList();
    }

    private List<Map<Figure, Optional<Long>>> before() {
        return published.all().reversed().stream().map(Statement::byFigure).toList();
    }

    private void publish(Quarter quarter, long upTo) {
        var kept = proofs.of(quarter);
        var rows = kept.map(Proofs.Kept::partners).orElseGet(this::partners);
        var counted = counters.kept();
        var statement =
                new Statement(
                        quarter.name(),
                        quarter.first(),
                        quarter.last(),
                        Table.VERSION,
                        withholding.threshold(),
                        published.upTo(),
                        upTo,
                        clock.instant(),
                        Statement.numbers(withholding.shown(counted, rows, before())));
        // Of a quarter in which nothing was filed there is nothing to prove.
        kept.ifPresent(
                one -> proofs.prove(one, statement.totals(), Withholding.figures(counted, rows)));
        published.add(statement);
        counters.empty();
    }

    /**
     * Every State whose directory is known here, counted or not: that it has a row tells nothing.
     */
    private List<String> partners() {
        return registry.directories().byState().keySet().stream()
                .filter(state -> !state.equals(own) && !Rehearsal.concerns(state))
                .sorted()
                .toList();
    }

    /** The counters of the quarter that goes on. They are never shown before it has ended. */
    Map<Counted.Counter, Long> kept() {
        return counters.kept();
    }

    /** What is published, the latest first. */
    public List<Statement> published() {
        return published.all();
    }

    /** The quarters of which a page can be asked for, the latest first. */
    static Set<String> periods(List<Statement> published) {
        var periods = new LinkedHashSet<String>();
        published.forEach(one -> periods.add(one.period()));
        return periods;
    }
}
