package comity.treaty.rules;

import comity.treaty.docket.Act;
import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.law.Profile;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Offence;
import comity.treaty.terms.Stage;
import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Articles 2(h), 3, 23 and 35: for which offences, and in which proceedings, the Convention is
 * there.
 */
final class Article2 {
    static final Rule IN_SCOPE =
            new Rule(
                            "R-001",
                            Citation.high(35, "(1)"),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "offence.out-of-scope",
                            "Evidence is collected and shared for the Convention's own offences and for crimes punishable by at least four years.")
                    .when(
                            Stage.SEND,
                            facts ->
                                    outsideTheConvention(facts)
                                            .and(
                                                    facts.less(
                                                            Fact.MONTHS_REQUESTING,
                                                            Offence.SERIOUS_MONTHS)),
                            Article2::offence);
    static final Rule PENALTY_PROVEN =
            new Rule(
                            "R-002",
                            Citation.seen(2, "(h)"),
                            Basis.TREATY,
                            Effect.NEED_INFO,
                            "offence.penalty-unproven",
                            "That a crime is serious is shown by the text of the law and the maximum that it sets.")
                    .when(
                            Stage.SEND,
                            facts ->
                                    outsideTheConvention(facts)
                                            .and(
                                                    facts.unstated(Fact.MONTHS_REQUESTING)
                                                            .or(facts.missing(Fact.STATUTE))),
                            Article2::offence);
    static final Rule BOTH_THRESHOLDS =
            new Rule(
                            "R-003",
                            Citation.seen(2, "(h)"),
                            Basis.POLICY,
                            Effect.REFUSE_OPTIONAL,
                            "offence.below-four-years-there",
                            "A State may ask that the four years are reached under its own law as well.")
                    .when(
                            Stage.SEND,
                            facts ->
                                    outsideTheConvention(facts)
                                            .and(facts.is(Fact.BOTH_THRESHOLDS))
                                            .and(
                                                    facts.less(
                                                            Fact.MONTHS_REQUESTED,
                                                            Offence.SERIOUS_MONTHS)),
                            Article2::offence);
    static final Rule OWN_THRESHOLD =
            new Rule(
                            "R-003c",
                            Citation.seen(2, "(h)"),
                            Basis.POLICY,
                            Effect.REFUSE_OPTIONAL,
                            "offence.below-the-threshold-there",
                            "A State may ask for a higher maximum penalty than four years before a crime counts as serious to it.")
                    .when(
                            Stage.SEND,
                            facts ->
                                    outsideTheConvention(facts)
                                            .and(
                                                    facts.fallsShort(
                                                            Fact.MONTHS_REQUESTING,
                                                            Fact.SERIOUS_MONTHS)),
                            Article2::offence);
    static final Rule SPECIFIC =
            new Rule(
                            "R-005",
                            Citation.high(23, "(1)"),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "proceeding.not-specific",
                            "The powers are there for a specific criminal investigation or proceeding.")
                    .when(Stage.SEND, facts -> facts.not(Fact.SPECIFIC_PROCEEDING));

    private Article2() {}

    /** Neither stated nor found to be one of Articles 7 to 17. */
    static Truth outsideTheConvention(Facts facts) {
        return facts.between(Fact.ARTICLE, 7, 17).not();
    }

    private static Map<String, String> offence(Facts facts) {
        return Gaps.of(
                "months", Facts.shown(facts, Fact.MONTHS_REQUESTING),
                "offence", Facts.shown(facts, Fact.OFFENCE_TITLE));
    }

    static List<Finding> isInScope(Question question, Act.Request request) {
        var offence = request.offence();
        var found = new ArrayList<Finding>();
        if (!offence.isOfTheConvention()) {
            var facts =
                    Map.of(
                            "offence",
                            offence.title(),
                            "months",
                            offence.maxMonthsRequesting().map(String::valueOf).orElse("?"));
            var serious = offence.isSerious();
            if (serious == Truth.UNKNOWN) found.addAll(PENALTY_PROVEN.met(Truth.FALSE, facts));
            else found.addAll(IN_SCOPE.met(serious, facts));
            found.addAll(reachesBothThresholds(question, offence, facts));
        }
        found.addAll(SPECIFIC.met(!request.proceeding().isBlank()));
        return found;
    }

    private static List<Finding> reachesBothThresholds(
            Question question, Offence offence, Map<String, String> facts) {
        if (question.requestedProfile().filter(Profile::bothThresholds).isEmpty()) return List.of();
        var there =
                offence.maxMonthsRequested()
                        .map(months -> Truth.of(months >= Offence.SERIOUS_MONTHS))
                        .orElse(Truth.UNKNOWN);
        return BOTH_THRESHOLDS.met(there, facts);
    }
}
