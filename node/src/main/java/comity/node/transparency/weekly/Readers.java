package comity.node.transparency.weekly;

import comity.node.mail.MailAddress;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Who asked for the digest. A wish is written down without looking whether the address has the
 * digest already, so that nothing in an answer, or in its time, tells who reads it; they are
 * brought together when a wish is confirmed, which only the address can do.
 */
class Readers {
    /** So long a wish can be confirmed; then it is forgotten. */
    static final Duration LASTS = Duration.ofDays(2);

    /** Letters in a day that strangers can have sent to one address. */
    static final int MOST_WISHES = 3;

    private static final Duration WITHIN = Duration.ofDays(1);

    private final JdbcTemplate sql;
    private final TransactionOperations transaction;
    private final ReaderKeys keys;
    private final InstantSource clock;

    Readers(
            JdbcTemplate sql,
            TransactionOperations transaction,
            ReaderKeys keys,
            InstantSource clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Has a letter sent to {@code address} by which it confirms that it wants the digest. Nothing
     * is done, and nothing said of it, if that was asked too often within a day.
     */
    void ask(MailAddress address, Locale language) {
        var mark = ReaderKeys.hash(keys.off(address.text()));
        transaction.executeWithoutResult(_ -> ask(address, mark, language));
    }

    private void ask(MailAddress address, byte[] mark, Locale language) {
        alone(mark);
        var now = clock.instant();
        var lately =
                sql.queryForObject(
                        "SELECT count(*) FROM weekly_wish WHERE mark = ? AND asked_at > ?",
                        Long.class,
                        mark,
                        Timestamp.from(now.minus(WITHIN)));
        if (lately == null || lately >= MOST_WISHES) return;
        var reader = UUID.randomUUID();
        var at = Timestamp.from(now);
        sql.update("INSERT INTO weekly_wish (mark, asked_at) VALUES (?, ?)", mark, at);
        sql.update(
                "INSERT INTO weekly_reader (id, mark, address, language, confirm, asked_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                reader,
                mark,
                keys.seal(address, reader),
                language.getLanguage(),
                ReaderKeys.hash(keys.confirm(reader)),
                at);
        sql.update(
                "INSERT INTO weekly_letter (id, reader, made_at, next_at) VALUES (?, ?, ?, ?)",
                UUID.randomUUID(),
                reader,
                at,
                at);
    }

    /** One wish of an address at a time, also from two windows. */
    private void alone(byte[] mark) {
        sql.query("SELECT pg_advisory_xact_lock(?)", _ -> {}, ByteBuffer.wrap(mark).getLong());
    }

    /** Whether a link from a letter still confirms something, or has. */
    boolean isGood(String link) {
        return Boolean.TRUE.equals(
                sql.queryForObject(
                        "SELECT EXISTS (SELECT 1 FROM weekly_reader WHERE confirm = ?"
                                + " AND (confirmed_at IS NOT NULL OR asked_at > ?))",
                        Boolean.class,
                        ReaderKeys.hash(link),
                        Timestamp.from(clock.instant().minus(LASTS))));
    }

    /**
     * From now on the digest goes to the address in whose letter {@code link} stood. Whoever has it
     * already has it in another language from now on.
     *
     * @return false if the link is not good, or not any more; true also when it is used again
     */
    boolean confirm(String link) {
        return Boolean.TRUE.equals(
                transaction.execute(_ -> isGood(link) && confirmed(ReaderKeys.hash(link))));
    }

    private boolean confirmed(byte[] link) {
        var wish = wish(link);
        wish.ifPresent(one -> alone(one.mark()));
        // What another window did meanwhile.
        wish = wish(link);
        if (wish.isEmpty()) return false;
        if (wish.get().confirmed()) return true;
        var had =
                sql.queryForList(
                        "SELECT id FROM weekly_reader WHERE mark = ? AND confirmed_at IS NOT NULL",
                        UUID.class,
                        wish.get().mark());
        if (had.isEmpty()) {
            sql.update(
                    "UPDATE weekly_reader SET confirmed_at = ? WHERE id = ?",
                    Timestamp.from(clock.instant()),
                    wish.get().reader());
        } else {
            sql.update("DELETE FROM weekly_reader WHERE id = ?", wish.get().reader());
            sql.update(
                    "UPDATE weekly_reader SET language = ?, confirm = ? WHERE id = ?",
                    wish.get().language(),
                    link,
                    had.getFirst());
        }
        return true;
    }

    private record Wish(UUID reader, byte[] mark, String language, boolean confirmed) {
        Wish {
            mark = mark.clone();
        }

        @Override
        public byte[] mark() {
            return mark.clone();
        }
    }

    private Optional<Wish> wish(byte[] link) {
        return sql
                .query(
                        "SELECT id, mark, language, confirmed_at IS NOT NULL AS confirmed"
                                + " FROM weekly_reader WHERE confirm = ?",
                        (row, _) ->
                                new Wish(
                                        row.getObject("id", UUID.class),
                                        row.getBytes("mark"),
                                        row.getString("language"),
                                        row.getBoolean("confirmed")),
                        link)
                .stream()
                .findFirst();
    }

    /**
     * Erases the address that {@code link} was sent to, its letters, and what it has not confirmed;
     * whoever has no such link learns nothing.
     */
    void off(String link) {
        sql.update("DELETE FROM weekly_reader WHERE mark = ?", ReaderKeys.hash(link));
    }

    /** What was not confirmed in time is forgotten, and so is that it was asked. */
    void forget() {
        var now = clock.instant();
        sql.update(
                "DELETE FROM weekly_reader WHERE confirmed_at IS NULL AND asked_at <= ?",
                Timestamp.from(now.minus(LASTS)));
        sql.update(
                "DELETE FROM weekly_wish WHERE asked_at <= ?", Timestamp.from(now.minus(WITHIN)));
    }
}
