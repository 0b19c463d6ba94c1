package comity.node.desk.work;

/** Where a proceeding is, told by whose turn it is; for worklists and for where time is lost. */
public enum Stage {
    /**
     * The asking State's central authority writes: after its court's word, or after preservation.
     */
    DRAFTING,
    /** The asked State's central authority examines. */
    EXAMINATION,
    /** The asking State's central authority answers a question. */
    ANSWER,
    /** A judge decides. */
    COURT,
    /** The asked State's central authority carries out: orders, compares, transmits. */
    EXECUTION,
    /** A provider produces. */
    PROVIDER,
    /** What was transmitted is to be confirmed. */
    RECEIPT,
    /** An act, or what was received, is translated: told only once the translation is there. */
    TRANSLATION,
    /** It is nobody's turn. */
    NONE
}
