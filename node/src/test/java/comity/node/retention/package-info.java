@NullMarked
package comity.node.retention;

import org.jspecify.annotations.NullMarked;
