package comity.treaty.terms;

/** Where a rule comes from. One is never shown as another. */
public enum Basis {
    /** The Convention's own text. */
    TREATY,
    /** What the Convention leaves to the requested State: "may", "no obligation". */
    DISCRETION,
    /** Other international law that Articles 6 and 40(21) let in. */
    OTHER_INTERNATIONAL_LAW,
    /** This system's policy, which a State may tune. */
    POLICY
}
