/** What the administrator is told, on both sides of each threshold. */
@NullMarked
package comity.node.admin;

import org.jspecify.annotations.NullMarked;
