package comity.treaty.rules;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import java.util.List;

/** Articles 5, 23, 28, 30 and 45: powers that exist in the requested State, and how far they go. */
final class Powers {
    private static final Facts.Codes INTERCEPTION = Facts.Codes.of("INTERCEPT");
    private static final Facts.Codes REAL_TIME = Facts.Codes.of("INTERCEPT", "RT_TRAFFIC");

    static final Rule CATALOGUE =
            new Rule(
                            "R-042",
                            Citation.high(30, ""),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "interception.not-in-catalogue",
                            "Content is intercepted only for the range of serious offences that the requested State's law sets.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.any(Fact.MEASURE, INTERCEPTION)
                                            .and(facts.not(Fact.IN_CATALOGUE)));
    static final Rule AS_AT_HOME =
            new Rule(
                            "R-043",
                            Citation.high(45, "(2)"),
                            Basis.DISCRETION,
                            Effect.REFUSE_OPTIONAL,
                            "measure.not-at-home",
                            "A State may decline what it could not do in a similar case at home.")
                    .when(Stage.EXECUTE, facts -> facts.not(Fact.DOMESTIC_MEASURE));
    static final Rule NO_WEAKENING =
            new Rule(
                            "R-044",
                            Citation.high(28, "(4)"),
                            Basis.POLICY,
                            Effect.REFUSE_MANDATORY,
                            "measure.weakens-protection",
                            "Only information that is reasonable and necessary is asked of who knows a system: no back door, no weakened encryption.")
                    .when(Stage.EXECUTE, facts -> facts.is(Fact.WEAKENING));
    static final Rule SOVEREIGNTY =
            new Rule(
                            "R-045",
                            Citation.seen(5, "(2)"),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "sovereignty.direct-action",
                            "No State acts in another's territory: no remote access, no agents of its own.")
                    .when(Stage.SEND, facts -> facts.is(Fact.REMOTE_ACCESS));
    static final Rule RESERVATION =
            new Rule(
                            "R-046",
                            Citation.high(23, "(3)"),
                            Basis.TREATY,
                            Effect.REFUSE_OPTIONAL,
                            "reservation.real-time",
                            "A State that reserved real-time powers to certain offences or networks may decline beyond them.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.any(Fact.MEASURE, REAL_TIME)
                                            .and(facts.is(Fact.RESERVATION_23_3)));

    static final List<Rule> ALL =
            List.of(CATALOGUE, AS_AT_HOME, NO_WEAKENING, SOVEREIGNTY, RESERVATION);

    private Powers() {}
}
