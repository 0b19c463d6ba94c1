package comity.node.registry;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Foreign acts that came before acts which they have seen. They wait for a day, at most ten
 * thousand of them and ten megabytes: a peer cannot fill our disk with acts that refer to nothing.
 */
final class Parked {
    static final int MOST_ACTS = 10_000;
    static final long MOST_BYTES = 10 << 20;
    static final Duration LONGEST = Duration.ofHours(24);
    private final JdbcClient sql;
    private final InstantSource clock;

    Parked(DataSource database, InstantSource clock) {
        this.sql = JdbcClient.create(database);
        this.clock = clock;
    }

    record Waiting(Envelope act, Set<Digest> internal) {}

    /** False if there is no room. */
    boolean park(Envelope act, Set<Digest> internal, Set<Digest> missing) {
        sql.sql("DELETE FROM parked WHERE parked_at < :before")
                .param("before", Timestamp.from(clock.instant().minus(LONGEST)))
                .update();
        var body = CanonicalJson.bytes(act.json());
        var room =
                sql.sql(
                                "SELECT count(*) < :acts AND coalesce(sum(length(body)), 0) + :size <= :bytes FROM parked")
                        .param("acts", MOST_ACTS)
                        .param("size", body.length)
                        .param("bytes", MOST_BYTES)
                        .query(Boolean.class)
                        .single();
        if (!room) return false;
        sql.sql(
                        "INSERT INTO parked (digest, body, internal, missing, parked_at) VALUES (:digest, :body, :internal, :missing, :at) ON CONFLICT DO NOTHING")
                .param("digest", act.digest().bytes())
                .param("body", body)
                .param("internal", bytes(internal))
                .param("missing", bytes(missing))
                .param("at", Timestamp.from(clock.instant()))
                .update();
        return true;
    }

    /** Takes out the acts that wait for {@code arrived}; whoever takes them presents them again. */
    List<Waiting> takeWaitingFor(Digest arrived) {
        return sql.sql("DELETE FROM parked WHERE :arrived = ANY (missing) RETURNING body, internal")
                .param("arrived", arrived.bytes())
                .query(
                        (row, _) ->
                                waiting(
                                        row.getBytes("body"),
                                        (byte[][]) row.getArray("internal").getArray()))
                .list();
    }

    private static Waiting waiting(byte[] body, byte[][] internal) {
        try {
            return new Waiting(
                    Envelope.of(body),
                    Stream.of(internal).map(Digest::ofHash).collect(Collectors.toSet()));
        } catch (MalformedJson | MalformedAct e) {
            throw new IllegalStateException("a parked act cannot be read", e);
        }
    }

    private static byte[][] bytes(Set<Digest> digests) {
        return digests.stream().map(Digest::bytes).toArray(byte[][]::new);
    }
}
