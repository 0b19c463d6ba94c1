package comity.node.law.entries;

import com.fasterxml.jackson.annotation.JsonIgnore;
import comity.node.law.profiles.ProfilesView.Difference;
import comity.treaty.register.Preview;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page of entries shows. */
public final class EntriesView {
    private EntriesView() {}

    /**
     * What waits for a second registrar.
     *
     * @param law PROFILE or PROVISIONS
     * @param digest of the document
     * @param reason why, as provisions say it; empty for a profile
     * @param own whether whoever looks has entered it themselves
     * @param document what would be published
     * @param changes of a profile, against what stands
     * @param preview of provisions, against what stands
     */
    public record Waiting(
            long number,
            String law,
            String digest,
            String authority,
            String enteredBy,
            Instant enteredAt,
            String reason,
            boolean own,
            Map<String, Object> document,
            @JsonIgnore List<Difference> changes,
            @JsonIgnore @Nullable Preview preview) {}

    /** The act that an activation filed. */
    public record Activated(String digest, long position) {}

    /** What was entered, and waits under this number. */
    public record Entered(long entry) {}
}
