package comity.treaty.rules;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Offence;
import comity.treaty.terms.Stage;
import java.util.List;

/**
 * Articles 3, 35(1) and 65: in which proceedings, for which measures, and whether the Convention
 * binds both States.
 */
final class Article3 {
    private static final Facts.Codes OWN_OFFENCES_ONLY =
            Facts.Codes.of("EXTRADITION", "LE_COOP", "JIT", "CONFISCATE");
    private static final Facts.Codes NOT_CRIMINAL =
            Facts.Codes.of("INTELLIGENCE", "IMMIGRATION", "CIVIL", "ADMINISTRATIVE");

    static final Rule POWERS_OF_SERIOUS_CRIME =
            new Rule(
                            "R-004",
                            Citation.high(35, "(1)"),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "measure.not-for-serious-crime",
                            "A serious crime that is not one of the Convention's own opens mutual assistance in electronic evidence, and nothing else.")
                    .when(
                            Stage.SEND,
                            facts ->
                                    Article2.outsideTheConvention(facts)
                                            .and(facts.any(Fact.MEASURE, OWN_OFFENCES_ONLY)));
    static final Rule BELOW_THERE =
            new Rule(
                            "R-003b",
                            Citation.seen(2, "(h)"),
                            Basis.POLICY,
                            Effect.WARN,
                            "offence.below-four-years-elsewhere",
                            "That the requested State punishes the conduct by less than four years is worth knowing: the Convention is silent on whose law counts.")
                    .when(
                            Stage.SEND,
                            facts ->
                                    Article2.outsideTheConvention(facts)
                                            .and(
                                                    facts.less(
                                                            Fact.MONTHS_REQUESTED,
                                                            Offence.SERIOUS_MONTHS))
                                            .and(facts.not(Fact.BOTH_THRESHOLDS)));
    static final Rule CRIMINAL =
            new Rule(
                            "R-006",
                            Citation.high(40, "(3)"),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "proceeding.not-criminal",
                            "Assistance is for criminal investigations, prosecutions and judicial proceedings.")
                    .when(Stage.SEND, facts -> facts.any(Fact.PROCEEDING_NATURE, NOT_CRIMINAL));
    static final Rule BINDS_BOTH =
            new Rule(
                            "R-007",
                            Citation.seen(65, ""),
                            Basis.TREATY,
                            Effect.WARN,
                            "treaty.not-in-force",
                            "The Convention is used between States for which it is in force.")
                    .when(Stage.SEND, facts -> facts.not(Fact.IN_FORCE));
    static final Rule OTHER_TREATY_GOES_FIRST =
            new Rule(
                            "R-008",
                            Citation.medium(40, "(7)"),
                            Basis.TREATY,
                            Effect.WARN,
                            "treaty.other-applies",
                            "Where another treaty on mutual assistance binds both States, its paragraphs are applied instead.")
                    .when(Stage.SEND, facts -> facts.is(Fact.OTHER_TREATY));

    static final List<Rule> ALL =
            List.of(
                    POWERS_OF_SERIOUS_CRIME,
                    BELOW_THERE,
                    CRIMINAL,
                    BINDS_BOTH,
                    OTHER_TREATY_GOES_FIRST);

    private Article3() {}
}
