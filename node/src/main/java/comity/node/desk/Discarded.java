package comity.node.desk;

import java.time.Instant;
import java.util.UUID;

/**
 * A draft that was taken off the desk and can still be brought back.
 *
 * @param name the message that says what was being written
 * @param about what tells it from others of its kind, as its author wrote it; or nothing
 */
public record Discarded(UUID draft, String name, String about, Instant savedAt) {}
