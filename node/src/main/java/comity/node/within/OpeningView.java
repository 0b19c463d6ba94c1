package comity.node.within;

import comity.node.frame.FindingView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An exhibit that somebody may open, and how their opening stands.
 *
 * @param until until when its bytes can be taken; null if this officer has not opened it
 * @param dockets on which the opening can be filed
 */
public record OpeningView(
        String exhibit, String name, long size, @Nullable Instant until, List<On> dockets) {

    /**
     * A docket on which it can be opened.
     *
     * @param under the acts that permit it, of which the opening names one
     * @param refused why it cannot be opened there; empty if it can
     */
    public record On(
            UUID docket,
            String requesting,
            String requested,
            List<Under> under,
            List<FindingView> refused) {}

    public record Under(String act, String type) {}
}
