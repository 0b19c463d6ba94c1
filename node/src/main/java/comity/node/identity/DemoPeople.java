package comity.node.identity;

import comity.record.act.Assertion;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The people of a demo: their passkeys are programs, kept in a file beside the node's data. They
 * are enrolled like everyone, and their directory entries say what they are. A node that was not
 * started for a demo has no such object.
 */
public final class DemoPeople {
    private final Path file;
    private final People people;
    private final Offices offices;
    private final Passkeys passkeys;
    private final Enrolment enrolment;
    private final SignIn signIn;
    private final RelyingParty relyingParty;
    private final SecureRandom random;
    private final Map<String, SoftwarePasskey> held = new LinkedHashMap<>();

    /**
     * @param data the node's data folder
     */
    public DemoPeople(
            Path data,
            People people,
            Offices offices,
            Passkeys passkeys,
            Enrolment enrolment,
            SignIn signIn,
            RelyingParty relyingParty,
            SecureRandom random) {
        this.file = data.resolve("demo-people.json");
        this.people = people;
        this.offices = offices;
        this.passkeys = passkeys;
        this.enrolment = enrolment;
        this.signIn = signIn;
        this.relyingParty = relyingParty;
        this.random = random;
    }

    /** Gives a software passkey to everyone who has none, through the enrolment of everyone. */
    public synchronized void enrolAll() {
        held.clear();
        held.putAll(read());
        for (var person : people.all()) {
            var authorities =
                    offices.of(person).stream().map(Officer::authority).distinct().toList();
            for (var authority : authorities) {
                if (passkeys.has(person, authority) && held.containsKey(person.id())) continue;
                enrol(person, authority);
            }
        }
    }

    private void enrol(Person person, String authority) {
        var passkey = SoftwarePasskey.create(random);
        // Written first: a passkey in the directory whose key was lost would lock the person out.
        held.put(person.id(), passkey);
        write();
        var code = enrolment.issue(person, authority);
        var challenge = enrolment.invitation(code).orElseThrow().challenge();
        var outcome =
                enrolment.enrol(
                        code,
                        passkey.registration(challenge, relyingParty.origin(), relyingParty.id()));
        if (outcome instanceof Enrolment.Outcome.Refused(var why))
            throw new IllegalStateException("could not enrol a demo's person: " + why);
    }

    /** Those whom the sign-in offers. */
    public synchronized List<Person> all() {
        return held.keySet().stream().flatMap(id -> people.person(id).stream()).toList();
    }

    /** Signs in as {@code person}; empty if the demo has no such person. */
    public Optional<SignIn.Admission> signIn(String person) {
        return assertion(person, signIn.challenge()).map(signIn::admit);
    }

    /** What the person's passkey says to {@code challenge}. */
    public synchronized Optional<Assertion> assertion(String person, byte[] challenge) {
        return Optional.ofNullable(held.get(person))
                .map(
                        passkey ->
                                passkey.assertion(
                                        challenge, relyingParty.origin(), relyingParty.id()));
    }

    private Map<String, SoftwarePasskey> read() {
        if (!Files.exists(file)) return Map.of();
        try {
            var read = new LinkedHashMap<String, SoftwarePasskey>();
            for (var entry : JsonReader.actObject(Files.readAllBytes(file)).members().entrySet()) {
                if (entry.getValue() instanceof Json.Obj passkey)
                    read.put(entry.getKey(), SoftwarePasskey.of(passkey));
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        } catch (MalformedJson e) {
            throw new IllegalStateException(file + " is not as it was written", e);
        }
    }

    private void write() {
        var json = new LinkedHashMap<String, Json>();
        held.forEach((person, passkey) -> json.put(person, passkey.json()));
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            Files.createFile(
                    part,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.write(part, CanonicalJson.bytes(new Json.Obj(json)));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file, e);
        }
    }
}
