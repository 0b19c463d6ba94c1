package comity.treaty.assessment;

import comity.treaty.assessment.Assessment.Side;
import comity.treaty.assessment.Assessment.Step;
import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is done on both sides, in order, and who must have authorised it. */
final class Steps {
    private static final Facts.Codes PRESERVATION = Facts.Codes.of("PRESERVE", "TRAFFIC_DISCLOSE");
    private static final Facts.Codes CONTENT =
            Facts.Codes.of("PRODUCE_CONTENT", "SEARCH_SEIZE", "INTERCEPT");
    private static final Facts.Codes TRAFFIC = Facts.Codes.of("PRODUCE_TRAFFIC", "RT_TRAFFIC");
    private static final Facts.Codes PROPERTY = Facts.Codes.of("FREEZE", "CONFISCATE");

    private Steps() {}

    static List<Step> of(Facts facts) {
        var steps = new ArrayList<Step>();
        var preservation = is(facts, PRESERVATION);
        var authorisation = authorisation(facts);
        if (!preservation)
            steps.add(step(Side.REQUESTING, "authorise", Citation.high(24, "(2)"), authorisation));
        steps.add(step(Side.REQUESTING, "request", Citation.high(40, "(15)"), Optional.empty()));
        steps.add(
                step(Side.REQUESTED, "acknowledge", Citation.medium(40, "(26)"), Optional.empty()));
        if (preservation) {
            steps.add(step(Side.REQUESTED, "preserve", Citation.high(42, "(4)"), Optional.empty()));
            steps.add(
                    step(
                            Side.REQUESTING,
                            "ask-for-disclosure",
                            Citation.high(42, "(8)"),
                            Optional.empty()));
            return List.copyOf(steps);
        }
        steps.add(step(Side.REQUESTED, "find", Citation.high(40, "(22)"), Optional.empty()));
        steps.add(
                step(
                        Side.REQUESTED,
                        "authorise-execution",
                        Citation.high(24, "(4)"),
                        authorisation));
        steps.add(step(Side.REQUESTED, "order", Citation.high(27, ""), Optional.empty()));
        steps.add(step(Side.REQUESTED, "transmit", Citation.high(36, "(1)"), Optional.empty()));
        steps.add(
                step(
                        Side.REQUESTING,
                        "confirm-receipt",
                        Citation.medium(40, "(19)"),
                        Optional.empty()));
        return List.copyOf(steps);
    }

    /** Who must have authorised, for the most intrusive of what is asked. */
    private static Optional<String> authorisation(Facts facts) {
        if (is(facts, CONTENT)
                || facts.any(Fact.CATEGORIES, Facts.Codes.of("CONTENT")) == Truth.TRUE)
            return Optional.of("judge");
        if (is(facts, PROPERTY)) return Optional.of("court-order");
        if (is(facts, TRAFFIC)
                || facts.any(Fact.CATEGORIES, Facts.Codes.of("TRAFFIC")) == Truth.TRUE)
            return Optional.of("independent-review");
        return Optional.of("prosecutor");
    }

    private static boolean is(Facts facts, Facts.Codes measures) {
        return facts.any(Fact.MEASURE, measures) == Truth.TRUE;
    }

    private static Step step(
            Side side, String code, Citation citation, Optional<String> authorisation) {
        return new Step(side, code, citation, authorisation);
    }
}
