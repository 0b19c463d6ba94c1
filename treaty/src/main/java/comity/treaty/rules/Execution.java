package comity.treaty.rules;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import java.util.List;

/**
 * Article 40(5), (8), (14), (19) to (21), (27) and (30): whether, and on what terms, a request is
 * executed.
 */
final class Execution {
    private static final Facts.Codes VIOLENT = Facts.Codes.of("INCITEMENT_TO_VIOLENCE", "VIOLENCE");

    private static final long MOST_REMINDERS = 3;

    static final Rule IDENTIFIERS =
            new Rule(
                            "R-052",
                            Citation.high(40, "(15)"),
                            Basis.TREATY,
                            Effect.NEED_INFO,
                            "request.not-identified",
                            "The account or person and the period are named where possible; else it is said why not.")
                    .when(
                            Stage.SEND,
                            facts ->
                                    Review.targets(facts)
                                            .or(facts.absent(Fact.DAYS))
                                            .and(facts.missing(Fact.WHY_UNIDENTIFIED)));
    static final Rule STILL_INCOMPLETE =
            new Rule(
                            "R-053",
                            Citation.high(40, "(21)"),
                            Basis.DISCRETION,
                            Effect.REFUSE_OPTIONAL,
                            "request.still-incomplete",
                            "After three reminders without an answer a request may be refused as not in conformity.")
                    .when(Stage.EXECUTE, facts -> facts.atLeast(Fact.REMINDERS, MOST_REMINDERS));
    static final Rule CONFIRMED =
            new Rule(
                            "R-056",
                            Citation.medium(40, "(14)"),
                            Basis.TREATY,
                            Effect.CONDITION,
                            "request.oral-unconfirmed",
                            "An oral request is confirmed in writing forthwith; until then nothing is handed over.")
                    .when(Stage.TRANSMIT, facts -> facts.is(Fact.CONFIRMATION_OVERDUE));
    static final Rule POLITICAL_OFFENCE =
            new Rule(
                            "R-017",
                            Citation.high(40, "(21)"),
                            Basis.DISCRETION,
                            Effect.REFUSE_OPTIONAL,
                            "offence.political",
                            "Where the offence is a political one without violence, essential interests may speak against helping.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.is(Fact.POLITICAL_OFFENCE)
                                            .and(facts.any(Fact.CONDUCT, VIOLENT).not()));
    static final Rule DUAL_CRIMINALITY =
            new Rule(
                            "R-058",
                            Citation.high(40, "(8)"),
                            Basis.DISCRETION,
                            Effect.REFUSE_OPTIONAL,
                            "offence.not-criminal-there",
                            "A State may decline where the conduct is no offence under its own law.")
                    .when(Stage.EXECUTE, facts -> facts.not(Fact.DUAL_CRIMINALITY));
    static final Rule CONDUCT_NOT_LABEL =
            new Rule(
                            "R-059",
                            Citation.high(35, "(3)"),
                            Basis.TREATY,
                            Effect.NONE,
                            "offence.other-label",
                            "Dual criminality is met if the conduct is criminal in both States, whatever either calls it.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.is(Fact.LABELS_DIFFER)
                                            .and(facts.is(Fact.DUAL_CRIMINALITY)));
    static final Rule DE_MINIMIS =
            new Rule(
                            "R-060",
                            Citation.high(40, "(8)"),
                            Basis.DISCRETION,
                            Effect.REFUSE_OPTIONAL,
                            "offence.trivial",
                            "A State may decline in a trivial matter.")
                    .when(Stage.EXECUTE, facts -> facts.is(Fact.TRIVIAL));
    static final Rule MAY_POSTPONE =
            new Rule(
                            "R-064",
                            Citation.medium(40, "(27)"),
                            Basis.DISCRETION,
                            Effect.CONDITION,
                            "execution.prejudices-ongoing",
                            "A State may postpone what would disturb a proceeding of its own.")
                    .when(Stage.EXECUTE, facts -> facts.is(Fact.PREJUDICES_ONGOING));
    static final Rule EXCULPATORY =
            new Rule(
                            "R-067",
                            Citation.medium(40, "(19)"),
                            Basis.TREATY,
                            Effect.WARN,
                            "use.exculpatory",
                            "What speaks for the accused is disclosed to the defence, and the State that gave it is told before.")
                    .when(Stage.USE, facts -> facts.is(Fact.EXCULPATORY));
    static final Rule SECRECY_IMPOSSIBLE =
            new Rule(
                            "R-068",
                            Citation.medium(40, "(20)"),
                            Basis.TREATY,
                            Effect.NEED_INFO,
                            "execution.secrecy-impossible",
                            "A State that cannot keep a request confidential says so promptly and asks whether to go on.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.is(Fact.CONFIDENTIAL)
                                            .and(facts.is(Fact.CANNOT_KEEP_SECRET)));
    static final Rule SECRECY_ENDS =
            new Rule(
                            "R-069",
                            Citation.medium(40, "(20)"),
                            Basis.POLICY,
                            Effect.CONDITION,
                            "request.secrecy-without-end",
                            "Secrecy has a last day and a review.")
                    .when(
                            Stage.SEND,
                            facts ->
                                    facts.is(Fact.CONFIDENTIAL)
                                            .and(facts.absent(Fact.CONFIDENTIAL_DAYS)));
    static final Rule COSTS =
            new Rule(
                            "R-105",
                            Citation.medium(40, "(30)"),
                            Basis.TREATY,
                            Effect.CONDITION,
                            "execution.extraordinary-cost",
                            "Before substantial or extraordinary costs arise, the States consult on them.")
                    .when(Stage.EXECUTE, facts -> facts.is(Fact.EXTRAORDINARY_COST));
    static final Rule DETAINEE =
            new Rule(
                            "R-104",
                            Citation.medium(40, "(9)"),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "execution.detainee-consent",
                            "A detained person is transferred only with freely given, informed consent.")
                    .when(
                            Stage.EXECUTE,
                            facts -> facts.is(Fact.DETAINEE).and(facts.not(Fact.CONSENT)));
    static final Rule STRICTER =
            new Rule(
                            "R-106",
                            Citation.high(59, "(2)"),
                            Basis.TREATY,
                            Effect.NONE,
                            "profile.stricter",
                            "A State may be stricter than the Convention, and its stricter rule is applied.")
                    .when(Stage.EXECUTE, facts -> facts.is(Fact.STRICTER));
    static final Rule HUMAN_DECISION =
            new Rule(
                            "R-108",
                            Citation.high(36, ""),
                            Basis.POLICY,
                            Effect.REFUSE_MANDATORY,
                            "decision.automated",
                            "A person decides; no decision rests on automated processing alone.")
                    .when(Stage.EXECUTE, facts -> facts.is(Fact.AUTOMATED));
    static final Rule PATTERN =
            new Rule(
                            "R-109",
                            Citation.high(24, "(2)"),
                            Basis.POLICY,
                            Effect.WARN,
                            "oversight.abnormal-pattern",
                            "A State whose requests are refused unusually often, or lean on one kind of person, is shown to the oversight body.")
                    .when(Stage.OVERSEE, facts -> facts.is(Fact.STATISTICS_ABNORMAL));

    static final List<Rule> ALL =
            List.of(
                    IDENTIFIERS,
                    STILL_INCOMPLETE,
                    CONFIRMED,
                    POLITICAL_OFFENCE,
                    DUAL_CRIMINALITY,
                    CONDUCT_NOT_LABEL,
                    DE_MINIMIS,
                    MAY_POSTPONE,
                    EXCULPATORY,
                    SECRECY_IMPOSSIBLE,
                    SECRECY_ENDS,
                    COSTS,
                    DETAINEE,
                    STRICTER,
                    HUMAN_DECISION,
                    PATTERN);

    private Execution() {}
}
