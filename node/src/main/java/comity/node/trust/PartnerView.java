package comity.node.trust;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A partner State, as this State stands to it.
 *
 * @param suspended why its acts are refused; empty if they are heard
 * @param waiting what one person has stated and no second one has confirmed
 */
public record PartnerView(String state, Optional<String> suspended, List<WaitingView> waiting) {

    /**
     * @param act the digest that the second person names
     * @param type {@code suspend} or {@code readmit}
     * @param by the first person's name; empty if it is not held here
     */
    public record WaitingView(String act, String type, String reason, String by, Instant at) {}

    /** What two persons may do now: {@code suspend} or {@code readmit}. */
    public String next() {
        return suspended.isPresent() ? "readmit" : "suspend";
    }
}
