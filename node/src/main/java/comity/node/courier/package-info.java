/**
 * Carries acts between nodes. The acts table is the outbox: a cursor for each partner says how far
 * it has been told; what arrives goes through the one door. A partner that is down, slow, repeats
 * or reorders loses and duplicates nothing. It may import record, registry, publication and
 * identity's keys through what it is given. Open {@link comity.node.courier.Outbox} and {@link
 * comity.node.courier.Inbox}.
 */
@NullMarked
package comity.node.courier;

import org.jspecify.annotations.NullMarked;
