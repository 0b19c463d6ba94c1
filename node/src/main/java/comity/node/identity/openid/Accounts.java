package comity.node.identity.openid;

import comity.node.identity.OfficeChanges;
import comity.node.identity.Offices;
import comity.node.identity.People;
import comity.node.identity.Person;
import comity.node.identity.Sessions;
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
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Whose account at the provider is whose. It is recorded as an enrolment is (SECURITY, 3.3): the
 * person brings a code that the node gave to whoever signed in at the provider, one registrar of
 * persons proposes, another confirms on another device, and neither had a part in the other's
 * office within seven days. One registrar alone ends it, for that opens nothing.
 */
public final class Accounts {
    private static final Duration CODE_LIFE = Duration.ofDays(7);

    /** Crockford's letters: none is taken for another when it is read out. */
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int HALF = 5;

    private final JdbcClient sql;
    private final TransactionOperations transaction;
    private final People people;
    private final Offices offices;
    private final OfficeChanges changes;
    private final Sessions sessions;
    private final InstantSource clock;
    private final SecureRandom random;

    Accounts(
            JdbcClient sql,
            TransactionOperations transaction,
            People people,
            Offices offices,
            OfficeChanges changes,
            Sessions sessions,
            InstantSource clock,
            SecureRandom random) {
        this.sql = sql;
        this.transaction = transaction;
        this.people = people;
        this.offices = offices;
        this.changes = changes;
        this.sessions = sessions;
        this.clock = clock;
        this.random = random;
    }

    /** An account that counts. */
    record Linked(long number, Person person) {}

    /** Whose account this is; empty while two registrars have not said so. */
    Optional<Linked> linked(String issuer, String subject) {
        return sql.sql(
                        """
                        SELECT l.account, p.id, p.name FROM account_linked l
                        JOIN person p ON p.id = l.person
                        WHERE l.issuer = :issuer AND l.subject = :subject
                        """)
                .param("issuer", issuer)
                .param("subject", subject)
                .query(
                        (row, _) ->
                                new Linked(
                                        row.getLong("account"),
                                        new Person(row.getString("id"), row.getString("name"))))
                .optional();
    }

    /**
     * A new code for an account that nobody has recorded; the one before ends with it.
     *
     * @param called what the provider calls whoever it is
     */
    String code(String issuer, String subject, String called) {
        var code = new StringBuilder();
        for (var i = 0; i < 2 * HALF; i++)
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        var now = clock.instant();
        sql.sql("DELETE FROM account_code WHERE expires_at <= :now")
                .param("now", Timestamp.from(now))
                .update();
        sql.sql(
                        """
                        INSERT INTO account_code (code_hash, issuer, subject, called, expires_at)
                        VALUES (:hash, :issuer, :subject, :called, :expires)
                        ON CONFLICT (issuer, subject) DO UPDATE SET
                          code_hash = excluded.code_hash, called = excluded.called,
                          expires_at = excluded.expires_at
                        """)
                .param("hash", hash(code.toString()))
                .param("issuer", issuer)
                .param("subject", subject)
                .param("called", called)
                .param("expires", Timestamp.from(now.plus(CODE_LIFE)))
                .update();
        return code.substring(0, HALF) + "-" + code.substring(HALF);
    }

    /**
     * A record of whose account it is, or the proposal of one.
     *
     * @param subject what the provider calls the account
     * @param called what it calls whoever it is; no proof of anything
     * @param device with which passkey the proposer was signed in
     */
    public record Account(
            long number,
            String issuer,
            String subject,
            String called,
            Person person,
            String reason,
            Person proposedBy,
            Instant proposedAt,
            String device) {}

    /** What came of a proposal or an answer. */
    public sealed interface Outcome {
        record Done(long number) implements Outcome {}

        /**
         * @param why a stable word such as {@code accounts.code}
         */
        record Refused(String why) implements Outcome {}
    }

    /** What waits for a second registrar, oldest first. */
    public List<Account> open() {
        return select("NOT EXISTS (SELECT 1 FROM account_answer x WHERE x.account = a.number)");
    }

    /** What counts, by the person's name. */
    public List<Account> all() {
        return select("EXISTS (SELECT 1 FROM account_linked l WHERE l.account = a.number)");
    }

    private List<Account> select(String which) {
        return sql.sql(
                        """
                        SELECT a.number, a.issuer, a.subject, a.called, p.id, p.name, a.reason,
                          b.id AS by_id, b.name AS by_name, a.proposed_at, a.device
                        FROM account a JOIN person p ON p.id = a.person
                        JOIN person b ON b.id = a.proposed_by
                        WHERE %s ORDER BY p.name, a.number
                        """
                                .formatted(which))
                .query(Accounts::row)
                .list();
    }

