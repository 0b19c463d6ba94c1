package comity.node.identity;

import comity.record.act.Directory;
import comity.record.act.Passkey;
import comity.treaty.terms.Office;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * How offices are granted, ended and moved: one registrar of persons proposes, another confirms on
 * another device, and neither has made the other a registrar in the last seven days (SECURITY,
 * 3.3). The separation matrix is asked when it is proposed and again when it is confirmed.
 */
public final class OfficeChanges {
    static final Duration STRANGERS = Duration.ofDays(7);

    private final JdbcClient sql;
    private final TransactionOperations transaction;
    private final Tenures tenures;
    private final People people;
    private final Assignments assignments;
    private final Passkeys passkeys;
    private final Enrolment enrolment;
    private final Founding founding;
    private final InstantSource clock;

    OfficeChanges(
            JdbcClient sql,
            TransactionOperations transaction,
            Tenures tenures,
            People people,
            Assignments assignments,
            Passkeys passkeys,
            Enrolment enrolment,
            Founding founding,
            InstantSource clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.tenures = tenures;
        this.people = people;
        this.assignments = assignments;
        this.passkeys = passkeys;
        this.enrolment = enrolment;
        this.founding = founding;
        this.clock = clock;
    }

    /** What came of a proposal or an answer. */
    public sealed interface Outcome {
        /**
         * @param code opens one registration of a passkey, where the person has none for the new
         *     office's authority; shown once
         * @param listed whether the directory says so already; if not, once the holders of the root
         *     have approved it
         */
        record Done(long number, Optional<String> code, boolean listed) implements Outcome {}

        /**
         * @param why a stable word such as {@code offices.together}
         */
        record Refused(String why, Map<String, String> facts) implements Outcome {}
    }

    private static Outcome refused(String why) {
        return new Outcome.Refused(why, Map.of());
    }

    /** A holding as the page lists it. */
    public record Held(
            Person person,
            String authority,
            String office,
            Instant from,
            @Nullable Instant until) {}

    /** Every holding that has not ended, by name. */
    public List<Held> held() {
        var now = clock.instant();
        return tenures.all().stream()
                .filter(one -> one.until() == null || one.until().isAfter(now))
                .map(
                        one ->
                                new Held(
                                        new Person(one.person(), one.name()),
                                        one.authority(),
                                        one.office(),
                                        one.from(),
                                        one.until()))
                .toList();
    }

    /** Every authority of this State, with the offices that it has. */
    public List<Directory.Authority> authorities() {
        return founding.directory().map(Directory::authorities).orElse(List.of());
    }

    /** What waits for a second registrar, oldest first. */
    public List<OfficeChange> open() {
        return sql.sql(
                        SELECT
                                + " WHERE NOT EXISTS (SELECT 1 FROM office_change_answer a"
                                + " WHERE a.change = c.number) ORDER BY c.number")
                .query(OfficeChanges::row)
                .list();
    }

    /** Keeps a proposal; its number and times of proposing are not looked at. */
    public Outcome propose(OfficeChange change) {
        var objection = objection(change);
        if (objection.isPresent()) return objection.get();
        if (change.person().id().equals(change.proposedBy().id()))
            return refused("offices.oneself");
        var number =
                sql.sql(
                                """
                                INSERT INTO office_change (kind, person, name, mail, language,
                                  authority, office, to_office, held_from, held_until, hand_to,
                                  reason, proposed_by, proposed_at, device)
                                VALUES (:kind, :person, :name, :mail, :language, :authority,
                                  :office, :to, :from, :until, :hand, :reason, :by, :now, :device)
                                RETURNING number
                                """)
                        .param("kind", change.kind().name())
                        .param("person", change.person().id())
                        .param("name", change.person().name())
                        .param("mail", change.mail())
                        .param("language", change.language())
                        .param("authority", change.authority())
                        .param("office", change.office())
                        .param("to", change.to())
                        .param("from", Timestamp.from(change.from()))
                        .param(
                                "until",
                                change.until() == null ? null : Timestamp.from(change.until()),
                                java.sql.Types.TIMESTAMP)
                        .param("hand", change.handTo().orElse(null), java.sql.Types.VARCHAR)
                        .param("reason", change.reason())
                        .param("by", change.proposedBy().id())
                        .param("now", Timestamp.from(clock.instant()))
                        .param("device", change.device())
                        .query(Long.class)
                        .single();
        return new Outcome.Done(number, Optional.empty(), false);
    }

