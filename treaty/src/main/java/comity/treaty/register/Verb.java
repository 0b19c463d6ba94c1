package comity.treaty.register;

/**
 * What somebody does, apart from every circumstance: the acts that Articles 7 to 17 name, and those
 * that States punish beside them. One code stands for one alternative of an article.
 */
public enum Verb {
    /** Article 7: access to the whole or a part of a system. */
    ACCESS,
    /** Article 8: interception of a transmission. */
    INTERCEPT,
    /** Article 9: damaging, deleting, deteriorating data. */
    DAMAGE_DATA,
    /** Article 9: altering data. */
    ALTER_DATA,
    /** Article 9: suppressing data. */
    SUPPRESS_DATA,
    /** Article 10: hindering the functioning of a system. */
    HINDER_SYSTEM,
    /** Article 11(1)(a)(i): producing or obtaining a device or program. */
    MAKE_DEVICE,
    /** Article 11(1)(a)(i): selling, importing, distributing, making it available. */
    SUPPLY_DEVICE,
    /** Article 11(1)(b): having it. */
    POSSESS_DEVICE,
    /** Article 11(1)(a)(ii): passing on a password or similar data. */
    SUPPLY_ACCESS_DATA,
    /** Article 11(1)(b): having a password or similar data. */
    POSSESS_ACCESS_DATA,
    /** Article 12: making data inauthentic. */
    FORGE_DATA,
    /** Article 13(a): causing loss by what is done to data. */
    DEFRAUD_BY_DATA,
    /** Article 13(b): causing loss by interfering with a system. */
    DEFRAUD_BY_SYSTEM,
    /** Article 13(c): causing loss by deceiving a person through a system. */
    DEFRAUD_BY_DECEPTION,
    /** Article 14(1)(a): producing the material. */
    MAKE_CHILD_MATERIAL,
    /** Article 14(1)(a): offering, selling, distributing, publishing it. */
    SPREAD_CHILD_MATERIAL,
    /** Article 14(1)(b): soliciting, procuring, accessing it. */
    ACCESS_CHILD_MATERIAL,
    /** Article 14(1)(c): possessing or controlling it. */
    POSSESS_CHILD_MATERIAL,
    /** Article 15: communicating, grooming, making an arrangement. */
    SOLICIT_CHILD,
    /** Article 16: spreading an intimate image. */
    SPREAD_INTIMATE_IMAGE,
    /** Article 17: converting or transferring proceeds. */
    CONVERT_PROCEEDS,
    /** Article 17: concealing or disguising proceeds. */
    CONCEAL_PROCEEDS,
    /** Article 17: acquiring, possessing, using proceeds. */
    ACQUIRE_PROCEEDS,
    /** Using a system's services; no article of its own. */
    USE_SYSTEM,
    /** Threatening; no article of its own. */
    THREATEN,
    /** Saying, showing or publishing something: no article of the Convention covers it. */
    EXPRESS
}
