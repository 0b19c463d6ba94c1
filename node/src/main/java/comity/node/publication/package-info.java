/**
 * Follows the acts table into the State's log: hash tiles in the C2SP layout, signed checkpoints,
 * receipts; and cosigns other States' checkpoints once they prove consistent. Everything here can
 * be rebuilt from the table. It may import record.tlog and the registry. Open {@link
 * comity.node.publication.Publication}.
 */
@NullMarked
package comity.node.publication;

import org.jspecify.annotations.NullMarked;
