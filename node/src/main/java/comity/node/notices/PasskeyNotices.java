package comity.node.notices;

import comity.record.act.Base64Url;
import comity.record.act.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What persons have to hear of their own passkeys: that one was entered, ended, or waits. */
class PasskeyNotices {
    private final JdbcClient sql;
    private final InstantSource clock;
    private final SecureRandom random;

    PasskeyNotices(JdbcClient sql, InstantSource clock, SecureRandom random) {
        this.sql = sql;
        this.clock = clock;
        this.random = random;
    }

    /**
     * @param type the roll's: {@code enrol}, {@code lost}, {@code replace}, {@code cancel}
     */
    record Notice(String act, String type, byte[] credential, String person) {
        Notice {
            credential = credential.clone();
        }

        @Override
        public byte[] credential() {
            return credential.clone();
        }
    }

    private static final String NOTICES =
            "SELECT n.act, n.type, n.credential, k.person FROM passkey_notice n"
                    + " JOIN passkey k ON k.credential = n.credential ";

    List<Notice> untold() {
        return sql.sql(NOTICES + "WHERE n.told_at IS NULL ORDER BY n.position LIMIT 100")
                .query((row, _) -> notice(row))
                .list();
    }

    Optional<Notice> byToken(String token) {
        return sql.sql(NOTICES + "WHERE n.token_hash = :hash")
                .param("hash", hash(token))
                .query((row, _) -> notice(row))
                .optional();
    }

    /** True once for each token. */
    boolean spend(String token) {
        return sql.sql(
                                "UPDATE passkey_notice SET token_used_at = :now"
                                        + " WHERE token_hash = :hash AND token_used_at IS NULL")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("hash", hash(token))
                        .update()
                == 1;
    }

    String token(Notice notice) {
        var secret = new byte[32];
        random.nextBytes(secret);
        var token = Base64Url.encode(secret);
        sql.sql("UPDATE passkey_notice SET token_hash = :hash WHERE act = :act")
                .param("hash", hash(token))
                .param("act", notice.act())
                .update();
        return token;
    }

    void told(Notice notice) {
        sql.sql("UPDATE passkey_notice SET told_at = :now WHERE act = :act")
                .param("now", Timestamp.from(clock.instant()))
                .param("act", notice.act())
                .update();
    }

    private static byte[] hash(String token) {
        return Digest.of(("comity-passkey-notice/1" + token).getBytes(StandardCharsets.UTF_8))
                .bytes();
    }

    private static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                row.getString("act"),
                row.getString("type"),
                row.getBytes("credential"),
                row.getString("person"));
    }
}
