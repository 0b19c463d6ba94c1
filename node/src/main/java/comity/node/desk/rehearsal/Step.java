package comity.node.desk.rehearsal;

import java.util.List;

/**
 * The steps of a rehearsal: the way of a request, each the act of an office. What the counterpart
 * keeps to itself until it transmits is no step of this State's.
 */
public enum Step {
    APPLY("apply", "INV", "PRO"),
    AUTHORISE("authorise", "JUD"),
    REQUEST("request", "CAO"),
    ACKNOWLEDGE("acknowledge"),
    PRESERVE("preserve"),
    TRANSMIT("transmit"),
    RECEIVE("confirm-receipt", "CAO", "CUS"),
    CLOSE("close", "CAO");

    /** The whole way: what is produced comes back, and is received. */
    static final List<Step> PRODUCTION =
            List.of(APPLY, AUTHORISE, REQUEST, ACKNOWLEDGE, TRANSMIT, RECEIVE, CLOSE);

    /** 42: the short way, on which nothing comes back and no court is asked. */
    static final List<Step> PRESERVATION = List.of(REQUEST, ACKNOWLEDGE, PRESERVE, CLOSE);

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
