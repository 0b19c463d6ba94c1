package comity.node.desk.work;

import comity.node.desk.work.Endings.Ending;
import comity.node.frame.Languages;
import comity.node.frame.Seeing;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Secret addresses at which calendars read deadlines, one for each person who wants it; and what
 * stands there. Kept as hashes: an address is shown when it is made, and never again.
 */
final class Calendars {
    private static final int BYTES = 32;
    private static final int MOST = 1_000;
    private static final int DAYS_BACK = 30;

    private final Lists lists;
    private final Seeing sight;
    private final Endings endings;
    private final JdbcTemplate sql;
    private final String own;
    private final String origin;
    private final InstantSource clock;
    private final SecureRandom random;

    Calendars(
            Lists lists,
            Seeing sight,
            Endings endings,
            JdbcTemplate sql,
            String own,
            String origin,
            InstantSource clock,
            SecureRandom random) {
        this.lists = lists;
        this.sight = sight;
        this.endings = endings;
        this.sql = sql;
        this.own = own;
        this.origin = origin;
        this.clock = clock;
        this.random = random;
    }

    /** A fresh address; the one before reads nothing any more. */
    String make(Person person, Locale language) {
        var secret = new byte[BYTES];
        random.nextBytes(secret);
        var token = Base64Url.encode(secret);
        sql.update(
                """
                INSERT INTO calendar_address (hash, person, language, made_at) VALUES (?, ?, ?, ?)
                ON CONFLICT (person) DO UPDATE
                   SET hash = excluded.hash, language = excluded.language, made_at = excluded.made_at
                """,
                hash(token),
                person.id(),
                language.getLanguage(),
                Timestamp.from(clock.instant()));
        return origin + "/calendar/feed/" + token;
    }

    void end(Person person) {
        sql.update("DELETE FROM calendar_address WHERE person = ?", person.id());
    }

    /** When a person's address was made; empty if there is none. */
    Optional<Instant> made(Person person) {
        return sql
                .query(
                        "SELECT made_at FROM calendar_address WHERE person = ?",
                        (row, _) -> row.getTimestamp(1).toInstant(),
                        person.id())
                .stream()
                .findFirst();
    }

    /** Whose address this is, and in which language it was made. */
    record Owner(Person person, Locale language) {}

    Optional<Owner> owner(String token) {
        return sql
                .query(
                        "SELECT c.person, p.name, c.language FROM calendar_address c"
                                + " JOIN person p ON p.id = c.person WHERE c.hash = ?",
                        (row, _) ->
                                new Owner(
                                        new Person(row.getString("person"), row.getString("name")),
                                        Languages.nearest(Locale.of(row.getString("language")))),
                        hash(token))
                .stream()
                .findFirst();
    }

    private static byte[] hash(String token) {
        return Digest.of(token.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    /**
     * The deadlines of this State on the dockets of the owner's authorities, and the last days of
     * what a counsel reads, as RFC 5545 has it.
     */
    String feed(Owner owner, Collection<Officer> held) {
        var calendar = new ICalendar(clock.instant(), text("work.calendar.name", owner));
        var days = new ArrayList<>(deadlines(lists.reach(held)));
        days.addAll(endings.of(List.copyOf(held)));
        for (var one : days)
            calendar.day(
                    Digest.of(
                                            (one.docket() + one.act().hex() + one.timer())
                                                    .getBytes(StandardCharsets.UTF_8))
                                    .brief()
                            + "-"
                            + one.docket().toString().substring(24),
                    one.due(),
                    text("work.calendar.event", owner)
                            .replace(
                                    "{0}",
                                    Languages.text(
                                                    "messages.pages",
                                                    "timer." + one.timer(),
                                                    owner.language())
                                            .orElse(one.timer()))
                            .replace("{1}", Tables.timer(one.timer()).citation().toString())
                            .replace("{2}", one.docket().toString().substring(24)),
                    origin + "/dockets/" + one.docket());
        return calendar.toString();
    }

    private static String text(String key, Owner owner) {
        return Languages.text("messages.work", key, owner.language()).orElseThrow();
    }

    private List<Ending> deadlines(Reach reach) {
        if (reach.isNothing()) return List.of();
        var seen = sight.by(reach.held());
        return due(reach).stream().filter(one -> seen.test(one.docket())).toList();
    }

    private List<Ending> due(Reach reach) {
        return sql.query(
                """
                SELECT l.docket, l.act, l.timer, l.due FROM desk_deadline l
                 WHERE l.side = ? AND l.state = ? AND l.latest AND l.due >= ?
                   AND EXISTS (SELECT 1 FROM desk_whose w
                                WHERE w.side = l.side AND w.docket = l.docket AND w.whose = ANY (?))
                 ORDER BY l.due, l.docket, l.timer LIMIT ?
                """,
                (row, _) ->
                        new Ending(
                                row.getObject("docket", UUID.class),
                                Digest.ofHash(row.getBytes("act")),
                                row.getString("timer"),
                                row.getObject("due", LocalDate.class)),
                lists.shown().inTable(),
                own,
                Date.valueOf(lists.today().minusDays(DAYS_BACK)),
                reach.own().toArray(String[]::new),
                MOST);
    }
}
