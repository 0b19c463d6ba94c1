package comity.evidence.reading;

/** How one item compares with what was ordered (24(2)). */
public enum Verdict {
    WITHIN,
    /** Every time that it gives is certain, and one lies outside the period. */
    OUTSIDE_PERIOD,
    /** It gives no time, or none that is certain. */
    NO_CERTAIN_DATE,
    /** It says that it belongs to an account that was not ordered. */
    OTHER_ACCOUNT,
    /** It is of a category of data that was not ordered. */
    OTHER_CATEGORY,
    /** It could not be read: its custodian declares it, or it stays. */
    UNREAD;

    /** Whether it was read and lies outside. */
    public boolean isOutside() {
        return this != WITHIN && this != UNREAD;
    }
}
