package comity.treaty.register;

import static comity.treaty.register.Element.*;
import static comity.treaty.register.Verb.*;

import comity.treaty.terms.Citation;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The Convention's own offences, Articles 7 to 17, in the same codes as a State's: what each asks
 * for, and what a State may ask for beside it (its paragraph 2, and others as noted).
 */
public enum Article {
    ILLEGAL_ACCESS(
            Citation.seen(7, ""),
            EnumSet.of(ACCESS),
            EnumSet.of(WITHOUT_RIGHT, INTENT),
            EnumSet.of(
                    SECURITY_MEASURE, INTENT_TO_OBTAIN_DATA, DISHONEST_INTENT, CONNECTED_SYSTEM)),
    ILLEGAL_INTERCEPTION(
            Citation.seen(8, ""),
            EnumSet.of(INTERCEPT),
            EnumSet.of(WITHOUT_RIGHT, INTENT, TECHNICAL_MEANS, NON_PUBLIC),
            EnumSet.of(DISHONEST_INTENT, CONNECTED_SYSTEM)),
    INTERFERENCE_WITH_DATA(
            Citation.seen(9, ""),
            EnumSet.of(DAMAGE_DATA, ALTER_DATA, SUPPRESS_DATA),
            EnumSet.of(WITHOUT_RIGHT, INTENT),
            EnumSet.of(SERIOUS_HARM)),
    INTERFERENCE_WITH_SYSTEM(
            Citation.seen(10, ""),
            EnumSet.of(HINDER_SYSTEM),
            EnumSet.of(WITHOUT_RIGHT, INTENT, SERIOUS_HINDERING),
            EnumSet.noneOf(Element.class)),
    MISUSE_OF_DEVICES(
            Citation.seen(11, ""),
            EnumSet.of(
                    MAKE_DEVICE,
                    SUPPLY_DEVICE,
                    POSSESS_DEVICE,
                    SUPPLY_ACCESS_DATA,
                    POSSESS_ACCESS_DATA),
            EnumSet.of(WITHOUT_RIGHT, INTENT, PURPOSE_OF_OFFENCE, PRIMARILY_DESIGNED),
            EnumSet.noneOf(Element.class)),
    FORGERY(
            Citation.seen(12, ""),
            EnumSet.of(FORGE_DATA),
            EnumSet.of(WITHOUT_RIGHT, INTENT, PASS_AS_AUTHENTIC),
            EnumSet.of(DISHONEST_INTENT)),
    THEFT_OR_FRAUD(
            Citation.seen(13, ""),
            EnumSet.of(DEFRAUD_BY_DATA, DEFRAUD_BY_SYSTEM, DEFRAUD_BY_DECEPTION),
            EnumSet.of(WITHOUT_RIGHT, DISHONEST_INTENT, INTENT_TO_GAIN, LOSS_OF_PROPERTY),
            EnumSet.noneOf(Element.class)),
    CHILD_MATERIAL(
            Citation.seen(14, ""),
            EnumSet.of(
                    MAKE_CHILD_MATERIAL,
                    SPREAD_CHILD_MATERIAL,
                    ACCESS_CHILD_MATERIAL,
                    POSSESS_CHILD_MATERIAL),
            EnumSet.of(WITHOUT_RIGHT, INTENT, CHILD),
            EnumSet.of(EXISTING_CHILD)),
    SOLICITATION_OF_A_CHILD(
            Citation.seen(15, ""),
            EnumSet.of(SOLICIT_CHILD),
            EnumSet.of(INTENT, CHILD, SEXUAL_PURPOSE),
            EnumSet.of(ACT_IN_FURTHERANCE)),
    INTIMATE_IMAGES(
            Citation.high(16, ""),
            EnumSet.of(SPREAD_INTIMATE_IMAGE),
            EnumSet.of(WITHOUT_RIGHT, INTENT, WITHOUT_CONSENT, PRIVATE_IMAGE),
            EnumSet.of(INTENT_TO_HARM)),
    LAUNDERING(
            Citation.high(17, ""),
            EnumSet.of(CONVERT_PROCEEDS, CONCEAL_PROCEEDS, ACQUIRE_PROCEEDS),
            EnumSet.of(INTENT, KNOWLEDGE, PROCEEDS),
            EnumSet.noneOf(Element.class));

    private final Citation citation;
    private final Set<Verb> conduct;
    private final Set<Element> elements;
    private final Set<Element> optional;

    Article(Citation citation, Set<Verb> conduct, Set<Element> elements, Set<Element> optional) {
        this.citation = citation;
        this.conduct = conduct;
        this.elements = elements;
        this.optional = optional;
    }

    public static Optional<Article> of(int number) {
        return Stream.of(values()).filter(article -> article.number() == number).findFirst();
    }

    /** The article that names {@code verb}; none for what the Convention leaves alone. */
    public static Optional<Article> of(Verb verb) {
        return Stream.of(values()).filter(article -> article.conduct.contains(verb)).findFirst();
    }

    public int number() {
        return citation.article();
    }

    public Citation citation() {
        return citation;
    }

    public Norm norm() {
        return Norm.of(conduct, elements);
    }

    /** Whether the Convention lets a State ask for {@code element} beside its own. */
    public boolean leavesOpen(Element element) {
        return Element.closure(optional).contains(element);
    }

    /** How {@code provision} stands to this article, in what both are about. */
    public Comparison compare(Provision provision) {
        return provision.norm().about(conduct).comparedWith(norm());
    }

    Set<Verb> conduct() {
        return conduct;
    }
}
