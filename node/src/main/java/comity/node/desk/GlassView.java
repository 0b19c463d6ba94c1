package comity.node.desk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Broken glass, for whom it concerns.
 *
 * @param own what the reader asked for, the latest first
 * @param awaited what waits for the reader as the second person
 */
public record GlassView(List<Row> own, List<Row> awaited) {
    public GlassView {
        own = List.copyOf(own);
        awaited = List.copyOf(awaited);
    }

    /**
     * @param act by which the glass was broken
     * @param name who did
     * @param standing AWAITED, LAPSED, OPEN, ENDED or STAYED
     * @param confirmedBy the second person's name; empty while there is none
     * @param until when reading ends; absent while nobody has confirmed it
     * @param confirmsAs the office in which the reader may confirm it; empty if they may not
     */
    public record Row(
            UUID docket,
            String act,
            String name,
            String authority,
            String office,
            Instant at,
            String purpose,
            String reasons,
            String standing,
            String confirmedBy,
            @Nullable Instant until,
            String confirmsAs) {}

    /** What somebody asks for. */
    public record Asked(String docket, String purpose, String reasons) {
        static final Asked NOTHING = new Asked("", "", "");
    }
}
