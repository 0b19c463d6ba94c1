package comity.node.custody;

import comity.node.frame.FindingView;
import java.util.List;
import java.util.UUID;

/**
 * Where the exhibits of a docket are in one State, and what may be done with them now.
 *
 * @param permissions standing acts under which evidence may be touched
 * @param delivered sealed and named by no act of this docket yet
 */
public record HoldingView(
        UUID docket, List<Row> exhibits, List<Permission> permissions, List<Delivered> delivered) {

    /**
     * An exhibit.
     *
     * @param place VAULT, WITH or UNDER_WAY
     * @param authority that holds it, or to which it is under way; empty for the vault
     * @param held whether the authority of whoever asks holds it
     * @param refused why they may not open it all the same, such as a mark that has frozen it
     */
    public record Row(
            String sha256,
            String name,
            long size,
            String place,
            String authority,
            boolean held,
            List<FindingView> refused) {
        /** Whether something may be made of it. */
        public boolean isOpen() {
            return held && refused.isEmpty();
        }
    }

    public record Permission(String act, String type) {}

    public record Delivered(String sha256, String name, long size, String under) {}
}
