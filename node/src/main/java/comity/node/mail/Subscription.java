package comity.node.mail;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A person's wish to be told by e-mail.
 *
 * @param confirmed since when the address is known to be theirs; until then nothing but a code goes
 *     there
 * @param quiet no digest before
 * @param refused the code with which the server refused the address; empty if it did not
 */
record Subscription(
        String person,
        String address,
        Locale language,
        Optional<Instant> confirmed,
        Instant quiet,
        String refused) {}
