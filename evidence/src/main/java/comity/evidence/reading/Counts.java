package comity.evidence.reading;

/**
 * How an exhibit was divided.
 *
 * @param within items within the order
 * @param setAside all others
 */
public record Counts(long within, long setAside) {}
