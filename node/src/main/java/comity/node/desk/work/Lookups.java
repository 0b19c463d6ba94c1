package comity.node.desk.work;

import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.registry.About;
import comity.node.registry.Sealing;
import comity.record.act.ActId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Searches for persons and accounts: each with a reason of a short list, so many a day, and each
 * kept for the person's authority and for oversight before anything is shown.
 */
public final class Lookups {
    /** Why somebody may search across dockets for a person. */
    enum Reason {
        /** Whether a proceeding that one works on has to do with another. */
        PROCEEDING,
        /** Whether what arrives was asked for before. */
        DUPLICATE,
        /** Whether one would decide on somebody one knows. */
        CONFLICT,
        /** A person asks what is held about them. */
        REQUEST_OF_PERSON,
        /** Somebody is in danger now. */
        EMERGENCY
    }

    private static final int MOST_A_DAY = 50;
    private static final int MOST_LISTED = 200;

    private final JdbcTemplate sql;
    private final Sealing sealing;
    private final InstantSource clock;
    private final SecureRandom random;

    Lookups(JdbcTemplate sql, Sealing sealing, InstantSource clock, SecureRandom random) {
        this.sql = sql;
        this.sealing = sealing;
        this.clock = clock;
        this.random = random;
    }

    static Reason reason(String word) {
        return Stream.of(Reason.values())
                .filter(one -> one.name().equals(word))
                .findFirst()
                .orElseThrow(() -> Refused.with(422, "search.reason"));
    }

    /**
     * One that was kept.
     *
     * @param asked empty once the epoch in which it was asked has ended and took it along
     */
    public record Kept(
            String person, String office, Instant at, String reason, int found, String asked) {}

    /** Refuses where there were too many today. */
    void requireRoom(Officer officer) {
        var today = clock.instant().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
        var asked =
                sql.queryForObject(
                        "SELECT count(*) FROM person_lookup WHERE person = ? AND asked_at >= ?",
                        Long.class,
                        officer.person().id(),
                        Timestamp.from(today.toInstant()));
        if (asked != null && asked >= MOST_A_DAY)
            throw Refused.with(429, "search.quota", Map.of("most", Integer.toString(MOST_A_DAY)));
    }

    void keep(Officer officer, Reason reason, String asked, int found) {
        var id = ActId.next(clock.instant(), random);
        sealing.whileNoEpochEnds(
                () -> {
                    var sealed =
                            sealing.seal(asked.getBytes(StandardCharsets.UTF_8), About.lookup(id));
                    return sql.update(
                            """
                            INSERT INTO person_lookup
                                (id, asked_at, person, office, reason, found, epoch, wrapped, sealed)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """,
                            id,
                            Timestamp.from(clock.instant()),
                            officer.person().id(),
                            officer.inOffice(),
                            reason.name(),
                            found,
                            sealed.epoch(),
                            sealed.wrapped(),
                            sealed.sealed());
                });
    }

    /** The latest, of one authority or of all. */
    List<Kept> latest(Optional<String> authority) {
        return sql.query(
                """
                SELECT l.id, p.name, l.office, l.asked_at, l.reason, l.found, l.epoch, l.wrapped, l.sealed
                  FROM person_lookup l JOIN person p ON p.id = l.person
                 WHERE l.office LIKE ? ORDER BY l.asked_at DESC LIMIT ?
                """,
                (row, _) ->
                        new Kept(
                                row.getString("name"),
                                row.getString("office"),
                                row.getTimestamp("asked_at").toInstant(),
                                row.getString("reason"),
                                row.getInt("found"),
                                sealing.open(
                                                new Sealing.Sealed(
                                                        row.getInt("epoch"),
                                                        row.getBytes("wrapped"),
                                                        row.getBytes("sealed")),
                                                About.lookup(row.getObject("id", UUID.class)))
                                        .map(asked -> new String(asked, StandardCharsets.UTF_8))
                                        .orElse("")),
                authority.map(name -> name + "/%").orElse("%"),
                MOST_LISTED);
    }
}
