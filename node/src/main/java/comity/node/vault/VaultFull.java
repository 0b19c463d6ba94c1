package comity.node.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** There is no room for more. What was said to be durable before is so still. */
public final class VaultFull extends IOException {
    private static final long serialVersionUID = 1L;

    /** What the disk needs for itself and for the records beside the bytes. */
    private static final long RESERVE = 1 << 20;

    private VaultFull(String what) {
        super(what);
    }

    /** Says so before bytes come for which there is no room. */
    static void unlessRoom(Path folder, long bytes) throws VaultFull, IOException {
        if (Files.getFileStore(folder).getUsableSpace() - RESERVE < bytes)
            throw new VaultFull("no room for what was announced");
    }

    /** What a store that keeps its room to itself answered. */
    static VaultFull because(Exception failed) {
        var full = new VaultFull("the store is full");
        full.initCause(failed);
        return full;
    }

    /** {@code failed}, or what it means if the disk is full: the system's own words vary. */
    static IOException or(IOException failed, Path folder) {
        try {
            if (Files.getFileStore(folder).getUsableSpace() >= RESERVE) return failed;
        } catch (IOException _) {
            return failed;
        }
        var full = new VaultFull("the disk is full");
        full.initCause(failed);
        return full;
    }
}
