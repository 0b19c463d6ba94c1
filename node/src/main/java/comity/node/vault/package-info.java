/**
 * Exhibits on disk: sealed while they arrive, kept under the hash of their clear bytes, opened to a
 * stream and never to a file. Keys lie wrapped beside the sealed bytes; the key that opens them
 * lies elsewhere. Who may open what is asked before this room is. It may import evidence.exhibit
 * and the registry. Open {@link comity.node.vault.FileVault}.
 */
@NullMarked
package comity.node.vault;

import org.jspecify.annotations.NullMarked;
