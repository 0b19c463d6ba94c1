package comity.node.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who read what, and who signed in or could not: written down before anything is shown, so that
 * what cannot be written down is not shown. The application may add rows and change none. A row
 * names the officer and the docket, never anybody whom the docket concerns.
 */
@Component
public class Readings {
    private final JdbcClient sql;
    private final InstantSource clock;

    Readings(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Why somebody reads: the short list. */
    public enum Purpose {
        /** The page does not ask. */
        UNSAID,
        CONDUCT,
        REVIEW,
        DECISION,
        CUSTODY,
        TRANSLATION,
        OVERSIGHT,
        TECHNICAL;

        /** What a page says; anything else is no purpose. */
        public static Optional<Purpose> of(String word) {
            for (var purpose : values())
                if (purpose != UNSAID && purpose.name().equals(word)) return Optional.of(purpose);
            return Optional.empty();
        }
    }

    /**
     * @param item the act or exhibit, where only one was read; else empty
     * @param what the address that was asked, with its gaps open, such as {@code
     *     /dockets/{docket}/case}
     * @param sections that were shown
     * @param openings under which an inspector was shown them: digests of the proposals
     */
    public record Reading(
            long number,
            Instant at,
            Person person,
            String authority,
            String office,
            UUID docket,
            String item,
            String what,
            List<String> sections,
            Purpose purpose,
            List<String> openings) {}

    /**
     * @param person empty if nobody is known by what was shown
     * @param outcome {@code admitted}, {@code ended}, or why not, such as {@code passkey.expired}
     * @param way {@code passkey}, {@code program}, {@code openid}, or {@code session} for one that
     *     its person ended
     */
    public record SigningIn(
            long number, Instant at, Optional<Person> person, String outcome, String way) {}

    /** Writes down what {@code officer} is about to read. */
    public void add(
            Officer officer,
            UUID docket,
            String item,
            String what,
            Collection<String> sections,
            Purpose purpose) {
        add(officer, docket, item, what, sections, purpose, List.of());
    }

    /**
     * The same where an opening of the oversight body lets an inspector read.
     *
     * @param openings digests of the acts that proposed them
     */
    public void add(
            Officer officer,
            UUID docket,
            String item,
            String what,
            Collection<String> sections,
            Purpose purpose,
            Collection<String> openings) {
        sql.sql(
                        """
                        INSERT INTO reading
                          (at, person, authority, office, docket, item, what, sections, purpose,
                           openings)
                        VALUES (:now, :person, :authority, :office, :docket, :item, :what,
                          :sections, :purpose, :openings)
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("person", officer.person().id())
                .param("authority", officer.authority())
                .param("office", officer.office())
                .param("docket", docket)
                .param("item", item)
                .param("what", what)
                .param("sections", sections.stream().sorted().toArray(String[]::new))
                .param("purpose", purpose.name())
                .param("openings", openings.stream().sorted().toArray(String[]::new))
                .update();
    }

    /** Writes down that somebody signed in, or could not. */
    public void signedIn(Optional<Person> person, String outcome, String way) {
        sql.sql(
                        "INSERT INTO sign_in (at, person, outcome, way)"
                                + " VALUES (:now, :person, :outcome, :way)")
                .param("now", Timestamp.from(clock.instant()))
                .param("person", person.map(Person::id).orElse(null))
                .param("outcome", outcome)
                .param("way", way)
                .update();
    }

    /**
     * The newest readings first.
     *
     * @param authorities whose officers'; empty for everybody's
     * @param opened whether with those that openings of an oversight body allowed
     * @param before the number below which to go on; {@link Long#MAX_VALUE} to begin with
     */
    public List<Reading> page(Set<String> authorities, boolean opened, long before, int most) {
        return sql.sql(
                        """
                        SELECT r.number, r.at, r.person, p.name, r.authority, r.office, r.docket,
                          r.item, r.what, r.sections, r.purpose, r.openings
                        FROM reading r JOIN person p ON p.id = r.person
                        WHERE r.number < :before
                          AND (:all OR r.authority = ANY (:authorities)
                            OR :opened AND r.openings <> '{}')
                        ORDER BY r.number DESC LIMIT :most
                        """)
                .param("before", before)
                .param("opened", opened)
                .param("all", authorities.isEmpty())
                .param("authorities", authorities.toArray(String[]::new))
                .param("most", most)
                .query(Readings::reading)
                .list();
    }

    /** Signings-in likewise; those of nobody known are shown with everybody's alone. */
    public List<SigningIn> signIns(Set<String> authorities, long before, int most) {
        return sql.sql(
                        """
                        SELECT s.number, s.at, s.person, p.name, s.outcome, s.way
                        FROM sign_in s LEFT JOIN person p ON p.id = s.person
                        WHERE s.number < :before
                          AND (:all OR EXISTS (SELECT 1 FROM holding h WHERE h.person = s.person
                            AND h.authority = ANY (:authorities) AND h.held_from <= s.at
                            AND (h.held_until IS NULL OR h.held_until > s.at)))
                        ORDER BY s.number DESC LIMIT :most
                        """)
                .param("before", before)
                .param("all", authorities.isEmpty())
                .param("authorities", authorities.toArray(String[]::new))
                .param("most", most)
                .query(Readings::signingIn)
                .list();
    }

    private static Reading reading(ResultSet row, int number) throws SQLException {
        return new Reading(
                row.getLong("number"),
                row.getTimestamp("at").toInstant(),
                new Person(row.getString("person"), row.getString("name")),
                row.getString("authority"),
                row.getString("office"),
                row.getObject("docket", UUID.class),
                row.getString("item"),
                row.getString("what"),
                List.of((String[]) row.getArray("sections").getArray()),
                Purpose.valueOf(row.getString("purpose")),
                List.of((String[]) row.getArray("openings").getArray()));
    }

    private static SigningIn signingIn(ResultSet row, int number) throws SQLException {
        var person = row.getString("person");
        return new SigningIn(
                row.getLong("number"),
                row.getTimestamp("at").toInstant(),
                person == null
                        ? Optional.empty()
                        : Optional.of(new Person(person, row.getString("name"))),
                row.getString("outcome"),
                row.getString("way"));
    }
}
