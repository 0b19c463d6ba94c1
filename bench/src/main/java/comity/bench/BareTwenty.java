package comity.bench;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The twenty conditions as a programmer in a hurry writes them: fields and {@code &&}, a bit for
 * each that holds. No citation, no sentence, no date; what is unknown is passed over.
 */
record BareTwenty(
        long article,
        long months,
        long monthsThere,
        String measure,
        String nature,
        @Nullable Boolean bothThresholds,
        @Nullable Boolean specific,
        @Nullable Boolean inForce,
        @Nullable Boolean politicalOpinion,
        @Nullable Boolean prejudice,
        @Nullable Boolean judgeThere,
        @Nullable Boolean inCatalogue,
        @Nullable Boolean atHome,
        @Nullable Boolean weakening,
        @Nullable Boolean directAction,
        @Nullable Boolean reservation,
        @Nullable Boolean deathPenalty,
        @Nullable Boolean assurance,
        @Nullable Boolean abolitionist,
        @Nullable Boolean torture,
        @Nullable Boolean unfair,
        @Nullable Boolean harsh,
        @Nullable Boolean judged,
        @Nullable Boolean refugee,
        @Nullable Boolean whereabouts,
        @Nullable Boolean privileged) {

    static BareTwenty of(Facts facts) {
        return new BareTwenty(
                facts.isUnknown(Fact.ARTICLE) ? 7 : number(facts, Fact.ARTICLE, 0),
                number(facts, Fact.MONTHS_REQUESTING, Long.MAX_VALUE),
                number(facts, Fact.MONTHS_REQUESTED, Long.MAX_VALUE),
                code(facts, Fact.MEASURE),
                code(facts, Fact.PROCEEDING_NATURE),
                truth(facts, Fact.BOTH_THRESHOLDS),
                truth(facts, Fact.SPECIFIC_PROCEEDING),
                truth(facts, Fact.IN_FORCE),
                truth(facts, Fact.POLITICAL_OPINION),
                truth(facts, Fact.PREJUDICE),
                truth(facts, Fact.THERE_JUDGE),
                truth(facts, Fact.IN_CATALOGUE),
                truth(facts, Fact.DOMESTIC_MEASURE),
                truth(facts, Fact.WEAKENING),
                truth(facts, Fact.REMOTE_ACCESS),
                truth(facts, Fact.RESERVATION_23_3),
                truth(facts, Fact.DEATH_PENALTY),
                truth(facts, Fact.ASSURANCE),
                truth(facts, Fact.ABOLITIONIST),
                truth(facts, Fact.TORTURE),
                truth(facts, Fact.UNFAIR_TRIAL),
                truth(facts, Fact.HARSH_SENTENCE),
                truth(facts, Fact.FINAL_JUDGMENT),
                truth(facts, Fact.ASYLUM),
                truth(facts, Fact.WHEREABOUTS),
                truth(facts, Fact.PRIVILEGED));
    }

    private static @Nullable Boolean truth(Facts facts, Fact fact) {
        return switch (facts.is(fact)) {
            case TRUE -> Boolean.TRUE;
            case FALSE -> Boolean.FALSE;
            case UNKNOWN -> null;
        };
    }

    private static long number(Facts facts, Fact fact, long otherwise) {
        return facts.value(fact)
                .map(value -> value instanceof Long it ? it : otherwise)
                .orElse(otherwise);
    }

    private static String code(Facts facts, Fact fact) {
        return facts.value(fact)
                .flatMap(value -> value instanceof String it ? Optional.of(it) : Optional.empty())
                .orElse("");
    }

    /** Bit n for the n-th of {@link TwentyConditions#ROWS}. */
    int speaking() {
        var outside = article < 7 || article > 17;
        return bit(0, outside && months < 48)
                | bit(1, outside && monthsThere < 48 && no(bothThresholds))
                | bit(2, outside && ofItsOwn(measure))
                | bit(3, no(specific))
                | bit(4, notCriminal(nature))
                | bit(5, no(inForce))
                | bit(6, yes(politicalOpinion))
                | bit(7, yes(prejudice))
                | bit(8, measure.equals("INTERCEPT") && no(inCatalogue))
                | bit(9, no(atHome))
                | bit(10, yes(weakening))
                | bit(11, yes(directAction))
                | bit(12, inRealTime(measure) && yes(reservation))
                | bit(13, yes(deathPenalty) && no(assurance) && yes(abolitionist))
                | bit(14, yes(torture))
                | bit(15, yes(unfair))
                | bit(16, yes(harsh) && no(assurance))
                | bit(17, yes(judged))
                | bit(18, yes(refugee) && yes(whereabouts))
                | bit(19, yes(privileged) && no(judgeThere));
    }

    private static boolean ofItsOwn(String measure) {
        return switch (measure) {
            case "EXTRADITION", "LE_COOP", "JIT", "CONFISCATE" -> true;
            default -> false;
        };
    }

    private static boolean notCriminal(String nature) {
        return switch (nature) {
            case "INTELLIGENCE", "IMMIGRATION", "CIVIL", "ADMINISTRATIVE" -> true;
            default -> false;
        };
    }

    private static boolean inRealTime(String measure) {
        return measure.equals("INTERCEPT") || measure.equals("RT_TRAFFIC");
    }

    private static int bit(int place, boolean speaks) {
        return speaks ? 1 << place : 0;
    }

    private static boolean yes(@Nullable Boolean truth) {
        return truth != null && truth;
    }

    private static boolean no(@Nullable Boolean truth) {
        return truth != null && !truth;
    }
}
