@NullMarked
package comity.node.oversight;

import org.jspecify.annotations.NullMarked;
