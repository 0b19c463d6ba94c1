/**
 * Complaints of persons and organisations to the State's oversight body: a portal without account,
 * on which whoever writes is not recognised, and what the body makes of it. What is written becomes
 * an act on a docket of its own; the writer holds a code to come back with, and a receipt that
 * proves the filing without this node. Open {@link comity.node.recourse.Complaints} first.
 */
@NullMarked
package comity.node.recourse;

import org.jspecify.annotations.NullMarked;
