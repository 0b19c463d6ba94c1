@NullMarked
package comity.node.desk;

import org.jspecify.annotations.NullMarked;
