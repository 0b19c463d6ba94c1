package comity.node.identity;

import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;

/**
 * The one-time codes of people who have no passkey yet, in a file that only the node's owner may
 * read: the administrator hands each over in person, and enrolls nobody with it but whom it names.
 */
final class Invitations {
    private final Path file;
    private final People people;
    private final Offices offices;
    private final Passkeys passkeys;
    private final Enrolment enrolment;

    Invitations(Path file, People people, Offices offices, Passkeys passkeys, Enrolment enrolment) {
        this.file = file;
        this.people = people;
        this.offices = offices;
        this.passkeys = passkeys;
        this.enrolment = enrolment;
    }

    /** Writes fresh codes for everyone without a passkey; those of earlier starts run out. */
    void write() {
        var codes = new ArrayList<Json>();
        for (var person : people.all()) {
            offices.of(person).stream()
                    .map(Officer::authority)
                    .distinct()
                    .filter(authority -> !passkeys.has(person, authority))
                    .forEach(
                            authority ->
                                    codes.add(
                                            Json.object()
                                                    .with("person", person.id())
                                                    .with("authority", authority)
                                                    .with(
                                                            "code",
                                                            enrolment.issue(person, authority))));
        }
        try {
            Files.deleteIfExists(file);
            if (codes.isEmpty()) return;
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.write(file, CanonicalJson.bytes(new Json.Arr(codes)));
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file, e);
        }
    }
}
