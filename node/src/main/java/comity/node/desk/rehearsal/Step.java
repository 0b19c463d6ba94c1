package comity.node.desk.rehearsal;

import java.util.List;

/**
 * The steps of a rehearsal, in order: the whole way of a request, each the act of an office. What
 * the counterpart keeps to itself until it transmits is no step of this State's.
 */
public enum Step {
    APPLY("apply", "INV", "PRO"),
    AUTHORISE("authorise", "JUD"),
    REQUEST("request", "CAO"),
    ACKNOWLEDGE("acknowledge"),
    TRANSMIT("transmit"),
    RECEIVE("confirm-receipt", "CAO", "CUS"),
    CLOSE("close", "CAO");

    private final String type;
    private final List<String> offices;

    Step(String type, String... offices) {
        this.type = type;
        this.offices = List.of(offices);
    }

    /** The type of act that takes this step. */
    public String type() {
        return type;
    }

    /** Who takes it here; none if the counterpart does. */
    public List<String> offices() {
        return offices;
    }
}
