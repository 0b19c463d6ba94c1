package comity.node.oversight;

/**
 * What critics of such treaties fear, each as a question that can be counted: of so many occasions,
 * how many went this way. Where one State, authority or person stands out from all others,
 * oversight hears of it (rule R-109).
 */
public enum Pattern {
    /**
     * Requests that seek more than a few accounts, or more than a year: 24(1), 40(15)(c). Fishing
     * begins broad.
     */
    BREADTH,
    /** Requests marked as an emergency, for which checks come afterwards: 41, 40(14). */
    EMERGENCY,
    /** Requests whose offence was assessed as expression, assembly, belief or intimacy: 6(2). */
    SPEECH,
    /**
     * Requests on which a safeguard was of concern, and which were executed all the same: 6, 24.
     */
    IN_SPITE,
    /** Decisions of a judge within two minutes after the last paper was there: 24(2). */
    IN_SECONDS,
    /** Decisions of a judge that stand with nine or more others within one hour: 24(2). */
    IN_BULK,
    /** Exhibits that hold more than was ordered: 24, 27. */
    EXCESS
}
