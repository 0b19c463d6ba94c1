package comity.treaty.rules;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import java.util.List;

/** Articles 40(21) and 42(6): what a refusal needs, and grounds that do not suffice. */
final class Refusals {
    private static final Facts.Codes INTERESTS = Facts.Codes.of("ESSENTIAL_INTERESTS");
    private static final Facts.Codes CLOSED = Facts.Codes.of("PRESERVE", "TRAFFIC_DISCLOSE");
    private static final Facts.Codes PRESERVATION = Facts.Codes.of("PRESERVE");

    /** Out of scope is no refusal: the Convention then has nothing to say. */
    private static final Facts.Codes ALLOWED =
            Facts.Codes.of(
                    "ESSENTIAL_INTERESTS",
                    "PROHIBITED_FOR_SIMILAR_DOMESTIC_OFFENCE",
                    "DISCRIMINATION",
                    "OUT_OF_SCOPE");

    private static final Facts.Codes ALLOWED_AFTER_RESERVATION =
            Facts.Codes.of(
                    "ESSENTIAL_INTERESTS",
                    "PROHIBITED_FOR_SIMILAR_DOMESTIC_OFFENCE",
                    "DISCRIMINATION",
                    "OUT_OF_SCOPE",
                    "DUAL_CRIMINALITY",
                    "RESERVATION");
    static final Facts.Codes FISCAL_ALONE = Facts.Codes.of("FISCAL");
    static final Facts.Codes SECRECY = Facts.Codes.of("FISCAL", "BANK_SECRECY");
    static final Facts.Codes BANK_SECRECY = Facts.Codes.of("BANK_SECRECY");

    static final Rule ESSENTIAL_INTERESTS =
            new Rule(
                            "R-063",
                            Citation.high(40, "(21)"),
                            Basis.DISCRETION,
                            Effect.NEED_INFO,
                            "refusal.interests-unreasoned",
                            "Essential interests are reasoned, and signed for by the head of the authority: they are no password.")
                    .when(
                            Stage.REFUSE,
                            facts ->
                                    facts.any(Fact.REFUSAL_GROUNDS, INTERESTS)
                                            .and(
                                                    facts.missing(Fact.REFUSAL_REASONS)
                                                            .or(facts.not(Fact.HEAD_SIGNED))));
    static final Rule CLOSED_LIST =
            new Rule(
                            "R-092",
                            Citation.high(42, "(6)"),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "refusal.outside-closed-list",
                            "Preservation and the path of traffic are refused only for essential interests, for what is prohibited at home, or under the discrimination clause.")
                    .when(
                            Stage.REFUSE,
                            facts ->
                                    facts.any(Fact.MEASURE, CLOSED)
                                            .and(facts.only(Fact.REFUSAL_GROUNDS, ALLOWED).not())
                                            .and(
                                                    facts.any(Fact.MEASURE, PRESERVATION)
                                                            .and(facts.is(Fact.RESERVATION_42_5))
                                                            .and(
                                                                    facts.only(
                                                                            Fact.REFUSAL_GROUNDS,
                                                                            ALLOWED_AFTER_RESERVATION))
                                                            .not()));

    static final List<Rule> ALL = List.of(ESSENTIAL_INTERESTS, CLOSED_LIST);

    private Refusals() {}
}
