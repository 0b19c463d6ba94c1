package comity.treaty.terms;

/** The decision that a rule speaks to. */
public enum Stage {
    /** The requesting State sends. */
    SEND,
    /** The requested State executes. */
    EXECUTE,
    /** The requested State refuses or postpones. */
    REFUSE,
    /** The requested State hands over. */
    TRANSMIT,
    /** The requesting State uses what it received. */
    USE,
    /** Preserved data is released. */
    RELEASE,
    /** The oversight body looks at a State's requests as a whole. */
    OVERSEE
}
