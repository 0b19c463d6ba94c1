@NullMarked
package comity.node.recourse;

import org.jspecify.annotations.NullMarked;
