package comity.treaty.rules;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import java.util.List;

/**
 * Article 6, read with what binds the requested State besides: the persons whom a request could
 * reach.
 */
final class Persons {
    private static final Facts.Codes INSULTS =
            Facts.Codes.of("DEFAMATION", "INSULT_OF_HEAD_OF_STATE", "FALSE_NEWS");
    private static final Facts.Codes JOURNALISTS = Facts.Codes.of("JOURNALIST");
    private static final Facts.Codes AT_RISK =
            Facts.Codes.of("HUMAN_RIGHTS_DEFENDER", "WHISTLEBLOWER", "OPPOSITION");
    private static final Facts.Codes REACHING_ABROAD = Facts.Codes.of("PASSIVE_PERSONALITY");
    private static final Facts.Codes WORDS =
            Facts.Codes.of(
                    "CRITICISM",
                    "ART_OR_SATIRE",
                    "POLITICAL_SPEECH",
                    "JOURNALISM",
                    "DEFAMATION",
                    "INSULT_OF_HEAD_OF_STATE",
                    "FALSE_NEWS");

    static final Rule POLITICAL_OPINION =
            new Rule(
                            "R-012",
                            Citation.high(40, "(22)"),
                            Basis.DISCRETION,
                            Effect.REFUSE_OPTIONAL,
                            "discrimination.political-opinion",
                            "There is no obligation to help where a request is believed to be made on account of political opinions.")
                    .when(Stage.EXECUTE, facts -> facts.is(Fact.POLITICAL_OPINION));
    static final Rule PREJUDICE =
            new Rule(
                            "R-014",
                            Citation.high(40, "(22)"),
                            Basis.DISCRETION,
                            Effect.REFUSE_OPTIONAL,
                            "discrimination.prejudice",
                            "There is no obligation to help where it would prejudice the person's position on one of the grounds of the clause.")
                    .when(Stage.EXECUTE, facts -> facts.is(Fact.PREJUDICE));
    static final Rule INSULT =
            new Rule(
                            "R-018",
                            Citation.seen(6, "(2)"),
                            Basis.OTHER_INTERNATIONAL_LAW,
                            Effect.REFUSE_OPTIONAL,
                            "expression.prison-for-insult",
                            "Nobody goes to prison for defamation, for insulting a head of State or for a false report.")
                    .when(Stage.EXECUTE, facts -> facts.any(Fact.CONDUCT, INSULTS));
    static final Rule INSULT_JUDGE =
            new Rule(
                            "R-018b",
                            Citation.seen(6, "(2)"),
                            Basis.OTHER_INTERNATIONAL_LAW,
                            Effect.NEED_JUDICIAL_AUTHORISATION,
                            "expression.insult-needs-judge",
                            "Where the conduct is an insult or a report said to be false, a judge decides first.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.any(Fact.CONDUCT, INSULTS)
                                            .and(facts.not(Fact.THERE_JUDGE)));
    static final Rule JOURNALIST =
            new Rule(
                            "R-020",
                            Citation.seen(6, "(2)"),
                            Basis.OTHER_INTERNATIONAL_LAW,
                            Effect.NEED_JUDICIAL_AUTHORISATION,
                            "person.journalist",
                            "Data of a journalist, or data that may reveal a source, is reached only by a judge's decision.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.any(Fact.PERSON_ROLE, JOURNALISTS)
                                            .or(facts.is(Fact.MAY_REVEAL_SOURCE))
                                            .and(facts.not(Fact.THERE_JUDGE)));
    static final Rule SOURCE =
            new Rule(
                            "R-020b",
                            Citation.seen(6, "(2)"),
                            Basis.OTHER_INTERNATIONAL_LAW,
                            Effect.REFUSE_MANDATORY,
                            "person.source",
                            "A source is not identified unless an overriding interest has been shown to a judge.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.is(Fact.SEEKS_SOURCE)
                                            .and(facts.not(Fact.OVERRIDING_INTEREST)));
    static final Rule DEFENDER =
            new Rule(
                            "R-021",
                            Citation.seen(6, "(2)"),
                            Basis.POLICY,
                            Effect.NEED_JUDICIAL_AUTHORISATION,
                            "person.defender",
                            "A request about a defender of human rights, a whistle-blower or an opponent of the government goes to a judge.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.any(Fact.PERSON_ROLE, AT_RISK)
                                            .and(facts.not(Fact.THERE_JUDGE)));
    static final Rule DEATH_PENALTY =
            new Rule(
                            "R-080",
                            Citation.seen(6, ""),
                            Basis.OTHER_INTERNATIONAL_LAW,
                            Effect.REFUSE_MANDATORY,
                            "risk.death-penalty",
                            "A State that has abolished the death penalty gives no evidence towards one without an assurance.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.is(Fact.DEATH_PENALTY)
                                            .and(facts.not(Fact.ASSURANCE))
                                            .and(facts.is(Fact.ABOLITIONIST)));
    static final Rule DEATH_PENALTY_ASSURANCE =
            new Rule(
                            "R-080b",
                            Citation.seen(6, ""),
                            Basis.OTHER_INTERNATIONAL_LAW,
                            Effect.CONDITION,
                            "risk.death-penalty-assurance",
                            "Where death may be the penalty, an assurance is asked for that it will not be.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.is(Fact.DEATH_PENALTY)
                                            .and(facts.not(Fact.ASSURANCE))
                                            .and(facts.not(Fact.ABOLITIONIST)));
    static final Rule TORTURE =
            new Rule(
                            "R-081",
                            Citation.seen(6, ""),
                            Basis.OTHER_INTERNATIONAL_LAW,
                            Effect.REFUSE_MANDATORY,
                            "risk.torture",
                            "Nobody helps towards torture or enforced disappearance.")
                    .when(Stage.EXECUTE, facts -> facts.is(Fact.TORTURE));
    static final Rule UNFAIR_TRIAL =
            new Rule(
                            "R-082",
                            Citation.seen(6, ""),
                            Basis.OTHER_INTERNATIONAL_LAW,
                            Effect.REFUSE_OPTIONAL,
                            "risk.unfair-trial",
                            "A State may refuse where a flagrant denial of justice is to be feared.")
                    .when(Stage.EXECUTE, facts -> facts.is(Fact.UNFAIR_TRIAL));
    static final Rule HARSH_SENTENCE =
            new Rule(
                            "R-083",
                            Citation.seen(6, ""),
                            Basis.OTHER_INTERNATIONAL_LAW,
                            Effect.CONDITION,
                            "risk.harsh-sentence",
                            "Where corporal punishment or imprisonment for life without release may follow, an assurance is asked for.")
                    .when(
                            Stage.EXECUTE,
                            facts -> facts.is(Fact.HARSH_SENTENCE).and(facts.not(Fact.ASSURANCE)));
    static final Rule NE_BIS_IN_IDEM =
            new Rule(
                            "R-084",
                            Citation.high(40, "(21)"),
                            Basis.OTHER_INTERNATIONAL_LAW,
                            Effect.REFUSE_OPTIONAL,
                            "person.judged-already",
                            "Nobody is tried twice for what a final judgment has settled.")
                    .when(Stage.EXECUTE, facts -> facts.is(Fact.FINAL_JUDGMENT));
    static final Rule ASYLUM =
            new Rule(
                            "R-085",
                            Citation.high(40, "(22)"),
                            Basis.POLICY,
                            Effect.REFUSE_MANDATORY,
                            "person.refugee",
                            "The State from which a person fled is not told where or who the person is.")
                    .when(
                            Stage.EXECUTE,
                            facts -> facts.is(Fact.ASYLUM).and(facts.is(Fact.WHEREABOUTS)));
    static final Rule ASYLUM_REVIEW =
            new Rule(
                            "R-085b",
                            Citation.high(40, "(22)"),
                            Basis.POLICY,
                            Effect.NEED_JUDICIAL_AUTHORISATION,
                            "person.refugee-review",
                            "Any other data of a person who sought refuge from the requesting State goes to a judge.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.is(Fact.ASYLUM)
                                            .and(facts.not(Fact.WHEREABOUTS))
                                            .and(facts.not(Fact.THERE_JUDGE)));
    static final Rule CHILD =
            new Rule(
                            "R-086",
                            Citation.seen(6, ""),
                            Basis.OTHER_INTERNATIONAL_LAW,
                            Effect.CONDITION,
                            "person.child",
                            "Where a child is suspect or victim, the child's best interests come first and a specialist looks.")
                    .when(Stage.EXECUTE, facts -> facts.is(Fact.MINOR));
    static final Rule PRIVILEGE =
            new Rule(
                            "R-087",
                            Citation.seen(6, ""),
                            Basis.OTHER_INTERNATIONAL_LAW,
                            Effect.NEED_JUDICIAL_AUTHORISATION,
                            "data.privileged",
                            "What may be privileged is reached only by a judge's decision and is filtered by somebody outside the case.")
                    .when(
                            Stage.EXECUTE,
                            facts -> facts.is(Fact.PRIVILEGED).and(facts.not(Fact.THERE_JUDGE)));
    static final Rule PRIVILEGED_CONTENT =
            new Rule(
                            "R-087b",
                            Citation.seen(6, ""),
                            Basis.OTHER_INTERNATIONAL_LAW,
                            Effect.REFUSE_MANDATORY,
                            "data.privileged-content",
                            "What a person told their lawyer, doctor or confessor is not handed over.")
                    .when(Stage.EXECUTE, facts -> facts.is(Fact.PRIVILEGED_ONLY));
    static final Rule VICTIMS =
            new Rule(
                            "R-088",
                            Citation.high(34, ""),
                            Basis.TREATY,
                            Effect.CONDITION,
                            "data.victims",
                            "Data of victims and depictions of abuse are handled by few, by hashes and counts where that is enough.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.is(Fact.VICTIM_DATA)
                                            .or(facts.between(Fact.ARTICLE, 14, 16)));
    static final Rule PASSIVE_PERSONALITY =
            new Rule(
                            "R-089",
                            Citation.high(22, "(2)"),
                            Basis.POLICY,
                            Effect.WARN,
                            "jurisdiction.speech-abroad",
                            "A State that reaches for words spoken abroad because its own national heard them is looked at twice.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.any(Fact.JURISDICTION, REACHING_ABROAD)
                                            .and(facts.any(Fact.CONDUCT, WORDS)));

    static final List<Rule> ALL =
            List.of(
                    POLITICAL_OPINION,
                    PREJUDICE,
                    INSULT,
                    INSULT_JUDGE,
                    JOURNALIST,
                    SOURCE,
                    DEFENDER,
                    DEATH_PENALTY,
                    DEATH_PENALTY_ASSURANCE,
                    TORTURE,
                    UNFAIR_TRIAL,
                    HARSH_SENTENCE,
                    NE_BIS_IN_IDEM,
                    ASYLUM,
                    ASYLUM_REVIEW,
                    CHILD,
                    PRIVILEGE,
                    PRIVILEGED_CONTENT,
                    VICTIMS,
                    PASSIVE_PERSONALITY);

    private Persons() {}
}
