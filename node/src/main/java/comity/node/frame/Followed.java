package comity.node.frame;

import comity.node.registry.Registry;
import comity.record.act.Digest;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes up dockets of one kind as acts are filed on them, by a cursor in the acts table. A docket
 * may be taken up more than once: whoever takes it reads what it says from that docket's acts, so
 * that to follow twice does no harm.
 */
public final class Followed {
    private static final int BATCH = 200;

    private final Registry registry;
    private final JdbcClient sql;
    private final String kind;
    private final String follower;
    private final Consumer<UUID> take;

    /**
     * @param follower whose the cursor is
     */
    public Followed(
            Registry registry, JdbcClient sql, String kind, String follower, Consumer<UUID> take) {
        this.registry = registry;
        this.sql = sql;
        this.kind = kind;
        this.follower = follower;
        this.take = take;
    }

    private record Next(long position, Digest act) {}

    /** Takes up what was filed since it was last asked. */
    public synchronized void follow() {
        for (var next = next(); !next.isEmpty(); next = next()) {
            for (var one : next)
                registry.act(one.act())
                        .ifPresent(stored -> take.accept(stored.envelope().header().docket()));
            sql.sql(
                            "INSERT INTO cursor (follower, position) VALUES (:follower, :position)"
                                    + " ON CONFLICT (follower) DO UPDATE SET position = excluded.position")
                    .param("follower", follower)
                    .param("position", next.getLast().position() + 1)
                    .update();
        }
    }

    private List<Next> next() {
        var from =
                sql.sql("SELECT position FROM cursor WHERE follower = :follower")
                        .param("follower", follower)
                        .query(Long.class)
                        .optional()
                        .orElse(0L);
        return sql.sql(
                        "SELECT position, digest FROM act WHERE kind = :kind AND position >= :from"
                                + " ORDER BY position LIMIT "
                                + BATCH)
                .param("kind", kind)
                .param("from", from)
                .query(
                        (row, _) ->
                                new Next(
                                        row.getLong("position"),
                                        Digest.ofHash(row.getBytes("digest"))))
                .list();
    }
}