    /** The second registrar's yes. One at a time: what is asked is true when it is written. */
    public synchronized Outcome confirm(long number, Person by, String device) {
        var found = one(number);
        if (found.isEmpty()) return refused("offices.unknown-change");
        var change = found.get();
        if (by.id().equals(change.proposedBy().id()) || by.id().equals(change.person().id()))
            return refused("offices.same-person");
        if (device.equals(change.device())) return refused("offices.same-device");
        if (!areStrangers(by, change.proposedBy())) return refused("offices.made-lately");
        var objection = objection(change);
        if (objection.isPresent()) return objection.get();
        return transaction.execute(_ -> apply(change, by, device));
    }

    /** No: from any registrar, who proposed it among them. */
    public Outcome refuse(long number, Person by, String device) {
        var found = one(number);
        if (found.isEmpty()) return refused("offices.unknown-change");
        answer(number, false, by, device);
        return new Outcome.Done(number, Optional.empty(), false);
    }

    private Optional<OfficeChange> one(long number) {
        return open().stream().filter(change -> change.number() == number).findFirst();
    }

    /** What speaks against a change as things stand. */
    private Optional<Outcome> objection(OfficeChange change) {
        var known = people.person(change.person().id());
        if (known.isEmpty()
                && (change.kind() != OfficeChange.Kind.GRANT
                        || !change.person().id().matches("[a-z][a-z0-9.-]{1,39}")
                        || change.person().name().isBlank()
                        || change.person().name().length() > 200))
            return Optional.of(refused("offices.unknown-person"));
        var held =
                tenures.of(change.person().id()).stream()
                        .filter(one -> one.until() == null || one.until().isAfter(clock.instant()))
                        .map(Tenures.Holding::inOffice)
                        .collect(Collectors.toSet());
        if (change.ends() && !held.contains(change.inOffice()))
            return Optional.of(refused("offices.not-held"));
        if (change.until() != null && change.until().isBefore(change.from()))
            return Optional.of(refused("offices.period"));
        if (change.handTo().isPresent() && !takesOver(change))
            return Optional.of(refused("offices.hand-to"));
        return change.begins().flatMap(office -> beginning(change, office, held));
    }

    private boolean takesOver(OfficeChange change) {
        return change.handTo()
                .filter(other -> !other.equals(change.person().id()))
                .filter(
                        other ->
                                tenures.of(other).stream()
                                        .filter(one -> one.until() == null)
                                        .anyMatch(one -> one.inOffice().equals(change.inOffice())))
                .isPresent();
    }

    private Optional<Outcome> beginning(OfficeChange change, String inOffice, Set<String> held) {
        var parts = inOffice.split("/", 2);
        var exists =
                parts.length == 2
                        && Office.of(parts[1]).isPresent()
                        && authorities().stream()
                                .anyMatch(
                                        authority ->
                                                authority.id().equals(parts[0])
                                                        && authority.offices().contains(parts[1]));
        if (!exists) return Optional.of(refused("offices.unknown-office"));
        if (held.contains(inOffice)) return Optional.of(refused("offices.held"));
        return tenures.clash(
                        change.person().id(),
                        parts[1],
                        change.from(),
                        change.kind() == OfficeChange.Kind.GRANT ? change.until() : null,
                        change.ends() ? Optional.of(change.inOffice()) : Optional.empty())
                .map(clash -> new Outcome.Refused(clash.code(), clash.facts()));
    }

    /** Whether neither had a part in the other's office or passkey in the last days. */
    public boolean areStrangers(Person one, Person other) {
        return areStrangers(one.id(), other.id());
    }

    /** The same, by the words that name persons on dockets. */
    boolean areStrangers(String one, String other) {
        return !madeLately(one, other) && !madeLately(other, one);
    }

    /** Whether {@code maker} had a part in {@code made}'s office or passkey in the last days. */
    private boolean madeLately(String maker, String made) {
        var since = Timestamp.from(clock.instant().minus(STRANGERS));
        return sql.sql(
                        """
                        SELECT EXISTS (SELECT 1 FROM office_change c
                            JOIN office_change_answer a ON a.change = c.number AND a.confirmed
                            WHERE c.person = :made AND c.kind <> 'END' AND a.answered_at > :since
                              AND :maker IN (c.proposed_by, a.answered_by))
                          OR EXISTS (SELECT 1 FROM enrolment e
                            WHERE e.person = :made AND e.officer = :maker AND e.used_at > :since)
                        """)
                .param("made", made)
                .param("maker", maker)
                .param("since", since)
                .query(Boolean.class)
                .single();
    }

