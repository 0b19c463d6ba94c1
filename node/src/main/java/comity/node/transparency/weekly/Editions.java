package comity.node.transparency.weekly;

import comity.node.frame.Languages;
import comity.node.mail.Outcome;
import comity.node.mail.Pauses;
import comity.node.mail.PublicLetters;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Each week's edition, and its letters until the mail server has answered for them. An edition is
 * written down with a letter for every reader in one transaction: from then on nobody is left out,
 * and no second one of that week can be made.
 *
 * <p>A letter is <em>taken</em> by one process before it speaks to the server, and <em>goes
 * out</em> from just before its first word is written. A process that dies while it is taken leaves
 * a letter that the server certainly has not got: another process sends it. One that dies while it
 * goes out leaves a letter of which nobody knows: it is not sent again, and what it said stands in
 * next week's as well.
 */
class Editions implements PublicLetters {
    /** Longer than any try can last: after it, whoever had taken the letter is gone. */
    static final Duration LOST = Duration.ofMinutes(15);

    /** Whoever waits before a page waits for the letter; a digest can wait for a server. */
    private static final Duration LONGEST_CONFIRMATION = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofHours(6);

    /** The day of the week may be set anew; nobody has two editions sooner than this. */
    private static final Duration APART = Duration.ofDays(6);

    private final JdbcTemplate sql;
    private final TransactionOperations transaction;
    private final InstantSource clock;

