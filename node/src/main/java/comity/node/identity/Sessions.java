package comity.node.identity;

import comity.record.act.Base64Url;
import comity.record.act.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who is signed in. The token is known to the person's program alone; the table holds its hash. The
 * figures are those of NIST SP 800-63B for AAL3: fifteen minutes of rest, twelve hours in all.
 */
@Component
public class Sessions {
    public static final Duration IDLE = Duration.ofMinutes(15);
    public static final Duration LONGEST = Duration.ofHours(12);

    /** The time of last use is written no more often than this, so that reading stays cheap. */
    private static final Duration GRAIN = Duration.ofSeconds(20);

    private final JdbcClient sql;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Readings readings;

    Sessions(JdbcClient sql, InstantSource clock, SecureRandom random, Readings readings) {
        this.readings = readings;
        this.sql = sql;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Opens a session and returns its token, which is never stored.
     *
     * @param credential of the passkey with which the person signed in
     */
    public String open(Person person, byte[] credential) {
        return open(person, Digest.of(credential).hex(), false, Through.PASSKEY);
    }

    /**
     * Opens a session for a program that acts for {@code person}: it reaches what {@link
     * Serves#programs} opens, and nothing else.
     *
     * @param credential the public key with which it signed in
     */
    public String openForProgram(Person person, byte[] credential) {
        return open(person, Digest.of(credential).hex(), true, Through.PASSKEY);
    }

    /**
     * Opens a session for whom the State's OpenID provider knows. No passkey was shown: the session
     * has no device, and is never fresh.
     *
     * @param account by which they came
     * @param sid what the provider calls its own session
     * @param idToken what is handed back to the provider when the person signs out
     */
    public String openByAccount(Person person, long account, Optional<String> sid, String idToken) {
        return open(person, "", false, new Through(account, sid.orElse(null), idToken));
    }

    /** How the person came, beside a passkey. */
    private record Through(@Nullable Long account, @Nullable String sid, @Nullable String idToken) {
        static final Through PASSKEY = new Through(null, null, null);
    }

    private String open(Person person, String device, boolean program, Through through) {
        var token = new byte[32];
        random.nextBytes(token);
        var now = clock.instant();
        sql.sql("DELETE FROM session WHERE started_at <= :longest OR used_at <= :idle")
                .param("longest", Timestamp.from(now.minus(LONGEST)))
                .param("idle", Timestamp.from(now.minus(IDLE)))
                .update();
        sql.sql(
                        """
                        INSERT INTO session (token_hash, person, device, program, started_at,
                          used_at, account, sid, id_token)
                        VALUES (:hash, :person, :device, :program, :now, :now, :account, :sid,
                          :idToken)
                        """)
                .param("account", through.account(), Types.BIGINT)
                .param("sid", through.sid(), Types.VARCHAR)
                .param("idToken", through.idToken(), Types.VARCHAR)
                .param("program", program)
                .param("device", device)
                .param("hash", hash(Base64Url.encode(token)))
                .param("person", person.id())
                .param("now", Timestamp.from(now))
                .update();
        return Base64Url.encode(token);
    }

    /** Whose session this is; empty if there is none, or it rested or lasted too long. */
    public Optional<Person> person(String token) {
        return known(token).map(Known::person);
    }

    /**
     * Who is behind a token.
     *
     * @param program whether a program acts for the person
     * @param started when they signed in, and so were verified by their device
     * @param device the passkey with which, as a hash; empty where the State's OpenID provider said
     *     who it is
     */
    public record Known(Person person, boolean program, Instant started, String device) {}

    /** How old a sign-in may be before what only a person may do (SECURITY, 3.3). */
    public static final Duration FRESH = Duration.ofSeconds(60);

    /** Whether the person behind this session showed a passkey just now. */
    public boolean isFresh(Known known) {
        return !known.device().isEmpty() && !known.started().isBefore(clock.instant().minus(FRESH));
    }

    /** As {@link #person}, and whether it is a program that acts for them. */
    public Optional<Known> known(String token) {
        var now = clock.instant();
        var found =
                sql.sql(
                                """
                                SELECT p.id, p.name, s.used_at, s.program, s.started_at, s.device
                                FROM session s
                                JOIN person p ON p.id = s.person
                                WHERE s.token_hash = :hash AND s.started_at > :longest
                                  AND s.used_at > :idle
                                """)
                        .param("hash", hash(token))
                        .param("longest", Timestamp.from(now.minus(LONGEST)))
                        .param("idle", Timestamp.from(now.minus(IDLE)))
                        .query(
                                (row, _) -> {
                                    if (row.getTimestamp("used_at")
                                            .toInstant()
                                            .isBefore(now.minus(GRAIN))) touch(token);
                                    return new Known(
                                            new Person(row.getString("id"), row.getString("name")),
                                            row.getBoolean("program"),
                                            row.getTimestamp("started_at").toInstant(),
                                            row.getString("device"));
                                })
                        .optional();
        return found;
    }

    /**
     * The passkey with which a session was opened, as a hash; empty if there is no such session.
     */
    public Optional<String> device(String token) {
        return sql.sql("SELECT device FROM session WHERE token_hash = :hash")
                .param("hash", hash(token))
                .query(String.class)
                .optional();
    }

    /** Ends every session that was opened with this passkey, or with this program's key. */
    public void closeAll(byte[] credential) {
        sql.sql("DELETE FROM session WHERE device = :device")
                .param("device", Digest.of(credential).hex())
                .update();
    }

    /**
     * Ends the sessions of an account, or of one session at the provider, because the provider or
     * two registrars say so.
     */
    public void closeByAccount(Optional<Long> account, Optional<String> sid) {
        if (account.isEmpty() && sid.isEmpty()) return;
        sql.sql(
                        """
                        DELETE FROM session s USING person p
                        WHERE p.id = s.person AND s.account IS NOT NULL
                          AND (:account::bigint IS NULL OR s.account = :account::bigint)
                          AND (:sid::text IS NULL OR s.sid = :sid::text)
                        RETURNING p.id, p.name
                        """)
                .param("account", account.orElse(null), Types.BIGINT)
                .param("sid", sid.orElse(null), Types.VARCHAR)
                .query((row, _) -> new Person(row.getString("id"), row.getString("name")))
                .list()
                .forEach(who -> readings.signedIn(Optional.of(who), "ended", "openid"));
    }

    /** With which token of the OpenID provider a session was opened; empty if with none. */
    public Optional<String> idToken(String token) {
        return sql.sql(
                        "SELECT id_token FROM session"
                                + " WHERE token_hash = :hash AND id_token IS NOT NULL")
                .param("hash", hash(token))
                .query(String.class)
                .optional();
    }

    private void touch(String token) {
        sql.sql("UPDATE session SET used_at = :now WHERE token_hash = :hash")
                .param("now", Timestamp.from(clock.instant()))
                .param("hash", hash(token))
                .update();
    }

    /** Ends a session because its person says so. */
    public void close(String token) {
        person(token).ifPresent(who -> readings.signedIn(Optional.of(who), "ended", "session"));
        sql.sql("DELETE FROM session WHERE token_hash = :hash").param("hash", hash(token)).update();
    }

    private static byte[] hash(String token) {
        return Digest.sha256().digest(token.getBytes(StandardCharsets.UTF_8));
    }
}
