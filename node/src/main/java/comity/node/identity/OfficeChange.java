package comity.node.identity;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of who holds which office, as one registrar of persons proposed it.
 *
 * @param person to whom it applies; a grant may name somebody who is still unknown here
 * @param to where a transfer leads, such as {@code XB.court/JUD}; else empty
 * @param from when a grant, or the new office of a transfer, begins
 * @param until when a grant ends, or what is ended; empty for a grant without an end
 * @param handTo who takes over what is assigned to a person that leaves
 * @param device with which passkey the proposer was signed in
 */
public record OfficeChange(
        long number,
        Kind kind,
        Person person,
        String mail,
        String language,
        String authority,
        String office,
        String to,
        Instant from,
        @Nullable Instant until,
        Optional<String> handTo,
        String reason,
        Person proposedBy,
        Instant proposedAt,
        String device) {

    /** What is done with the office. */
    public enum Kind {
        GRANT,
        END,
        TRANSFER
    }

    public String inOffice() {
        return authority + "/" + office;
    }

    /** The office that begins with it; empty where one only ends. */
    public Optional<String> begins() {
        return switch (kind) {
            case GRANT -> Optional.of(inOffice());
            case TRANSFER -> Optional.of(to);
            case END -> Optional.empty();
        };
    }

    /** Whether an office ends with it. */
    public boolean ends() {
        return kind != Kind.GRANT;
    }
}
