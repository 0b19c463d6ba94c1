package comity.node.identity;

import comity.node.registry.Registry;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Passkey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * How a person comes by a passkey: a one-time code, handed over in person, opens one registration.
 * The holders of the root approve a directory that lists it; one in the place of a lost one, a
 * registrar enters (docs/formats/persons.md). What the person holds is a key that this node has
 * never seen.
 */
public final class Enrolment {
    private static final Duration CODE_LIFE = Duration.ofHours(72);
    private static final Duration PASSKEY_LIFE = Duration.ofDays(365);

    private final Registry registry;
    private final String state;
    private final RelyingParty relyingParty;
    private final RegistrationCeremony ceremony;
    private final Offices offices;
    private final Passkeys passkeys;
    private final Founding founding;
    private final Registrations registrations;
    private final JdbcClient sql;
    private final TransactionOperations transaction;
    private final InstantSource clock;
    private final SecureRandom random;

    /**
     * @param founding asks for a directory that lists a new passkey
     * @param registrations keeps what waits for a registrar
     */
    public Enrolment(
            Registry registry,
            String state,
            RelyingParty relyingParty,
            Offices offices,
            Passkeys passkeys,
            Founding founding,
            Registrations registrations,
            JdbcClient sql,
            TransactionOperations transaction,
            InstantSource clock,
            SecureRandom random) {
        this.registry = registry;
        this.state = state;
        this.relyingParty = relyingParty;
        this.ceremony = new RegistrationCeremony(relyingParty);
        this.offices = offices;
        this.passkeys = passkeys;
        this.founding = founding;
        this.registrations = registrations;
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What a code opens.
     *
     * @param replaces what it stands in for, where the person had a passkey before
     */
    public record Invitation(
            Person person, String authority, byte[] challenge, Optional<Replacement> replaces) {}

    /**
     * A lost passkey's successor.
     *
     * @param report the entry that ended the one before
     * @param credential of the one that was lost, in base64url
     * @param officer who confirmed that it is the person who asks
     */
    public record Replacement(String report, String credential, Person officer) {}

    /** What came of an enrolment. */
    public sealed interface Outcome {
        /**
         * @param listed whether it counts already; if not, it does once the holders of the root
         *     have approved it, or, in the place of a lost one, a registrar has entered it
         */
        record Enrolled(Person person, Passkey passkey, boolean listed) implements Outcome {}

        /**
         * @param code a stable word: {@code enrolment.unknown}, {@code registration.malformed}, …
         */
        record Refused(String code) implements Outcome {}
    }

    /** A new one-time code; it is shown once and kept as a hash. */
    public String issue(Person person, String authority) {
        return issue(person, authority, Optional.empty());
    }

    /** The same, for a passkey that stands in for a lost one. */
    String issue(Person person, String authority, Optional<Replacement> replaces) {
        var secret = new byte[15];
        random.nextBytes(secret);
        var code = Base64Url.encode(secret);
        sql.sql(
                        """
                        INSERT INTO enrolment
                          (code_hash, person, authority, expires_at, report, replaces, officer)
                        VALUES (:hash, :person, :authority, :expires, :report, :replaces, :officer)
                        """)
                .param("report", replaces.map(Replacement::report).orElse(null))
                .param("officer", replaces.map(one -> one.officer().id()).orElse(null))
                .param("replaces", replaces.map(Replacement::credential).orElse(null))
                .param("hash", hash("comity-enrolment-code/1", code))
                .param("person", person.id())
                .param("authority", authority)
                .param("expires", Timestamp.from(clock.instant().plus(CODE_LIFE)))
                .update();
        return code;
    }

    /** What {@code code} opens; empty if it is unknown, used or too old. */
    public Optional<Invitation> invitation(String code) {
        return sql.sql(
                        """
                        SELECT p.id, p.name, e.authority, e.report, e.replaces,
                          o.id AS officer, o.name AS officer_name
                        FROM enrolment e
                        JOIN person p ON p.id = e.person
                        LEFT JOIN person o ON o.id = e.officer
                        WHERE e.code_hash = :hash AND e.used_at IS NULL AND e.expires_at > :now
                        """)
                .param("hash", hash("comity-enrolment-code/1", code))
                .param("now", Timestamp.from(clock.instant()))
                .query(
                        (row, _) ->
                                new Invitation(
                                        new Person(row.getString("id"), row.getString("name")),
                                        row.getString("authority"),
                                        challenge(code),
                                        replacement(row)))
                .optional();
    }

    private static Optional<Replacement> replacement(ResultSet row) throws SQLException {
        var report = row.getString("report");
        if (report == null) return Optional.empty();
        return Optional.of(
                new Replacement(
                        report,
                        row.getString("replaces"),
                        new Person(row.getString("officer"), row.getString("officer_name"))));
    }

    /** The code is the secret, so the challenge can be derived from it and need not be kept. */
    private static byte[] challenge(String code) {
        return hash("comity-enrolment-challenge/1", code);
    }

    /**
     * Registers a passkey. One at a time: each version of the directory builds on the one before.
     *
     * <p>A crash before the directory is filed leaves the code unused; after it, the directory
     * lists a credential that belongs to nobody here, and the code can be used again.
     */
    public synchronized Outcome enrol(String code, Registration registration) {
        var invitation = invitation(code);
        if (invitation.isEmpty()) return new Outcome.Refused("enrolment.unknown");
        return switch (ceremony.judge(registration, invitation.get().challenge())) {
            case RegistrationCeremony.Outcome.Refused(var why) -> new Outcome.Refused(why);
            case RegistrationCeremony.Outcome.Registered registered ->
                    publish(code, invitation.get(), registered);
        };
    }

    private Outcome publish(
            String code,
            Invitation invitation,
            RegistrationCeremony.Outcome.Registered registered) {
        var directory =
                registry.directories()
                        .of(state)
                        .orElseThrow(() -> new IllegalStateException("this State is not founded"));
        if (directory.passkey(registered.credential()).isPresent())
            return new Outcome.Refused("registration.credential-taken");
        return invitation
                .replaces()
                .map(replaced -> await(code, invitation, replaced, registered))
                .orElseGet(() -> propose(code, invitation, registered));
    }

    /** A person's first passkey: the holders of the root approve who speaks for the State. */
    private Outcome propose(
            String code,
            Invitation invitation,
            RegistrationCeremony.Outcome.Registered registered) {
        var passkey = passkey(invitation, registered);
        var fate = new AtomicReference<>(Chancery.Fate.AWAITS_HOLDERS);
        transaction.executeWithoutResult(
                _ -> {
                    keep(code, invitation, registered);
                    fate.set(founding.propose(held -> with(held, passkey)));
                });
        return new Outcome.Enrolled(
                invitation.person(), passkey, fate.get() == Chancery.Fate.PUBLISHED);
    }

    /** One in the place of a lost one: the registrar who issued the code signs it in person. */
    private Outcome await(
            String code,
            Invitation invitation,
            Replacement replaced,
            RegistrationCeremony.Outcome.Registered registered) {
        transaction.executeWithoutResult(
                _ -> {
                    keep(code, invitation, registered);
                    registrations.add(invitation, replaced, registered);
                });
        return new Outcome.Enrolled(invitation.person(), passkey(invitation, registered), false);
    }

    private void keep(
            String code,
            Invitation invitation,
            RegistrationCeremony.Outcome.Registered registered) {
        use(code);
        passkeys.add(
                registered.credential(),
                invitation.person(),
                invitation.authority(),
                registered.device().attestation(),
                clock.instant());
    }

    private Passkey passkey(
            Invitation invitation, RegistrationCeremony.Outcome.Registered registered) {
        var held =
                offices.of(invitation.person()).stream()
                        .filter(officer -> officer.authority().equals(invitation.authority()))
                        .map(Officer::office)
                        .collect(Collectors.toSet());
        var now = clock.instant();
        return new Passkey(
                registered.credential(),
                registered.publicKey(),
                relyingParty.id(),
                relyingParty.origins(),
                invitation.authority(),
                held,
                now,
                now.plus(PASSKEY_LIFE),
                Optional.empty(),
                registered.software());
    }

    private static Directory with(Directory directory, Passkey passkey) {
        var passkeys = new ArrayList<>(directory.passkeys());
        passkeys.add(passkey);
        return directory.withPasskeys(passkeys);
    }

    private void use(String code) {
        sql.sql("UPDATE enrolment SET used_at = :now WHERE code_hash = :hash")
                .param("now", Timestamp.from(clock.instant()))
                .param("hash", hash("comity-enrolment-code/1", code))
                .update();
    }

    private static byte[] hash(String purpose, String code) {
        var sha = Digest.sha256();
        sha.update(purpose.getBytes(StandardCharsets.UTF_8));
        sha.update(code.getBytes(StandardCharsets.UTF_8));
        return sha.digest();
    }
}
