package comity.treaty.docket;

/** How far a proceeding has come, for worklists. No rule asks for it. */
public enum Phase {
    NEW,
    AUTHORISED,
    REQUESTED,
    ACKNOWLEDGED,
    POSTPONED,
    EXECUTION_AUTHORISED,
    ORDERED,
    PRODUCED,
    TRANSMITTED,
    RECEIVED,
    REFUSED,
    WITHDRAWN,
    CLOSED
}
