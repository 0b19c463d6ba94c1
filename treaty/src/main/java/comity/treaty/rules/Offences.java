package comity.treaty.rules;

import comity.treaty.facts.Fact;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import java.util.List;

/** Articles 7 to 16: what belongs to an offence, and what a State may leave out of it. */
final class Offences {

    static final Rule TESTING =
            new Rule(
                            "R-022",
                            Citation.seen(11, "(2)"),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "offence.authorised-testing",
                            "Authorised testing or protection of a system is no misuse of devices.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.between(Fact.ARTICLE, 11, 11)
                                            .and(facts.is(Fact.AUTHORISED_TESTING)));
    static final Rule RESEARCH =
            new Rule(
                            "R-023",
                            Citation.seen(11, "(2)"),
                            Basis.POLICY,
                            Effect.NEED_INFO,
                            "offence.security-research",
                            "Where the person looks like a security researcher, dishonest intent, damage and lack of permission are shown first.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.between(Fact.ARTICLE, 7, 11)
                                            .and(facts.is(Fact.SECURITY_RESEARCH))
                                            .and(facts.missing(Fact.DISHONEST_INTENT)));
    static final Rule OPTIONAL_ELEMENT =
            new Rule(
                            "R-024",
                            Citation.seen(7, "(2)"),
                            Basis.DISCRETION,
                            Effect.REFUSE_OPTIONAL,
                            "offence.element-not-alleged",
                            "A State may require a broken security measure, dishonest intent or serious harm, and decline where it is not alleged.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.between(Fact.ARTICLE, 7, 9)
                                            .or(facts.between(Fact.ARTICLE, 12, 12))
                                            .and(facts.is(Fact.ELEMENT_REQUIRED))
                                            .and(facts.not(Fact.ELEMENT_ALLEGED)));
    static final Rule CHILDREN =
            new Rule(
                            "R-025",
                            Citation.seen(14, "(4)"),
                            Basis.DISCRETION,
                            Effect.REFUSE_OPTIONAL,
                            "offence.children-among-themselves",
                            "A State may leave unpunished what children made of themselves or did with consent.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.between(Fact.ARTICLE, 14, 15)
                                            .and(facts.is(Fact.CHILD_EXCLUSION))
                                            .and(facts.is(Fact.CHILDREN_AMONG_THEMSELVES)));
    static final Rule FICTIONAL =
            new Rule(
                            "R-026",
                            Citation.seen(14, "(3)"),
                            Basis.DISCRETION,
                            Effect.REFUSE_OPTIONAL,
                            "offence.fictional",
                            "A State may limit the offence to depictions of an existing person.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.between(Fact.ARTICLE, 14, 14)
                                            .and(facts.is(Fact.FICTIONAL))
                                            .and(facts.is(Fact.LIMITED_14_3)));
    static final Rule INTENT_TO_HARM =
            new Rule(
                            "R-027",
                            Citation.high(16, "(5)"),
                            Basis.DISCRETION,
                            Effect.REFUSE_OPTIONAL,
                            "offence.harm-intent-not-alleged",
                            "A State may require intent to harm for the spreading of intimate images.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.between(Fact.ARTICLE, 16, 16)
                                            .and(facts.is(Fact.HARM_REQUIRED))
                                            .and(facts.not(Fact.HARM_INTENT)));

    static final List<Rule> ALL =
            List.of(TESTING, RESEARCH, OPTIONAL_ELEMENT, CHILDREN, FICTIONAL, INTENT_TO_HARM);

    private Offences() {}
}
