package comity.node.oversight;

import comity.node.frame.Followed;
import comity.node.registry.Registry;
import comity.record.finding.Finding;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Findings by whom each is addressed to and whom it awaits. It follows the acts table, and what it
 * says of a docket is read from that docket's acts: to follow twice does no harm.
 */
final class FindingIndex {
    private static final int MOST = 200;
    private static final String ALL =
            "SELECT docket, raised, body, addressee, about, until, awaits FROM finding ";
    private static final String IN_ORDER =
            " ORDER BY awaits = 'NOBODY', until, position DESC LIMIT " + MOST;

    private final Registry registry;
    private final JdbcClient sql;
    private final Followed followed;

    FindingIndex(Registry registry, JdbcClient sql) {
        this.registry = registry;
        this.sql = sql;
        this.followed = new Followed(registry, sql, Finding.KIND, "findings", this::take);
    }

    /** Whose turn it is. */
    enum Awaits {
        AUTHORITY,
        BODY,
        NOBODY
    }

    /** One finding. */
    record Row(
            UUID docket,
            Instant raised,
            String body,
            String addressee,
            Finding.About about,
            LocalDate until,
            Awaits awaits) {
        /** An answer that came keeps the day, however long the body takes to read it. */
        boolean isOverdue(LocalDate today) {
            return awaits == Awaits.AUTHORITY && today.isAfter(until);
        }
    }

    /** Takes up what was filed since it was last asked. */
    void follow() {
        followed.follow();
    }

    private void take(UUID docket) {
        var acts = registry.docket(docket);
        if (acts.isEmpty()) return;
        var first = acts.getFirst().envelope();
        var raised = first.content(Finding.MATTER);
        // Erased content names no authority any more; the row that is there stays.
        if (raised.isEmpty()) return;
        var until = day(raised.get().text("until")).orElse(LocalDate.EPOCH);
        var awaits = Awaits.AUTHORITY;
        for (var act : acts) {
            var type = Finding.type(act.envelope());
            if (type.isEmpty()) continue;
            awaits =
                    switch (type.get()) {
                        case RAISE, REPEAT -> Awaits.AUTHORITY;
                        case ANSWER -> Awaits.BODY;
                        case CLOSE -> Awaits.NOBODY;
                    };
            if (type.get() == Finding.Type.REPEAT)
                until =
                        day(act.envelope()
                                        .content(Finding.MATTER)
                                        .flatMap(said -> said.text("until")))
                                .orElse(until);
        }
        sql.sql(
                        """
                        INSERT INTO finding
                          (docket, position, raised, body, addressee, about, until, latest, awaits)
                        VALUES (:docket, :position, :raised, :body, :addressee, :about, :until,
                          :latest, :awaits)
                        ON CONFLICT (docket) DO UPDATE SET until = excluded.until,
                          latest = excluded.latest, awaits = excluded.awaits
                        """)
                .param("docket", docket)
                .param("position", acts.getFirst().position())
                .param("raised", Timestamp.from(first.header().at()))
                .param("body", first.header().author().authority())
                .param("addressee", raised.get().text("to").orElse(""))
                .param("about", raised.get().text("about").orElse(""))
                .param("until", Date.valueOf(until))
                .param("latest", Timestamp.from(acts.getLast().envelope().header().at()))
                .param("awaits", awaits.name())
                .update();
    }

    static Optional<LocalDate> day(Optional<String> text) {
        try {
            return text.map(LocalDate::parse);
        } catch (java.time.DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Those that a body raised: what is open first, the nearest day first. */
    List<Row> by(String body) {
        return sql.sql(ALL + "WHERE body = :body" + IN_ORDER)
                .param("body", body)
                .query((row, _) -> row(row))
                .list();
    }

    /** Those that are addressed to one of these authorities, in the same order. */
    List<Row> to(Collection<String> authorities) {
        return sql.sql(ALL + "WHERE addressee = ANY (:authorities)" + IN_ORDER)
                .param("authorities", authorities.toArray(String[]::new))
                .query((row, _) -> row(row))
                .list();
    }

    Optional<Row> of(UUID docket) {
        return sql.sql(ALL + "WHERE docket = :docket")
                .param("docket", docket)
                .query((row, _) -> row(row))
                .optional();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("docket", UUID.class),
                row.getTimestamp("raised").toInstant(),
                row.getString("body"),
                row.getString("addressee"),
                Finding.About.of(row.getString("about")).orElse(Finding.About.PRACTICE),
                row.getDate("until").toLocalDate(),
                Awaits.valueOf(row.getString("awaits")));
    }
}
