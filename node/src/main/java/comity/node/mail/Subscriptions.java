package comity.node.mail;

import comity.node.frame.Languages;
import comity.node.identity.Person;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Who wants to be told by e-mail, where, and what they were told of. Switching off removes all of
 * it: address, letters, and traces of what was told.
 */
class Subscriptions {
    static final Duration CODE_LASTS = Duration.ofMinutes(30);
    static final int MOST_TRIES = 5;

    /** Codes in an hour: a form that mails to any address shall not be a nuisance to strangers. */
    static final int MOST_CODES = 5;

    private static final int DIGITS = 8;
    private static final int BOUND = 100_000_000;

    private final JdbcTemplate sql;
    private final TransactionOperations transaction;
    private final InstantSource clock;
    private final SecureRandom random;

    Subscriptions(
            JdbcTemplate sql,
            TransactionOperations transaction,
            InstantSource clock,
            SecureRandom random) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.random = random;
    }

    private static final String ALL =
            "SELECT person, address, language, confirmed_at, quiet_until, refused FROM mail_address ";

    Optional<Subscription> of(Person person) {
        return sql
                .query(ALL + "WHERE person = ?", (row, _) -> subscription(row), person.id())
                .stream()
                .findFirst();
    }

    /** Whose address is confirmed and was not refused, by id. */
    List<String> heard() {
        return sql.query(
                "SELECT person FROM mail_address WHERE confirmed_at IS NOT NULL AND refused = ''"
                        + " ORDER BY person",
                (row, _) -> row.getString("person"));
    }

    /** The same, held until the transaction ends; empty if another process looks at this person. */
    Optional<Subscription> hold(String person) {
        return sql
                .query(
                        ALL
                                + "WHERE person = ? AND confirmed_at IS NOT NULL AND refused = ''"
                                + " FOR UPDATE SKIP LOCKED",
                        (row, _) -> subscription(row),
                        person)
                .stream()
                .findFirst();
    }

    /**
     * Has a code mailed to {@code address}; what was switched on before ends.
     *
     * @return false if too many were asked for within the hour; then nothing changes
     */
    boolean ask(Person person, MailAddress address, Locale language) {
        return Boolean.TRUE.equals(
                transaction.execute(_ -> asked(person.id(), address.text(), language)));
    }

    private boolean asked(String person, String address, Locale language) {
        var now = Timestamp.from(clock.instant());
        // One form at a time for each person, also from two windows.
        sql.queryForList("SELECT id FROM person WHERE id = ? FOR UPDATE", person);
        sql.update(
                "DELETE FROM mail_asked WHERE person = ? AND asked_at <= ?",
                person,
                Timestamp.from(clock.instant().minus(Duration.ofHours(1))));
        var lately =
                sql.queryForObject(
                        "SELECT count(*) FROM mail_asked WHERE person = ?", Long.class, person);
        if (lately == null || lately >= MOST_CODES) return false;
        sql.update("INSERT INTO mail_asked (person, asked_at) VALUES (?, ?)", person, now);
        sql.update("DELETE FROM mail_address WHERE person = ?", person);
        sql.update(
                "INSERT INTO mail_address (person, address, language, asked_at, quiet_until)"
                        + " VALUES (?, ?, ?, ?, ?)",
                person,
                address,
                language.getLanguage(),
                now,
                now);
        sql.update(
                "INSERT INTO mail_letter (id, person, kind, made_at, next_at) VALUES (?, ?, 'CODE', ?, ?)",
                UUID.randomUUID(),
                person,
                now,
                now);
        return true;
    }

    /** A code for this moment's letter; the one before opens nothing any more. */
    String code(String person) {
        var code = ("%0" + DIGITS + "d").formatted(random.nextInt(BOUND));
        sql.update(
                "UPDATE mail_address SET code_hash = ?, code_until = ?, tries = 0 WHERE person = ?",
                hash("code", person + code),
                Timestamp.from(clock.instant().plus(CODE_LASTS)),
                person);
        return code;
    }

    /** True if {@code code} is the one that was mailed last, in time, within five tries. */
    boolean confirm(Person person, String code) {
        var now = Timestamp.from(clock.instant());
        sql.update("UPDATE mail_address SET tries = tries + 1 WHERE person = ?", person.id());
        return sql.update(
                        "UPDATE mail_address SET confirmed_at = ?, quiet_until = ?, code_hash = NULL, code_until = NULL"
                                + " WHERE person = ? AND code_hash = ? AND code_until > ? AND tries <= ?",
                        now,
                        now,
                        person.id(),
                        hash("code", person.id() + code.replaceAll("\\s", "")),
                        now,
                        MOST_TRIES)
                == 1;
    }

    void off(Person person) {
        sql.update("DELETE FROM mail_address WHERE person = ?", person.id());
    }

    /** The same by a letter's link; whoever does not have one learns nothing. */
    void off(String token) {
        sql.update(
                "DELETE FROM mail_address WHERE person = (SELECT person FROM mail_off WHERE hash = ?)",
                hash("off", token));
    }

    /** What stands in one letter and ends all further ones. */
    String offToken(String person) {
        var secret = new byte[32];
        random.nextBytes(secret);
        var token = Base64Url.encode(secret);
        sql.update(
                "INSERT INTO mail_off (hash, person, made_at) SELECT ?, person, ? FROM mail_address"
                        + " WHERE person = ?",
                hash("off", token),
                Timestamp.from(clock.instant()),
                person);
        return token;
    }

    /** Those of {@code matters} of which the person was never told. */
    List<Matter> untold(String person, List<Matter> matters) {
        if (matters.isEmpty()) return List.of();
        var told =
                sql
                        .query(
                                "SELECT encode(what, 'hex') FROM mail_told WHERE person = ? AND what IN"
                                        + " (SELECT decode(hex, 'hex') FROM unnest(?::text[]) AS hex)",
                                (row, _) -> row.getString(1),
                                person,
                                matters.stream().map(Matter::trace).toArray(String[]::new))
                        .stream()
                        .collect(Collectors.toSet());
        return matters.stream()
                .filter(matter -> !told.contains(matter.trace()))
                .distinct()
                .toList();
    }

    private static byte[] hash(String what, String secret) {
        return Digest.of(("comity-mail-" + what + "/1\n" + secret).getBytes(StandardCharsets.UTF_8))
                .bytes();
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        return new Subscription(
                row.getString("person"),
                row.getString("address"),
                Languages.nearest(Locale.of(row.getString("language"))),
                moment(row.getTimestamp("confirmed_at")),
                row.getTimestamp("quiet_until").toInstant(),
                row.getString("refused"));
    }

    static Optional<Instant> moment(@Nullable Timestamp at) {
        return Optional.ofNullable(at).map(Timestamp::toInstant);
    }
}
