package comity.treaty.forms;

/** The parts of a guided form, in the order in which they are asked. */
public enum Part {
    /** Which authority asks which, on what basis and channel. */
    PARTIES,
    /** The proceeding and the offence: 40(15)(b). */
    CASE,
    /** What happened: 40(15)(c). */
    FACTS,
    /** Which data, whose, of which time: 40(15)(e) and (f). */
    DATA,
    /** What the chosen measure asks beside that. */
    MEASURE,
    /** Why it is proportionate, and under which conditions: 24, 40(19), (20). */
    CONDITIONS,
    /** What a decision or report says. */
    DECISION,
    /** What only a named officer can assess. */
    ASSESSED
}
