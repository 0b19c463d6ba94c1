@NullMarked
package comity.node.transparency;

import org.jspecify.annotations.NullMarked;
