package comity.node.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who works on which docket though the record itself does not say so, and who must not: given by a
 * colleague, ended, or refused by the person who declares a conflict. Rows are added and never
 * changed; the last one about a person in an office stands.
 */
@Component
public class Assignments {
    private final JdbcClient sql;
    private final InstantSource clock;

    Assignments(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What a row says. */
    public enum Kind {
        GIVEN,
        ENDED,
        /** The person concerned, kin, or anything else that the officer declares. It stays. */
        CONFLICT
    }

    /**
     * @param sections what a translator was given; empty for everything that the office sees
     */
    public record Assignment(
            UUID docket,
            Kind kind,
            Person person,
            String authority,
            String office,
            Set<String> sections,
            Person givenBy,
            Instant at) {

        /** {@code XA.court/JUD}, as requests name it. */
        public String inOffice() {
            return authority + "/" + office;
        }
    }

    /** Adds what {@code by} decided about {@code officer}. */
    public void add(UUID docket, Kind kind, Officer officer, Set<String> sections, Person by) {
        sql.sql(
                        """
                        INSERT INTO assignment
                          (docket, kind, person, authority, office, sections, given_by, at)
                        VALUES (:docket, :kind, :person, :authority, :office, :sections, :by, :now)
                        """)
                .param("docket", docket)
                .param("kind", kind.name())
                .param("person", officer.person().id())
                .param("authority", officer.authority())
                .param("office", officer.office())
                .param("sections", sections.stream().sorted().toArray(String[]::new))
                .param("by", by.id())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Every row about a docket, oldest first. */
    public List<Assignment> on(UUID docket) {
        return sql.sql(SELECT + " WHERE a.docket = :docket ORDER BY a.number")
                .param("docket", docket)
                .query(Assignments::row)
                .list();
    }

    /** What stands of a person, over all dockets. */
    public List<Assignment> of(Person person) {
        return standing(
                sql.sql(SELECT + " WHERE a.person = :person ORDER BY a.number")
                        .param("person", person.id())
                        .query(Assignments::row)
                        .list());
    }

    /** What stands of a person on a docket: at most one row for each office, and any conflict. */
    public List<Assignment> of(Person person, UUID docket) {
        return standing(
                sql.sql(
                                SELECT
                                        + " WHERE a.person = :person AND a.docket = :docket"
                                        + " ORDER BY a.number")
                        .param("person", person.id())
                        .param("docket", docket)
                        .query(Assignments::row)
                        .list());
    }

    /** What stands in an office, of everybody; given after {@code since}. */
    public List<Assignment> standingIn(String office, Instant since) {
        return standing(
                        sql.sql(
                                        SELECT
                                                + " WHERE (a.office = :office OR a.kind = 'CONFLICT')"
                                                + " AND a.at > :since ORDER BY a.number")
                                .param("office", office)
                                .param("since", Timestamp.from(since))
                                .query(Assignments::row)
                                .list())
                .stream()
                .filter(row -> row.office().equals(office))
                .toList();
    }

    /** The last row about each office; a conflict ends every other and is ended by none. */
    public static List<Assignment> standing(List<Assignment> rows) {
        var last = new LinkedHashMap<String, Assignment>();
        var conflicted =
                rows.stream()
                        .filter(row -> row.kind() == Kind.CONFLICT)
                        .map(Assignments::whom)
                        .collect(Collectors.toSet());
        for (var row : rows) {
            if (conflicted.contains(whom(row)) && row.kind() != Kind.CONFLICT) continue;
            last.put(whom(row) + "/" + row.inOffice(), row);
        }
        var standing = new ArrayList<Assignment>();
        for (var row : last.values()) if (row.kind() != Kind.ENDED) standing.add(row);
        return List.copyOf(standing);
    }

    private static String whom(Assignment row) {
        return row.docket() + "/" + row.person().id();
    }

    private static final String SELECT =
            """
            SELECT a.docket, a.kind, a.person, p.name, a.authority, a.office, a.sections,
              a.given_by, g.name AS giver, a.at
            FROM assignment a
            JOIN person p ON p.id = a.person
            JOIN person g ON g.id = a.given_by
            """;

    private static Assignment row(ResultSet row, int number) throws SQLException {
        return new Assignment(
                row.getObject("docket", UUID.class),
                Kind.valueOf(row.getString("kind")),
                new Person(row.getString("person"), row.getString("name")),
                row.getString("authority"),
                row.getString("office"),
                Set.of((String[]) row.getArray("sections").getArray()),
                new Person(row.getString("given_by"), row.getString("giver")),
                row.getTimestamp("at").toInstant());
    }
}
