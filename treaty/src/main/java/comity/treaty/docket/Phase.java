package comity.treaty.docket;

/** How far a proceeding has come, for worklists. No rule asks for it. */
public enum Phase {
    NEW,
    AUTHORISED,
    REQUESTED,
    ACKNOWLEDGED,
    PRESERVED,
    RELEASED,
    INFORMED,
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
