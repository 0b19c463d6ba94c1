package comity.treaty.register;

import java.time.Instant;
import java.util.Optional;

/**
 * An enactment as it came into the register.
 *
 * @param state whose law it is
 * @param at when, as its author says; for display
 * @param authority which authority enacted it; empty for what was collected
 * @param by who, by name; for the State's own officers
 * @param act the digest of the act; empty for what the project collected, which no State has signed
 */
public record Filed(
        String state,
        Instant at,
        String authority,
        String by,
        Optional<String> act,
        Enactment enactment) {}
