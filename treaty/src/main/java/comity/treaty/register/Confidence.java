package comity.treaty.register;

/** How a statement about a State's law was come by. Only what was seen is used as certain. */
public enum Confidence {
    /** Read in the provision itself, or said by the State. */
    SEEN,
    /** Read in somebody else's account of it. */
    SECONDARY,
    /** From memory, or its sources contradict each other. */
    DISPUTED
}
