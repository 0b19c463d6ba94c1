package comity.treaty.rules;

import comity.treaty.docket.Act;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.facts.Fact;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Office;
import comity.treaty.terms.Stage;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Nobody decides alone: the separation matrix, for the acts of this docket, judged by the person
 * and not by the account.
 */
final class FourEyes {
    static final Rule TWO_PERSONS =
            new Rule(
                            "R-107",
                            Citation.high(24, "(2)"),
                            Basis.POLICY,
                            Effect.REFUSE_MANDATORY,
                            "four-eyes.same-person",
                            "Who asks, who finds, who authorises, who orders and who produces are different persons.")
                    .when(Stage.EXECUTE, facts -> facts.is(Fact.SAME_PERSON));

    /** Steps of which no two may be one person's, on one docket. */
    private static final List<Set<Class<? extends Act>>> APART =
            List.of(
                    Set.of(Act.Authorise.class, Act.Request.class),
                    Set.of(Act.Apply.class, Act.Authorise.class),
                    Set.of(Act.Apply.class, Act.Decline.class),
                    Set.of(Act.Decline.class, Act.Find.class),
                    Set.of(Act.Decline.class, Act.Assess.class),
                    Set.of(Act.Find.class, Act.Order.class),
                    Set.of(Act.Find.class, Act.Transmit.class),
                    Set.of(Act.AuthoriseExecution.class, Act.Find.class),
                    Set.of(Act.AuthoriseExecution.class, Act.Assess.class),
                    Set.of(Act.Assess.class, Act.Contest.class),
                    Set.of(Act.Assess.class, Act.Order.class),
                    Set.of(Act.Assess.class, Act.Transmit.class),
                    Set.of(Act.ProposeErasure.class, Act.Erase.class),
                    Set.of(Act.ProposeDisposal.class, Act.Dispose.class),
                    Set.of(Act.AskConsent.class, Act.Consent.class),
                    Set.of(Act.AuthoriseExecution.class, Act.Order.class),
                    Set.of(Act.AuthoriseExecution.class, Act.Authorise.class),
                    Set.of(Act.CallBack.class, Act.Order.class),
                    Set.of(Act.CallBack.class, Act.Transmit.class),
                    Set.of(Act.Order.class, Act.Produce.class),
                    Set.of(Act.Request.class, Act.Find.class),
                    Set.of(Act.Compare.class, Act.DecideSetAside.class),
                    Set.of(Act.DecideSetAside.class, Act.Destroy.class),
                    Set.of(Act.Mark.class, Act.RuleOnMark.class));

    private FourEyes() {}

    /** The offices in which both acts of some pair may be taken: there two humans are needed. */
    static Set<Office> officesOfPairs() {
        var offices = EnumSet.noneOf(Office.class);
        for (var pair : APART) {
            var both = EnumSet.allOf(Office.class);
            for (var act : pair) both.retainAll(Type.of(act).map(Type::offices).orElse(Set.of()));
            offices.addAll(both);
        }
        return offices;
    }

    static List<Finding> areOpen(Question question) {
        var clash =
                question.docket().entries().stream()
                        .filter(
                                entry ->
                                        entry.header()
                                                .author()
                                                .officer()
                                                .equals(question.actor().officer()))
                        .filter(entry -> apart(entry, question.act()))
                        .findFirst();
        return TWO_PERSONS.met(
                clash.isEmpty(),
                clash.map(entry -> Map.of("earlier", entry.header().type())).orElse(Map.of()));
    }

    private static boolean apart(Entry earlier, Act proposed) {
        var one = earlier.act().getClass();
        var other = proposed.getClass();
        return one != other
                && APART.stream().anyMatch(pair -> pair.contains(one) && pair.contains(other));
    }
}
