package comity.treaty.terms;

/**
 * Grounds that a refusal may name: those of Articles 6, 36 and 40, and two that never suffice
 * alone.
 */
public enum Ground {
    NOT_IN_CONFORMITY,
    ESSENTIAL_INTERESTS,
    PROHIBITED_FOR_SIMILAR_DOMESTIC_OFFENCE,
    CONTRARY_TO_LEGAL_SYSTEM,
    DUAL_CRIMINALITY,
    DE_MINIMIS,
    DISCRIMINATION,
    HUMAN_RIGHTS,
    DATA_PROTECTION,
    OUT_OF_SCOPE,
    /** A reservation of the requested State: 23(3), 42(5). */
    RESERVATION,
    /** 40(23): never alone. */
    FISCAL,
    /** 40(24): never. */
    BANK_SECRECY
}
