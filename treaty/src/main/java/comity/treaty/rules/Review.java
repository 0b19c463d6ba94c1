package comity.treaty.rules;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import comity.treaty.terms.Truth;
import java.util.List;

/**
 * Article 24(2) and (3): review on the requested side, effective remedy, third parties, limits of
 * duration.
 */
final class Review {
    private static final Facts.Codes CONTENT = Facts.Codes.of("CONTENT");
    private static final Facts.Codes TRAFFIC = Facts.Codes.of("TRAFFIC");
    private static final Facts.Codes SUBSCRIBER = Facts.Codes.of("SUBSCRIBER");
    private static final Facts.Codes READS_CONTENT =
            Facts.Codes.of("PRODUCE_CONTENT", "SEARCH_SEIZE", "INTERCEPT");
    private static final Facts.Codes READS_TRAFFIC =
            Facts.Codes.of("PRODUCE_TRAFFIC", "RT_TRAFFIC");

    static final Rule JUDGE_THERE =
            new Rule(
                            "R-030b",
                            Citation.high(24, "(2)"),
                            Basis.TREATY,
                            Effect.NEED_JUDICIAL_AUTHORISATION,
                            "authorisation.content-needs-judge-there",
                            "Content is given only with the authorisation of a judge of the requested State.")
                    .when(Stage.EXECUTE, facts -> content(facts).and(facts.not(Fact.THERE_JUDGE)));
    static final Rule REVIEW_THERE =
            new Rule(
                            "R-031b",
                            Citation.high(24, "(2)"),
                            Basis.TREATY,
                            Effect.NEED_JUDICIAL_AUTHORISATION,
                            "authorisation.traffic-needs-review-there",
                            "Traffic data is given only after judicial or other independent review in the requested State.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    traffic(facts)
                                            .and(facts.not(Fact.THERE_REVIEW))
                                            .and(facts.not(Fact.THERE_JUDGE)));
    static final Rule NOT_OVERLONG_MEASURE =
            new Rule(
                            "R-036b",
                            Citation.high(24, "(2)"),
                            Basis.TREATY,
                            Effect.CONDITION,
                            "authorisation.too-long",
                            "A measure lasts no longer than the requested State's law allows.")
                    .when(
                            Stage.EXECUTE,
                            facts ->
                                    facts.exceeds(Fact.AUTHORISED_DAYS, Fact.MOST_AUTHORISED_DAYS));
    static final Rule THIRD_PARTIES =
            new Rule(
                            "R-040",
                            Citation.high(24, "(3)"),
                            Basis.TREATY,
                            Effect.NEED_INFO,
                            "authorisation.third-parties",
                            "Where others are affected, the effect on their rights is considered.")
                    .when(
                            Stage.SEND,
                            facts ->
                                    facts.is(Fact.THIRD_PARTIES)
                                            .and(facts.missing(Fact.THIRD_PARTY_IMPACT)));
    static final Rule REMEDY =
            new Rule(
                            "R-041",
                            Citation.high(24, "(2)"),
                            Basis.TREATY,
                            Effect.WARN,
                            "authorisation.no-remedy",
                            "The person concerned has an effective remedy in the requested State.")
                    .when(Stage.EXECUTE, facts -> facts.not(Fact.REMEDY));

    static final List<Rule> ALL =
            List.of(JUDGE_THERE, REVIEW_THERE, NOT_OVERLONG_MEASURE, THIRD_PARTIES, REMEDY);

    private Review() {}

    static Truth content(Facts facts) {
        return facts.any(Fact.CATEGORIES, CONTENT).or(facts.any(Fact.MEASURE, READS_CONTENT));
    }

    static Truth traffic(Facts facts) {
        return facts.any(Fact.CATEGORIES, TRAFFIC).or(facts.any(Fact.MEASURE, READS_TRAFFIC));
    }

    static Truth subscriber(Facts facts) {
        return facts.any(Fact.CATEGORIES, SUBSCRIBER);
    }

    static Truth targets(Facts facts) {
        return facts.less(Fact.ACCOUNTS, 1).or(facts.absent(Fact.ACCOUNTS));
    }
}
