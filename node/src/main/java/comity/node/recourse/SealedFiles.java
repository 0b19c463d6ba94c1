package comity.node.recourse;

import comity.record.act.Digest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What people sent along: hashed, then sealed, and never looked into. What no act came to name lies
 * here too, and nobody is shown it.
 */
final class SealedFiles {
    private final JdbcClient sql;
    private final ComplaintKeys keys;

    SealedFiles(JdbcClient sql, ComplaintKeys keys) {
        this.sql = sql;
        this.keys = keys;
    }

    /** Durable before an act names them. */
    void keep(UUID docket, List<FormWithFiles.File> files) {
        for (var file : files) {
            var hash = Digest.of(file.bytes());
            sql.sql(
                            """
                            INSERT INTO complaint_file (docket, sha256, sealed)
                            VALUES (:docket, :sha256, :sealed) ON CONFLICT DO NOTHING
                            """)
                    .param("docket", docket)
                    .param("sha256", hash.bytes())
                    .param("sealed", keys.seal(file.bytes(), about(docket, hash)))
                    .update();
        }
    }

    /**
     * The bytes that an act of {@code docket} names.
     *
     * @throws IllegalStateException if what lies there is not what was sealed
     */
    Optional<byte[]> open(UUID docket, Digest file) {
        return sql.sql(
                        "SELECT sealed FROM complaint_file WHERE docket = :docket AND sha256 = :sha256")
                .param("docket", docket)
                .param("sha256", file.bytes())
                .query((row, _) -> row.getBytes("sealed"))
                .optional()
                .map(
                        rest ->
                                keys.open(rest, about(docket, file))
                                        .filter(bytes -> Digest.of(bytes).equals(file))
                                        .orElseThrow(
                                                () ->
                                                        new IllegalStateException(
                                                                "a sealed file was changed")));
    }

    private static String about(UUID docket, Digest file) {
        return "comity-complaint-file/1 " + docket + " " + file.hex();
    }
}
