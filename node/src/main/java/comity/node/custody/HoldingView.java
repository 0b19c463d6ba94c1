package comity.node.custody;

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
     * @param held whether whoever asks may touch it
     */
    public record Row(
            String sha256, String name, long size, String place, String authority, boolean held) {}

    public record Permission(String act, String type) {}

    public record Delivered(String sha256, String name, long size, String under) {}
}
