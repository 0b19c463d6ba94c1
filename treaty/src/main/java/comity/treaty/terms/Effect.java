package comity.treaty.terms;

/** What a finding does, gravest first; the order is that of the rulebook. */
public enum Effect {
    /** The act cannot be taken: the Convention gives no basis for it, or forbids it. */
    REFUSE_MANDATORY(true),
    /** A judge or other independent authority has to decide first. */
    NEED_JUDICIAL_AUTHORISATION(true),
    /** Something must be supplied or said first. */
    NEED_INFO(true),
    /** A person of the requested State may refuse on this ground. */
    REFUSE_OPTIONAL(false),
    /** It can be done, on terms. */
    CONDITION(false),
    /** Somebody should look twice. */
    WARN(false),
    /** Nothing: it is said so that nobody objects on this account. */
    NONE(false);

    private final boolean denies;

    Effect(boolean denies) {
        this.denies = denies;
    }

    /** Whether an act with such a finding is denied. */
    public boolean denies() {
        return denies;
    }
}
