package comity.node.within;

import java.util.List;
import java.util.UUID;

/**
 * What of evidence waits for somebody, as whoever asks may see it.
 *
 * @param office in which it is shown, such as {@code XB.court/JUD}
 * @param restricted exhibits with known abuse of children; empty for all who are not cleared
 */
public record WithinView(
        String office, String code, List<DocketRow> dockets, List<RestrictedRow> restricted) {

    /** Exhibits of one docket. */
    public record DocketRow(
            UUID docket,
            String requesting,
            String requested,
            List<ExhibitRow> uncompared,
            List<ComparedRow> compared,
            List<ExhibitRow> setAside,
            List<ExhibitRow> unread,
            List<ExhibitRow> doomed,
            List<ExhibitRow> known,
            List<MarkRow> marks) {
        boolean isEmpty() {
            return uncompared.isEmpty()
                    && compared.isEmpty()
                    && setAside.isEmpty()
                    && unread.isEmpty()
                    && doomed.isEmpty()
                    && known.isEmpty()
                    && marks.isEmpty();
        }
    }

    /**
     * An exhibit by its hash.
     *
     * @param name empty for whoever sees hashes and counts alone
     * @param within items within the order, where it was divided
     * @param setAside items that are not
     * @param why what was found, as names of verdicts
     * @param act the act that says so
     * @param comparing how its comparison stands: NONE, WAITING, RUNNING, STOPPED, FAILED or DONE
     */
    public record ExhibitRow(
            String sha256,
            long size,
            String name,
            long within,
            long setAside,
            List<String> why,
            String act,
            String comparing) {}

    /**
     * What a comparison that was filed says of an exhibit.
     *
     * @param standing WITHIN, SET_ASIDE or UNREAD
     * @param decided RELEASE or DESTROY once a judge has, DECLARED if its custodian has; else empty
     */
    public record ComparedRow(ExhibitRow exhibit, String standing, String decided) {}

    /**
     * A mark.
     *
     * @param stands REVIEW while a filter reviewer is awaited, RULING while a judge is, else the
     *     judge's ruling
     * @param found what the filter reviewer found; empty before
     * @param held whether the exhibit's bytes are here
     */
    public record MarkRow(
            String act,
            String exhibit,
            List<String> protection,
            String saidBy,
            String state,
            String stands,
            String found,
            boolean held) {}

    /** A restricted exhibit: hashes and their number, and never more. */
    public record RestrictedRow(String exhibit, int matches, List<String> hashes) {}
}
