package comity.node.courier;

import comity.record.act.Digest;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far each partner has been told, and what it answered. */
public final class Cursors implements Deliveries {
    private final JdbcClient sql;

    public Cursors(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    @Override
    public long of(String follower) {
        return sql.sql("SELECT position FROM cursor WHERE follower = :follower")
                .param("follower", follower)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    @Override
    public void move(String follower, long position) {
        sql.sql(
                        "INSERT INTO cursor (follower, position) VALUES (:follower, :position) ON CONFLICT (follower) DO UPDATE SET position = excluded.position")
                .param("follower", follower)
                .param("position", position)
                .update();
    }

    /** What was not taken is told again after ten seconds, and ever more rarely, up to an hour. */
    @Override
    public void answered(String peer, Digest act, String outcome, String why) {
        sql.sql(
                        """
                        INSERT INTO delivery (peer, digest, outcome, why, tries, again_at)
                        VALUES (:peer, :digest, :outcome, :why, 1, now() + interval '10 seconds')
                        ON CONFLICT (peer, digest) DO UPDATE
                           SET outcome = excluded.outcome, why = excluded.why,
                               tries = delivery.tries + 1,
                               again_at = now() + least(interval '1 hour',
                                   interval '10 seconds' * power(2, least(delivery.tries, 9)))
                        """)
                .param("peer", peer)
                .param("digest", act.bytes())
                .param("outcome", outcome)
                .param("why", why)
                .update();
    }

    @Override
    public List<Digest> open(String peer, int limit) {
        return sql.sql(
                        """
                        SELECT digest FROM delivery
                         WHERE peer = :peer AND outcome <> 'filed' AND again_at <= now()
                         ORDER BY again_at LIMIT :limit
                        """)
                .param("peer", peer)
                .param("limit", limit)
                .query((row, _) -> Digest.ofHash(row.getBytes(1)))
                .list();
    }

    /**
     * What a partner answered to an act: filed, parked, denied, rejected; empty while it has not
     * been told.
     */
    @Override
    public Optional<String> outcome(String peer, Digest act) {
        return sql.sql("SELECT outcome FROM delivery WHERE peer = :peer AND digest = :digest")
                .param("peer", peer)
                .param("digest", act.bytes())
                .query(String.class)
                .optional();
    }

    /**
     * The partner says that it no longer holds an act that it had taken: it is told of it again.
     */
    public void lost(String peer, Digest act) {
        sql.sql(
                        """
                        UPDATE delivery SET outcome = 'lost', why = 'held no more', again_at = now()
                         WHERE peer = :peer AND digest = :digest AND outcome = 'filed'
                        """)
                .param("peer", peer)
                .param("digest", act.bytes())
                .update();
    }
}
