package comity.treaty.register;

import java.util.EnumSet;
import java.util.Set;

/**
 * A circumstance or state of mind that has to be there beside the act, so that a provision holds.
 * Each one more makes an offence narrower. The same codes say what is known of a case.
 */
public enum Element {
    /** Nobody entitled to it permitted it. */
    WITHOUT_RIGHT,
    /** At least recklessness: whoever acts with intent has this too. */
    RECKLESSNESS,
    INTENT(RECKLESSNESS),
    /** The person knew the circumstance that makes it wrong. */
    KNOWLEDGE,
    /** Dishonest, fraudulent or other criminal intent (7(2), 8(2), 12(2), 13). */
    DISHONEST_INTENT(INTENT),
    /** The purpose of getting at electronic data (7(2)). */
    INTENT_TO_OBTAIN_DATA(INTENT),
    /** The purpose of committing or easing a further offence. */
    INTENT_TO_COMMIT_OFFENCE(DISHONEST_INTENT),
    /** The purpose of a gain for oneself or another. */
    INTENT_TO_GAIN(INTENT),
    /** The purpose of harming or humiliating (16(5)). */
    INTENT_TO_HARM(INTENT),
    /** A security measure was infringed (7(2)). */
    SECURITY_MEASURE,
    /** The system is connected to another (7(2), 8(2)). */
    CONNECTED_SYSTEM,
    /** The system is one that the law protects more than others. */
    PROTECTED_SYSTEM,
    /** Data was in fact obtained. */
    DATA_OBTAINED,
    /** Serious harm came of it (9(2)). */
    SERIOUS_HARM,
    /** The functioning was hindered seriously (10). */
    SERIOUS_HINDERING,
    /** By technical means (8). */
    TECHNICAL_MEANS,
    /** The transmission was not public (8). */
    NON_PUBLIC,
    /** Meant to be used for an offence of Articles 7 to 10 (11). */
    PURPOSE_OF_OFFENCE,
    /** Designed or adapted primarily for such an offence (11). */
    PRIMARILY_DESIGNED,
    /** To be taken for authentic for legal purposes (12). */
    PASS_AS_AUTHENTIC,
    /** Property was lost (13). */
    LOSS_OF_PROPERTY,
    /** The person depicted or addressed is under the age that the law sets (14, 15). */
    CHILD,
    /** The child exists (14(3)). */
    EXISTING_CHILD(CHILD),
    /** For a sexual offence (15). */
    SEXUAL_PURPOSE,
    /** An act in furtherance was done (15(2)). */
    ACT_IN_FURTHERANCE,
    /** The depicted person did not consent (16). */
    WITHOUT_CONSENT,
    /** A sexual image of which privacy could be expected (16(2)). */
    PRIVATE_IMAGE,
    /** Property known to be the proceeds of an offence (17). */
    PROCEEDS,
    /** The person had a right of access and abused it. */
    INSIDER,
    /** What was said is false. */
    FALSEHOOD,
    /** What was said or shown is forbidden for its message. */
    FORBIDDEN_MESSAGE,
    /**
     * One of several circumstances that the provision lists, told in its limits. Two provisions
     * that both have it may mean different ones, and no fact of a case answers it.
     */
    LISTED_CIRCUMSTANCE;

    private final Set<Element> implied;

    Element(Element... implied) {
        this.implied = Set.of(implied);
    }

    /** {@code elements}, and whatever is there wherever they are. */
    static EnumSet<Element> closure(Set<Element> elements) {
        var all = EnumSet.noneOf(Element.class);
        elements.forEach(element -> element.into(all));
        return all;
    }

    private void into(EnumSet<Element> all) {
        if (all.add(this)) implied.forEach(weaker -> weaker.into(all));
    }

    /** {@code elements} without those that another of them says already. */
    static EnumSet<Element> strongest(Set<Element> elements) {
        var strongest = EnumSet.noneOf(Element.class);
        strongest.addAll(elements);
        for (var element : elements) {
            var weaker = closure(element.implied);
            strongest.removeAll(weaker);
        }
        return strongest;
    }
}
