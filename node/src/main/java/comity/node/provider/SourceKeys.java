package comity.node.provider;

import comity.evidence.exhibit.SignedManifest;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.identity.Sessions;
import comity.node.identity.SignIn;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keys of sources: the program on a provider's or custodian's machine, the browser of an agent. An
 * agent who is signed in enters them; they sign manifests, and let a program in to deliver.
 */
final class SourceKeys {
    private static final int LONGEST_LABEL = 100;

    /** What a program signs to be let in, before the node's origin and the challenge. */
    static final String SESSION = "comity-source-session/1";

    private final JdbcClient sql;
    private final SignIn signIn;
    private final Sessions sessions;
    private final String origin;
    private final InstantSource clock;

    SourceKeys(
            JdbcClient sql, SignIn signIn, Sessions sessions, String origin, InstantSource clock) {
        this.sql = sql;
        this.signIn = signIn;
        this.sessions = sessions;
        this.origin = origin;
        this.clock = clock;
    }

    /**
     * A key as it was entered.
     *
     * @param office in which that was, and in which a program with it acts
     * @param person who entered it, and for whom a program with it acts
     * @param ended since when it counts no more
     */
    record SourceKey(
            Digest id,
            SignatureAlgorithm algorithm,
            byte[] publicKey,
            String authority,
            String office,
            Person person,
            String label,
            Instant entered,
            Optional<Instant> ended) {}

    /** Enters a key; one that is there already stays as it is. */
    private SourceKey enter(
            SignatureAlgorithm algorithm, byte[] publicKey, String label, Officer officer) {
        var id = SignedManifest.fingerprint(publicKey);
        sql.sql(
                        "INSERT INTO source_key"
                                + " (id, algorithm, public_key, authority, office, person, label, entered_at)"
                                + " VALUES (:id, :algorithm, :key, :authority, :office, :person, :label, :now)"
                                + " ON CONFLICT (id) DO NOTHING")
                .param("id", id.bytes())
                .param("algorithm", algorithm.name())
                .param("key", publicKey)
                .param("authority", officer.authority())
                .param("office", officer.office())
                .param("person", officer.person().id())
                .param("label", label)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return find(id).orElseThrow();
    }

    /** Enters a key as it was written; empty if it is none, or another provider's. */
    Optional<SourceKey> enter(String algorithm, String publicKey, String label, Officer officer) {
        var name = label.strip();
        if (name.length() > LONGEST_LABEL || name.chars().anyMatch(Character::isISOControl))
            return Optional.empty();
        for (var known : SignatureAlgorithm.values()) {
            if (!known.name().equals(algorithm)) continue;
            try {
                var bytes = Base64Url.decode(publicKey);
                var sound =
                        switch (known) {
                            case EdDSA -> bytes.length == 32;
                            case ES256 -> bytes.length == 65 && bytes[0] == 4;
                        };
                if (!sound) return Optional.empty();
                // Another provider's key does not become ours by being typed.
                return Optional.of(enter(known, bytes, name, officer))
                        .filter(key -> key.authority().equals(officer.authority()));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    Optional<SourceKey> find(Digest id) {
        return sql.sql(
                        "SELECT k.*, p.name FROM source_key k JOIN person p ON p.id = k.person"
                                + " WHERE k.id = :id")
                .param("id", id.bytes())
                .query((row, _) -> key(row))
                .optional();
    }

    /** The keys of one provider, the newest first. */
    List<SourceKey> of(String authority) {
        return sql.sql(
                        "SELECT k.*, p.name FROM source_key k JOIN person p ON p.id = k.person"
                                + " WHERE k.authority = :authority ORDER BY k.entered_at DESC, k.id")
                .param("authority", authority)
                .query((row, _) -> key(row))
                .list();
    }

    /** Ends a key of this provider; who is signed in with it is let go. */
    boolean end(Digest id, String authority) {
        var ended =
                sql.sql(
                                        "UPDATE source_key SET ended_at = coalesce(ended_at, :now)"
                                                + " WHERE id = :id AND authority = :authority")
                                .param("now", Timestamp.from(clock.instant()))
                                .param("id", id.bytes())
                                .param("authority", authority)
                                .update()
                        == 1;
        if (ended) find(id).ifPresent(key -> sessions.closeAll(key.publicKey()));
        return ended;
    }

    /** Whether a program was let in. */
    sealed interface Admission {
        record Admitted(SourceKey key, String token) implements Admission {}

        /**
         * @param code a stable word such as {@code source.key-unknown}
         */
        record Refused(String code) implements Admission {}
    }

    /**
     * Lets a program in that signed our challenge. What it signs names this node's address, so that
     * a node to which it speaks cannot hand the answer on to another.
     */
    Admission admit(Digest id, byte[] challenge, byte[] signature) {
        var admission = judge(id, challenge, signature);
        switch (admission) {
            case Admission.Admitted(var key, _) ->
                    signIn.programCame(Optional.of(key.person()), "admitted");
            case Admission.Refused(var code) ->
                    signIn.programCame(find(id).map(SourceKey::person), code);
        }
        return admission;
    }

    private Admission judge(Digest id, byte[] challenge, byte[] signature) {
        if (!signIn.spend(challenge)) return new Admission.Refused("challenge.unknown");
        var key = find(id).filter(found -> found.ended().isEmpty());
        if (key.isEmpty()) return new Admission.Refused("source.key-unknown");
        var said =
                (SESSION + "\n" + origin + "\n" + Base64Url.encode(challenge))
                        .getBytes(StandardCharsets.UTF_8);
        if (!key.get().algorithm().verify(key.get().publicKey(), said, signature))
            return new Admission.Refused("source.signature");
        return new Admission.Admitted(
                key.get(), sessions.openForProgram(key.get().person(), key.get().publicKey()));
    }

    private static SourceKey key(ResultSet row) throws SQLException {
        return new SourceKey(
                Digest.ofHash(row.getBytes("id")),
                SignatureAlgorithm.valueOf(row.getString("algorithm")),
                row.getBytes("public_key"),
                row.getString("authority"),
                row.getString("office"),
                new Person(row.getString("person"), row.getString("name")),
                row.getString("label"),
                row.getTimestamp("entered_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant));
    }
}
