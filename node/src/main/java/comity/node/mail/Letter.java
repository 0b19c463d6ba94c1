package comity.node.mail;

import java.util.Optional;
import java.util.UUID;

/**
 * A letter as it is sent.
 *
 * @param id the same at each try, and its Message-ID
 * @param html empty: the plain text is all
 * @param off the address at which one click ends these letters (RFC 8058)
 */
public record Letter(
        UUID id,
        String to,
        String subject,
        String text,
        Optional<String> html,
        String language,
        Optional<String> off) {}
