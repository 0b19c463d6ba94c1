package comity.node.law.positions;

import java.util.List;

/**
 * Where States stand, as pages and programs see it. Days are ISO 8601; a month stands for a day in
 * it, two days with a slash for one of them.
 *
 * @param asOf the day of the list of signatures; nothing here is a live status
 */
public record PositionsView(
        String asOf,
        Standing counters,
        List<StateView> states,
        List<MotionView> motions,
        List<CountView> counts,
        List<SourceView> sources) {

    /**
     * The way to Article 65.
     *
     * @param signatories on the list of {@code asOf}
     * @param signedLater whose signature after that other sources report
     * @param certain instruments of States that were seen at the depositary
     * @param needed instruments for entry into force (65(1))
     * @param instrumentsAsOf the last day on which anybody counted instruments
     * @param inForce {@code TRUE}, {@code FALSE}, or {@code UNKNOWN} where the list is too old
     * @param day on which it enters into force; empty before the fortieth certain instrument
     * @param ifToday the day if the fortieth were deposited today
     */
    public record Standing(
            int signatories,
            int signedLater,
            int certain,
            int reported,
            int disputed,
            int unverified,
            int needed,
            String instrumentsAsOf,
            String inForce,
            String day,
            String ifToday) {}

    /**
     * One State.
     *
     * @param standing INSTRUMENT, INSTRUMENT_DISPUTED, SIGNED or NOT_SIGNED
     * @param confidence how sure the standing is; empty where nothing is known
     * @param signed when it signed; empty if no signature is known
     * @param boundFrom the day from which the Convention is in force for it; empty if not yet
     */
    public record StateView(
            String state,
            String name,
            String region,
            String standing,
            String confidence,
            boolean objected,
            String signed,
            String boundFrom,
            List<PositionView> positions) {}

    /** One thing that a State did or said, and how sure that is. */
    public record PositionView(
            String kind,
            String article,
            String motion,
            String vote,
            String date,
            String asOf,
            String confidence,
            List<String> sources,
            String text) {}

    /** A question put to States; the tally is empty where none was counted. */
    public record MotionView(
            String id,
            String text,
            String article,
            String date,
            String outcome,
            List<Integer> tally,
            String asOf,
            String confidence,
            List<String> sources) {}

    /** How many somebody counted. */
    public record CountView(
            String of, int number, String asOf, String confidence, List<String> sources) {}

    /** Where it was read. */
    public record SourceView(String id, String title, String place) {}
}
