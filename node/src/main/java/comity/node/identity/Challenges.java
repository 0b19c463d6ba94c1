package comity.node.identity;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Challenges for signing in: each is answered once, within its time, or never. */
@Component
public class Challenges {
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final JdbcClient sql;
    private final InstantSource clock;
    private final SecureRandom random;

    Challenges(JdbcClient sql, InstantSource clock, SecureRandom random) {
        this.sql = sql;
        this.clock = clock;
        this.random = random;
    }

    byte[] issue() {
        var challenge = new byte[32];
        random.nextBytes(challenge);
        keep(challenge, LIFE);
        return challenge;
    }

    /** Expects one answer to {@code challenge}, which nobody could guess, within {@code life}. */
    public void keep(byte[] challenge, Duration life) {
        var now = clock.instant();
        sql.sql("DELETE FROM challenge WHERE expires_at <= :now")
                .param("now", Timestamp.from(now))
                .update();
        sql.sql("INSERT INTO challenge (challenge, expires_at) VALUES (:challenge, :expires)")
                .param("challenge", challenge)
                .param("expires", Timestamp.from(now.plus(life)))
                .update();
    }

    /** True once for each challenge that was issued and is still fresh. */
    public boolean answered(byte[] challenge) {
        return sql.sql("DELETE FROM challenge WHERE challenge = :challenge AND expires_at > :now")
                        .param("challenge", challenge)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }
}