    /**
     * Keeps a proposal.
     *
     * @param code as the person brought it
     * @param device with which passkey the registrar is signed in
     */
    public Outcome propose(String code, String person, String reason, Person by, String device) {
        var whose = people.person(person).filter(one -> !offices.of(one).isEmpty());
        if (whose.isEmpty()) return new Outcome.Refused("accounts.person");
        if (person.equals(by.id())) return new Outcome.Refused("accounts.oneself");
        var number =
                sql.sql(
                                """
                                WITH spent AS (DELETE FROM account_code
                                  WHERE code_hash = :hash AND expires_at > :now
                                  RETURNING issuer, subject, called)
                                INSERT INTO account (issuer, subject, called, person, reason,
                                  proposed_by, proposed_at, device)
                                SELECT issuer, subject, called, :person, :reason, :by, :now, :device
                                FROM spent RETURNING number
                                """)
                        .param("hash", hash(code))
                        .param("now", Timestamp.from(clock.instant()))
                        .param("person", person)
                        .param("reason", reason)
                        .param("by", by.id())
                        .param("device", device)
                        .query(Long.class)
                        .optional();
        return number.<Outcome>map(Outcome.Done::new)
                .orElseGet(() -> new Outcome.Refused("accounts.code"));
    }

    /** The second registrar's yes. */
    public Outcome confirm(long number, Person by, String device) {
        var found = open().stream().filter(one -> one.number() == number).findFirst();
        if (found.isEmpty()) return new Outcome.Refused("accounts.unknown");
        var account = found.get();
        if (by.id().equals(account.proposedBy().id()) || by.id().equals(account.person().id()))
            return new Outcome.Refused("offices.same-person");
        if (device.equals(account.device())) return new Outcome.Refused("offices.same-device");
        if (!changes.areStrangers(by, account.proposedBy()))
            return new Outcome.Refused("offices.made-lately");
        try {
            transaction.executeWithoutResult(
                    _ -> {
                        sql.sql(
                                        "INSERT INTO account_linked (issuer, subject, person, account)"
                                                + " VALUES (:issuer, :subject, :person, :number)")
                                .param("issuer", account.issuer())
                                .param("subject", account.subject())
                                .param("person", account.person().id())
                                .param("number", number)
                                .update();
                        answer(number, "CONFIRMED", by, device);
                    });
        } catch (DuplicateKeyException _) {
            return new Outcome.Refused("accounts.linked");
        }
        return new Outcome.Done(number);
    }

    /** No: from any registrar, who proposed it among them. */
    public Outcome refuse(long number, Person by, String device) {
        if (open().stream().noneMatch(one -> one.number() == number))
            return new Outcome.Refused("accounts.unknown");
        try {
            answer(number, "REFUSED", by, device);
        } catch (DuplicateKeyException _) {
            return new Outcome.Refused("accounts.unknown");
        }
        return new Outcome.Done(number);
    }

    /** The account counts no more, and what is open by it ends. */
    public Outcome end(long number, Person by, String device) {
        var ended =
                transaction.execute(
                        _ -> {
                            var rows =
                                    sql.sql("DELETE FROM account_linked WHERE account = :number")
                                            .param("number", number)
                                            .update();
                            if (rows == 1) answer(number, "ENDED", by, device);
                            return rows == 1;
                        });
        if (!Boolean.TRUE.equals(ended)) return new Outcome.Refused("accounts.unknown");
        sessions.closeByAccount(Optional.of(number), Optional.empty());
        return new Outcome.Done(number);
    }

    private void answer(long number, String answer, Person by, String device) {
        sql.sql(
                        """
                        INSERT INTO account_answer (account, answer, answered_by, answered_at, device)
                        VALUES (:number, :answer, :by, :now, :device)
                        """)
                .param("number", number)
                .param("answer", answer)
                .param("by", by.id())
                .param("now", Timestamp.from(clock.instant()))
                .param("device", device)
                .update();
    }

    private static Account row(ResultSet row, int number) throws SQLException {
        return new Account(
                row.getLong("number"),
                row.getString("issuer"),
                row.getString("subject"),
                row.getString("called"),
                new Person(row.getString("id"), row.getString("name")),
                row.getString("reason"),
                new Person(row.getString("by_id"), row.getString("by_name")),
                row.getTimestamp("proposed_at").toInstant(),
                row.getString("device"));
    }

    /** As it was read out or typed: without regard to case, gaps, and letters taken for digits. */
    private static byte[] hash(String code) {
        var plain =
                code.toUpperCase(Locale.ROOT)
                        .replaceAll("[\\s-]", "")
                        .replace('O', '0')
                        .replace('I', '1')
                        .replace('L', '1');
        var sha = Digest.sha256();
        sha.update("comity-account-code/1".getBytes(StandardCharsets.UTF_8));
        sha.update(plain.getBytes(StandardCharsets.UTF_8));
        return sha.digest();
    }
}
