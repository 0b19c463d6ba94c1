package comity.treaty.rules;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import java.util.List;

/** Articles 25, 42 and 43: data is preserved at once, for long enough, and not for ever. */
final class Article42 {
    private static final Facts.Codes PRESERVE = Facts.Codes.of("PRESERVE");
    private static final Facts.Codes PATH = Facts.Codes.of("TRAFFIC_DISCLOSE");

    /** 42(8): not less than sixty days. */
    static final long LEAST_DAYS = 60;

    /** 25(2): ninety days at most. */
    static final long MOST_DAYS = 90;

    static final Rule CONTENTS =
            new Rule(
                            "R-090",
                            Citation.high(42, "(3)"),
                            Basis.TREATY,
                            Effect.NEED_INFO,
                            "preservation.contents-missing",
                            "A request to preserve names authority, offence, facts, data and its link to the offence, necessity, and the intention to ask for mutual assistance; it is preserved provisionally meanwhile.")
                    .when(
                            Stage.SEND,
                            facts ->
                                    facts.any(Fact.MEASURE, PRESERVE)
                                            .and(
                                                    facts.missing(Fact.AUTHORITY)
                                                            .or(facts.missing(Fact.SUMMARY))
                                                            .or(facts.missing(Fact.RELATIONSHIP))
                                                            .or(facts.missing(Fact.NECESSITY))
                                                            .or(facts.not(Fact.MLA_INTENDED))));
    static final Rule NO_DUAL_CRIMINALITY =
            new Rule(
                            "R-091",
                            Citation.high(42, "(4)"),
                            Basis.TREATY,
                            Effect.NONE,
                            "preservation.dual-criminality-not-asked",
                            "Preservation does not wait for dual criminality, unless the State made the reservation of paragraph 5.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.any(Fact.MEASURE, PRESERVE)
                                            .and(facts.not(Fact.DUAL_CRIMINALITY))
                                            .and(facts.not(Fact.RESERVATION_42_5)));
    static final Rule SIXTY_DAYS =
            new Rule(
                            "R-093",
                            Citation.high(42, "(8)"),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "preservation.released-too-early",
                            "What was preserved is kept for sixty days at least, unless the request is withdrawn.")
                    .when(
                            Stage.RELEASE,
                            facts ->
                                    facts.less(Fact.DAYS_PRESERVED, LEAST_DAYS)
                                            .and(facts.not(Fact.WITHDRAWN)));
    static final Rule EXPIRES =
            new Rule(
                            "R-094",
                            Citation.high(42, "(8)"),
                            Basis.TREATY,
                            Effect.WARN,
                            "preservation.expired",
                            "After sixty days without a request for assistance or an extension the data is let go.")
                    .when(
                            Stage.RELEASE,
                            facts ->
                                    facts.atLeast(Fact.DAYS_PRESERVED, LEAST_DAYS)
                                            .and(facts.not(Fact.MLA_RECEIVED))
                                            .and(facts.not(Fact.EXTENDED)));
    static final Rule NINETY_DAYS =
            new Rule(
                            "R-095",
                            Citation.high(25, "(2)"),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "preservation.order-too-long",
                            "A domestic order to preserve lasts ninety days at most, unless it is renewed.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.atLeast(Fact.ORDER_DAYS, MOST_DAYS + 1)
                                            .and(facts.not(Fact.ORDER_RENEWED)));
    static final Rule PATH_ONLY =
            new Rule(
                            "R-096",
                            Citation.high(43, ""),
                            Basis.TREATY,
                            Effect.CONDITION,
                            "traffic.more-than-path",
                            "Only as much traffic data is disclosed as identifies the other provider and the path.")
                    .when(
                            Stage.TRANSMIT,
                            facts -> facts.any(Fact.MEASURE, PATH).and(facts.is(Fact.BEYOND_PATH)));

    static final List<Rule> ALL =
            List.of(CONTENTS, NO_DUAL_CRIMINALITY, SIXTY_DAYS, EXPIRES, NINETY_DAYS, PATH_ONLY);

    private Article42() {}
}
