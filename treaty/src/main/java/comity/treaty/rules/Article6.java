package comity.treaty.rules;

import comity.treaty.docket.Act;
import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Conduct;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Safeguard;
import comity.treaty.terms.Stage;
import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Article 6(2): nothing in the Convention permits the suppression of human rights or fundamental
 * freedoms.
 */
final class Article6 {
    private static final Facts.Codes SPEECH_CODES =
            Facts.Codes.of("CRITICISM", "ART_OR_SATIRE", "POLITICAL_SPEECH", "JOURNALISM");
    private static final Facts.Codes SOGI_CODES =
            Facts.Codes.of("SOGI_EXPRESSION", "CONSENSUAL_SAME_SEX");
    private static final Facts.Codes ASSEMBLY_CODES = Facts.Codes.of("ASSEMBLY_OR_ASSOCIATION");
    private static final Facts.Codes RELIGION_CODES = Facts.Codes.of("RELIGIOUS_PRACTICE");
    private static final Facts.Codes VIOLENT = Facts.Codes.of("INCITEMENT_TO_VIOLENCE", "VIOLENCE");

    static final Rule FOUND =
            new Rule(
                    "W-010",
                    Citation.seen(6, "(2)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "expression.not-found-on",
                    "Before anything is executed, a named person of the requested State finds whether it would suppress a freedom.");
    static final Rule EXPRESSION =
            new Rule(
                            "R-010",
                            Citation.seen(6, "(2)"),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "expression.protected",
                            "Nobody is helped to suppress peaceful expression.")
                    .when(
                            Stage.EXECUTE,
                            facts -> facts.any(Fact.CONDUCT, SPEECH_CODES).and(peaceful(facts)));
    static final Rule SOGI =
            new Rule(
                            "R-011",
                            Citation.seen(6, "(2)"),
                            Basis.OTHER_INTERNATIONAL_LAW,
                            Effect.REFUSE_MANDATORY,
                            "expression.sogi",
                            "Showing who one is or whom one loves is protected expression, whatever penalty two laws set for it.")
                    .when(Stage.EXECUTE, facts -> facts.any(Fact.CONDUCT, SOGI_CODES));
    static final Rule ASSEMBLY =
            new Rule(
                            "R-015",
                            Citation.seen(6, "(2)"),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "expression.assembly",
                            "Peaceful assembly and association are named by the article itself.")
                    .when(
                            Stage.EXECUTE,
                            facts -> facts.any(Fact.CONDUCT, ASSEMBLY_CODES).and(peaceful(facts)));
    static final Rule RELIGION =
            new Rule(
                            "R-016",
                            Citation.seen(6, "(2)"),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "expression.religion",
                            "Religion or belief is named by the article itself.")
                    .when(Stage.EXECUTE, facts -> facts.any(Fact.CONDUCT, RELIGION_CODES));
    private static final Set<Conduct> SPEECH =
            EnumSet.of(
                    Conduct.CRITICISM,
                    Conduct.ART_OR_SATIRE,
                    Conduct.POLITICAL_SPEECH,
                    Conduct.JOURNALISM);

    private Article6() {}

    private static Truth peaceful(Facts facts) {
        return facts.any(Fact.CONDUCT, VIOLENT).not();
    }

    /** Whether what was done, as the drafter or a finding describes it, is one of the freedoms. */
    static List<Finding> concernsNoFreedom(Set<Conduct> conduct) {
        var found = new ArrayList<Finding>();
        var peaceful = !conduct.contains(Conduct.INCITEMENT_TO_VIOLENCE);
        if (peaceful) {
            found.addAll(EXPRESSION.met(conduct.stream().noneMatch(SPEECH::contains)));
            found.addAll(ASSEMBLY.met(!conduct.contains(Conduct.ASSEMBLY_OR_ASSOCIATION)));
        }
        found.addAll(SOGI.met(!conduct.contains(Conduct.SOGI_EXPRESSION)));
        found.addAll(RELIGION.met(!conduct.contains(Conduct.RELIGIOUS_PRACTICE)));
        return found;
    }

    /**
     * Before execution: found on, found clear, and not one of the freedoms on anybody's
     * description.
     */
    static List<Finding> isClearOfSuppression(Question question) {
        var found =
                new ArrayList<>(
                        FOUND.met(Safeguards.found(question.docket(), Safeguard.EXPRESSION)));
        var open = Safeguards.openConcern(question.docket(), Safeguard.EXPRESSION);
        found.addAll(
                EXPRESSION.met(
                        open.isEmpty(),
                        open.map(entry -> Map.of("finding", entry.digest().brief()))
                                .orElse(Map.of())));
        var conduct = EnumSet.noneOf(Conduct.class);
        question.request().ifPresent(request -> conduct.addAll(request.offence().conduct()));
        open.ifPresent(entry -> conduct.addAll(((Act.Find) entry.act()).conduct()));
        found.addAll(concernsNoFreedom(conduct));
        return found;
    }
}
