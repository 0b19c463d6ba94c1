package comity.node.mail;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Letters until the mail server has answered for them. A letter is taken by one process, which says
 * so before it begins; a letter whose process ended meanwhile may have been taken by the server,
 * and is not sent again.
 */
class Queue {
    /** Longer than any try can last: after it, whoever had taken the letter is gone. */
    static final Duration LOST = Duration.ofMinutes(15);

    /** So long a letter is tried; then what it said is said anew in another. */
    static final Duration PATIENCE = Duration.ofDays(2);

    static final Duration KEPT = Duration.ofDays(400);

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration LONGEST_URGENT = Duration.ofMinutes(5);

    private final JdbcTemplate sql;
    private final InstantSource clock;

    Queue(JdbcTemplate sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Why a letter is written. */
    enum Kind {
        CODE,
        DIGEST,
        EMERGENCY
    }

    /** Where a letter stands. */
    enum State {
        WAITING,
        SENDING,
        SENT,
        REFUSED,
        DOUBTFUL,
        GIVEN_UP
    }

    /** A letter that this process has taken. */
    record Claimed(
            UUID id,
            String person,
            Kind kind,
            Counts counts,
            Instant made,
            int tries,
            String address,
            Locale language) {}

    /** Whether a letter of this kind waits for the person already. */
    boolean waits(String person, Kind kind) {
        return Boolean.TRUE.equals(
                sql.queryForObject(
                        "SELECT EXISTS (SELECT 1 FROM mail_letter WHERE person = ? AND kind = ?"
                                + " AND state IN ('WAITING', 'SENDING'))",
                        Boolean.class,
                        person,
                        kind.name()));
    }

    /** Puts a letter into the queue, and what it tells beside it; the caller's transaction. */
    void put(String person, Kind kind, Collection<Matter> matters) {
        var id = UUID.randomUUID();
        var now = Timestamp.from(clock.instant());
        var counts = Counts.of(matters);
        sql.update(
                """
                INSERT INTO mail_letter (id, person, kind, turns, near, passed, signed, node, by_day, made_at, next_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                person,
                kind.name(),
                counts.turns(),
                counts.near(),
                counts.passed(),
                counts.signed(),
                counts.node(),
                counts.by().map(Date::valueOf).orElse(null),
                now,
                now);
        sql.batchUpdate(
                "INSERT INTO mail_told (person, what, letter, told_at) VALUES (?, decode(?, 'hex'), ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                matters.stream()
                        .map(matter -> new Object[] {person, matter.trace(), id, now})
                        .toList());
    }

    /** The next letter whose time has come, emergencies first; two processes never take one. */
    Optional<Claimed> claim() {
        var now = Timestamp.from(clock.instant());
        return sql
                .query(
                        """
                        UPDATE mail_letter l SET state = 'SENDING', claimed_at = ?, tries = l.tries + 1
                          FROM mail_address a
                         WHERE a.person = l.person AND l.id = (
                           SELECT id FROM mail_letter WHERE state = 'WAITING' AND next_at <= ?
                            ORDER BY kind = 'EMERGENCY' DESC, next_at, number LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING l.*, a.address, a.language
                        """,
                        (row, _) -> claimed(row),
                        now,
                        now)
                .stream()
                .findFirst();
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        return new Claimed(
                row.getObject("id", UUID.class),
                row.getString("person"),
                Kind.valueOf(row.getString("kind")),
                new Counts(
                        row.getInt("turns"),
                        row.getInt("near"),
                        row.getInt("passed"),
                        row.getInt("signed"),
                        row.getInt("node"),
                        Optional.ofNullable(row.getObject("by_day", LocalDate.class))),
                row.getTimestamp("made_at").toInstant(),
                row.getInt("tries"),
                row.getString("address"),
                Locale.of(row.getString("language")));
    }

    /** Writes down what became of it. */
    void ended(Claimed letter, Outcome outcome, Duration quiet) {
        switch (outcome) {
            case Outcome.Accepted() -> {
                end(letter, State.SENT, "");
                if (letter.kind() == Kind.DIGEST)
                    sql.update(
                            "UPDATE mail_address SET quiet_until = ? WHERE person = ?",
                            Timestamp.from(clock.instant().plus(quiet)),
                            letter.person());
            }
            case Outcome.Refused(var why) -> {
                end(letter, State.REFUSED, why);
                sql.update(
                        "UPDATE mail_address SET refused = ? WHERE person = ? AND address = ?",
                        why,
                        letter.person(),
                        letter.address());
            }
            case Outcome.Doubtful() -> end(letter, State.DOUBTFUL, "BROKEN");
            case Outcome.Deferred(var why, _) -> {
                if (letter.made().plus(PATIENCE).isAfter(clock.instant())) again(letter, why);
                else giveUp(letter, why);
            }
        }
    }

    private void end(Claimed letter, State state, String failure) {
        sql.update(
                "UPDATE mail_letter SET state = ?, failure = ?, ended_at = ? WHERE id = ?",
                state.name(),
                failure,
                Timestamp.from(clock.instant()),
                letter.id());
    }

    private void again(Claimed letter, String why) {
        sql.update(
                "UPDATE mail_letter SET state = 'WAITING', failure = ?, next_at = ? WHERE id = ?",
                why,
                Timestamp.from(clock.instant().plus(pause(letter.tries(), letter.kind()))),
                letter.id());
    }

    /**
     * Twice as long after each try: one minute, two, four, up to an hour; five minutes if urgent.
     */
    static Duration pause(int tries, Kind kind) {
        return Pauses.after(tries, kind == Kind.DIGEST ? LONGEST : LONGEST_URGENT);
    }

    /** It was certainly never taken: what it said was not told. */
    private void giveUp(Claimed letter, String why) {
        sql.update("DELETE FROM mail_told WHERE letter = ?", letter.id());
        end(letter, State.GIVEN_UP, why);
    }

    /** Letters whose process ended in the midst; and what nobody needs to know any more. */
    void tidy() {
        var now = clock.instant();
        sql.update(
                "UPDATE mail_letter SET state = 'DOUBTFUL', failure = 'BROKEN', ended_at = ?"
                        + " WHERE state = 'SENDING' AND claimed_at < ?",
                Timestamp.from(now),
                Timestamp.from(now.minus(LOST)));
        sql.update(
                "DELETE FROM mail_letter WHERE state NOT IN ('WAITING', 'SENDING') AND ended_at < ?",
                Timestamp.from(now.minus(KEPT)));
    }

    /** What became of a letter, for its person. */
    record Kept(Kind kind, State state, Instant made, int tries, Instant next, String failure) {}

    List<Kept> of(String person, int most) {
        return sql.query(
                "SELECT kind, state, made_at, tries, next_at, failure FROM mail_letter"
                        + " WHERE person = ? ORDER BY number DESC LIMIT ?",
                (row, _) ->
                        new Kept(
                                Kind.valueOf(row.getString("kind")),
                                State.valueOf(row.getString("state")),
                                row.getTimestamp("made_at").toInstant(),
                                row.getInt("tries"),
                                row.getTimestamp("next_at").toInstant(),
                                row.getString("failure")),
                person,
                most);
    }
}
