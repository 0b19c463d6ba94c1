package comity.treaty.rules;

import comity.treaty.facts.Fact;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import java.util.List;

/** Articles 2(o) and 41(3): emergencies. */
final class Article41 {

    static final Rule EMERGENCY =
            new Rule(
                            "R-097",
                            Citation.seen(2, "(o)"),
                            Basis.TREATY,
                            Effect.REFUSE_OPTIONAL,
                            "emergency.not-one",
                            "An emergency is a significant and imminent risk to the life or safety of a person; anything else takes the ordinary way.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.is(Fact.EMERGENCY)
                                            .and(
                                                    facts.is(Fact.RISK_SIGNIFICANT)
                                                            .and(facts.is(Fact.RISK_IMMINENT))
                                                            .and(facts.is(Fact.RISK_TO_LIFE))
                                                            .not()));
    static final Rule REVIEWED_AFTER =
            new Rule(
                            "R-098",
                            Citation.high(24, "(2)"),
                            Basis.POLICY,
                            Effect.CONDITION,
                            "emergency.not-reviewed",
                            "What was given in an emergency is put before a judge within seventy-two hours; else it is locked away.")
                    .when(
                            Stage.TRANSMIT,
                            facts -> facts.is(Fact.EMERGENCY).and(facts.is(Fact.EX_POST_OVERDUE)));

    static final List<Rule> ALL = List.of(EMERGENCY, REVIEWED_AFTER);

    private Article41() {}
}
