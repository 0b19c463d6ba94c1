package comity.node.recourse;

import comity.node.frame.Followed;
import comity.node.registry.Registry;
import comity.record.act.Base64Url;
import comity.record.complaint.Complaint;
import comity.record.complaint.Complaint.Type;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Complaints by the key under which each is found again, and by whom each awaits. It follows the
 * acts table, and what it says of a docket is read from that docket's acts: to follow twice does no
 * harm.
 */
final class Index {
    private static final String ALL =
            "SELECT docket, position, filed, acknowledged, decided, latest, awaits, reply_on, replied,"
                    + " verified FROM complaint ";

    private final Registry registry;
    private final JdbcClient sql;
    private final ReplyDays days;
    private final Followed followed;

    Index(Registry registry, JdbcClient sql, ReplyDays days) {
        this.registry = registry;
        this.days = days;
        this.sql = sql;
        this.followed = new Followed(registry, sql, Complaint.KIND, "complaints", this::take);
    }

    /** Whose turn it is. */
    enum Awaits {
        BODY,
        PERSON,
        NOBODY
    }

    /**
     * @param position of its first act in the log
     * @param replyOn the night on which whoever asked is told; empty if it is a complaint
     * @param verified whether an inspector has said which accounts are the person's
     */
    record Row(
            UUID docket,
            long position,
            Instant filed,
            Optional<Instant> acknowledged,
            Optional<Instant> decided,
            Instant latest,
            Awaits awaits,
            Optional<LocalDate> replyOn,
            Optional<Instant> replied,
            boolean verified) {
        boolean isInquiry() {
            return replyOn.isPresent();
        }
    }

    /** Takes up what was filed since it was last asked. */
    void follow() {
        followed.follow();
    }

    private void take(UUID docket) {
        var acts = registry.docket(docket);
        if (acts.isEmpty()) return;
        var first = acts.getFirst();
        var key =
                first.envelope()
                        .content(Complaint.MATTER)
                        .flatMap(matter -> matter.text("return"))
                        .map(Base64Url::decode);
        // Erased content tells no key any more; the row that is there stays.
        if (key.isEmpty()) return;
        @Nullable Instant acknowledged = null;
        @Nullable Instant decided = null;
        @Nullable Instant replied = null;
        var verified = false;
        var inquiry = Complaint.type(first.envelope()).filter(Type.INQUIRE::equals).isPresent();
        var latest = first.envelope().header().at();
        var awaits = Awaits.BODY;
        for (var act : acts) {
            var type = Complaint.type(act.envelope());
            if (type.isEmpty()) continue;
            latest = act.envelope().header().at();
            if (type.get() == Type.ACKNOWLEDGE) acknowledged = latest;
            if (type.get() == Type.DECIDE) decided = latest;
            if (type.get() == Type.REPLY && replied == null) replied = latest;
            if (type.get() == Type.VERIFY)
                verified =
                        act.envelope()
                                .content(Complaint.MATTER)
                                .filter(said -> !Replies.verified(said).isEmpty())
                                .isPresent();
            awaits =
                    switch (type.get()) {
                        case COMPLAIN, INQUIRE, ADD -> Awaits.BODY;
                        case ASK -> Awaits.PERSON;
                        case ACKNOWLEDGE, ANSWER -> decided == null ? Awaits.BODY : Awaits.NOBODY;
                        case DECIDE, VERIFY -> Awaits.NOBODY;
                        // That the node replied relieves the body of nothing.
                        case REPLY -> awaits;
                    };
        }
        sql.sql(
                        """
                        INSERT INTO complaint
                          (docket, return_key, position, filed, acknowledged, decided, latest, awaits,
                           reply_on, replied, verified)
                        VALUES (:docket, :key, :position, :filed, :acknowledged, :decided, :latest,
                          :awaits, :reply_on, :replied, :verified)
                        ON CONFLICT (docket) DO UPDATE SET acknowledged = excluded.acknowledged,
                          decided = excluded.decided, latest = excluded.latest,
                          awaits = excluded.awaits, replied = excluded.replied,
                          verified = excluded.verified
                        """)
                .param("docket", docket)
                .param("key", key.get())
                .param("position", first.position())
                .param("filed", Timestamp.from(first.envelope().header().at()))
                .param("acknowledged", acknowledged == null ? null : Timestamp.from(acknowledged))
                .param("decided", decided == null ? null : Timestamp.from(decided))
                .param("latest", Timestamp.from(latest))
                .param("awaits", awaits.name())
                .param(
                        "reply_on",
                        inquiry
                                ? Date.valueOf(days.of(docket, first.envelope().header().at()))
                                : null)
                .param("replied", replied == null ? null : Timestamp.from(replied))
                .param("verified", verified)
                .update();
    }

    /** The complaint that is found under a code's key. */
    Optional<Row> under(byte[] returnKey) {
        return sql.sql(ALL + "WHERE return_key = :key")
                .param("key", returnKey)
                .query((row, _) -> row(row))
                .optional();
    }

    /** The complaint on this docket. */
    Optional<Row> of(UUID docket) {
        return sql.sql(ALL + "WHERE docket = :docket")
                .param("docket", docket)
                .query((row, _) -> row(row))
                .optional();
    }

    /** Those that await the body, the oldest first. */
    List<Row> open(long after, int most) {
        return sql.sql(
                        ALL
                                + "WHERE awaits = 'BODY' AND position > :after ORDER BY position LIMIT "
                                + most)
                .param("after", after)
                .query((row, _) -> row(row))
                .list();
    }

    /**
     * Inquiries to which something may be said on this night: those that were told nothing yet, and
     * those of whom it is known whose accounts they are and that were first told after {@code
     * since}.
     */
    List<Row> waiting(LocalDate night, Instant since) {
        return sql.sql(
                        ALL
                                + """
                                WHERE reply_on <= :night
                                  AND (replied IS NULL OR verified AND replied > :since)
                                ORDER BY position
                                """)
                .param("night", Date.valueOf(night))
                .param("since", Timestamp.from(since))
                .query((row, _) -> row(row))
                .list();
    }

    /** How many await the body. */
    long awaiting() {
        return sql.sql("SELECT count(*) FROM complaint WHERE awaits = 'BODY'")
                .query(Long.class)
                .single();
    }

    /** Those that do not, the one with the latest act first. */
    List<Row> others(int most) {
        return sql.sql(
                        ALL
                                + "WHERE awaits <> 'BODY' ORDER BY latest DESC, position DESC LIMIT "
                                + most)
                .query((row, _) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("docket", UUID.class),
                row.getLong("position"),
                row.getTimestamp("filed").toInstant(),
                Optional.ofNullable(row.getTimestamp("acknowledged")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp("decided")).map(Timestamp::toInstant),
                row.getTimestamp("latest").toInstant(),
                Awaits.valueOf(row.getString("awaits")),
                Optional.ofNullable(row.getDate("reply_on")).map(Date::toLocalDate),
                Optional.ofNullable(row.getTimestamp("replied")).map(Timestamp::toInstant),
                row.getBoolean("verified"));
    }
}
