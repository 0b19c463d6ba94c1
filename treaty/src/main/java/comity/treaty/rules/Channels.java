package comity.treaty.rules;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import java.util.List;

/**
 * Articles 40(4), 47 and 48: other ways on which information crosses, and no way around Article 40.
 */
final class Channels {
    private static final Facts.Codes UNASKED = Facts.Codes.of("SPONTANEOUS");
    private static final Facts.Codes POLICE_CHANNEL = Facts.Codes.of("LAW_ENFORCEMENT");

    static final Rule SPONTANEOUS =
            new Rule(
                            "R-099",
                            Citation.medium(40, "(4)"),
                            Basis.TREATY,
                            Effect.WARN,
                            "channel.spontaneous-personal-data",
                            "Information sent without being asked for meets the same rules on persons and on personal data.")
                    .when(
                            Stage.EXECUTE,
                            facts -> facts.any(Fact.MEASURE, UNASKED).and(facts.is(Fact.PERSONAL)));
    static final Rule POLICE =
            new Rule(
                            "R-100",
                            Citation.high(47, ""),
                            Basis.POLICY,
                            Effect.REFUSE_MANDATORY,
                            "channel.police-for-data",
                            "Content and traffic data are not asked for from police to police.")
                    .when(
                            Stage.SEND,
                            facts ->
                                    facts.any(Fact.CHANNEL, POLICE_CHANNEL)
                                            .and(Review.content(facts).or(Review.traffic(facts))));
    static final Rule JOINT_TEAM =
            new Rule(
                            "R-101",
                            Citation.high(48, ""),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "channel.foreign-agents",
                            "In a joint investigation the host State's authorities direct what is done on its territory.")
                    .when(Stage.EXECUTE, facts -> facts.is(Fact.FOREIGN_AGENTS_ALONE));

    static final List<Rule> ALL = List.of(SPONTANEOUS, POLICE, JOINT_TEAM);

    private Channels() {}
}
