package comity.treaty.terms;

/** Three-valued truth (Kleene). What is unknown never permits. */
public enum Truth {
    TRUE,
    FALSE,
    UNKNOWN;

    public static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    public Truth and(Truth other) {
        if (this == FALSE || other == FALSE) return FALSE;
        return this == TRUE && other == TRUE ? TRUE : UNKNOWN;
    }

    public Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }

    public Truth or(Truth other) {
        if (this == TRUE || other == TRUE) return TRUE;
        return this == FALSE && other == FALSE ? FALSE : UNKNOWN;
    }
}
