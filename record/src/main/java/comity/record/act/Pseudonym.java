package comity.record.act;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The officer in a header: a commitment to one person on one docket. The same person has the same
 * pseudonym throughout a docket, in whatever office, so that four eyes can be told from two; on
 * another docket another salt gives another pseudonym, so that nobody can follow a person around.
 */
public final class Pseudonym {
    private Pseudonym() {}

    /**
     * @param salt 32 random bytes, kept by the person's node for this docket, disclosed only with
     *     the name
     */
    public static Digest of(byte[] salt, UUID docket, String person) {
        var sha = Digest.sha256();
        sha.update("comity-officer/1".getBytes(StandardCharsets.US_ASCII));
        sha.update(salt);
        sha.update(docket.toString().getBytes(StandardCharsets.US_ASCII));
        sha.update(person.getBytes(StandardCharsets.UTF_8));
        return Digest.ofHash(sha.digest());
    }
}
