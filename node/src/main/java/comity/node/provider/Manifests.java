package comity.node.provider;

import comity.evidence.exhibit.SignedManifest;
import comity.node.vault.FileVault;
import comity.node.vault.Held;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Manifests under which files are delivered, and which of their files the vault has sealed. A
 * production holds its manifests itself; here they wait for it, under the vault's key.
 */
final class Manifests {
    /** After this nobody is expected to file a production of what was delivered. */
    private static final Duration KEPT = Duration.ofDays(180);

    private final JdbcClient sql;
    private final FileVault vault;
    private final InstantSource clock;

    Manifests(JdbcClient sql, FileVault vault, InstantSource clock) {
        this.sql = sql;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * A manifest and how far its delivery has come.
     *
     * @param sealed when each of its files was sealed, by hash; what is not there has not arrived
     */
    record Delivery(SignedManifest signed, String authority, Map<Digest, Instant> sealed) {
        boolean whole() {
            return signed.manifest().files().stream()
                    .allMatch(file -> sealed.containsKey(file.sha256()));
        }
    }

    /** Keeps a manifest; what came under its order before counts as delivered. */
    void keep(SignedManifest signed, String authority) {
        var now = clock.instant();
        sql.sql("DELETE FROM manifest WHERE received_at < :old")
                .param("old", Timestamp.from(now.minus(KEPT)))
                .update();
        sql.sql(
                        "INSERT INTO manifest (digest, order_digest, authority, key, sealed, received_at)"
                                + " VALUES (:digest, :order, :authority, :key, :sealed, :now)"
                                + " ON CONFLICT (digest) DO NOTHING")
                .param("digest", signed.digest().bytes())
                .param("order", signed.manifest().order().bytes())
                .param("authority", authority)
                .param("key", signed.key().bytes())
                .param("sealed", vault.sealPaper(CanonicalJson.bytes(signed.json())))
                .param("now", Timestamp.from(now))
                .update();
        for (var file : signed.manifest().files())
            if (vault.held(file.sha256())
                    .flatMap(Held::order)
                    .filter(signed.manifest().order()::equals)
                    .isPresent()) arrived(signed.digest(), file.sha256());
    }

    /** Notes that the vault has sealed a file of a manifest. */
    void arrived(Digest manifest, Digest sha256) {
        sql.sql(
                        "INSERT INTO manifest_file (manifest, sha256, sealed_at)"
                                + " VALUES (:manifest, :sha256, :now) ON CONFLICT DO NOTHING")
                .param("manifest", manifest.bytes())
                .param("sha256", sha256.bytes())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** A manifest of this provider; to any other it does not exist. */
    Optional<Delivery> of(Digest manifest, String authority) {
        return sql.sql(
                        "SELECT sealed FROM manifest"
                                + " WHERE digest = :digest AND authority = :authority")
                .param("digest", manifest.bytes())
                .param("authority", authority)
                .query((row, _) -> row.getBytes("sealed"))
                .optional()
                .map(box -> delivery(box, authority));
    }

    /** What this provider delivers under an order, the latest first. */
    List<Delivery> under(Digest order, String authority) {
        return sql
                .sql(
                        "SELECT sealed FROM manifest WHERE order_digest = :order"
                                + " AND authority = :authority ORDER BY received_at DESC, digest")
                .param("order", order.bytes())
                .param("authority", authority)
                .query((row, _) -> row.getBytes("sealed"))
                .list()
                .stream()
                .map(box -> delivery(box, authority))
                .toList();
    }

    private Delivery delivery(byte[] box, String authority) {
        try {
            var signed = SignedManifest.of(JsonReader.actObject(vault.openPaper(box)));
            return new Delivery(signed, authority, sealedOf(signed.digest()));
        } catch (MalformedJson e) {
            throw new IllegalStateException("a manifest that was kept is damaged", e);
        }
    }

    private Map<Digest, Instant> sealedOf(Digest manifest) {
        var found = new HashMap<Digest, Instant>();
        sql.sql("SELECT sha256, sealed_at FROM manifest_file WHERE manifest = :manifest")
                .param("manifest", manifest.bytes())
                .query(
                        row -> {
                            found.put(
                                    Digest.ofHash(row.getBytes("sha256")),
                                    row.getTimestamp("sealed_at").toInstant());
                        });
        return found;
    }
}
