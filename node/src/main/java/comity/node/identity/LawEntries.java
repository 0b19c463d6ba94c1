package comity.node.identity;

import comity.node.registry.Filing;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.treaty.law.Law;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How a State's law is published: one registrar of laws enters it, and another activates it on
 * another device, which files the act (SECURITY, 3.2: entry and activation by two). Until then it
 * is law nowhere.
 */
public final class LawEntries {
    private final JdbcClient sql;
    private final Gazette gazette;
    private final OfficeChanges changes;
    private final InstantSource clock;

    LawEntries(JdbcClient sql, Gazette gazette, OfficeChanges changes, InstantSource clock) {
        this.sql = sql;
        this.gazette = gazette;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * What waits for a second registrar.
     *
     * @param document what the act will publish
     */
    public record Entry(
            long number,
            Law law,
            Json.Obj document,
            String authority,
            Person enteredBy,
            Instant enteredAt,
            String device) {

        public Digest digest() {
            return Digest.of(document);
        }
    }

    /** What came of an activation. */
    public sealed interface Outcome {
        /** The door's answer; unless it took the act, the entry waits as before. */
        record Presented(Filing filing) implements Outcome {}

        /**
         * @param why a stable word such as {@code law.same-person}
         */
        record Refused(String why, Map<String, String> facts) implements Outcome {}
    }

    private static Outcome refused(String why) {
        return new Outcome.Refused(why, Map.of());
    }

    /** Keeps what a registrar enters; its number. */
    public long enter(Law law, Json.Obj document, Officer registrar, String device) {
        return sql.sql(
                        """
                        INSERT INTO law_entry (law, document, authority, entered_by, entered_at, device)
                        VALUES (:law, :document, :authority, :by, :now, :device)
                        RETURNING number
                        """)
                .param("law", law.name())
                .param("document", CanonicalJson.bytes(document))
                .param("authority", registrar.authority())
                .param("by", registrar.person().id())
                .param("now", Timestamp.from(clock.instant()))
                .param("device", device)
                .query(Long.class)
                .single();
    }

    /** What waits, oldest first. */
    public List<Entry> open() {
        return sql.sql(
                        """
                        SELECT e.number, e.law, e.document, e.authority, e.entered_by, p.name,
                          e.entered_at, e.device
                        FROM law_entry e JOIN person p ON p.id = e.entered_by
                        WHERE NOT EXISTS (SELECT 1 FROM law_entry_answer a WHERE a.entry = e.number)
                        ORDER BY e.number
                        """)
                .query(LawEntries::row)
                .list();
    }

    private Optional<Entry> one(long number) {
        return open().stream().filter(entry -> entry.number() == number).findFirst();
    }

    /** The second registrar's yes: it is filed in their name, with the first one's beside it. */
    public synchronized Outcome activate(long number, Officer by, String device) {
        var found = one(number);
        if (found.isEmpty()) return refused("law.unknown-entry");
        var entry = found.get();
        if (by.person().id().equals(entry.enteredBy().id())) return refused("law.same-person");
        if (device.equals(entry.device())) return refused("law.same-device");
        if (!changes.areStrangers(by.person(), entry.enteredBy()))
            return new Outcome.Refused(
                    "four-eyes.made-lately", Map.of("earlier", entry.law().type()));
        var filing = gazette.publish(entry.law(), entry.document(), entry.enteredBy(), by);
        // A crash here leaves it open: activated again, the door refuses a version that is there,
        // and provisions that are there change nothing.
        if (filing instanceof Filing.Filed) answer(number, true, by, device);
        return new Outcome.Presented(filing);
    }

    /** No: from any registrar, who entered it among them. False if nothing of the kind waits. */
    public synchronized boolean refuse(long number, Officer by, String device) {
        if (one(number).isEmpty()) return false;
        answer(number, false, by, device);
        return true;
    }

    private void answer(long number, boolean activated, Officer by, String device) {
        sql.sql(
                        """
                        INSERT INTO law_entry_answer (entry, activated, answered_by, answered_at, device)
                        VALUES (:entry, :activated, :by, :now, :device)
                        """)
                .param("entry", number)
                .param("activated", activated)
                .param("by", by.person().id())
                .param("now", Timestamp.from(clock.instant()))
                .param("device", device)
                .update();
    }

    private static Entry row(ResultSet row, int number) throws SQLException {
        try {
            return new Entry(
                    row.getLong("number"),
                    Law.valueOf(row.getString("law")),
                    JsonReader.actObject(row.getBytes("document")),
                    row.getString("authority"),
                    new Person(row.getString("entered_by"), row.getString("name")),
                    row.getTimestamp("entered_at").toInstant(),
                    row.getString("device"));
        } catch (MalformedJson e) {
            throw new SQLException("an entry that was kept cannot be read", e);
        }
    }
}
