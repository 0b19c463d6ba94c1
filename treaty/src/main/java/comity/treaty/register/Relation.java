package comity.treaty.register;

/** How one norm stands to another. */
public enum Relation {
    /** The same conduct, the same elements. */
    EQUAL,
    /** It punishes whatever the other punishes, and more. */
    BROADER,
    /** It punishes less. */
    NARROWER,
    /** It punishes more in one respect and less in another. */
    DIFFERENT,
    /** One of the two is not certain, or its elements are not known. */
    UNKNOWN,
    /** The register holds no provision. That it holds none does not prove that there is none. */
    MISSING;

    /** A mark beside the word, never instead of it. */
    public String sign() {
        return switch (this) {
            case EQUAL -> "=";
            case BROADER -> "⊃";
            case NARROWER -> "⊂";
            case DIFFERENT -> "±";
            case UNKNOWN -> "?";
            case MISSING -> "–";
        };
    }

    /** Seen from the other side. */
    public Relation reversed() {
        return switch (this) {
            case BROADER -> NARROWER;
            case NARROWER -> BROADER;
            case EQUAL, DIFFERENT, UNKNOWN, MISSING -> this;
        };
    }
}
