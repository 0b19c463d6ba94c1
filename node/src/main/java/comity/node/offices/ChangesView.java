package comity.node.offices;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who holds which office, and what waits for a second registrar.
 *
 * @param offices every office that there is, as {@code XB.court/JUD}
 */
public record ChangesView(List<Holding> holdings, List<Change> open, List<String> offices) {

    /**
     * @param until absent while it has no end
     */
    public record Holding(
            String person,
            String name,
            String authority,
            String office,
            Instant from,
            @Nullable Instant until) {
        public String inOffice() {
            return authority + "/" + office;
        }

        /** The last day in UTC; null while there is none. */
        public @Nullable LocalDate lastDay() {
            return last(until);
        }
    }

    /**
     * @param to where a transfer leads; else empty
     * @param handTo who takes over; empty if nobody was named
     */
    public record Change(
            long number,
            String kind,
            String person,
            String name,
            String authority,
            String office,
            String to,
            Instant from,
            @Nullable Instant until,
            String handTo,
            String reason,
            String proposedBy,
            Instant proposedAt) {

        /** The last day in UTC; null if none was said. */
        public @Nullable LocalDate lastDay() {
            return last(until);
        }

        /** The first day in UTC. */
        public LocalDate firstDay() {
            return LocalDate.ofInstant(from, ZoneOffset.UTC);
        }
    }

    /** An end is the first instant at which something is over; people name the day before it. */
    private static @Nullable LocalDate last(@Nullable Instant end) {
        return end == null ? null : LocalDate.ofInstant(end.minusNanos(1), ZoneOffset.UTC);
    }

    /**
     * @param code opens one registration of a passkey and is shown this once; empty where none is
     *     needed
     * @param listed whether the State's directory says so already; if not, it does once the holders
     *     of the root have approved it
     */
    public record Done(long number, String code, boolean listed) {}
}
