package comity.node.within;

import comity.evidence.reading.Comparison;
import comity.evidence.reading.Item;
import comity.evidence.reading.Verdict;
import comity.node.reading.Watch;
import comity.treaty.terms.Scope;

/** How far a comparison has come, for whoever waits for it. */
final class Progress implements Watch.Onlooker {
    private final Scope limits;
    private final Watch watch = new Watch(this);
    private Stage stage = Stage.READING;
    private long within;
    private long outside;
    private long unread;

    Progress(Scope limits) {
        this.limits = limits;
    }

    /** What is being done. */
    enum Stage {
        /** What the exhibit holds is read and compared. */
        READING,
        /** What lies within is written and sealed. */
        TAKING_OUT,
        /** What does not is. */
        SETTING_ASIDE
    }

    /**
     * How far it has come.
     *
     * @param read of the exhibit's bytes, in this stage
     * @param within items found so far
     */
    record Seen(Stage stage, long read, long within, long outside, long unread) {}

    Scope limits() {
        return limits;
    }

    Watch watch() {
        return watch;
    }

    synchronized void at(Stage next) {
        stage = next;
    }

    synchronized Seen seen() {
        return new Seen(stage, watch.read(), within, outside, unread);
    }

    /** Reading anew, it finds anew; the parts are made of what was found. */
    @Override
    public synchronized void begun() {
        if (stage != Stage.READING) return;
        within = 0;
        outside = 0;
        unread = 0;
    }

    @Override
    public synchronized void found(Item item) {
        Comparison.of(item, limits).ifPresent(this::count);
    }

    private void count(Verdict verdict) {
        if (verdict == Verdict.WITHIN) within++;
        else if (verdict == Verdict.UNREAD) unread++;
        else outside++;
    }
}
