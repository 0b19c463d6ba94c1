package comity.treaty.register;

import java.time.Instant;
import java.util.Optional;

/**
 * An enactment as it came into the register.
 *
 * @param state whose law it is
 * @param position its place among the node's acts: what came first, whatever clocks say; -1 for
 *     what was collected
 * @param at when, as its author says; for display
 * @param by who, as far as the reader may know
 * @param act the digest of the act; empty for what the project collected, which no State has signed
 */
public record Filed(
        String state,
        long position,
        Instant at,
        String by,
        Optional<String> act,
        Enactment enactment) {}
