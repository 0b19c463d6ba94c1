package comity.node.within;

import comity.node.vault.Held;
import comity.node.within.AskedComparisons.Asked;
import org.jspecify.annotations.Nullable;

/**
 * How a comparison with an order stands.
 *
 * @param state NONE if nobody asked, WAITING, RUNNING, STOPPED, FAILED or DONE
 * @param why it failed: FROZEN, GONE, BROKE or DIED
 * @param begun how often it was begun
 * @param stage READING, TAKING_OUT or SETTING_ASIDE
 * @param size of the exhibit in bytes
 * @param read how many of them were read in this stage
 * @param within items found within the order so far
 * @param filed whether an act says what came of one
 * @param comparison what came of it, once it is done
 */
public record ComparingView(
        String exhibit,
        String state,
        String why,
        int begun,
        String asked,
        String office,
        String stage,
        long size,
        long read,
        long within,
        long outside,
        long unread,
        boolean filed,
        @Nullable ComparisonView comparison) {

    static ComparingView none(Held exhibit, boolean filed) {
        return new ComparingView(
                exhibit.sha256().hex(),
                "NONE",
                "",
                0,
                "",
                "",
                "",
                exhibit.size(),
                0,
                0,
                0,
                0,
                filed,
                null);
    }

    static ComparingView of(Held exhibit, Asked asked, boolean filed) {
        return new ComparingView(
                exhibit.sha256().hex(),
                asked.state().name(),
                asked.why().map(Enum::name).orElse(""),
                asked.begun(),
                asked.at().toString(),
                asked.office(),
                asked.seen().stage().name(),
                exhibit.size(),
                asked.seen().read(),
                asked.seen().within(),
                asked.seen().outside(),
                asked.seen().unread(),
                filed,
                asked.outcome().map(ComparisonView::of).orElse(null));
    }

    /** Whether it waits or runs. */
    public boolean isOpen() {
        return state.equals("WAITING") || state.equals("RUNNING");
    }

    /** Of a hundred; what was read in this stage. */
    public int percent() {
        return size == 0 ? 100 : (int) Math.min(100, 100 * read / size);
    }
}
