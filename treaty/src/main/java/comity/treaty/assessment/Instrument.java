package comity.treaty.assessment;

/** What a request may rest on. Whether it is in force between two States is a dated fact. */
public enum Instrument {
    /** The United Nations Convention against Cybercrime. */
    UNCC,
    /** The Convention on Cybercrime of the Council of Europe (ETS 185, Budapest 2001). */
    BUDAPEST,
    /** Its Second Additional Protocol (CETS 224). */
    BUDAPEST_PROTOCOL_2,
    /** The United Nations Convention against Transnational Organized Crime. */
    UNTOC,
    /** A treaty between the two States. */
    BILATERAL,
    /** No treaty: what one State does for another that would do the same. */
    RECIPROCITY
}
