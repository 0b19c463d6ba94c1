@NullMarked
package comity.node.desk.work;

import org.jspecify.annotations.NullMarked;
