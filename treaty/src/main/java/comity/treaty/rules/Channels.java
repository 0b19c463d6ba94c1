package comity.treaty.rules;

import comity.treaty.docket.Act;
import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Conduct;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** 40(4), 36: what is asked of personal data although nobody asked for it. */
    private static final Set<String> ALSO_UNASKED =
            Set.of(
                    "R-012", "R-013", "R-014", "W-023", "R-070", "R-071", "R-073", "R-081", "R-085",
                    "R-085b", "R-099");

    private Channels() {}

    /** What spontaneous information says of itself, and that it suppresses no freedom. */
    static List<Finding> saysWhatItIs(Act.Inform inform) {
        var found = new ArrayList<Finding>();
        for (var field : List.of("information", "reasonUseful", "transferBasis")) {
            if (inform.said().isWithheld(field))
                found.addAll(Article40.CONTENTS.met(Truth.UNKNOWN, Map.of("field", field)));
            else if (inform.said().text(field).filter(text -> !text.isBlank()).isEmpty())
                found.addAll(Article40.CONTENTS.met(Truth.FALSE, Map.of("field", field)));
        }
        var personal = inform.said().truth("personalData").orElse(Truth.UNKNOWN);
        if (personal == Truth.UNKNOWN)
            found.addAll(Article40.CONTENTS.met(Truth.UNKNOWN, Map.of("field", "personalData")));
        if (personal == Truth.TRUE) found.addAll(Article6.concernsNoFreedom(conduct(inform)));
        return found;
    }

    private static Set<Conduct> conduct(Act.Inform inform) {
        var conduct = EnumSet.noneOf(Conduct.class);
        var said = inform.said().words(Fact.CONDUCT.path()).orElse(Set.of());
        for (var word : Conduct.values()) if (said.contains(word.name())) conduct.add(word);
        return conduct;
    }

    /** Where no personal data is sent, nothing of this is asked. */
    static List<Finding> unasked(Act.Inform inform, List<Finding> found) {
        if (inform.said().truth("personalData").filter(Truth.FALSE::equals).isPresent())
            return List.of();
        return found.stream().filter(finding -> ALSO_UNASKED.contains(finding.rule())).toList();
    }
}
