package comity.node.admin;

import comity.node.vault.FileVault;
import comity.record.act.Digest;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The exhibits of which the desk counts how many there are.
 *
 * @param named every exhibit that an act names
 */
public record Stored(FileVault vault, Supplier<Set<Digest>> named) {}
