package comity.node.identity;

import comity.treaty.offices.Separation;
import comity.treaty.terms.Office;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who held which office when, and what the separation matrix says of one more. */
@Component
class Tenures {
    /** SECURITY, 3.2: whoever inspects has not worked in what is inspected for two years. */
    static final Duration COOLING_OFF = Duration.ofDays(730);

    private static final Set<String> COOLED = Set.of("CAO", "PRO", "INV");

    private final JdbcClient sql;

    Tenures(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * @param until empty while it has no end
     */
    record Holding(
            String person,
            String name,
            String authority,
            String office,
            Instant from,
            @Nullable Instant until) {
        String inOffice() {
            return authority + "/" + office;
        }

        private boolean overlaps(Instant begin, @Nullable Instant end) {
            return (until == null || until.isAfter(begin)) && (end == null || end.isAfter(from));
        }
    }

    /** Everything that was ever held, by name. */
    List<Holding> all() {
        return sql.sql(
                        """
                        SELECT h.person, p.name, h.authority, h.office, h.held_from, h.held_until
                        FROM holding h JOIN person p ON p.id = h.person
                        ORDER BY p.name, h.person, h.held_from, h.authority, h.office
                        """)
                .query(
                        (row, _) -> {
                            var until = row.getTimestamp("held_until");
                            return new Holding(
                                    row.getString("person"),
                                    row.getString("name"),
                                    row.getString("authority"),
                                    row.getString("office"),
                                    row.getTimestamp("held_from").toInstant(),
                                    until == null ? null : until.toInstant());
                        })
                .list();
    }

    List<Holding> of(String person) {
        return all().stream().filter(one -> one.person().equals(person)).toList();
    }

    /** Why a holding is not granted: a stable word, and what fills its sentence. */
    record Clash(String code, Map<String, String> facts) {}

    /**
     * What keeps {@code person} from an office in a period: another that they hold in it, or, for
     * an inspector, one that they held until lately.
     *
     * @param leaving an office that ends as this one begins; empty if none does
     */
    Optional<Clash> clash(
            String person,
            String office,
            Instant from,
            @Nullable Instant until,
            Optional<String> leaving) {
        var proposed = Office.of(office).orElseThrow();
        for (var held : of(person)) {
            var other = Office.of(held.office());
            if (leaving.filter(held.inOffice()::equals).isPresent() || other.isEmpty()) continue;
            if (held.overlaps(from, until)
                    && Separation.shipped().together(other.get(), proposed).isPresent())
                return Optional.of(
                        new Clash(
                                "offices.together",
                                Map.of("held", held.office(), "office", office)));
        }
        if (proposed != Office.OVS) return Optional.empty();
        return of(person).stream()
                .filter(held -> COOLED.contains(held.office()))
                .filter(
                        held ->
                                held.until() == null
                                        || held.until().plus(COOLING_OFF).isAfter(from))
                .findFirst()
                .map(held -> new Clash("offices.cooling-off", Map.of("held", held.office())));
    }

    void begin(String person, String inOffice, Instant from, @Nullable Instant until, long by) {
        var parts = inOffice.split("/", 2);
        sql.sql(
                        """
                        INSERT INTO holding
                          (person, authority, office, held_from, held_until, granted_by)
                        VALUES (:person, :authority, :office, :from, :until, :by)
                        """)
                .param("person", person)
                .param("authority", parts[0])
                .param("office", parts[1])
                .param("from", Timestamp.from(from))
                .param(
                        "until",
                        until == null ? null : Timestamp.from(until),
                        java.sql.Types.TIMESTAMP)
                .param("by", by)
                .update();
    }

    void end(String person, String inOffice, Instant until, long by) {
        var parts = inOffice.split("/", 2);
        sql.sql(
                        """
                        UPDATE holding SET held_until = :until, ended_by = :by
                        WHERE person = :person AND authority = :authority AND office = :office
                          AND (held_until IS NULL OR held_until > :until)
                        """)
                .param("until", Timestamp.from(until))
                .param("by", by)
                .param("person", person)
                .param("authority", parts[0])
                .param("office", parts[1])
                .update();
    }
}
