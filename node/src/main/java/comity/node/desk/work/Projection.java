package comity.node.desk.work;

import comity.node.desk.work.Tables.Placed;
import comity.node.frame.Cursor;
import comity.node.frame.Seeing;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.rules.Timers;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps the desks' tables as the acts table has it. It follows with a cursor that moves in the very
 * transaction that writes what it has seen: a crash in between repeats, and loses nothing. Making
 * all anew fills the other side while this one goes on; once it has caught up it is shown instead.
 */
public final class Projection {
    private static final int BATCH = 500;

    /** How long a list that was begun before the sides changed may still be read. */
    private static final Duration RETIREMENT = Duration.ofSeconds(30);

    /** Of the processes of one node, whoever holds this lock writes. */
    private static final long LOCK = 0x6465_736bL;

    private final Registry registry;
    private final Tables tables;
    private final Actors actors;
    private final Tokens tokens;
    private final Seeing sight;
    private final JdbcTemplate sql;
    private final TransactionOperations transaction;
    private final InstantSource clock;

    /** The epochs when it was last looked for what is under none of them. */
    private SortedSet<Integer> looked = new TreeSet<>();

    Projection(
            Registry registry,
            Tables tables,
            Actors actors,
            Tokens tokens,
            Seeing sight,
            JdbcTemplate sql,
            TransactionOperations transaction,
            InstantSource clock) {
        this.registry = registry;
        this.tables = tables;
        this.actors = actors;
        this.tokens = tokens;
        this.sight = sight;
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * How far the tables are.
     *
     * @param followed the position up to which what is shown has come
     * @param built the same for the side that is being made anew; empty if none is
     * @param aim how far that goes before it is shown
     */
    public record Standing(
            long followed, long size, Optional<Long> built, long aim, Optional<Instant> shownAt) {
        public boolean isLevel() {
            return followed >= size;
        }

        /** How much of what is filed a list holds, in hundredths. */
        public long percent() {
            return size == 0 ? 100 : Math.min(100, followed * 100 / size);
        }
    }

    private record Sides(Side shown, boolean building, long aim, boolean retired, Timestamp at) {}

    Standing standing() {
        var sides = sides();
        return new Standing(
                cursor(sides.shown()),
                registry.size(),
                sides.building() ? Optional.of(cursor(sides.shown().other())) : Optional.empty(),
                sides.aim(),
                Optional.ofNullable(sides.at()).map(Timestamp::toInstant));
    }

    /** Begins to make everything anew; nothing happens if that is under way. */
    void rebuild() {
        inTurn(
                () -> {
                    var sides = sides();
                    if (sides.building()) return false;
                    var side = sides.shown().other();
                    tables.empty(side);
                    move(side, 0);
                    sql.update(
                            "UPDATE desk_side SET building = true, retired = false, aim = ?, begun_at = ?",
                            registry.size(),
                            Timestamp.from(clock.instant()));
                    return true;
                });
    }

    /** One step of whatever there is to do; false if there is nothing. */
    boolean step() {
        return inTurn(
                () -> {
                    var sides = sides();
                    var followed = follow(sides.shown());
                    var more = findable(sides.shown()) | unsealed(sides.shown());
                    if (sides.building()) return build(sides) || followed || more;
                    return retire(sides) || followed || more;
                });
    }

    /** What is shown, up to what was filed when this was called. */
    void catchUp() {
        var until = registry.size();
        while (cursor(sides().shown()) < until && step()) {}
    }

    private boolean inTurn(java.util.function.BooleanSupplier work) {
        return tokens.whileNoEpochEnds(
                () ->
                        Boolean.TRUE.equals(
                                transaction.execute(
                                        _ -> {
                                            sql.query(
                                                    "SELECT pg_advisory_xact_lock(?)",
                                                    _ -> {},
                                                    LOCK);
                                            return work.getAsBoolean();
                                        })));
    }

    private boolean build(Sides sides) {
        var side = sides.shown().other();
        follow(side);
        if (cursor(side) < sides.aim() || cursor(side) < cursor(sides.shown())) return true;
        sql.update(
                "UPDATE desk_side SET shown = ?, building = false, retired = true, shown_at = ?",
                side.inTable(),
                Timestamp.from(clock.instant()));
        return true;
    }

    /** Empties what was shown before, once nobody can be reading it. */
    private boolean retire(Sides sides) {
        if (!sides.retired()
                || sides.at() == null
                || clock.instant().isBefore(sides.at().toInstant().plus(RETIREMENT))) return false;
        tables.empty(sides.shown().other());
        sql.update("UPDATE desk_side SET retired = false");
        return true;
    }

    private record Row(long position, UUID docket, Digest digest, boolean cooperation) {}

    private boolean follow(Side side) {
        var from = cursor(side);
        var filed = registry.size();
        var rows =
                sql.query(
                        "SELECT position, docket, digest, kind FROM act WHERE position >= ?"
                                + " ORDER BY position LIMIT ?",
                        (row, _) ->
                                new Row(
                                        row.getLong("position"),
                                        row.getObject("docket", UUID.class),
                                        Digest.ofHash(row.getBytes("digest")),
                                        row.getString("kind").equals(Cooperation.KIND)),
                        from,
                        BATCH);
        if (rows.isEmpty()) {
            // Places whose acts were lost hold nothing to wait for.
            if (filed > from) move(side, filed);
            return false;
        }
        var dockets = new LinkedHashMap<UUID, List<Row>>();
        for (var row : rows)
            if (row.cooperation())
                dockets.computeIfAbsent(row.docket(), _ -> new ArrayList<>()).add(row);
        // An earlier batch may have taken them up as they are now, with all that came later.
        tables.current(side, dockets.keySet()).forEach(dockets::remove);
        write(side, dockets);
        move(side, rows.getLast().position() + 1);
        return true;
    }

    private void write(Side side, Map<UUID, List<Row>> dockets) {
        var persons = actors.on(dockets.keySet());
        var placed = new ArrayList<Placed>();
        dockets.forEach(
                (id, acts) -> {
                    var held = held(id, acts);
                    placed.add(
                            new Placed(
                                    Line.of(
                                            held,
                                            persons.getOrDefault(id, Map.of()),
                                            registry.profiles(Timers.states(held))),
                                    latest(id),
                                    sight.offices(held),
                                    sight.sealedUntil(held),
                                    tokens.put(Terms.of(held, registry.directories()))));
                });
        tables.write(side, placed);
    }

    /**
     * After an erasure has ended an epoch: what survives is put down anew under one that goes on.
     */
    private boolean findable(Side side) {
        var epochs = tokens.epochs();
        if (epochs.equals(looked)) return false;
        var lost = tables.unfindable(side, epochs, BATCH);
        var dockets = new LinkedHashMap<UUID, List<Row>>();
        lost.forEach(docket -> dockets.put(docket, List.of()));
        write(side, dockets);
        if (lost.size() < BATCH) looked = epochs;
        return !lost.isEmpty();
    }

    /**
     * A judge's seal ends with its last day and by no act: who sees the docket from then on is put
     * down anew.
     */
    private boolean unsealed(Side side) {
        var dockets = new LinkedHashMap<UUID, List<Row>>();
        sql.query(
                        "SELECT docket FROM desk_docket WHERE side = ? AND sealed < ? LIMIT ?",
                        (row, _) -> row.getObject("docket", UUID.class),
                        side.inTable(),
                        Date.valueOf(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)),
                        BATCH)
                .forEach(docket -> dockets.put(docket, List.of()));
        write(side, dockets);
        return !dockets.isEmpty();
    }

    /** As the table has it: what lies in memory may be one commit behind what was just read. */
    private Docket held(UUID id, List<Row> acts) {
        var docket = registry.read(id);
        if (acts.stream().allMatch(act -> docket.entry(act.digest()).isPresent())) return docket;
        return Docket.of(
                id, registry.docket(id).stream().map(stored -> stored.envelope()).toList());
    }

    private long latest(UUID docket) {
        return java.util.Objects.requireNonNull(
                sql.queryForObject(
                        "SELECT max(position) FROM act WHERE docket = ?", Long.class, docket));
    }

    private Sides sides() {
        return java.util.Objects.requireNonNull(
                sql.queryForObject(
                        "SELECT shown, building, aim, retired, shown_at FROM desk_side",
                        (row, _) ->
                                new Sides(
                                        Side.of(row.getString("shown")),
                                        row.getBoolean("building"),
                                        row.getLong("aim"),
                                        row.getBoolean("retired"),
                                        row.getTimestamp("shown_at"))));
    }

    private long cursor(Side side) {
        return new Cursor(sql, side.follower()).position().orElse(0L);
    }

    private void move(Side side, long position) {
        new Cursor(sql, side.follower()).move(position);
    }
}
