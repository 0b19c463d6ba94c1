package comity.node.assistant;

import java.util.List;

/**
 * An authority as most States have it, with the offices that people hold in it. Those without which
 * no request can be made, answered or overseen are always founded.
 */
public enum Body {
    CENTRAL("central-authority", true, "CAO", "CUS", "DUT"),
    COURT("court", true, "JUD"),
    PROSECUTION("prosecution", true, "PRO", "INV"),
    OVERSIGHT("oversight", true, "OVS"),
    PERSONS("registry-of-persons", true, "REG"),
    LAWS("register-of-laws", true, "LAW"),
    ADMINISTRATION("administration", true, "ADM"),
    FILTER("filter", false, "FIL"),
    TRANSLATION("translation", false, "TRA"),
    TRAINING("training", false, "TRN"),
    BAR("bar", false, "DEF"),
    RESPONSE("incident-response", false, "INC");

    private final String word;
    private final boolean always;
    private final List<String> offices;

    Body(String word, boolean always, String... offices) {
        this.word = word;
        this.always = always;
        this.offices = List.of(offices);
    }

    /** The end of its identifier, such as {@code court} in {@code XA.court}. */
    public String word() {
        return word;
    }

    public boolean isAlways() {
        return always;
    }

    public List<String> offices() {
        return offices;
    }
}