    Editions(JdbcTemplate sql, TransactionOperations transaction, InstantSource clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A letter that this process has taken.
     *
     * @param edition empty if it asks whether the digest is wanted
     * @param newest the last day of what was published last when the edition was made
     * @param told the last day of what the reader was told; empty if they were told nothing yet
     * @param doubtful whether nobody knows if the letter before arrived
     */
    record Taken(
            UUID id,
            int tries,
            UUID reader,
            byte[] address,
            Locale language,
            Instant asked,
            Optional<Instant> edition,
            Optional<LocalDate> newest,
            Optional<LocalDate> told,
            boolean doubtful) {
        Taken {
            address = address.clone();
        }

        @Override
        public byte[] address() {
            return address.clone();
        }
    }

    /** Makes the edition that was due at {@code due}, unless there is one of that week. */
    void make(Instant due, Optional<LocalDate> newest) {
        transaction.executeWithoutResult(
                _ -> {
                    var made =
                            sql.update(
                                    """
                                    INSERT INTO weekly_edition (due, newest) SELECT ?::timestamptz, ?::date
                                     WHERE NOT EXISTS (SELECT 1 FROM weekly_edition WHERE due > ?)
                                    ON CONFLICT DO NOTHING
                                    """,
                                    Timestamp.from(due),
                                    newest.map(Date::valueOf).orElse(null),
                                    Timestamp.from(due.minus(APART)));
                    if (made == 1) write(due);
                });
    }

    private void write(Instant due) {
        var now = Timestamp.from(clock.instant());
        sql.update(
                "INSERT INTO weekly_letter (id, reader, edition, made_at, next_at)"
                        + " SELECT gen_random_uuid(), id, ?::timestamptz, ?::timestamptz,"
                        + " ?::timestamptz FROM weekly_reader"
                        + " WHERE confirmed_at IS NOT NULL",
                Timestamp.from(due),
                now,
                now);
    }

    /** Letters whose process is gone; those that a newer edition replaces; addresses refused. */
    void tidy() {
        var lost = Timestamp.from(clock.instant().minus(LOST));
        sql.update(
                "UPDATE weekly_letter SET state = 'WAITING' WHERE state = 'TAKEN' AND taken_at < ?",
                lost);
        transaction.executeWithoutResult(
                _ ->
                        sql.queryForList(
                                        "DELETE FROM weekly_letter WHERE state = 'GOES_OUT' AND taken_at < ?"
                                                + " RETURNING reader",
                                        UUID.class,
                                        lost)
                                .forEach(this::doubt));
        sql.update(
                """
                DELETE FROM weekly_reader r USING weekly_letter l, weekly_edition e
                 WHERE l.reader = r.id AND e.due = l.edition AND l.state = 'REFUSED' AND e.accepted > 0
                """);
        sql.update(
                "DELETE FROM weekly_letter WHERE state IN ('WAITING', 'REFUSED')"
                        + " AND edition < (SELECT max(due) FROM weekly_edition)");
    }

    /** The next letter whose time has come; two processes never take one, or two of one reader. */
    Optional<Taken> take() {
        var now = Timestamp.from(clock.instant());
        return sql
                .query(
                        """
                        UPDATE weekly_letter l SET state = 'TAKEN', taken_at = ?, tries = l.tries + 1
                          FROM weekly_reader r
                         WHERE r.id = l.reader AND l.id = (
                           SELECT w.id FROM weekly_letter w WHERE w.state = 'WAITING' AND w.next_at <= ?
                              AND NOT EXISTS (SELECT 1 FROM weekly_letter o WHERE o.reader = w.reader
                                                 AND o.state IN ('TAKEN', 'GOES_OUT'))
                            ORDER BY w.edition IS NOT NULL, w.next_at, w.number
                            LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING l.id, l.tries, l.edition, r.id AS reader, r.address, r.language, r.asked_at,
                                  r.told, r.doubtful,
                                  (SELECT newest FROM weekly_edition WHERE due = l.edition) AS newest
                        """,
                        (row, _) -> taken(row),
                        now,
                        now)
                .stream()
                .findFirst();
    }

    private static Taken taken(ResultSet row) throws SQLException {
        return new Taken(
                row.getObject("id", UUID.class),
                row.getInt("tries"),
                row.getObject("reader", UUID.class),
                row.getBytes("address"),
                Languages.nearest(Locale.of(row.getString("language"))),
                row.getTimestamp("asked_at").toInstant(),
                moment(row.getTimestamp("edition")),
                Optional.ofNullable(row.getObject("newest", LocalDate.class)),
                Optional.ofNullable(row.getObject("told", LocalDate.class)),
                row.getBoolean("doubtful"));
    }

    private static Optional<Instant> moment(@Nullable Timestamp at) {
        return Optional.ofNullable(at).map(Timestamp::toInstant);
    }

    /**
     * Asked before the first word is written. False if the reader wants no letter any more, or
     * another process took this one because it held us for gone.
     */
    boolean goesOut(Taken letter) {
        return sql.update(
                        "UPDATE weekly_letter SET state = 'GOES_OUT' WHERE id = ? AND tries = ?"
                                + " AND state = 'TAKEN'",
                        letter.id(),
                        letter.tries())
                == 1;
    }

    /** Writes down what became of it. */
    void ended(Taken letter, Outcome outcome) {
        transaction.executeWithoutResult(
                _ -> {
                    switch (outcome) {
                        case Outcome.Accepted() -> accepted(letter);
                        case Outcome.Doubtful() -> {
                            if (gone(letter) && letter.edition().isPresent())
                                doubt(letter.reader());
                        }
                        case Outcome.Refused(var why) -> refused(letter, why);
                        case Outcome.Deferred(var why, _) -> again(letter, why);
                    }
                });
    }

    private boolean gone(Taken letter) {
        return sql.update(
                        "DELETE FROM weekly_letter WHERE id = ? AND tries = ?",
                        letter.id(),
                        letter.tries())
                == 1;
    }

    private void accepted(Taken letter) {
        if (!gone(letter) || letter.edition().isEmpty()) return;
        sql.update(
                "UPDATE weekly_reader SET told = greatest(told, ?), doubtful = false WHERE id = ?",
                letter.newest().map(Date::valueOf).orElse(null),
                letter.reader());
        sql.update(
                "UPDATE weekly_edition SET accepted = accepted + 1 WHERE due = ?",
                Timestamp.from(letter.edition().get()));
    }

    private void doubt(UUID reader) {
        sql.update(
                "UPDATE weekly_reader SET doubtful = true WHERE id = ? AND confirmed_at IS NOT NULL",
                reader);
    }

    /**
     * An address that the server refuses is erased: at once if it takes letters of this edition for
     * others ({@link #tidy}). If it takes none, the fault may be ours, and everybody would be lost.
     */
    private void refused(Taken letter, String why) {
        if (letter.edition().isEmpty()) {
            sql.update(
                    "DELETE FROM weekly_reader WHERE id = ? AND confirmed_at IS NULL",
                    letter.reader());
            return;
        }
        var refused =
                sql.update(
                        "UPDATE weekly_letter SET state = 'REFUSED', failure = ? WHERE id = ? AND tries = ?",
                        why,
                        letter.id(),
                        letter.tries());
        if (refused == 1)
            sql.update(
                    "UPDATE weekly_edition SET refused = refused + 1 WHERE due = ?",
                    Timestamp.from(letter.edition().get()));
    }

    private void again(Taken letter, String why) {
        var longest = letter.edition().isPresent() ? LONGEST : LONGEST_CONFIRMATION;
        sql.update(
                "UPDATE weekly_letter SET state = 'WAITING', failure = ?, next_at = ?"
                        + " WHERE id = ? AND tries = ? AND state IN ('TAKEN', 'GOES_OUT')",
                why,
                Timestamp.from(clock.instant().plus(Pauses.after(letter.tries(), longest))),
                letter.id(),
                letter.tries());
    }

    @Override
    public Standing standing() {
        return sql.query(
                        """
                        SELECT count(*) FILTER (WHERE state = 'WAITING') AS waiting,
                               min(made_at) FILTER (WHERE state = 'WAITING') AS oldest,
                               coalesce((SELECT failure FROM weekly_letter WHERE state = 'WAITING' AND failure <> ''
                                          ORDER BY taken_at DESC, number DESC LIMIT 1), '') AS failure,
                               coalesce((SELECT refused FROM weekly_edition ORDER BY due DESC LIMIT 1), 0) AS refused,
                               (SELECT count(*) FROM weekly_reader WHERE doubtful) AS doubtful,
                               (SELECT max(due) FROM weekly_edition) AS edition
                          FROM weekly_letter
                        """,
                        (row, _) ->
                                new Standing(
                                        row.getLong("waiting"),
                                        moment(row.getTimestamp("oldest")),
                                        row.getString("failure"),
                                        row.getLong("refused"),
                                        row.getLong("doubtful"),
                                        moment(row.getTimestamp("edition"))))
                .getFirst();
    }
}
