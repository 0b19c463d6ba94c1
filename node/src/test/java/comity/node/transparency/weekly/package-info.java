@NullMarked
package comity.node.transparency.weekly;

import org.jspecify.annotations.NullMarked;
