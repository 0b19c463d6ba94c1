package comity.treaty.terms;

import java.util.Optional;
import java.util.stream.Stream;

/** In which office a person acts. The code stands in the header of each act. */
public enum Office {
    /** Investigator. */
    INV,
    /** Prosecutor. */
    PRO,
    /** Central-authority officer (40(12)). */
    CAO,
    /** Judge or other independent authority (24(2)). */
    JUD,
    /** Duty officer of the 24/7 contact (41). */
    DUT,
    /** Custodian of evidence. */
    CUS,
    /** Service provider's agent (2(e)). */
    PRV,
    /** Filter reviewer: sees what is marked, before anybody on the case does, and nothing else. */
    FIL,
    /** Defence counsel. */
    DEF,
    /** Translator: the sections that were assigned, and nothing else. */
    TRA,
    /** Incident responder: incidents, and across the wall no proceeding. */
    INC,
    /** The person concerned: their own notice and complaint. */
    SUB,
    /** Training authority: who may handle evidence. */
    TRN,
    /** Registrar of laws. */
    LAW,
    /** Oversight inspector: sees every step, takes none. */
    OVS,
    /** Registrar of persons: who holds which passkey. */
    REG,
    /** Administrator of the node: reads no section, files no act on a proceeding. */
    ADM,
    /** Everyone: what is published, and no more. */
    PUB;

    public static Optional<Office> of(String code) {
        return Stream.of(values()).filter(office -> office.name().equals(code)).findFirst();
    }
}
