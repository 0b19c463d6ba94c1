package comity.node.notices;

import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.record.act.Assertion;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.Roll;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every act held here that bears a person's assertion, as read from the acts themselves: a
 * projection that follows the table and may be dropped. Of this State's own it knows whose passkey
 * it was.
 */
class Signatures {
    private static final int BATCH = 500;
    private static final int TOKEN_BYTES = 32;
    private static final String COLUMNS =
            "SELECT act, docket, type, at, authority, office, person, credential, contested_by"
                    + " FROM signature ";

    private final Registry registry;
    private final JdbcClient sql;
    private final InstantSource clock;
    private final SecureRandom random;

    Signatures(Registry registry, JdbcClient sql, InstantSource clock, SecureRandom random) {
        this.registry = registry;
        this.sql = sql;
        this.clock = clock;
        this.random = random;
    }

    /** Takes over what was filed since. Repeatable: a crash leaves rows that come again. */
    synchronized void follow() {
        for (var from = next(); ; ) {
            var acts = registry.tail(from, BATCH);
            acts.forEach(this::take);
            if (acts.isEmpty()) return;
            from = acts.getLast().position() + 1;
            sql.sql("UPDATE signature_cursor SET position = :next").param("next", from).update();
        }
    }

    private long next() {
        return sql.sql("SELECT position FROM signature_cursor").query(Long.class).single();
    }

    private void take(Stored stored) {
        var header = stored.envelope().header();
        if (header.kind().equals(Roll.KIND)) passkey(stored);
        if (!header.kind().equals(Cooperation.KIND)) return;
        stored.envelope().personal().ifPresent(assertion -> keep(stored, assertion));
        if (Cooperation.read(stored.envelope()) instanceof Act.ContestSignature(var signed, _))
            signed.ifPresent(
                    act ->
                            sql.sql(
                                            "UPDATE signature SET contested_by = :contest"
                                                    + " WHERE act = :act AND contested_by IS NULL")
                                    .param("contest", stored.digest().hex())
                                    .param("act", act.hex())
                                    .update());
    }

    /** What the roll says of somebody's passkey; whose it is, is looked up when they are told. */
    private void passkey(Stored stored) {
        var entry = stored.envelope().content(Roll.ENTRY).orElse(Json.EMPTY);
        entry.text("credential")
                .or(() -> entry.object("passkey").flatMap(passkey -> passkey.text("credential")))
                .ifPresent(
                        credential ->
                                sql.sql(
                                                """
                                                INSERT INTO passkey_notice
                                                  (act, position, type, credential)
                                                VALUES (:act, :position, :type, :credential)
                                                ON CONFLICT DO NOTHING
                                                """)
                                        .param("act", stored.digest().hex())
                                        .param("position", stored.position())
                                        .param("type", stored.envelope().header().type())
                                        .param("credential", Base64Url.decode(credential))
                                        .update());
    }

    private void keep(Stored stored, Assertion assertion) {
        var header = stored.envelope().header();
        sql.sql(
                        """
                        INSERT INTO signature
                          (act, position, docket, type, at, authority, office, credential, person)
                        VALUES (:act, :position, :docket, :type, :at, :authority, :office,
                          :credential,
                          (SELECT person FROM passkey WHERE credential = :raw))
                        ON CONFLICT DO NOTHING
                        """)
                .param("act", stored.digest().hex())
                .param("position", stored.position())
                .param("docket", header.docket())
                .param("type", header.type())
                .param("at", Timestamp.from(header.at()))
                .param("authority", header.author().authority())
                .param("office", header.author().office())
                .param("credential", Base64Url.encode(assertion.credential()))
                .param("raw", assertion.credential())
                .update();
    }

    /** Everything ever signed with a passkey of {@code person}, the newest first. */
    List<Signature> of(String person) {
        return sql.sql(COLUMNS + "WHERE person = :person ORDER BY position DESC")
                .param("person", person)
                .query((row, _) -> signature(row))
                .list();
    }

    /** Acts that {@code person} signed after {@code since}, the newest first. */
    List<Digest> since(String person, Instant since, int most) {
        return sql.sql(
                        "SELECT act FROM signature WHERE person = :person AND at > :since"
                                + " ORDER BY position DESC LIMIT :most")
                .param("person", person)
                .param("since", Timestamp.from(since))
                .param("most", most)
                .query((row, _) -> new Digest(row.getString("act")))
                .list();
    }

    /** Everything held here that was signed with one passkey, whoever's it is. */
    List<Signature> with(String credential) {
        return sql.sql(COLUMNS + "WHERE credential = :credential ORDER BY position DESC")
                .param("credential", credential)
                .query((row, _) -> signature(row))
                .list();
    }

    Optional<Signature> of(Digest act) {
        return sql.sql(COLUMNS + "WHERE act = :act")
                .param("act", act.hex())
                .query((row, _) -> signature(row))
                .optional();
    }

    /** What the link in a letter leads to; empty if nobody was sent this token. */
    Optional<Signature> byToken(String token) {
        return sql.sql(COLUMNS + "WHERE token_hash = :hash")
                .param("hash", hash(token))
                .query((row, _) -> signature(row))
                .optional();
    }

    /** True once for each token: the click that contests is made once. */
    boolean spend(String token) {
        return sql.sql(
                                "UPDATE signature SET token_used_at = :now"
                                        + " WHERE token_hash = :hash AND token_used_at IS NULL")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("hash", hash(token))
                        .update()
                == 1;
    }

    /** The click came to nothing: the link may be used again. */
    void restore(String token) {
        sql.sql("UPDATE signature SET token_used_at = NULL WHERE token_hash = :hash")
                .param("hash", hash(token))
                .update();
    }

    /** This State's signatures of whose persons nobody has told them yet, oldest first. */
    List<Signature> untold() {
        return sql.sql(
                        COLUMNS
                                + "WHERE person IS NOT NULL AND told_at IS NULL ORDER BY position"
                                + " LIMIT 100")
                .query((row, _) -> signature(row))
                .list();
    }

    /** A fresh secret for the link of one letter; only its hash is kept. */
    String token(Digest act) {
        var secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        var token = Base64Url.encode(secret);
        sql.sql(
                        "UPDATE signature SET token_hash = :hash, token_used_at = NULL"
                                + " WHERE act = :act")
                .param("hash", hash(token))
                .param("act", act.hex())
                .update();
        return token;
    }

    void told(Digest act) {
        sql.sql("UPDATE signature SET told_at = :now WHERE act = :act")
                .param("now", Timestamp.from(clock.instant()))
                .param("act", act.hex())
                .update();
    }

    private static byte[] hash(String token) {
        return Digest.of(
                        ("comity-notice/1" + token)
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .bytes();
    }

    private static Signature signature(ResultSet row) throws SQLException {
        return new Signature(
                new Digest(row.getString("act")),
                row.getObject("docket", java.util.UUID.class),
                row.getString("type"),
                row.getTimestamp("at").toInstant(),
                row.getString("authority"),
                row.getString("office"),
                orEmpty(row.getString("person")),
                row.getString("credential"),
                row.getString("contested_by") != null);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
