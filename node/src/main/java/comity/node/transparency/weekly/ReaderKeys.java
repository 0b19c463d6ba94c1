package comity.node.transparency.weekly;

import comity.node.identity.RoomSecret;
import comity.node.mail.MailAddress;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What links and addresses rest on: a secret outside the database. Whoever reads the database alone
 * learns no address, cannot try any, and can neither confirm nor end what others asked for.
 */
final class ReaderKeys {
    private static final int SIZE = 32;

    private final RoomSecret secret;

    private ReaderKeys(RoomSecret secret) {
        this.secret = secret;
    }

    static ReaderKeys open(Path file, SecureRandom random) {
        return new ReaderKeys(RoomSecret.open(file, "weekly", random));
    }

    /**
     * What stands in all letters to an address and ends them: the same for ever, so that the link
     * of an old letter does what it says.
     */
    String off(String address) {
        return Base64Url.encode(
                secret.derive("off", SIZE, bytes(address.toLowerCase(Locale.ROOT))));
    }

    /** What stands in the letter that one wish is confirmed by: the same at each try. */
    String confirm(UUID wish) {
        return Base64Url.encode(secret.derive("confirm", SIZE, bytes(wish.toString())));
    }

    /** Under which a link's secret is found, and by which it cannot be known. */
    static byte[] hash(String link) {
        return Digest.of(bytes("comity-weekly-link/1\n" + link)).bytes();
    }

    /** What nobody else can have written on a ticket. */
    byte[] ticket(byte[] about) {
        return secret.derive("ticket", 16, about);
    }

    byte[] seal(MailAddress address, UUID reader) {
        return secret.seal("address", bytes(address.text()), reader.toString());
    }

    /** Empty if it was sealed under another secret. */
    Optional<String> open(byte[] sealed, UUID reader) {
        return secret.open("address", sealed, reader.toString())
                .map(clear -> new String(clear, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
