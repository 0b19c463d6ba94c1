package comity.treaty.rules;

import comity.treaty.facts.Fact;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import java.util.List;

/** Article 36: personal data. */
final class Article36 {

    static final Rule TRANSFER_BASIS =
            new Rule(
                            "R-070",
                            Citation.high(36, "(1)"),
                            Basis.TREATY,
                            Effect.REFUSE_OPTIONAL,
                            "data.no-transfer-basis",
                            "There is no duty to transfer personal data that the transferring State's law does not let go.")
                    .when(Stage.TRANSMIT, facts -> facts.not(Fact.TRANSFER_BASIS));
    static final Rule SAFEGUARDS =
            new Rule(
                            "R-071",
                            Citation.high(36, "(1)"),
                            Basis.TREATY,
                            Effect.CONDITION,
                            "data.safeguards-insufficient",
                            "Conditions make a transfer lawful where the receiver's safeguards alone would not.")
                    .when(Stage.TRANSMIT, facts -> facts.not(Fact.RECEIVING_SAFEGUARDS));
    static final Rule ONWARD =
            new Rule(
                            "R-072",
                            Citation.high(36, "(3)"),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "use.onward-not-authorised",
                            "Personal data goes to a third State or organisation only with the authorisation of the State that gave it.")
                    .when(
                            Stage.USE,
                            facts -> facts.is(Fact.ONWARD).and(facts.not(Fact.ONWARD_AUTHORISED)));
    static final Rule SENSITIVE =
            new Rule(
                            "R-073",
                            Citation.high(36, "(2)"),
                            Basis.POLICY,
                            Effect.NEED_JUDICIAL_AUTHORISATION,
                            "data.sensitive",
                            "Data on health, belief, union membership, sexual life or the body is given only by a judge's decision and on conditions.")
                    .when(
                            Stage.TRANSMIT,
                            facts -> facts.is(Fact.SENSITIVE).and(facts.not(Fact.THERE_JUDGE)));
    static final Rule RETENTION =
            new Rule(
                            "R-074",
                            Citation.high(36, "(2)"),
                            Basis.POLICY,
                            Effect.NEED_INFO,
                            "data.no-retention-plan",
                            "How long the data is kept, and what ends it, is said before it is asked for.")
                    .when(Stage.SEND, facts -> facts.missing(Fact.RETENTION));

    static final List<Rule> ALL = List.of(TRANSFER_BASIS, SAFEGUARDS, ONWARD, SENSITIVE, RETENTION);

    private Article36() {}
}
