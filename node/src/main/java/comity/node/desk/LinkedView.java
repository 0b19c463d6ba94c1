package comity.node.desk;

import java.util.List;
import java.util.UUID;

/**
 * The dockets between the same States from which one follows, and which follow from it, as far as
 * the reader sees them.
 */
public record LinkedView(List<UUID> earlier, List<UUID> later) {
    static final LinkedView NONE = new LinkedView(List.of(), List.of());

    public boolean isEmpty() {
        return earlier.isEmpty() && later.isEmpty();
    }
}
