package comity.node.oversight;

import comity.node.frame.Cursor;
import comity.node.registry.RareActs;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.record.act.Digest;
import comity.record.draw.Draw;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Type;
import comity.treaty.rules.Seals;
import comity.treaty.terms.Rehearsal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The requests on record that a sample can be drawn from, and the draws that were begun. Follows
 * the acts table; a request is taken up once, by what it says when it comes, so that the same
 * question has the same answer later.
 */
final class Candidates {
    private static final int BATCH = 500;

    /** Of the processes of one node, whoever holds this lock writes. */
    private static final long LOCK = 0x6472_6177L;

    private final Registry registry;
    private final String state;
    private final RareActs acts;
    private final JdbcTemplate sql;
    private final TransactionOperations transaction;
    private final Cursor cursor;

    Candidates(
            Registry registry,
            RareActs acts,
            String state,
            JdbcTemplate sql,
            TransactionOperations transaction) {
        this.registry = registry;
        this.state = state;
        this.acts = acts;
        this.sql = sql;
        this.transaction = transaction;
        this.cursor = new Cursor(sql, "draws");
    }

    /** Up to which position of the log it has followed. */
    long followed() {
        return cursor.position().orElse(0L);
    }

    /** One step; false if there is nothing to do. */
    boolean step() {
        return Boolean.TRUE.equals(
                transaction.execute(
                        _ -> {
                            sql.query("SELECT pg_advisory_xact_lock(?)", _ -> {}, LOCK);
                            return follow();
                        }));
    }

    private record Row(long position, UUID docket, Digest act, String kind) {}

    private boolean follow() {
        var from = followed();
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
                                        row.getString("kind")),
                        from,
                        BATCH);
        if (rows.isEmpty()) {
            // Places whose acts were lost hold nothing to wait for.
            if (filed > from) cursor.move(filed);
            return false;
        }
        for (var row : rows) {
            if (row.kind().equals(Draw.KIND)) begun(row);
            if (row.kind().equals(Cooperation.KIND)) requested(row);
        }
        cursor.move(rows.getLast().position() + 1);
        return true;
    }

    private void begun(Row row) {
        sql.update(
                "INSERT INTO draw (docket, position) VALUES (?, ?) ON CONFLICT DO NOTHING",
                row.docket(),
                row.position());
    }

    private void requested(Row row) {
        var stored = registry.act(row.act());
        if (stored.isEmpty()
                || !(Cooperation.read(stored.get().envelope()) instanceof Act.Request request))
            return;
        var docket =
                Docket.of(
                        row.docket(),
                        registry.docket(row.docket()).stream().map(Stored::envelope).toList());
        var requesting = docket.requesting().orElse("");
        var requested = docket.requested().orElse("");
        if (Rehearsal.concerns(requesting, requested)) return;
        var asks = requesting.equals(state);
        sql.update(
                """
                INSERT INTO draw_candidate
                  (act, docket, position, direction, partner, measure, urgency, day)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
                row.act().bytes(),
                row.docket(),
                row.position(),
                asks ? "OUTGOING" : "INCOMING",
                asks ? requested : requesting,
                request.measure().map(Enum::name).orElse(""),
                urgency(request),
                Date.valueOf(LocalDate.ofInstant(stored.get().filedAt(), ZoneOffset.UTC)));
    }

    private static String urgency(Act.Request request) {
        if (request.isEmergency()) return "EMERGENCY";
        return request.said().text("urgency").filter(Query.URGENCIES::contains).orElse("ORDINARY");
    }

    /**
     * The dockets that {@code query} asks for, of acts below {@code upTo}, in order; without those
     * that a judge kept sealed on {@code asOf}, as far as these acts tell.
     */
    List<UUID> of(Query query, long upTo, LocalDate asOf, int most) {
        var where = new StringBuilder("position < ?");
        var values = new ArrayList<Object>(List.of(upTo));
        and(where, values, "direction = ?", query.direction());
        and(where, values, "partner = ?", query.partner());
        and(where, values, "measure = ?", query.measure());
        and(where, values, "urgency = ?", query.urgency());
        query.from().ifPresent(day -> and(where, values, "day >= ?", Date.valueOf(day)));
        query.until().ifPresent(day -> and(where, values, "day <= ?", Date.valueOf(day)));
        and(
                where,
                values,
                "docket <> ALL (?::uuid[])",
                sealed(upTo, asOf).stream().map(UUID::toString).toArray(String[]::new));
        values.add(most);
        return sql.query(
                "SELECT DISTINCT docket FROM draw_candidate WHERE "
                        + where
                        + " ORDER BY docket LIMIT ?",
                (row, _) -> row.getObject("docket", UUID.class),
                values.toArray());
    }

    /** Few dockets were ever sealed. */
    private List<UUID> sealed(long upTo, LocalDate day) {
        return acts.dockets(Type.SEAL_DOCKET).stream()
                .filter(
                        id ->
                                !Seals.standing(
                                                Docket.of(
                                                        id,
                                                        registry.docket(id).stream()
                                                                .filter(
                                                                        act ->
                                                                                act.position()
                                                                                        < upTo)
                                                                .map(Stored::envelope)
                                                                .toList()),
                                                state,
                                                day)
                                        .isEmpty())
                .toList();
    }

    private static void and(
            StringBuilder where, List<Object> values, String condition, Object value) {
        if ("".equals(value)) return;
        where.append(" AND ").append(condition);
        values.add(value);
    }

    /** States that requests are exchanged with. */
    List<String> partners() {
        return sql.query(
                "SELECT DISTINCT partner FROM draw_candidate WHERE partner <> '' ORDER BY partner",
                (row, _) -> row.getString("partner"));
    }

    /** The draws, the first begun first. */
    List<UUID> draws() {
        return sql.query(
                "SELECT docket FROM draw ORDER BY position",
                (row, _) -> row.getObject("docket", UUID.class));
    }
}
