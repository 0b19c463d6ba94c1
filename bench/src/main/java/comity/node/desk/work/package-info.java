/** Fills the desks' tables for the bench by the room's own code, and asks them as the pages do. */
@NullMarked
package comity.node.desk.work;

import org.jspecify.annotations.NullMarked;
