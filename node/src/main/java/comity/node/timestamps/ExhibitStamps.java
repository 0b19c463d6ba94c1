package comity.node.timestamps;

import comity.record.act.Digest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Timestamps on single exhibits in the node's database, and those exhibits that wait for one. */
public final class ExhibitStamps {
    private final JdbcClient sql;

    ExhibitStamps(JdbcClient sql) {
        this.sql = sql;
    }

    /** It waits from now on, unless it waits already. */
    void await(Digest sha256, Instant sealed) {
        sql.sql(
                        """
                        INSERT INTO awaited_exhibit (sha256, sealed_at) VALUES (:sha256, :sealed)
                        ON CONFLICT DO NOTHING
                        """)
                .param("sha256", sha256.bytes())
                .param("sealed", Timestamp.from(sealed))
                .update();
    }

    /** Those that have waited longest, with the time since when. */
    Map<Digest, Instant> awaited(int most) {
        var found = new LinkedHashMap<Digest, Instant>();
        sql.sql(
                        """
                        SELECT sha256, sealed_at FROM awaited_exhibit
                        ORDER BY sealed_at, sha256 LIMIT :most
                        """)
                .param("most", most)
                .query(
                        row -> {
                            found.put(
                                    Digest.ofHash(row.getBytes("sha256")),
                                    row.getTimestamp("sealed_at").toInstant());
                        });
        return found;
    }

    /** Since when it waits. */
    public Optional<Instant> awaited(Digest sha256) {
        return sql.sql("SELECT sealed_at FROM awaited_exhibit WHERE sha256 = :sha256")
                .param("sha256", sha256.bytes())
                .query((row, _) -> row.getTimestamp("sealed_at").toInstant())
                .optional();
    }

    /** Keeps an authority's reply and waits no longer, in one step: never both, never neither. */
    void keep(Digest sha256, byte[] reply, comity.record.x509.Timestamp told) {
        sql.sql(
                        """
                        WITH had AS (DELETE FROM awaited_exhibit WHERE sha256 = :sha256)
                        INSERT INTO exhibit_stamp
                            (sha256, trial, reply, told_at, not_after, signer, ends_at)
                        VALUES (:sha256, :trial, :reply, :at, :notAfter, :signer, :ends)
                        ON CONFLICT DO NOTHING
                        """)
                .param("sha256", sha256.bytes())
                .param("trial", told.authority().trial())
                .param("reply", reply)
                .param("at", Timestamp.from(told.at()))
                .param("notAfter", Timestamp.from(told.notAfter()))
                .param("signer", told.signer().name())
                .param("ends", Timestamp.from(told.until()))
                .update();
    }

    /** Whether it was stamped, by a trial authority only where that suffices. */
    boolean isStamped(Digest sha256, boolean trialSuffices) {
        return !sql.sql(
                        """
                        SELECT 1 FROM exhibit_stamp
                        WHERE sha256 = :sha256 AND (:suffices OR NOT trial) LIMIT 1
                        """)
                .param("sha256", sha256.bytes())
                .param("suffices", trialSuffices)
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    /** Whether any authority stamped it. */
    public boolean isStamped(Digest sha256) {
        return isStamped(sha256, true);
    }

    /** The reply of an authority, a trial's last of all. */
    public Optional<byte[]> reply(Digest sha256) {
        List<byte[]> found =
                sql.sql(
                                """
                                SELECT reply FROM exhibit_stamp
                                WHERE sha256 = :sha256 ORDER BY trial LIMIT 1
                                """)
                        .param("sha256", sha256.bytes())
                        .query((row, _) -> row.getBytes("reply"))
                        .list();
        return found.stream().findFirst();
    }
}
