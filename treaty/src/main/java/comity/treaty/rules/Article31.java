package comity.treaty.rules;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import java.util.List;

/** Articles 2(k), 31 and 52: property. */
final class Article31 {
    private static final Facts.Codes PROPERTY = Facts.Codes.of("FREEZE", "CONFISCATE");

    static final Rule ORDER =
            new Rule(
                            "R-102",
                            Citation.seen(2, "(k)"),
                            Basis.TREATY,
                            Effect.NEED_JUDICIAL_AUTHORISATION,
                            "property.no-order",
                            "Property is frozen or confiscated by order of a court or other competent authority.")
                    .when(
                            Stage.SEND,
                            facts ->
                                    facts.any(Fact.MEASURE, PROPERTY)
                                            .and(facts.not(Fact.COURT_ORDER)));
    static final Rule BONA_FIDE =
            new Rule(
                            "R-103",
                            Citation.high(31, ""),
                            Basis.TREATY,
                            Effect.CONDITION,
                            "property.claim-pending",
                            "While somebody who acted in good faith claims the property, it is held and not returned.")
                    .when(Stage.EXECUTE, facts -> facts.is(Fact.BONA_FIDE_CLAIM));

    static final List<Rule> ALL = List.of(ORDER, BONA_FIDE);

    private Article31() {}
}