    private Outcome apply(OfficeChange change, Person by, String device) {
        answer(change.number(), true, by, device);
        var person = change.person().id();
        people.meet(change.person(), change.mail(), change.language());
        var now = clock.instant();
        var end = change.until() == null || change.until().isBefore(now) ? now : change.until();
        if (change.ends()) {
            tenures.end(person, change.inOffice(), end, change.number());
            change.handTo().flatMap(people::person).ifPresent(other -> handOver(change, other, by));
        }
        var code = Optional.<String>empty();
        if (change.begins().isPresent()) {
            var office = change.begins().get();
            var until = change.kind() == OfficeChange.Kind.GRANT ? change.until() : null;
            tenures.begin(person, office, change.from(), until, change.number());
            var authority = office.substring(0, office.indexOf('/'));
            if (!passkeys.has(change.person(), authority))
                code = Optional.of(enrolment.issue(change.person(), authority));
        }
        var says =
                founding.directory()
                        .filter(
                                directory ->
                                        with(directory, change.person())
                                                .passkeys()
                                                .equals(directory.passkeys()))
                        .isPresent();
        var listed =
                says
                        || founding.propose(directory -> with(directory, change.person()))
                                == Chancery.Fate.PUBLISHED;
        return new Outcome.Done(change.number(), code, listed);
    }

    /** What was assigned to whoever leaves goes to the colleague who was named. */
    private void handOver(OfficeChange change, Person other, Person by) {
        for (var row : assignments.of(change.person())) {
            if (row.kind() != Assignments.Kind.GIVEN || !row.inOffice().equals(change.inOffice()))
                continue;
            if (!assignments.of(other, row.docket()).isEmpty()) continue;
            assignments.add(
                    row.docket(),
                    Assignments.Kind.GIVEN,
                    new Officer(other, row.authority(), row.office()),
                    row.sections(),
                    by);
        }
    }

    /** The person's passkeys with the offices that they hold now in each authority. */
    private Directory with(Directory directory, Person person) {
        var theirs =
                passkeys.of(person).stream()
                        .map(comity.record.act.Base64Url::encode)
                        .collect(Collectors.toSet());
        var now = clock.instant();
        var all = new ArrayList<Passkey>();
        for (var passkey : directory.passkeys()) {
            if (!theirs.contains(comity.record.act.Base64Url.encode(passkey.credential()))) {
                all.add(passkey);
                continue;
            }
            var offices = new HashSet<String>();
            for (var one : tenures.of(person.id()))
                if (one.authority().equals(passkey.authority())
                        && (one.until() == null || one.until().isAfter(now)))
                    offices.add(one.office());
            // Whoever holds nothing there any more signs nothing there any more.
            var ends = offices.isEmpty() && now.isAfter(passkey.from());
            all.add(
                    new Passkey(
                            passkey.credential(),
                            passkey.publicKey(),
                            passkey.relyingParty(),
                            passkey.origins(),
                            passkey.authority(),
                            offices.isEmpty() ? passkey.offices() : offices,
                            passkey.from(),
                            ends && passkey.until().isAfter(now) ? now : passkey.until(),
                            passkey.compromised(),
                            passkey.software()));
        }
        return directory.withPasskeys(all);
    }

    private void answer(long number, boolean confirmed, Person by, String device) {
        sql.sql(
                        "INSERT INTO office_change_answer"
                                + " (change, confirmed, answered_by, answered_at, device)"
                                + " VALUES (:change, :confirmed, :by, :now, :device)")
                .param("change", number)
                .param("confirmed", confirmed)
                .param("by", by.id())
                .param("now", Timestamp.from(clock.instant()))
                .param("device", device)
                .update();
    }

    private static final String SELECT =
            """
            SELECT c.number, c.kind, c.person, c.name, c.mail, c.language, c.authority, c.office,
              c.to_office, c.held_from, c.held_until, c.hand_to, c.reason, c.proposed_by,
              p.name AS proposer, c.proposed_at, c.device
            FROM office_change c JOIN person p ON p.id = c.proposed_by
            """;

    private static OfficeChange row(ResultSet row, int number) throws SQLException {
        var until = row.getTimestamp("held_until");
        return new OfficeChange(
                row.getLong("number"),
                OfficeChange.Kind.valueOf(row.getString("kind")),
                new Person(row.getString("person"), row.getString("name")),
                row.getString("mail"),
                row.getString("language"),
                row.getString("authority"),
                row.getString("office"),
                row.getString("to_office"),
                row.getTimestamp("held_from").toInstant(),
                until == null ? null : until.toInstant(),
                Optional.ofNullable(row.getString("hand_to")),
                row.getString("reason"),
                new Person(row.getString("proposed_by"), row.getString("proposer")),
                row.getTimestamp("proposed_at").toInstant(),
                row.getString("device"));
    }
}
