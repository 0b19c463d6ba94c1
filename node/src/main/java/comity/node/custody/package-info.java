/**
 * Custody on the docket's page: who holds what, exhibits that are made of others, containers of
 * others that come in, and who is trained to touch them. It may import evidence, the treaty, and of
 * the node registry, identity, vault, reading and frame. Open {@link
 * comity.node.custody.CustodyPages}.
 */
@NullMarked
package comity.node.custody;

import org.jspecify.annotations.NullMarked;
