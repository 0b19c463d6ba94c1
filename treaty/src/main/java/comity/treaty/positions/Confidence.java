package comity.treaty.positions;

/** How sure a fact by others is. Only what was seen at the depositary counts as certain. */
public enum Confidence {
    /** Read at the depositary, the Secretary-General of the United Nations (Article 68). */
    SEEN,
    /** Read at a source that is named, but not at the depositary. */
    SECONDARY,
    /** Sources contradict each other; each is shown. */
    DISPUTED,
    /** Said without a source that anybody could open. Never a fact. */
    UNVERIFIED
}
